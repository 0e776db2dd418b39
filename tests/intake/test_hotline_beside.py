"""Published hotline counts beside call records: the calls are used alone, nothing is added, and the page can say so."""

from datetime import date, datetime

from dashboard.sentences.surge import sources_sentence
from dashboard.warehouse.ask import ask_frame
from tests.intake_desk import NOW, Desk

CALLS = "来电编号,来电时间,区县,结果\n" + "".join(f"c{n},2022-11-27 {n % 24:02}:10,道里区,接通\n" for n in range(48)) + "z,2022-11-28 23:40,道里区,接通\n"
DAYS = "起始时间,结束时间,来电量,接通量\n2022-11-26,2022-11-27,900,800\n2022-11-27,2022-11-28,700,600\n"


def test_an_interval_that_overlaps_calls_is_not_added_and_which_is_used_is_said(tmp_path):
    desk = Desk.open(tmp_path)
    taken = desk.take(desk.file("calls.csv", CALLS), table="hotline_calls") + desk.take(desk.file("days.csv", DAYS), table="hotline_intervals")
    assert [one.status for one in taken] == ["taken", "taken"]
    days = ask_frame(desk.workspace, "hotline_by_day", {}, NOW).frame
    assert {row["day"].date(): (row["offered"], row["source"]) for row in days.to_dict("records")} == {
        date(2022, 11, 26): (900, "published"), date(2022, 11, 27): (48, "calls"), date(2022, 11, 28): (1, "calls"),
    }
    beside = ask_frame(desk.workspace, "hotline_intervals_beside_calls", {}, NOW).frame
    [row] = beside.to_dict("records")
    assert (row["intervals"], row["days_of_calls"], row["first_start"], row["last_end"]) == (1, 1, datetime(2022, 11, 27), datetime(2022, 11, 28))
    assert sources_sentence(days, beside, "zh") == (
        "所选日期中有 1 天没有来电明细，用的是公布的时段统计。公布的时段统计有 1 条与来电明细重叠（11月27日 0–24时）：有明细的 1 天只用明细，两者从不相加。"
    )
    assert sources_sentence(days[days["source"] == "calls"], beside[:0], "zh") == ""


def test_hours_that_do_not_begin_on_the_hour_make_no_day(tmp_path):
    """Twenty-three whole hours and one that begins at half past overlap: their sum would count half an hour twice."""
    desk = Desk.open(tmp_path)
    whole = "".join(f"2022-11-26 {n:02}:00,2022-11-26 {n + 1:02}:00,10\n" for n in range(23))
    desk.take(desk.file("hours.csv", f"起始时间,结束时间,来电量\n{whole}2022-11-26 22:30,2022-11-26 23:30,10\n"), table="hotline_intervals")
    assert desk.rows("select count(*) from hotline_hour_known($as_of)") == [(23,)]
    assert desk.rows("select count(*) from hotline_day_known($as_of)") == [(0,)]
