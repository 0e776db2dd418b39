"""Every measure by every dimension that it can be split by: the sandbox takes the SQL, and the parts add up to the whole where they must."""

from datetime import datetime
from functools import cache, partial
from itertools import pairwise

import pytest

from dashboard.measures.declaration import GRAINS, Measure, dimensions, measures
from dashboard.measures.picked import BEFORE, CHANGE, Filter, Period, Picked
from dashboard.measures.sql import pick
from dashboard.measures.told import columns, of_column
from dashboard.warehouse.workspace import Workspace
from tests.listing import all_keep
from tests.measures.analyst import Analyst

pytestmark = pytest.mark.slow
NOW = datetime(2022, 11, 29, 18)
ONE_OF = {"item": "vegetables", "class": "confirmed"}


@pytest.fixture(scope="module")
def analyst(city_workspace: Workspace) -> Analyst:
    return Analyst(city_workspace, NOW)


def plain(measure: Measure, *split: str, **more: object) -> Picked:
    """The measure split so, with one value of what it needs."""
    return Picked((measure.id,), split, tuple(Filter(name, (ONE_OF[name],)) for name in measure.needs if name not in split), **more)


def is_answered(analyst: Analyst, measure_and_split: tuple[Measure, tuple[str, ...]]) -> None:
    measure, split = measure_and_split
    picked = plain(measure, *split)
    table = analyst.table(pick(picked))
    assert table.column_names == [told.name for told in columns(picked)]
    if measure.adds not in ("sum", "stock") or measure.apart or not split or "whole" in split:  # unsplit, whole days alone count
        return
    whole = whole_of(measure.id, analyst)
    parts = [row[measure.id] for row in table.to_pylist() if row[measure.id] is not None]
    if set(split) & set(GRAINS) and measure.adds == "stock":
        return  # a stock is never summed over days; its last day is looked at elsewhere
    if whole and whole[0][measure.id] is not None:
        assert sum(parts) == whole[0][measure.id], "the parts add up"


@cache
def whole_of(measure: str, analyst: Analyst) -> list[dict]:
    """A measure of the whole city, asked once for all its splits."""
    return analyst.rows(pick(plain(measures()[measure])))


def splits() -> list[tuple[Measure, tuple[str, ...]]]:
    return [(measure, split) for measure in measures().values() for split in ((), *((name,) for name in measure.dimensions))]


def test_every_measure_can_be_split_as_it_says(analyst):
    assert len(splits()) > 250
    all_keep(partial(is_answered, analyst), splits(), lambda one: f"{one[0].id} by {one[1]}")


def is_compared(analyst: Analyst, measure: Measure) -> None:
    for split in ((), *((name,) for name in ("day", "district") if name in measure.dimensions)):
        for period in (Period(last=7), Period(start=datetime(2022, 11, 20).date(), end=datetime(2022, 11, 26).date())):
            picked = plain(measure, *split, period=period, compare="period")
            assert analyst.table(pick(picked)).column_names == [told.name for told in columns(picked)]


def test_every_flow_can_be_compared_with_the_period_before(analyst):
    flows = [measure for measure in measures().values() if measure.adds in ("sum", "ratio", "distinct") and "day" in measure.dimensions]
    assert len(flows) > 20
    all_keep(partial(is_compared, analyst), flows, lambda measure: measure.id)


def test_two_splits_at_once_and_time_with_each(analyst):
    for measure in (measures()["calls_offered"], measures()["tickets_received"], measures()["zones_high"], measures()["closures_active"]):
        others = [name for name in measure.dimensions if not dimensions()[name].is_grain]
        for one, other in pairwise(others):
            analyst.table(pick(plain(measure, one, other)))
        analyst.table(pick(plain(measure, "week", "district")))


def test_a_column_of_any_statement_that_has_the_name_of_a_measure_is_called_as_it():
    """Also one that a pick asks for only with a split, such as the days of cover of one good."""
    assert all(of_column(name + end).label.zh for name in measures() for end in ("", BEFORE, CHANGE))
