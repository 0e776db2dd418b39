"""Boundaries that overlap, worked out by hand on boxes whose sides are counted in hundredths of a degree."""

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.warehouse import store
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import batch_of, workspace_from

NOW = datetime(2022, 11, 29, 18)
COLUMNS = ("zone_id", "area_id", "scheme", "level", "extent_text", "excludes_text", "from_zone_id", "geometry")


def box(west: float, south: float, east: float, north: float) -> str:
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return json.dumps({"type": "Polygon", "coordinates": [[[126 + x / 100, 45 + y / 100] for x, y in corners]]})


def zone(name: str, *sides: float, level="high", area="230102", excludes="", parent="") -> tuple:
    return name, area, "twenty", level, name, excludes, parent, box(*sides)


BOW_TIE = '{"type": "Polygon", "coordinates": [[[126.9, 45.9], [126.91, 45.91], [126.91, 45.9], [126.9, 45.91], [126.9, 45.9]]]}'
FIRST = [
    zone("half-1", 0, 0, 2, 2), zone("far", 50, 50, 51, 51),
    zone("sliver-1", 10, 0, 12, 2), zone("sliver-2", 11.7, 0, 13.7, 2), zone("touching", 13.7, 0, 15, 2),
    zone("outer", 20, 0, 24, 4), zone("inner", 21, 1, 22, 2, area="230103"),
    zone("lifted-1", 30, 0, 32, 2), zone("lifted-2", 31, 0, 33, 2),
    zone("parent", 40, 0, 44, 4), zone("child", 40, 0, 42, 4, parent="parent"), zone("grandchild", 40, 0, 41, 4, parent="child"),
    zone("stranger", 43, 0, 44, 4, parent="inner"),
    zone("rest", 0, 0, 60, 60, level="low"),
    zone("estate", 70, 0, 74, 4, level="medium", excludes="18栋除外"), zone("building-18", 71, 1, 72, 2),
    zone("same-1", 80, 0, 82, 2), zone("same-2", 80, 0, 82, 2),
    ("crossed", "230102", "twenty", "high", "crossed", "", "", BOW_TIE),
]
LATER = [zone("half-2", 1, 0, 3, 2), zone("far", 60, 60, 61, 61)]


def given(folder: Path, zones: list[tuple], events: str = "") -> Path:
    folder.mkdir(parents=True)
    with (folder / "zones.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *zones])
    (folder / "zone_events.csv").write_text("zone_id,event,at,level\n" + events, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    """All zones from the 20th, one of them lifted; on the 25th one more, and a boundary that moves."""
    work = tmp_path_factory.mktemp("overlaps")
    declared = "".join(f"{row[0]},declare,2022-11-20,{row[3]}\n" for row in FIRST)
    given(work / "tables" / "20221120T0800_first", FIRST, declared + "lifted-2,lift,2022-11-26,\n")
    workspace = workspace_from(work / "tables", work)
    store.commit(workspace, [batch_of(given(work / "20221125T0800_later", LATER, "half-2,declare,2022-11-24,high\n"), work / "tables")])
    return workspace


def found(workspace: Workspace, at: datetime) -> dict[str, tuple]:
    rows = Reader.current(workspace).rows(checks()["zones_overlapping"].sql, {"as_of": at})
    return {row[0]: (row[1], row[3], row[5].rpartition(" overlap by ")[2]) for row in rows}


def test_what_overlaps_and_what_does_not(city):
    """Slivers of 0.3 in 2 are 15 %; a lifted zone, a split part, the low rest and a named gap contradict nothing."""
    assert found(city, NOW) == {
        "half-1:half-2": ("230102", datetime(2022, 11, 24), "50 % of the smaller one"),
        "inner:outer": (None, datetime(2022, 11, 20), "100 % of the smaller one"),
        "parent:stranger": ("230102", datetime(2022, 11, 20), "100 % of the smaller one"),
    }


def test_an_overlap_is_known_when_both_boundaries_are(city):
    """Before the second came in there is none, though it was declared by then; what was lifted later did overlap."""
    before = found(city, datetime(2022, 11, 24, 12))
    assert set(before) == {"inner:outer", "lifted-1:lifted-2", "parent:stranger"}


def measured(workspace: Workspace) -> tuple:
    asked = "select * from zone_overlaps order by all", "select * from zone_shapes order by all"
    return tuple(Reader.current(workspace).rows(sql, {}) for sql in asked)


def test_measuring_batch_by_batch_is_measuring_at_once(city):
    step_by_step = measured(city)
    store.rebuild(city)
    assert measured(city) == step_by_step
    assert step_by_step[0] and all(one < other for one, other, *_ in step_by_step[0])
