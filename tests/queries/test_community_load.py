"""Who carries how much: grid workers, gates, rounds of screening, helpers; worked out by hand."""

from datetime import datetime

import pandas as pd
import pytest

from tests.queries.small_store import answer, small_store

AREAS = [
    {"area_id": "c", "name": "市", "kind": "city"},
    {"area_id": "a", "name": "甲区", "kind": "district", "population": 200_000},
    {"area_id": "b", "name": "乙区", "kind": "district"},
]
NO_CLOSURES = ("select null::varchar as closure_id, null::varchar as target_kind, null::varchar as target, null::varchar as area_id, null::bigint as count, "
               "null::varchar as counting_unit, null::varchar as qualifier where false")
ZONES = ("select * from (values ('z1', 'a', 'high', 300::bigint), ('z2', 'a', 'medium', null), ('z3', 'a', 'low', 5000), ('z4', 'b', 'high', 90)) "
         "as t(zone_id, area_id, level, households)")
GRIDS = [
    {"grid_id": "w", "name": "并勘社区", "kind": "community", "area_id": "b", "households": 3903},
    *({"grid_id": f"w{n}", "name": f"网格{n}", "kind": "grid", "area_id": "b", "community_id": "w"} for n in range(8)),
    {"grid_id": "g1", "name": "一", "kind": "grid", "area_id": "a", "street": "东街", "households": 400, "staff": 2},
    {"grid_id": "g2", "name": "二", "kind": "grid", "area_id": "a", "street": "东街", "households": 900, "staff": 3, "households_qualifier": "at_least"},
    {"grid_id": "g3", "name": "三", "kind": "grid", "area_id": "a", "street": "西街", "households": 500},
    {"grid_id": "g4", "name": "四", "kind": "grid", "area_id": "a", "street": "西街", "households": 100, "staff": 0},
    {"grid_id": "u", "name": "某社区", "kind": "community", "area_id": "s", "staff": 10},
    *({"grid_id": f"u{n}", "kind": "grid", "area_id": "s", "community_id": "u", "staff": n or None} for n in range(3)),
    {"grid_id": "u3", "kind": "grid", "area_id": "s"},
    {"grid_id": "g5", "name": "五", "kind": "grid", "area_id": "a", "households": 120, "staff": 1},
]
GATES = [
    {"checkpoint_id": "k", "name": "全市卡口", "kind": "not_stated", "count": 749, "counting_unit": "个", "staff": 4680, "staff_qualifier": "at_least"},
    {"checkpoint_id": "k1", "name": "东门", "kind": "estate_gate", "area_id": "a", "staff": 4, "shifts": 3, "on_duty": "24 小时"},
    {"checkpoint_id": "k2", "name": "西门", "kind": "estate_gate", "area_id": "a", "shifts": 2},
    {"checkpoint_id": "k3", "name": "桥", "kind": "bridge", "area_id": "a", "count": 10, "counting_unit": "处", "qualifier": "at_least", "staff": 50},
]
ROUNDS = [
    {"screening_id": "r1", "area_id": "a", "started_at": datetime(2022, 11, 28, 12), "sampled": 150_000, "sampled_qualifier": "at_least", "positive": 3},
    {"screening_id": "r2", "area_id": "b", "started_at": datetime(2022, 11, 28), "ended_at": datetime(2022, 11, 28, 20), "sampled": 900, "target": 1000},
]
SENT = [
    {"deployment_id": "s1", "at": datetime(2022, 11, 20), "from_unit": "厅", "area_id": "a", "people": 100, "counting_unit": "人", "qualifier": "at_least"},
    {"deployment_id": "s6", "at": datetime(2022, 11, 20), "from_unit": "处", "area_id": "a", "people": 20, "counting_unit": "人"},
    {"deployment_id": "s2", "at": datetime(2022, 11, 20), "from_unit": "厅", "area_id": "a", "people": 20, "counting_unit": "人", "part_of": "s1", "movement": "sent"},
    {"deployment_id": "s3", "at": datetime(2022, 11, 25), "from_unit": "厅", "area_id": "a", "people": 40, "counting_unit": "人", "part_of": "s1", "movement": "returned"},
    {"deployment_id": "s4", "at": datetime(2022, 11, 25), "from_unit": "队", "area_id": "a", "people": 96, "counting_unit": "人次"},
    {"deployment_id": "s5", "at": datetime(2022, 11, 25), "from_unit": "局", "area_id": "c", "people": 7, "counting_unit": "人"},
]


@pytest.fixture(scope="module")
def con():
    rows = {"areas": AREAS, "grids": GRIDS, "checkpoints": GATES, "screenings": ROUNDS, "deployments": SENT, "supply_points": [], "zones": [{"zone_id": "z1"}]}
    views = ("area_standing", "area_known", "counted_row", "grid_load", "deployment_standing")
    return small_store(rows, views, {"closure_active": NO_CLOSURES, "zone_open": ZONES})


def test_a_grid_workers_load_is_of_grids_that_give_both_and_never_infinite(con):
    rows = answer(con, "grids_load_by_street").set_index(["area_id", "is_street", "street"])
    east, west, whole = rows.loc[("a", True, "东街")], rows.loc[("a", True, "西街")], rows.loc[("a", False, "")]
    assert (east["households"], east["households_qualifier"], east["staff"], east["households_per_staff"]) == (1300, "at_least", 5, 260)
    assert (east["median_load"], east["worst_load"], east["worst_name"]) == (250, 300, "二")
    assert pd.isna(west["households_per_staff"]) and (west["staff_unknown"], west["without_staff"], west["grids_rated"]) == (1, 1, 0)
    assert (whole["grids"], whole["grids_rated"], whole["worst_load"]) == (5, 3, 300)
    assert whole["households_per_staff"] == pytest.approx((400 + 900 + 120) / 6)


def test_a_communitys_households_are_set_against_its_grids_and_not_added_to_them(con):
    row = answer(con, "grids_load_by_street", areas=["b"]).query("not is_street").iloc[0]
    assert (row["communities"], row["grids"], row["households"], row["staff_unknown"]) == (1, 8, 3903, 8)
    assert row["households_per_grid"] == pytest.approx(487.875) and pd.isna(row["households_per_staff"])
    stated = answer(con, "grids_load_by_street", areas=["s"]).query("not is_street").iloc[0]
    assert (stated["staff"], stated["staff_unknown"]) == (10, 1), "workers that a community gives are not unknown of its grids"
    listed = answer(con, "grids_listed").set_index("grid_id")
    assert listed.loc["w", "households_per_grid"] == pytest.approx(487.875) and listed.loc["w3", "community_name"] == "并勘社区"


def test_people_at_gates_are_set_against_the_gates_that_they_were_published_for(con):
    rows = answer(con, "checkpoints_duty_by_kind").set_index("kind")
    published, gates, bridges = rows.loc["not_stated"], rows.loc["estate_gate"], rows.loc["bridge"]
    assert published["staff_per_place"] == pytest.approx(4680 / 749) and published["per_place_qualifier"] == "at_least"
    assert (gates["checkpoints"], gates["staffed"], gates["staff_per_place"]) == (2, 1, 4)
    assert (gates["shifts_least"], gates["shifts_most"], gates["on_duty"]) == (2, 3, "24 小时")
    assert (bridges["staff_per_place"], bridges["per_place_qualifier"]) == (5, "up_to")


def test_a_round_is_measured_by_its_target_else_by_the_residents(con):
    rows = answer(con, "screenings_latest").set_index("area_id")
    running, over = rows.loc["a"], rows.loc["b"]
    assert (running["is_running"], running["running_hours"], running["target"], running["target_of"]) == (True, 30, 200_000, "residents")
    assert (running["sampled_share"], running["share_qualifier"], running["per_10k"]) == (0.75, "at_least", pytest.approx(0.2))
    assert (over["sampled_share"], over["target_of"], over["share_qualifier"]) == (0.9, "stated", "exact")
    assert not over["is_running"] and pd.isna(over["running_hours"])


def test_helpers_are_those_still_there_each_once_and_an_unknown_side_is_not_compared(con):
    rows = answer(con, "deployments_load_by_area").set_index("area_id")
    here, elsewhere = rows.loc["a"], rows.loc["b"]
    assert (here["people"], here["qualifier"], here["residents_per_helper"], here["people_per_10k"]) == (80, "at_least", 2500, 4)
    assert (here["closed_zones"], here["closed_households"], here["closed_qualifier"]) == (2, 300, "at_least")
    assert here["closed_households_per_helper"] == 3.75 and here["people_per_grid"] == 16
    assert pd.isna(elsewhere["people"]) and pd.isna(elsewhere["closed_households_per_helper"]) and elsewhere["closed_households"] == 90
