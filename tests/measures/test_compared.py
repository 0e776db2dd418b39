"""Two moments, two periods, several measures: what is missing on one side is null and never 0, and 0 is not missing."""

from datetime import date, datetime

import pyarrow as pa
import pytest

from dashboard.measures.compared import side_by_side
from dashboard.measures.picked import Filter, Keep, Period, Picked
from dashboard.measures.sql import pick
from tests.measures.analyst import Analyst

NOW, THEN = datetime(2022, 11, 29, 18), datetime(2022, 11, 27, 12)
ZONES = Picked(("zones_open",), ("district",), compare="moments")


def answers(*sides: list[tuple]) -> list[pa.Table]:
    names = ("area_id", "area_name", "zones_open")
    return [pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=pa.schema(
        [("area_id", pa.string()), ("area_name", pa.string()), ("zones_open", pa.int64())])) for rows in sides]


def rows(table: pa.Table) -> list[tuple]:
    return [tuple(row.values()) for row in table.to_pylist()]


def test_two_answers_side_by_side():
    now, then = answers([("1", "A", 5), ("2", "B", 0)], [("2", "B", 3), ("3", "C", 2)])
    table = side_by_side(now, then, ZONES)
    assert table.column_names == ["area_id", "area_name", "zones_open", "zones_open_before", "zones_open_change"]
    assert rows(table) == [("1", "A", 5, None, None), ("2", "B", 0, 3, -3), ("3", "C", None, 2, None)]


def test_conditions_order_and_limit_are_of_both_together():
    now, then = answers([("1", "A", 5), ("2", "B", 9), ("3", "C", 4)], [("1", "A", 1), ("2", "B", 8)])
    kept = Picked(("zones_open",), ("district",), compare="moments", keep=(Keep("zones_open_change", ">", 0),), order="-zones_open_change", limit=1)
    assert rows(side_by_side(now, then, kept)) == [("1", "A", 5, 1, 4)]
    ordered = Picked(("zones_open",), ("district",), compare="moments", order="zones_open_before")
    assert [row[0] for row in rows(side_by_side(now, then, ordered))] == ["1", "2", "3"], "what is not known comes last"
    assert "limit" not in pick(kept) and "where" not in pick(kept).replace("filter (where", "")


def test_an_empty_side_and_no_split():
    now, then = answers([("1", "A", 5)], [])
    assert rows(side_by_side(now, then, ZONES)) == [("1", "A", 5, None, None)]
    whole = Picked(("zones_open",), compare="moments")
    one, none = pa.table({"zones_open": [4]}), pa.table({"zones_open": pa.array([], pa.int64())})
    assert rows(side_by_side(one, none, whole)) == [(4, None, None)] and rows(side_by_side(none, none, whole)) == []


def test_two_moments_of_the_fixture_city(city_workspace):
    now, then = (Analyst(city_workspace, at).table(pick(ZONES)) for at in (NOW, THEN))
    found = {row["area_id"]: (row["zones_open"], row["zones_open_before"]) for row in side_by_side(now, then, ZONES).to_pylist()}
    assert found["230110"] == (1, None), "its zone was received on the 28th"


def test_a_silent_side_is_null_and_a_counted_none_is_zero(city_workspace):
    asked = Picked(("calls_offered", "zones_open", "tickets_open"), ("district",), period=Period(last=7))
    found = {row["area_id"]: row for row in Analyst(city_workspace, NOW).rows(pick(asked))}
    values = {value for row in found.values() for name, value in row.items() if not name.startswith("area")}
    assert None in values, "a district that only one of them names"
    zero = Picked(("zones_high", "zones_medium"), ("district",))
    assert {"zones_high": 1, "zones_medium": 0}.items() <= {r["area_id"]: r for r in Analyst(city_workspace, NOW).rows(pick(zero))}["230110"].items()


def test_nothing_known_is_no_row_and_not_zero(city_workspace):
    before = datetime(2022, 9, 1)
    for name in ("zones_open", "tickets_open", "businesses_listed", "closures_active", "tickets_received", "calls_offered"):
        assert Analyst(city_workspace, before).one(pick(Picked((name,)))) is None, name
    [row] = Analyst(city_workspace, before).rows(pick(Picked(("zones_open", "tickets_open"))))
    assert row == {"zones_open": None, "tickets_open": None}


@pytest.mark.parametrize("split", [(), ("topic",), ("day",)])
def test_a_period_that_is_not_wholly_known_is_not_compared(city_workspace, split):
    long_ago = Picked(("calls_offered",), split, period=Period(start=date(2022, 1, 2), end=date(2022, 11, 28)), compare="period")
    assert {row["calls_offered_before"] for row in Analyst(city_workspace, NOW).rows(pick(long_ago))} <= {None}


def test_districts_are_compared_side_by_side(city_workspace):
    asked = Picked(("calls_offered",), ("day",), (Filter("district", ("230102", "230103")),), compare="districts")
    found = Analyst(city_workspace, NOW).rows(pick(asked))
    assert {row["area_id"] for row in found} <= {"230102", "230103"} and found
