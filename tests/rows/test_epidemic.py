"""Which districts move, which signals are new, the range found outside control, stocks by day, delays."""

from datetime import date, timedelta

import pandas as pd

from dashboard.rows.epidemic import delay_quantile, is_sudden, moving, outside_by_day, signal_days, stock_days, unjudged

FIRST = date(2022, 11, 1)


def by_day(name, counts, partial=(), **more):
    days = [pd.Timestamp(FIRST + timedelta(n)) for n in range(len(counts))]
    frame = pd.DataFrame({"area_id": name, "area_name": name, "day": days, "new_positive": counts, **more})
    return frame.assign(is_partial=[n in partial for n in range(len(counts))])


def test_the_district_that_changes_most_stands_first_and_an_incomplete_one_last():
    frame = pd.concat([
        by_day("甲", [9] * 15), by_day("乙", [1] * 7 + [4] * 7 + [9], partial=(14,)), by_day("丙", [5] * 8 + [0] * 7), by_day("丁", [None] * 3 + [90] * 12),
    ])
    found = moving(frame, FIRST + timedelta(13))
    assert [(one.area_name, one.last, one.change) for one in found[:3]] == [("丙", 5, -30), ("乙", 28, 21), ("甲", 63, 0)]
    assert found[3].area_name == "丁" and found[3].change != found[3].change, "three of its fourteen days are not known"
    assert [one.change == one.change for one in moving(frame.assign(is_partial=True))] == [False] * 4


def signals(name, told, is_city=False):
    return by_day(name, [5] * len(told), is_city=is_city, signals=told, c1=1.0, c2=None, c3=None, cusum=None)


def test_the_newest_run_of_signals_stands_first_and_the_slow_sum_alone_after_it():
    frame = pd.concat([
        signals("甲", [None] * 5 + ["C1"] * 5), signals("乙", [None] * 8 + ["C2", "C1+C3"]), signals("丙", [None] * 9 + ["CUSUM"]),
        signals("丁", ["C1", *[None] * 9]), signals("市", [*[None] * 7, "CUSUM", None, None], is_city=True),
    ])
    found = signal_days(frame)
    assert found["area_id"].to_list() == ["市", "乙", "甲", "丙"], "丁 had its signal more than seven days ago"
    assert found.set_index("area_id")["since"].dt.day.to_dict() == {"市": 8, "乙": 9, "甲": 6, "丙": 10}
    assert found.set_index("area_id")["is_sudden"].to_dict() == {"市": False, "乙": True, "甲": True, "丙": False}
    assert is_sudden(pd.Series([None, "CUSUM", "C2+CUSUM"])).to_list() == [False, False, True]


def test_an_area_of_which_nothing_can_be_told_is_counted():
    frame = pd.concat([signals("甲", [None] * 5), signals("乙", [None] * 5).assign(c1=None)])
    assert unjudged(frame) == 1 and signal_days(frame).empty and unjudged(frame.assign(new_positive=None)) == 0


def test_the_share_outside_control_is_a_range_of_whole_days_with_cases():
    routes = pd.DataFrame({
        "day": [FIRST] * 3 + [FIRST + timedelta(1)], "outside_control": ["no", "yes", "unclear", "yes"], "new_positive": [50, 6, 3, 2],
        "is_partial": [False] * 3 + [True],
    })
    [row] = outside_by_day(routes).to_dict("records")
    assert (round(row["strict"], 3), round(row["broad"], 3), row["n"]) == (0.102, 0.153, 59)
    assert outside_by_day(routes.assign(new_positive=0)).empty


def stock(day, **figures):
    return [{"day": day, "area_id": "市", "class": "confirmed", "measure": name, "n": n, "qualifier": "exact"} for name, n in figures.items()]


def test_stocks_close_or_not_and_what_is_left_is_said_to_be_derived():
    frame = pd.DataFrame([
        *stock(1, cumulative=102314, existing=2886, recovered=94792, dead=4636), *stock(2, cumulative=10, existing=5, recovered=4, dead=2),
        *stock(3, cumulative=94, recovered=33, dead=1), *stock(4, cumulative=95),
    ])
    days = stock_days(frame, "市")
    assert days["closes"].to_list() == [True, False, None, None], "2886 + 94792 + 4636 = 102314"
    assert days["existing"].to_list()[:3] == [2886, 5, 60] and days["is_derived"].to_list() == [False, False, True, False]
    assert stock_days(frame.assign(qualifier="about"), "市").empty


def test_days_within_which_a_share_was_reported():
    frame = pd.DataFrame({"delay": ["0", "3", "9", "no_onset"], "delay_days": [0, 3, 9, None], "cases": [5, 4, 1, 80]})
    assert (delay_quantile(frame, 0.5), delay_quantile(frame, 0.9), delay_quantile(frame, 0.95)) == (0, 3, 9)
    assert delay_quantile(frame[frame["delay"] == "no_onset"], 0.5) is None
