"""The time that zones stayed closed, as a picture and in words."""

import re

import pandas as pd
import pytest

from dashboard.figures.zone_dwell import dwell_picture
from dashboard.sentences.zone_dwell import dwell_sentence


def items(html: str) -> list[str]:
    return re.findall(r"<li .*?</li>", html)


def dwell(*rows: tuple) -> pd.DataFrame:
    """Rows: area_id, area_name, is_total, lifted, median, rule least, rule most, still open; the spread follows from the median."""
    names = ["area_id", "area_name", "is_total", "lifted", "median_hours", "rule_least_hours", "rule_most_hours", "still_open"]
    frame = pd.DataFrame(rows, columns=names)
    spread = {"shortest": -40, "quarter": -20, "three_quarters": 20, "p90": 40, "longest": 60}
    return frame.assign(oldest_open_hours=90.0, timed=frame["lifted"], start_unknown=0, **{f"{name}_hours": frame["median_hours"] + by for name, by in spread.items()})


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
    found = frame.assign(lifted=20, timed=0, start_unknown=20, oldest_open_hours=None)
    said = dwell_picture(found, lang="en").html + dwell_sentence(found, "en")
    assert "fewer than 5 known from beginning to release" in said and "20 stood in the feed" in said and "since nobody knows when" not in said
    assert dwell_picture(frame.assign(lifted=0), lang="zh") is None and dwell_sentence(frame[:0], "zh") == ""
