"""Rows of a district, of a search, of a sample; words for codes."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.rows.selection import containing, flagged, within, worded


@pytest.fixture
def by_area() -> pd.DataFrame:
    return pd.DataFrame({
        "area_id": ["a", "a", "b"], "area_name": ["甲区", "甲区", "乙区"], "level": ["high", "low", "high"], "zones": [6, 2, 2],
        "is_synthetic": [False, True, False],
    })


@pytest.fixture
def zones() -> pd.DataFrame:
    return pd.DataFrame({
        "zone_id": ["z1", "z2", "z3"], "area_id": ["a", "a", "b"], "area_name": ["甲区", "甲区", "乙区"], "level": ["high", "high", "low"],
        "state": ["overdue", "due", "no_rule"], "clear_days": [6.0, 5.0, None], "lon": [126.6, None, 126.7], "lat": [45.7, None, 45.8],
        "extent_text": ["示例小区1号", "Example 2", None], "is_synthetic": True,
    })


def test_selection_keeps_provenance_and_finds_text_in_any_case(zones):
    zones.attrs = {"as_of": datetime(2022, 11, 29)}
    assert within(zones, []) is zones
    assert list(within(zones, ["b"])["zone_id"]) == ["z3"]
    found = containing(zones, " example ", ["extent_text", "zone_id"])
    assert list(found["zone_id"]) == ["z2"] and found.attrs == zones.attrs
    assert containing(zones, "<script>", ["extent_text"]).empty


def test_words_replace_codes_and_missing_stays_missing(zones):
    assert list(worded(zones, "state", "clock.", "zh")["state"]) == ["逾期未解除", "今日到期", "无解除时限"]
    kinds = pd.DataFrame({"kind": ["school", None]})
    assert worded(kinds, "kind", "closure_target", "en")["kind"].tolist() == ["school", None]
    assert worded(kinds, "kind", "closure_target", "en", into="said")["said"].tolist() == ["school", "unknown"]


def test_figures_counted_from_synthetic_rows_are_flagged(by_area):
    assert flagged(pd.DataFrame({"n": [1]}), by_area)["is_synthetic"].all()
    assert not flagged(pd.DataFrame({"n": [1]}), by_area[:1])["is_synthetic"].any()
