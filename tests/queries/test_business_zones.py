"""Which businesses stand in a zone, by coordinates and by wording, and what the rules for zones make of them: worked out by hand on a box."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.warehouse import store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import batch_of, published

NOW = datetime(2022, 11, 29, 18)
BOX = json.dumps({"type": "Polygon", "coordinates": [[[126.5, 45.5], [126.6, 45.5], [126.6, 45.6], [126.5, 45.6], [126.5, 45.5]]]})
QUOTED = BOX.replace('"', '""')
ZONES = f'zone_id,area_id,scheme,level,extent_text,geometry\nbox,230102,twenty,high,四街之间,"{QUOTED}"\nnamed,230103,twenty,high,示例大街18号院,\n'
EVENTS = "zone_id,event,at,level\nbox,declare,2022-11-20,high\nnamed,declare,2022-11-20,high\n"
SHOPS = """business_id,name,category,area_id,address,lon,lat,capacity
in,甲店,pharmacy,230102,远处路1号,126.55,45.55,10
edge,乙店,pharmacy,230102,远处路2号,126.5,45.55,10
out,丙店,pharmacy,230102,远处路3号,126.7,45.55,10
other,丁店,pharmacy,230103,远处路4号,126.58,45.58,10
said,戊店,pharmacy,230103,示例大街18号院1栋,,,10
closed,己店,mall,230102,远处路5号,126.55,45.56,10
loop,庚店,food_retail,230102,远处路6号,126.55,45.57,10
half,辛店,food_retail,230102,远处路7号,126.55,45.58,10
alone,壬店,fuel,230102,远处路8号,126.55,45.59,10
"""
RULES = """rule_id,category,mode,capacity_share,zone_level,valid_from
1,mall,open,,,2022-11-01
2,mall,closed,,high,2022-11-22
3,food_retail,capacity_limited,0.8,,2022-11-01
4,food_retail,capacity_limited,0.3,high,2022-11-22
5,pharmacy,closed,,medium,2022-11-22
6,pharmacy,open,,,2022-11-01
"""


def given(work: Path, name: str, **files: str) -> Path:
    folder = work / "tables" / name
    folder.mkdir(parents=True)
    for table, text in files.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    work = tmp_path_factory.mktemp("inside")
    given(work, "20221120T0800_all", zones=ZONES, zone_events=EVENTS, businesses=SHOPS, open_rules=RULES)
    return published(work / "tables", work)


def states(workspace: Workspace) -> dict[str, tuple]:
    sql = "select business_id, zone_level, mode, capacity_now from business_state($as_of)"
    return {name: tuple(rest) for name, *rest in Reader.current(workspace).rows(sql, {"as_of": NOW})}


def found(workspace: Workspace, at: datetime = NOW) -> set[str]:
    return {row[2] for row in Reader.current(workspace).rows(checks()["business_open_in_closed_zone"].sql, {"as_of": at})}


def test_who_is_inside_and_under_which_rule(city):
    assert states(city) == {
        "in": ("high", "closed", None), "edge": ("high", "closed", None), "out": (None, "open", None), "other": ("high", "closed", None),
        "said": ("high", "to_verify", None), "closed": ("high", "closed", None), "loop": ("high", "capacity_limited", 3.0),
        "half": ("high", "capacity_limited", 3.0), "alone": ("high", "to_verify", None),
    }


def test_the_contradiction_and_the_open_mode_agree(city):
    """What the rule for high zones closes or limits contradicts nothing; before that rule began, all of them are in the queue."""
    assert found(city) == {"in", "edge", "other", "said", "alone"}
    assert found(city, datetime(2022, 11, 21)) == {"in", "edge", "other", "said", "alone", "closed", "loop", "half"}
    [now] = ask(city, "overview_headline", {}, NOW).records()
    assert (now["whitelist_usual"], now["whitelist_limited"], now["whitelist_stopped"], now["whitelist_to_verify"]) == (1, 2, 4, 2)


def test_measuring_batch_by_batch_is_measuring_at_once(tmp_path):
    later = ZONES.replace("126.6", "126.75")
    given(tmp_path, "20221120T0800_zones", zones=ZONES, zone_events=EVENTS)
    workspace = published(tmp_path / "tables", tmp_path)
    for name, files in (("20221121T0800_shops", {"businesses": SHOPS}), ("20221122T0800_moved", {"zones": later})):
        store.commit(workspace, [batch_of(given(tmp_path / "more", name, **files), tmp_path / "more")])
    asked = "select * from zone_points order by all"
    step_by_step = Reader.current(workspace).rows(asked, {})
    assert found(workspace) >= {"out"}, "the boundary has moved over it"
    assert found(workspace, datetime(2022, 11, 21, 12)).isdisjoint({"out"})
    store.rebuild(workspace)
    assert Reader.current(workspace).rows(asked, {}) == step_by_step
