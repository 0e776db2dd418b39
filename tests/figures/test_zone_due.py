"""The due list and the time that zones stayed closed, as pictures: every row in its place, said in words, never by colour alone."""

import re
from dataclasses import asdict
from datetime import date, datetime, timedelta
from html import unescape

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.zone_clock import MOST_ROWS, ZONE, due_picture, worst_first
from dashboard.figures.zone_dwell import dwell_picture
from dashboard.rules.schemes import schemes
from dashboard.sentences.release import STATES, missing_words, release_sentence
from dashboard.sentences.timeline import zone_lines
from dashboard.sentences.zone_dwell import dwell_sentence
from tests.rules.release_clock import ZoneFacts, release, row_of

TODAY = date(2022, 11, 29)
WAY = f"?zone={ZONE}#zone-history"
PIECE = re.compile(r'<i class="(clear|rest|late)" style="left:([\d.]+)%;width:([\d.]+)%">')
NOW = re.compile(r'<i class="now" style="left:([\d.]+)%">')


def clock(zone: str, anchor: date, days: int | None = 5, state: str = "", **more: object) -> dict:
    """A row of zones_due on TODAY; its state follows from the days where none is given."""
    due = None if days is None else anchor + timedelta(days=days)
    over = 0 if due is None else max(0, (TODAY - due).days)
    by_days = "no_rule" if due is None else "overdue" if over else "due" if due == TODAY else "counting"
    return {
        "zone_id": zone, "area_name": "南岗区", "extent_text": f"示例小区{zone}", "level": "high", "anchor_on": anchor, "due_on": due,
        "clear_days": (TODAY - anchor).days, "state": state or by_days, "overdue_days": over, "scheme_used": "twenty", "lift_days": days,
        "level_since": datetime.combine(anchor, datetime.min.time()), "last_case_on": None, "notice_no": None, "excludes_text": None,
    } | more


def picture(*rows: dict, lang: str = "zh") -> str:
    drawn = due_picture(pd.DataFrame(rows), today=TODAY, way=WAY, lang=lang)
    return drawn.html if drawn else ""


def items(html: str) -> list[str]:
    return re.findall(r"<li .*?</li>", html)


def test_an_overdue_clock_is_filled_to_its_due_day_and_hatched_from_there_to_today():
    [row] = items(picture(clock("z", date(2022, 11, 20))))
    found = {kind: (float(left), float(width)) for kind, left, width in PIECE.findall(row)}
    assert found == {"clear": (0, 50), "late": (50, 40)}, "scale from the 20th to the day after today: ten days"
    assert NOW.findall(row) == ["90.00"]
    assert '<li class="act">' in row and "▲" in row and "逾期 4 天" in row and "11月20日起算，11月25日到期" in row


def test_a_counting_clock_has_its_days_left_open_behind_today():
    html = picture(clock("z", date(2022, 11, 27)))
    assert [kind for kind, _, _ in PIECE.findall(html)] == ["rest", "clear"] and "还差 3 天" in html and '<li class="quiet">' in html


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=MOST_ROWS))
def test_rows_share_one_scale_and_nothing_stands_outside_it(given_rows):
    rows = [clock(str(n), TODAY - timedelta(days=back), days) for n, (back, days) in enumerate(given_rows)]
    html = picture(*rows)
    assert len(set(NOW.findall(html))) == 1 and len(items(html)) == len(rows)
    for row, item in zip(rows, items(html), strict=True):
        pieces = {kind: (float(left), float(left) + float(width)) for kind, left, width in PIECE.findall(item)}
        assert all(-0.01 <= start <= end <= 100.02 for start, end in pieces.values())
        assert ("late" in pieces) == (row["state"] == "overdue")
        if "late" in pieces and "clear" in pieces:
            assert pieces["late"][0] == pytest.approx(pieces["clear"][1], abs=0.02)
        assert ("‹" in item) == ((TODAY - row["anchor_on"]).days > 21), "a clock that began before the scale says so"


def test_todays_label_has_room_and_every_label_stays_over_the_scale():
    html = picture(*(clock(str(back), TODAY - timedelta(days=back), 10) for back in range(12)))
    labels = re.findall(r'<span class="(now )?(start|mid|end)" style="left:([\d.]+)%">([^<]*)', html)
    [(today, said)] = [(float(left), words) for now, _, left, words in labels if now]
    others = [(float(left), side) for now, side, left, _ in labels if not now]
    assert said == "今天 11月29日" and len(others) >= 4
    assert all(abs(left - today) >= 15 for left, _ in others)
    assert {side for left, side in others if left < 15} == {"start"} and {side for left, side in others if 15 <= left <= 85} == {"mid"}


def test_the_list_is_limited_and_zones_without_a_clock_are_left_to_the_table():
    rows = [clock(str(n), TODAY - timedelta(days=9)) for n in range(MOST_ROWS + 5)]
    assert len(items(picture(clock("low", TODAY, None), *rows))) == MOST_ROWS
    assert picture(clock("low", TODAY, None)) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_says_what_is_missing_in_words(state, lang):
    said = missing_words(clock("z", TODAY - timedelta(days=6), state=state), lang)
    assert said and "{" not in said
    assert (STATES[state] == "act") == (state == "overdue"), "red only past the day of release"


def test_what_the_store_names_as_missing_is_said_as_it_is():
    row = clock("z", TODAY - timedelta(days=2), missing=["days", "round"])
    assert missing_words(row, "zh") == "还差 3 天，缺一轮全阴性检测"
    waiting = clock("z", TODAY - timedelta(days=6), state="due_waiting_round")
    assert missing_words(waiting, "zh") == "天数已满，缺一轮全阴性检测"
    assert missing_words(waiting | {"missing": ["round"], "unrecorded": ["round"]}, "zh") == "天数已满，没有检测轮次的记录", "not known is not failed"


def test_a_zone_that_waits_for_a_round_is_not_drawn_as_overdue():
    html = picture(clock("z", TODAY - timedelta(days=8), state="due_waiting_round"))
    assert 'class="waits" style' in html and 'class="late" style' not in html and '<li class="watch">' in html


def test_the_most_overdue_come_first_then_what_waits_then_by_the_day():
    rows = pd.DataFrame([
        clock("count2", TODAY - timedelta(days=1)), clock("low", TODAY, None), clock("over1", TODAY - timedelta(days=6)),
        clock("due", TODAY - timedelta(days=5)), clock("count1", TODAY - timedelta(days=2)), clock("over9", TODAY - timedelta(days=14)),
        clock("round", TODAY - timedelta(days=7), state="due_waiting_round"),
    ])
    rows.attrs = {"query": "zones_due"}
    assert list(worst_first(rows)["zone_id"]) == ["over9", "over1", "round", "due", "count1", "count2", "low"]
    assert worst_first(rows).attrs == rows.attrs


def test_names_from_a_file_stay_text_and_the_longest_is_not_cut():
    name = "城步苗族自治县示例街道示例社区示例花园小区二期甲区第十二栋至第十八栋（不含第十五栋）以及临街商铺" * 2
    html = picture(clock('a"&<b>', date(2022, 11, 20), extent_text=f"<script>{name}", notice_no="〔2022〕44号", excludes_text="除18栋以外"))
    assert f"&lt;script&gt;{name}" in html and "<script>" not in html
    assert "?zone=a%22%26%3Cb%3E#zone-history" in html
    assert "南岗区 · 除18栋以外 · ▲ 高风险区 · 通告 〔2022〕44号" in html


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("scheme", "since", "last"), [("twenty", 20, None), ("twenty", 20, 27), ("new_ten", 20, 24), ("county_2020", 20, None), ("twenty_plan", 20, None), ("three_zone", 28, None)])
def test_the_row_opens_to_the_sentence_of_the_engine(scheme, since, last, lang):
    facts = ZoneFacts("high", date(2022, 11, since), last_positive_on=date(2022, 11, last) if last else None)
    answer = release(schemes()[scheme], facts, TODAY)
    conditions = {name: list(value) for name, value in asdict(answer).items() if name in ("missing", "unrecorded")}
    row = clock("z", answer.anchor_on, answer.needed_days, answer.state, scheme_used=scheme, level_since=datetime(2022, 11, since),
                last_case_on=facts.last_positive_on, **conditions)
    said = release_sentence(row_of(schemes()[scheme], facts, answer), lang)
    assert schemes()[scheme].title[lang == "en"] in said and release_sentence(row, lang) == said
    assert said in unescape(picture(row, lang=lang)) or answer.state == "no_rule"


def dwell(*rows: tuple) -> pd.DataFrame:
    """Rows: area_id, area_name, is_total, lifted, median, rule least, rule most, still open; the spread follows from the median."""
    names = ["area_id", "area_name", "is_total", "lifted", "median_hours", "rule_least_hours", "rule_most_hours", "still_open"]
    frame = pd.DataFrame(rows, columns=names)
    spread = {"shortest": -40, "quarter": -20, "three_quarters": 20, "p90": 40, "longest": 60}
    return frame.assign(oldest_open_hours=90.0, **{f"{name}_hours": frame["median_hours"] + by for name, by in spread.items()})


def test_open_time_stands_beside_the_line_of_the_rule_and_in_words():
    frame = dwell(("city", "市", True, 40, 133.0, 120, 120, 6), ("a", "甲区", False, 36, 133.0, 120, 120, 4), ("b", "乙区", False, 4, None, 120, 120, 2))
    html = dwell_picture(frame, lang="zh").html
    whole, first = items(html)
    assert "合计" in whole and "甲区" in first and "中位 133 小时" in first and "规定 120 小时" in first
    places = {kind: float(left) for kind, left in re.findall(r'<i class="(median|rule)" style="left:([\d.]+)%">', first)}
    assert places["median"] / places["rule"] == pytest.approx(133 / 120, rel=1e-3), "one scale from zero"
    assert "1 个区县已解除不足 5 处，不作概括：乙区（已解除 4，未解除 2）。" in html
    assert dwell_sentence(frame, "zh") == "规定 120 小时，已解除的 40 处实际中位 133 小时，九成不超过 173 小时；尚未解除的 6 处不在其内。"


def test_two_rules_are_two_lines_and_a_district_that_no_notice_names_is_said_to_be_none():
    frame = dwell(("city", "市", True, 12, 130.0, 120, 240, 0), ("city", "市", False, 6, 131.0, None, None, 0), ("a", "甲区", False, 6, 130.0, 120, 240, 0))
    html = dwell_picture(frame, lang="en").html
    rows = {re.search(r"<b>([^<]*)</b>", item)[1]: item for item in items(html)}
    assert set(rows) == {"All", "no district in the notice", "甲区"}
    assert rows["甲区"].count('class="rule"') == 2 and "120–240 h" in rows["甲区"]
    assert 'class="rule"' not in rows["no district in the notice"] and "unknown" in rows["no district in the notice"]


def test_too_few_lifted_are_not_summed_up_anywhere():
    frame = dwell(("city", "市", True, 3, None, 120, 120, 2), ("a", "甲区", False, 3, None, 120, 120, 2))
    assert "小时" not in dwell_sentence(frame, "zh") and "不足 5 处" in dwell_sentence(frame, "zh")
    assert items(dwell_picture(frame, lang="zh").html) == []
    assert dwell_picture(frame.assign(lifted=0), lang="zh") is None and dwell_sentence(frame[:0], "zh") == ""


def test_the_timeline_says_decision_wordings_and_what_a_positive_did():
    events = pd.DataFrame([
        {"happened_at": pd.Timestamp("2022-11-20"), "event": "declare", "level": "high", "extent_text": "甲号", "extent_before": None,
         "notice_no": "70", "reason": None, "decided_at": pd.Timestamp("2022-11-19 22:00")},
        {"happened_at": pd.Timestamp("2022-11-25"), "event": "edit", "level": None, "extent_text": "甲号2单元", "extent_before": "甲号",
         "notice_no": None, "reason": None, "decided_at": pd.NaT},
    ])
    positives = pd.DataFrame({"day": [pd.Timestamp("2022-11-22"), pd.Timestamp("2022-11-20")], "positives": [2, 1], "restarts": [True, False]})
    said = [(when, words) for _, when, words, _ in zone_lines(events, "zh", positives)]
    assert said == [
        ("11月25日", "更正文字 · 范围由“甲号”改为“甲号2单元”"), ("11月22日", "区内报告阳性 2 例 · 时钟从该日重新起算"),
        ("11月20日", "划定 · 高风险区 · 甲号 · 通告 70 · 11月19日 22:00 决定"), ("11月20日", "区内报告阳性 1 例"),
    ]
