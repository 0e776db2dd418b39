"""Time that zones stayed closed, the nine prohibitions and the ends of closures, on a small city counted by hand."""

from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy

import pytest

from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY, workspace_from

NOW = datetime(2022, 11, 29, 18)
FIRST = datetime(2022, 11, 1)
HOURS = (200, 100, 150, 110, 120)
"""How long five zones of 道里区 stayed closed."""
ZONES = [
    *(f"t{n},230102,twenty,high,示例小区{n}号" for n in range(1, 7)), "t7,230103,ed9,high,示例路7号", "t8,230103,twenty,high,示例路8号",
    "t9,230103,twenty,low,其余区域",
]
EVENTS = [
    *(f"t{n},declare,{FIRST:%Y-%m-%dT%H:%M},,,high," for n in range(1, 6)),
    *(f"t{n},lift,{FIRST + timedelta(hours=hours):%Y-%m-%dT%H:%M},,,," for n, hours in enumerate(HOURS, 1)),
    "t6,declare,2022-11-27T00:00,2022-11-26T21:00,80,high,", "t6,edit,2022-11-28T00:00,,81,,示例小区6号2单元",
    "t6,edit,2022-11-29T00:00,,82,,示例小区6号2、3单元",
    "t7,declare,2022-11-01T00:00,,,high,", "t7,lower,2022-11-08T00:00,,,medium,", "t7,lift,2022-11-11T00:00,,,,",
    "t8,declare,2022-11-02T00:00,,,high,", "t8,lift,2022-11-07T00:00,,,,",
    "t8,declare,2022-11-10T00:00,,,high,", "t8,lift,2022-11-16T00:00,,,,",
    "t9,declare,2022-11-01T00:00,,,low,",
]
FILES = {
    "zones": ["zone_id,area_id,scheme,level,extent_text", *ZONES],
    "zone_events": ["zone_id,event,at,decided_at,notice_no,level,extent_text", *EVENTS],
    "cases": [
        "case_id,reported_at,area_id,class,zone_id",
        "p1,2022-11-27T10:00,230102,positive,t6", "p2,2022-11-28T09:00,230102,asymptomatic,t6", "p3,2022-11-28T10:00,230102,confirmed,t6",
        "p4,2022-11-28T11:00,230102,suspected,t6", "p5,2022-11-20T11:00,230103,positive,t8",
    ],
    "checkpoints": [
        "checkpoint_id,name,kind,area_id,opened_at,closed_at",
        "k1,示例路卡口,road,230104,,", "k2,示例桥卡口,bridge,230102,,", "k3,示例出口,expressway_exit,,,", "k4,示例采样点,sampling_point,230104,,",
        "k5,示例村口,village_gate,230104,2022-11-01T00:00,2022-11-28T00:00",
    ],
    "businesses": [
        "business_id,name,category,area_id", *(f"b{n},示例超市{n},food_retail,{area}" for n, area in enumerate((230104, 230104, 230102, 230104), 1)),
    ],
    "business_events": [
        "business_id,event,at,reason", "b1,suspended,2022-11-20T00:00,positive_staff", "b2,suspended,2022-11-20T00:00,",
        "b3,suspended,2022-11-20T00:00,",
    ],
    "closures": [
        "closure_id,target_kind,target,restriction,starts_at,planned_end_at,ended_at",
        "c1,school,示例一,closed,2022-11-10T00:00,2022-11-20T00:00,2022-11-20T12:00",
        "c2,school,示例二,closed,2022-11-10T00:00,2022-11-20T00:00,2022-11-19T00:00",
        "c3,school,示例三,closed,2022-11-10T00:00,,2022-11-19T00:00",
        "c4,school,示例四,closed,2022-11-10T00:00,2022-11-28T18:00,",
        "c5,school,示例五,closed,2022-11-10T00:00,,2022-11-30T00:00",
    ],
}


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    """Two districts with zones, one without; two hours after NOW a zone is known that names no district."""
    work: Path = tmp_path_factory.mktemp("terms")
    register, now, later = (work / "in" / name for name in ("20221001T0000_areas", "20221129T1200_all", "20221129T1930_no_district"))
    for folder in (register, now, later):
        folder.mkdir(parents=True)
    copy(FIXTURE_CITY / "20221001T0000_register" / "areas.csv", register)
    for table, lines in FILES.items():
        (now / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (later / "zones.csv").write_text(f"{FILES['zones'][0]}\nt10,230100,twenty,high,示例路10号\n", encoding="utf-8")
    return workspace_from(work / "in", work)


def rows(city: Workspace, query: str, as_of: datetime = NOW, **given) -> list[dict]:
    return ask(city, query, given, as_of).records()


def test_open_time_is_summed_up_from_five_lifted_zones_on_and_beside_the_rule(city):
    found = {(r["area_id"], r["is_total"]): r for r in rows(city, "zone_dwell_by_area")}
    assert set(found) == {("230100", True), ("230102", False), ("230103", False)}, "low zones are left out"
    told = found["230102", False]
    assert [told[f"{name}_hours"] for name in ("shortest", "quarter", "median", "three_quarters", "p90", "longest")] == [100, 110, 120, 150, 180, 200]
    assert (told["lifted"], told["still_open"], told["oldest_open_hours"]) == (5, 1, 66)
    few = found["230103", False]
    assert (few["lifted"], few["median_hours"], few["longest_hours"]) == (3, None, None), "t7 once, t8 twice: too few to sum up"
    assert (few["rule_least_hours"], few["rule_most_hours"]) == (120, 240), "five days; seven and three after lowering"
    assert found["230100", True]["lifted"] == 8 and found["230100", True]["median_hours"] == 132


def test_low_risk_is_certain_only_in_a_district_without_zones(city):
    found = {r["rule"]: r for r in rows(city, "compliance_strip")}
    said = {rule: [r[name] for name in ("n", "unknown", "without_area", "with_cause", "examined")] for rule, r in found.items()}
    assert said == {3: [0, 0, 0, 0, 1], 8: [1, 2, 1, 0, 3], 9: [2, 1, 0, 1, 3]}


def test_a_zone_without_a_district_makes_every_place_unknown_not_zero(city):
    found = {r["rule"]: r for r in rows(city, "compliance_strip", datetime(2022, 11, 29, 20))}
    assert [(found[rule]["n"], found[rule]["unknown"]) for rule in (8, 9)] == [(None, 3), (None, 3)]
    assert (found[3]["n"], found[3]["examined"]) == (0, 2)


def test_closures_are_measured_against_their_plan_where_they_have_one(city):
    [school] = rows(city, "closure_terms_by_kind")
    assert {name: school[name] for name in ("ended", "ended_in_plan", "ended_late", "median_late_hours", "ended_without_plan")} == {
        "ended": 3, "ended_in_plan": 1, "ended_late": 1, "median_late_hours": 12, "ended_without_plan": 1,
    }
    assert [school[name] for name in ("in_force", "in_force_late", "longest_over_hours", "in_force_without_plan")] == [2, 1, 24, 1]
    over = {r["closure_id"]: r["hours_past_plan"] for r in rows(city, "closures_active")}
    assert over == {"c4": 24, "c5": None}, "c5 ends tomorrow and has no plan"


def test_the_timeline_keeps_both_wordings(city):
    found = [(r["event"], r["extent_before"], r["extent_text"]) for r in rows(city, "zone_timeline", zone_id="t6")]
    assert found == [
        ("declare", None, None), ("edit", "示例小区6号", "示例小区6号2单元"), ("edit", "示例小区6号2单元", "示例小区6号2、3单元"),
    ]


def test_only_a_later_positive_of_an_open_zone_restarts_its_clock(city):
    found = [(str(r["day"]), r["positives"], r["restarts"]) for r in rows(city, "zone_positives_by_day", zone_id="t6")]
    assert found == [("2022-11-27", 1, False), ("2022-11-28", 2, True)], "the day it was declared is day 0 already; a suspect is none"
    assert [r["restarts"] for r in rows(city, "zone_positives_by_day", zone_id="t8")] == [False], "after it was lifted"
