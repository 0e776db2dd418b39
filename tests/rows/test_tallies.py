"""Tallies of rows: zero is not unknown, and a district without a row has none only in a list of the whole city."""

import pandas as pd
import pytest

from dashboard.rows.tallies import column_sums, counts, district_totals, location_parts, zone_tally


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


def test_a_tally_is_null_where_no_zone_was_ever_known_and_zero_where_none_is_open(zones):
    assert zone_tally(zones[:0], is_known=False).high is None
    assert zone_tally(zones[:0], is_known=True).total == 0
    now = zone_tally(zones, is_known=True)
    assert (now.high, now.medium, now.low, now.due, now.overdue, now.address_only, now.total) == (2, 0, 1, 1, 1, 1, 3)


def test_a_district_has_an_unknown_number_of_what_is_found_in_zones_of_no_district_alone(zones):
    nameless = zones.assign(level=["medium", "low", "low"], state=["due", "counting", "counting"])
    now = zone_tally(zones[:1], True, nameless)
    assert (now.high, now.medium, now.low, now.due, now.overdue, now.address_only) == (1, None, None, None, 1, None)
    assert now.total is None
    assert zone_tally(zones[:0], True, zones[:0]).high == 0


def test_zones_without_a_point_are_counted_beside_the_map(zones):
    rows = location_parts(zones).set_index(["area_id", "location"])["zones"].to_dict()
    assert rows == {("a", "address_only"): 1, ("a", "placed"): 1, ("b", "placed"): 1}


def test_a_district_without_a_row_has_none_only_in_a_list_of_the_whole_city(by_area):
    areas = pd.DataFrame({"area_id": ["a", "b", "c", "gx"], "area_name": ["甲区", "乙区", "丙县", "高新区"], "is_district": [True] * 4,
                          "lon": [1.0, 1.0, 1.0, None]})
    by_area.attrs = {"query": "zones_open_by_area"}
    totals = district_totals(by_area, ["zones"], areas)
    assert dict(zip(totals["area_id"], totals["zones"], strict=True)) == {"a": 8, "b": 2, "c": 0}
    assert totals.attrs == by_area.attrs
    assert list(district_totals(by_area, ["zones"])["area_id"]) == ["a", "b"]
    assert district_totals(by_area[:0], ["zones"], areas).empty


def test_sums_of_nothing_stated_are_unknown():
    frame = pd.DataFrame({"points": [2, 3], "orders_per_day": [None, None], "name": ["a", "b"]}).astype({"orders_per_day": float})
    assert column_sums(frame) == {"points": 5, "orders_per_day": None}
    assert counts(frame, "name", ("a", "c")) == {"a": 1, "c": 0}
    assert counts(frame, "name", ("b",), "points") == {"b": 3}
