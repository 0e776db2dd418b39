"""Numbers of people with special needs: what is small below the district is seen nowhere, nor what it would follow from."""

import pandas as pd
import pytest

from dashboard.rows.special_groups import by_group
from dashboard.sandbox.relations import relations
from tests.queries.small_store import AS_OF, answer, small_store

AREAS = [
    {"area_id": "c", "name": "某市", "kind": "city"}, {"area_id": "a", "name": "甲区", "kind": "district", "parent_id": "c"},
    {"area_id": "b", "name": "乙区", "kind": "district", "parent_id": "c"}, {"area_id": "z", "name": "高新区", "kind": "functional_zone", "nested_in": "b"},
    {"area_id": "s", "name": "某街道", "kind": "street", "parent_id": "b"},
]


def groups(kind, district, **streets):
    rows = [{"street": None, "people": district, "households": 3, "served": 2}] + [{"street": name, "people": n, "served": 1, "source": f"{n} 人"} for name, n in streets.items()]
    return [{"at": AS_OF, "area_id": "a", "kind": kind, **row} for row in rows]


@pytest.fixture(scope="module")
def con():
    rows = [
        *groups("dialysis", 40, 一=3, 二=9, 三=28, 四=0),
        *groups("pregnant", 20, 一=1, 二=1, 三=7, 四=11),
        *groups("infant", 30, 一=2, 二=3, 三=25),
        *groups("disabled", 4, 一=6, 二=12),
        *groups("elderly_alone", 13, 一=5, 二=5, 三=3),
        *groups("chronic_medicine", 3, 一=0, 二=0, 三=3),
        {"at": AS_OF, "area_id": "s", "kind": "dialysis", "people": 3, "households": 2, "served": 1},
        *({"at": AS_OF, "area_id": area, "kind": "dialysis", "people": n} for area, n in (("b", 30), ("z", 10), ("c", 90))),
        {"at": AS_OF, "area_id": "c", "kind": "pregnant", "people": 15},
    ]
    return small_store({"areas": AREAS, "special_groups": rows}, ("area_standing", "area_known", "special_group_shown"))


def shown(con, kind):
    rows = answer(con, "special_groups_by_area").query("kind == @kind and area_id == 'a'").set_index("street")
    return {street: None if row["is_hidden"] else row["people"] for street, row in rows.iterrows()}


def test_small_numbers_below_the_district_are_hidden_with_what_gives_them_away(con):
    assert shown(con, "dialysis") == {"": 40, "一": None, "二": None, "三": 28, "四": 0}, "40 less the others would be 3"
    assert shown(con, "pregnant") == {"": 20, "一": None, "二": None, "三": None, "四": 11}, "two that sum up to 2 are 1 each"
    assert shown(con, "infant") == {"": 30, "一": None, "二": None, "三": 25}
    assert shown(con, "disabled") == {"": 4, "一": 6, "二": 12}, "a district's own number stands, and nothing below it is small"


def test_a_street_shows_its_people_alone_and_no_hidden_number_is_in_the_answer(con):
    rows = answer(con, "special_groups_by_area")
    assert rows.loc[rows["is_hidden"], ["people", "source"]].isna().all(axis=None), "a source may be a text with the number in it"
    streets = rows[rows["street"] != ""]
    assert streets[["households", "served", "served_share"]].isna().all(axis=None)
    assert rows.loc[(rows["street"] == "") & (rows["area_id"] == "a"), "served"].eq(2).all()


def test_neither_the_order_of_equal_streets_nor_a_nought_gives_a_hidden_number_away(con):
    assert shown(con, "elderly_alone") == {"": 13, "一": None, "二": None, "三": None}, "one 5 hidden and one shown told which was which"
    assert shown(con, "chronic_medicine") == {"": 3, "一": None, "二": None, "三": None}, "all of the district's 3 were in the only one hidden"


def test_a_street_known_as_an_area_is_a_street(con):
    rows = answer(con, "special_groups_by_area", areas=["b"])
    row = rows[rows["street"] == "某街道"].iloc[0]
    assert row["is_hidden"] and pd.isna(row["people"]) and pd.isna(row["households"]) and pd.isna(row["served"])


def test_a_person_is_told_once_for_the_city(con):
    rows = answer(con, "special_groups_by_area")
    told = by_group(rows).set_index("kind")
    assert tuple(told.loc["dialysis", ["people", "districts"]]) == (90, 3), "the city's own 90, not 90 + 40 + 30 + 10"
    assert told.loc["pregnant", "people"] == 20, "a district says more than the city"
    assert by_group(rows[rows["area_id"] != "c"]).set_index("kind").loc["dialysis", "people"] == 70, "of the zone inside the district nobody again"
    assert by_group(rows[rows["area_id"] == "z"])["people"].tolist() == [10], "asked alone, it has its own"


def test_an_analyst_reads_what_is_shown_and_not_the_table():
    assert "special_groups" not in relations() and "special_group_shown" in relations()
