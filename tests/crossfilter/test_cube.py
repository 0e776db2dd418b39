"""The cube: packing loses nothing, and every chart under any selection counts what SQL counts."""

from collections import Counter
from datetime import datetime, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.crossfilter.as_sql import as_sql
from dashboard.crossfilter.building import build
from dashboard.crossfilter.cube import REST, UNKNOWN, Bins, Cube, packed
from dashboard.crossfilter.selection import Selection
from dashboard.crossfilter.statements import rows_known
from dashboard.crossfilter.subjects import SUBJECTS
from dashboard.crossfilter.tiles import tiles, totals
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

NOW = datetime(2022, 11, 29, 18)


@cache
def cube_and_reader(workspace: Workspace, name: str, at: datetime) -> tuple[Cube, Reader]:
    reader = Reader.current(workspace)
    return build(reader, SUBJECTS[name], at), reader


@given(st.dictionaries(st.integers(0, 2**21), st.integers(1, 2_000), max_size=60))
def test_packing_loses_nothing(counts):
    numbers = np.array(sorted(counts), np.int64)
    gaps, small = packed(numbers, np.array([counts[n] for n in numbers], np.int64))
    width = tuple(str(n) for n in range(2**11))
    cube = Cube("", "calls", NOW, NOW, (Bins("a", width), Bins("b", width)), gaps, small, sum(counts.values()), False)
    found: Counter[int] = Counter()
    for bins, some in cube.cells():
        for a, b, n in zip(bins["a"].tolist(), bins["b"].tolist(), some.tolist(), strict=True):
            found[(a << 11) + b] += n
    assert {number: n for number, n in found.items() if n} == counts


@st.composite
def selections(draw, cube: Cube):
    """A selection of any of a cube's dimensions: spans, sets of values, values that it does not know."""
    subject, spans, values = SUBJECTS[cube.subject], {}, {}
    for bins in cube.bins:
        if not bins.values or not draw(st.booleans()):
            continue
        if subject.dimension(bins.name).is_ordered:
            first, last = sorted(draw(st.tuples(*[st.integers(0, len(bins.values) - 1)] * 2)))
            spans[bins.name] = (bins.values[first], bins.values[last])
        else:
            values[bins.name] = tuple(draw(st.lists(st.sampled_from([*bins.values, "not there"]), min_size=1, unique=True)))
    return Selection(subject, spans, values)


def counted(reader: Reader, cube: Cube, selection: Selection, by: str, at: datetime) -> dict[str, int]:
    """The answer of the SQL that an analyst is given, from the rows that the store knows."""
    subject = selection.subject
    sql = as_sql(cube, selection, by, {}).replace(f"from {subject.table}\n", f'from "current_{subject.table}"($as_of)\n')
    listed = {value for value in cube.of(by).values if value not in (REST, UNKNOWN)}
    found: Counter[str] = Counter()
    for value, n in reader.rows(sql, {"as_of": at}):
        name = UNKNOWN if value is None else str(value)
        found[name if name in listed or name == UNKNOWN else REST] += n
    return dict(found)


def holds_of(workspace: Workspace, name: str, data: st.DataObject, at: datetime = NOW) -> None:
    cube, reader = cube_and_reader(workspace, name, at)
    selection = data.draw(selections(cube))
    active = data.draw(st.sampled_from(cube.names))
    found = tiles(cube, active, selection)
    chosen = selection.bins_of(cube).get(active, np.ones(len(cube.of(active).values), bool))
    for by in cube.names:
        counts = found.own if by == active else found.others[by][chosen].sum(axis=0)
        shown = {value: int(n) for value, n in zip(cube.of(by).values, counts, strict=True) if n}
        assert shown == counted(reader, cube, selection.without(by), by, at), (active, by, selection)


@pytest.mark.parametrize("name", SUBJECTS)
@settings(max_examples=25)
@given(data=st.data())
def test_every_chart_of_the_fixture_counts_what_sql_counts(city_workspace, name, data):
    holds_of(city_workspace, name, data, data.draw(st.sampled_from([NOW, NOW - timedelta(days=1), NOW - timedelta(days=20)])))


@pytest.mark.parametrize("name", SUBJECTS)
@settings(max_examples=15)
@given(data=st.data())
def test_every_chart_of_the_demo_counts_what_sql_counts(harbin_demo, name, data):
    holds_of(harbin_demo, name, data, data.draw(st.sampled_from([NOW, datetime(2022, 11, 20, 9)])))


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_totals_are_all_rows_and_null_is_a_bin_of_its_own(city_workspace, name):
    cube, reader = cube_and_reader(city_workspace, name, NOW)
    sums = totals(cube)
    for dimension in cube.names:
        assert sums[dimension].sum() == cube.rows
        ((nulls,),) = reader.rows(f'select count(*) from ({rows_known(SUBJECTS[name])}) where "{dimension}" is null', {"as_of": NOW})
        assert (UNKNOWN in cube.of(dimension).values) == bool(nulls)
        if nulls:
            assert sums[dimension][cube.of(dimension).values.index(UNKNOWN)] == nulls


def test_days_without_a_row_are_bins_with_nothing(city_workspace):
    cube, _ = cube_and_reader(city_workspace, "cases", NOW)
    days, counts = cube.of("day").values, totals(cube)["day"]
    assert len(days) == (datetime.fromisoformat(days[-1]) - datetime.fromisoformat(days[0])).days + 1 and 0 in counts


def test_a_cube_holds_from_the_last_change_to_the_next(city_workspace):
    cube, reader = cube_and_reader(city_workspace, "tickets", NOW)
    assert cube.since <= NOW < cube.until
    for at in (cube.since, NOW):
        assert reader.rows("select count(*), count(*) filter (where state = 'overdue') from (" + rows_known(SUBJECTS["tickets"]) + ")", {"as_of": at}) \
            == [(cube.rows, int(totals(cube)["state"][cube.of("state").values.index("overdue")]) if "overdue" in cube.of("state").values else 0)]
    for moment in (cube.since - timedelta(microseconds=1), cube.until):
        other = build(reader, SUBJECTS["tickets"], moment)
        assert other.id != cube.id
