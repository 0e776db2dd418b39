"""Numbers of people with special needs: what is small below the district is seen nowhere, nor what it would follow from."""

import pytest

from dashboard.sandbox.relations import relations
from tests.queries.small_store import AS_OF, answer, small_store

AREAS = [{"area_id": "a", "name": "甲区", "kind": "district"}]


def groups(kind, district, **streets):
    rows = [{"street": None, "people": district, "households": 3, "served": 2}] + [{"street": name, "people": n, "served": 1} for name, n in streets.items()]
    return [{"at": AS_OF, "area_id": "a", "kind": kind, **row} for row in rows]


@pytest.fixture(scope="module")
def con():
    rows = [
        *groups("dialysis", 40, 一=3, 二=9, 三=28, 四=0),
        *groups("pregnant", 20, 一=1, 二=1, 三=7, 四=11),
        *groups("infant", 30, 一=2, 二=3, 三=25),
        *groups("disabled", 4, 一=6, 二=12),
    ]
    return small_store({"areas": AREAS, "special_groups": rows}, ("area_standing", "area_known", "special_group_shown"))


def shown(con, kind):
    rows = answer(con, "special_groups_by_area").query("kind == @kind").set_index("street")
    return {street: None if row["is_hidden"] else row["people"] for street, row in rows.iterrows()}


def test_small_numbers_below_the_district_are_hidden_with_what_gives_them_away(con):
    assert shown(con, "dialysis") == {"": 40, "一": None, "二": None, "三": 28, "四": 0}, "40 less the others would be 3"
    assert shown(con, "pregnant") == {"": 20, "一": None, "二": None, "三": None, "四": 11}, "two that sum up to 2 are 1 each"
    assert shown(con, "infant") == {"": 30, "一": None, "二": None, "三": 25}
    assert shown(con, "disabled") == {"": 4, "一": 6, "二": 12}, "a district's own number stands, and nothing below it is small"


def test_a_street_shows_its_people_alone_and_no_hidden_number_is_in_the_answer(con):
    rows = answer(con, "special_groups_by_area")
    assert rows.loc[rows["is_hidden"], "people"].isna().all()
    streets = rows[rows["street"] != ""]
    assert streets[["households", "served", "served_share"]].isna().all(axis=None)
    assert rows.loc[rows["street"] == "", "served"].eq(2).all()


def test_an_analyst_reads_what_is_shown_and_not_the_table():
    assert "special_groups" not in relations() and "special_group_shown" in relations()
