"""The demonstration workspaces: what is published stands, what is made up adds up to it, and is flagged."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from dashboard.demo import published
from dashboard.demo.build import add_real_zone_history, build_demo, create_city, scene_of
from dashboard.demo.synthesis.everything import everything
from dashboard.errors import UsageError
from dashboard.geography.locate import district_of
from dashboard.schema.declaration import tables
from dashboard.warehouse import ask as door
from dashboard.warehouse import contradictions as checking
from dashboard.warehouse import store
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import demo_of_the_run

FEED = Path(__file__).parents[3] / "shared" / "real" / "risk_areas" / "heilongjiang"
FACTS_ONLY = (
    "areas", "bulletins", "bulletin_cells", "indicators", "identities", "notices", "feeds", "open_rules", "deployments",
    "medical_routes", "zone_statements",
)
MAY_LIE_AHEAD = {"due_at", "planned_end_at", "rectify_by"}


@pytest.fixture(scope="module")
def harbin(harbin_demo):
    return harbin_demo


@pytest.fixture(scope="module")
def suizhou(tmp_path_factory):
    return demo_of_the_run(tmp_path_factory, "suizhou")


@pytest.fixture(scope="module")
def zhuzhou(tmp_path_factory):
    return demo_of_the_run(tmp_path_factory, "zhuzhou")


@pytest.fixture(scope="module")
def shaoyang(shaoyang_demo):
    return shaoyang_demo


@pytest.fixture(params=published.CITIES)
def any_city(request) -> Workspace:
    return request.getfixturevalue(request.param)


def ask(workspace: Workspace, sql: str, as_of: datetime | None = None) -> pd.DataFrame:
    return Reader.current(workspace).frame(sql, {"as_of": as_of or workspace.now()})


def counts(frame: pd.DataFrame) -> dict:
    """Last column by the first ones."""
    *keys, value = frame.columns
    found = frame.set_index(keys)[value]
    return {key: int(n) for key, n in found.items()}


# Harbin: the line list has every margin of every bulletin.

WINDOW = """
select {by}, count(*) as n from current_cases($as_of)
where reported_at >= timestamp '{day}' and reported_at < timestamp '{day} 15:00' group by all order by all
"""


def window(workspace: Workspace, day: str, by: str) -> dict:
    return counts(ask(workspace, WINDOW.format(day=day, by=by)))


def test_harbin_29_november_has_59_by_class_district_and_route(harbin):
    assert window(harbin, "2022-11-29", "class") == {"confirmed": 54, "asymptomatic": 5}
    assert window(harbin, "2022-11-29", "area_id") == {
        "230110": 20, "230102": 11, "230103": 8, "230111": 7, "230109": 5, "230112": 2, "230125": 2, "230184": 2,
        "230104": 1, "230127": 1,
    }
    assert window(harbin, "2022-11-29", "route") == {
        "controlled": 50, "community_screening": 5, "close_contact": 2, "key_group_open": 1, "cross_region_notice": 1,
    }


def test_harbin_23_november_has_51_and_17_each_by_district_and_route(harbin):
    by_area = window(harbin, "2022-11-23", "class, area_id")
    assert {a: n for (c, a), n in by_area.items() if c == "confirmed"} == {
        "230110": 24, "230103": 12, "230102": 9, "230109": 4, "230184": 1, "230104": 1,
    }
    assert sorted(n for (c, _), n in by_area.items() if c == "asymptomatic") == [1, 1, 1, 1, 2, 3, 4, 4]
    by_route = window(harbin, "2022-11-23", "class, route")
    assert sorted(n for (c, _), n in by_route.items() if c == "confirmed") == [1, 1, 5, 8, 36]
    assert {r: n for (c, r), n in by_route.items() if c == "asymptomatic"} == {
        "controlled": 9, "community_screening": 5, "key_group_open": 3,
    }


def test_harbin_22_november_has_8_and_4(harbin):
    assert window(harbin, "2022-11-22", "class") == {"confirmed": 8, "asymptomatic": 4}


def test_harbin_series_runs_to_the_windows_end_in_a_plausible_range(harbin):
    days = ask(harbin, "select reported_at::date as day, count(*) as n from current_cases($as_of) group by all order by all")
    assert (days["day"].iloc[0], days["day"].iloc[-1]) == (pd.Timestamp("2022-10-25"), pd.Timestamp("2022-11-29"))
    assert len(days) == 36 and days["n"].between(20, 120).all()
    assert ask(harbin, "select max(reported_at) as t from current_cases($as_of)")["t"][0] < pd.Timestamp("2022-11-29 15:00")
    full = days.set_index("day")["n"]
    assert full[pd.Timestamp("2022-11-22")] > 12 and full[pd.Timestamp("2022-11-23")] > 68


# Harbin: hotline, register, zones.

def test_harbin_answered_1_330_000_calls_with_a_surge(harbin):
    calls = ask(harbin, "select outcome = 'answered' as hit, count(*) as n from current_hotline_calls($as_of) group by all")
    singly = counts(calls)
    by_day = int(ask(harbin, "select sum(answered) as n from current_hotline_intervals($as_of) where is_synthetic")["n"][0])
    assert singly[True] + by_day == 1_330_000
    assert 300_000 <= sum(singly.values()) <= 500_000
    month = "select count(*) / 7 as n from current_hotline_calls($as_of) where started_at::date between date '{}' and date '{}'"
    before = ask(harbin, month.format("2022-11-07", "2022-11-13"))["n"][0]
    surge = ask(harbin, month.format("2022-11-22", "2022-11-28"))["n"][0]
    assert surge > 2 * before
    share = "select avg((outcome = 'answered')::int) as s from current_hotline_calls($as_of) where started_at::date = date '2022-11-28'"
    assert 0.6 < ask(harbin, share)["s"][0] < 0.7


def test_harbin_published_interval_stands_beside_the_days_and_is_not_one_of_them(harbin):
    real = ask(harbin, "select interval_start, interval_end, answered from current_hotline_intervals($as_of) where not is_synthetic")
    assert real.values.tolist() == [[pd.Timestamp("2022-01-01"), pd.Timestamp("2022-11-29 16:00"), 1_330_000]]
    made = ask(harbin, "select * from current_hotline_intervals($as_of) where is_synthetic order by interval_start")
    assert ((made["interval_end"] - made["interval_start"]) == timedelta(days=1)).all()
    assert len(made) == 297 and made["interval_end"].max() == pd.Timestamp("2022-10-25")
    assert (made["offered"] == made["answered"] + made["abandoned"] + made["blocked"]).all()


def test_harbin_daowai_lists_6029_businesses_the_six_named_parks_among_them(harbin):
    listed = "select count(*) as n from business_state($as_of) where area_id = '230104' and state = 'listed'"
    assert ask(harbin, listed)["n"][0] == 6029
    assert ask(harbin, listed + " and not is_synthetic")["n"][0] == 6


def test_a_register_closes_on_every_day(any_city):
    """Yesterday's listed + those that came - those that went = today's, each counted by itself; the last day's is what the board shows."""
    days = door.ask(any_city, "business_flow_by_day", {}, any_city.now()).records()
    known = [day for day in days if day["listed_at_end"] is not None]
    assert known and known[0]["listed_before"] == 0
    assert not [d["day"] for d in known if d["listed_before"] + d["added"] - d["taken_off"] != d["listed_at_end"]]
    assert not [d["day"] for p, d in pairwise(known) if p["listed_at_end"] != d["listed_before"]]
    assert known[-1]["listed_at_end"] == ask(any_city, "select count(*) as n from business_state($as_of) where state = 'listed'")["n"][0]


def test_harbin_has_454_stand_in_zones_open_some_overdue(harbin):
    by_area = counts(ask(harbin, "select area_id, count(*) as n from zone_open($as_of) where level = 'high' group by all"))
    assert sum(by_area.values()) == 454 and len(by_area) == 16
    assert (by_area["230103"], by_area["230110"], by_area["230124"]) == (194, 84, 1)
    assert ask(harbin, "select count(*) as n from zone_clock($as_of, '') where overdue_days > 0")["n"][0] > 0
    assert ask(harbin, "select min(opened_at) as t from zone_open($as_of)", datetime(2022, 11, 9))["t"][0] >= pd.Timestamp("2022-10-29")


def test_harbin_supply_has_points_below_cover_and_points_that_never_reported(harbin):
    states = counts(ask(harbin, "select cover_state, count(*) as n from supply_point_state($as_of) where is_synthetic group by all"))
    assert sum(states.values()) == 200 and {"ok", "below_1", "below_3", "unknown"} <= set(states)
    never = """
    select count(*) as n from current_supply_points($as_of) where is_synthetic
        and supply_point_id not in (select supply_point_id from current_supply_reports($as_of))
    """
    assert ask(harbin, never)["n"][0] > 1


def test_harbin_zones_have_points_that_deliver_and_what_was_asked_for_lately_was_mostly_filled(harbin):
    linked = counts(ask(harbin, "select coalesce(is_linked, false), count(*) as n from zone_service($as_of) group by all"))
    assert 0 < linked[False] < 0.2 * linked[True]
    asked = counts(ask(harbin, "select state, count(*) as n from current_supply_requests($as_of) where is_synthetic group by all"))
    assert sum(asked.values()) == 260 and 20 < asked["open"] < asked["filled"]
    assert ask(harbin, "select count(*) as n from current_supply_requests($as_of) where filled_at < \"at\"")["n"][0] == 0


def test_tickets_are_due_in_a_working_day_and_some_are_late(harbin):
    open_ = ask(harbin, "select count(*) as n, sum(is_overdue::int) as late from ticket_open($as_of)")
    assert 0 < open_["late"][0] < open_["n"][0]
    friday = ask(harbin, "select min(due_at - received_at) as wait from current_hotline_tickets($as_of) where isodow(received_at) = 5")
    assert friday["wait"][0] == timedelta(days=3)


def test_a_ticket_was_open_before_it_was_closed(harbin):
    then = datetime(2022, 11, 28)
    late = ask(harbin, "select max(greatest(closed_at, handled_at, escalated_at)) as t from current_hotline_tickets($as_of)", then)
    assert late["t"][0] <= pd.Timestamp(then)
    still = "select count(*) as n from current_hotline_tickets($as_of) where closed_at is null and received_at < timestamp '2022-11-28'"
    assert ask(harbin, still, then)["n"][0] > ask(harbin, still)["n"][0]


# The other cities.

def test_suizhou_offered_rises_by_47_seventieths(suizhou):
    week = "select count(*) as n from current_hotline_calls($as_of) where started_at >= timestamp '{}' and started_at < timestamp '{}'"
    before = int(ask(suizhou, week.format("2022-03-25", "2022-04-01"))["n"][0])
    after = int(ask(suizhou, week.format("2022-04-01", "2022-04-08"))["n"][0])
    assert (before, after) == (2100, 3510)
    assert (after - before) * 70 == before * 47


def test_suizhou_first_case_is_alone_on_its_day(suizhou):
    rows = ask(suizhou, "select class, area_id, route from current_cases($as_of) where reported_at < timestamp '2022-04-01'")
    assert rows.values.tolist() == [["asymptomatic", "421303", "key_group_open"]]


def test_suizhou_has_71_estates_and_no_gates_but_the_twenty_published(suizhou):
    assert ask(suizhou, "select count(*) as n from current_grids($as_of) where kind = 'estate'")["n"][0] == 71
    kinds = ask(suizhou, "select kind, count(*) as n from current_checkpoints($as_of) where area_id = '421303' group by all")
    assert counts(kinds) == {"estate_gate": 20, "sampling_point": 5}


def test_suizhou_has_closed_and_controlled_zones(suizhou):
    levels = counts(ask(suizhou, "select level, count(*) as n from zone_open($as_of) where scheme = 'three_zone' group by all"))
    assert levels == {"high": 11, "medium": 7}


def test_zhuzhou_zones_and_the_grids_of_bingkan_are_published_rows_alone(zhuzhou):
    assert not ask(zhuzhou, "select * from current_zones($as_of) where is_synthetic").shape[0]
    stated = ask(zhuzhou, "select level, sum(added) as n, count(existing) as e from current_zone_statements($as_of) group by all order by all")
    assert stated.values.tolist() == [["high", 23, 0], ["medium", 18, 0]]
    bingkan = ask(zhuzhou, """
    select kind, count(*) as n, sum(households) as h, sum(buildings) as b
    from current_grids($as_of) where area_id = '430204' group by all order by kind
    """)
    assert bingkan[["kind", "n"]].values.tolist() == [["estate", 1], ["grid", 8]]
    assert (bingkan["h"][0], bingkan["b"][0]) == (3903, 147)


def test_shaoyang_line_list_adds_up_to_the_published_stock(shaoyang):
    for day, total, recovered in (("2020-02-12", 94, 33), ("2020-02-19", 102, 71)):
        end = datetime.fromisoformat(day) + timedelta(days=1)
        assert ask(shaoyang, "select count(*) as n from current_cases($as_of)", end)["n"][0] == total
        ended = counts(ask(shaoyang, "select outcome, count(*) as n from current_cases($as_of) group by all", end))
        assert (ended["recovered"], ended["dead"], ended["active"]) == (recovered, 1, total - recovered - 1)


def test_shaoyang_has_no_hotline_and_no_zones_but_sealed_villages(shaoyang):
    for table in ("hotline_calls", "hotline_intervals", "hotline_tickets", "zones"):
        assert ask(shaoyang, f"select count(*) as n from current_{table}($as_of)")["n"][0] == 0
    assert ask(shaoyang, "select count(*) as n from closure_active($as_of) where restriction = 'village_sealed'")["n"][0] > 1
    assert ask(shaoyang, "select count(*) as n from current_grids($as_of) where area_id = '430503'")["n"][0] == 33


# Every city.

def test_every_published_row_is_in_the_store_and_none_of_it_is_flagged(any_city):
    city = any_city.config["demo"]["city"]
    for table, rows in published.rows_of(city).items():
        key = list(tables()[table].key)
        stored = ask(any_city, f"select count(*) as n from current_{table}($as_of) where not is_synthetic")["n"][0]
        assert stored == len(rows.drop_duplicates(key, keep="last")), table
    for table in FACTS_ONLY:
        assert ask(any_city, f"select count(*) as n from current_{table}($as_of) where is_synthetic")["n"][0] == 0, table


def test_every_made_up_row_is_flagged(any_city):
    """Rows of batches with source synthetic, and only these."""
    for table in tables():
        wrong = f"""
        select count(*) as n from {table} as t inner join batches as b using (batch_id)
        where t.is_synthetic <> (b.source = 'synthetic') and $as_of is not null
        """
        assert ask(any_city, wrong)["n"][0] == 0, table


def test_nothing_happens_after_the_stopped_clock(any_city):
    late = [b for b in store.batch_log(any_city) if b["received_at"] > any_city.now()]
    assert not late and any_city.stopped
    for table in tables().values():
        for column in table.columns.values():
            if column.kind in ("timestamp", "date") and column.name not in MAY_LIE_AHEAD:
                made = f'select max("{column.name}")::timestamp as t from {table.name} where is_synthetic and $as_of is not null'
                last = ask(any_city, made)["t"][0]
                assert pd.isna(last) or last <= any_city.now(), (table.name, column.name)


def test_made_up_points_lie_in_their_district(any_city):
    districts = gpd.read_parquet(any_city.geodata / "areas.parquet")
    checked = 0
    for table in tables().values():
        if {"lon", "lat", "area_id"} <= set(table.columns):
            points = ask(any_city, f"select area_id, lon, lat from current_{table.name}($as_of) where is_synthetic and lon is not null")
            found = district_of(points["lon"].to_numpy(), points["lat"].to_numpy(), districts)
            assert (found == points["area_id"].to_numpy()).all(), table.name
            checked += len(points)
    assert checked > 100


def test_what_was_known_grows_with_time(any_city):
    moments = [b["received_at"] for b in store.batch_log(any_city) if b["source"] == "synthetic"]
    seen = [ask(any_city, "select count(*) as n from current_cases($as_of)", m)["n"][0] for m in sorted(set(moments))]
    assert seen == sorted(seen) and len(set(seen)) > 5


def test_the_same_seed_gives_the_same_rows(suizhou):
    first, again = everything(scene_of(suizhou, "suizhou")), everything(scene_of(suizhou, "suizhou"))
    assert [m.table for m in first] == [m.table for m in again]
    for one, other in zip(first, again, strict=True):
        pd.testing.assert_frame_equal(one.rows, other.rows)


# Making workspaces.

def test_a_city_of_its_own_by_code_or_name(tmp_path):
    workspace = create_city(tmp_path / "a", "421300")
    assert (workspace.city, workspace.city_name("en"), workspace.stopped) == ("421300", "Suizhou", False)
    assert ask(workspace, "select count(*) as n from current_areas($as_of) where not is_synthetic")["n"][0] == 6
    assert create_city(tmp_path / "b", "邵阳").city == "430500"
    assert (tmp_path / "b" / "geodata" / "districts.json").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        create_city(tmp_path, "421300")
    with pytest.raises(UsageError):
        build_demo(tmp_path, "suizhou")
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]


def test_unknown_cities_are_named(tmp_path):
    for make in (create_city, build_demo):
        with pytest.raises(UsageError):
            make(tmp_path / "x", "atlantis")
    assert not list(tmp_path.iterdir())


def test_a_killed_build_leaves_no_workspace_and_the_next_one_clears_up(tmp_path):
    code = f"from dashboard.demo.build import build_demo; build_demo({str(tmp_path / 'w')!r}, 'suizhou')"
    build = subprocess.Popen([sys.executable, "-c", code])
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".w.building-*/batches/000002")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    assert not (tmp_path / "w").exists() and list(tmp_path.glob(".w.building-*"))
    create_city(tmp_path / "w", "421300")
    assert [p.name for p in tmp_path.iterdir()] == ["w"]


@pytest.mark.skipif(not FEED.is_dir(), reason="the real risk-area feed is not beside the repository")
def test_real_zones_take_the_place_of_the_made_up_ones(harbin_demo, tmp_path):
    """In a copy, since the demo is shared. 454 in 16 counties at 21:00 (README of the feed), 2022-11-29."""
    harbin = Workspace.open(shutil.copytree(harbin_demo.root, tmp_path / "own"))
    receipts = add_real_zone_history(harbin, sorted(FEED.glob("202211281*.json")) + sorted(FEED.glob("20221129*.json")))
    assert {r.status for r in receipts} <= {"taken", "already"}
    now = ask(harbin, "select is_synthetic, count(*) as n from zone_open($as_of) group by all")
    assert now["is_synthetic"].tolist() == [False]
    high = "select count(*) as n, count(distinct area_id) as a from zone_open($as_of) where level = 'high'"
    evening = ask(harbin, high, datetime(2022, 11, 29, 21, 30))
    assert evening.values.tolist() == [[454, 16]]
    by_clock = counts(ask(harbin, "select state, count(*) as n from zone_clock($as_of, '') group by all"))
    assert set(by_clock) == {"not_linked", "counting"} and by_clock["not_linked"] > 300, "the cases name made-up zones, none of the feed's"
    assert ask(harbin, "select zones_overdue as n from headline_operations($as_of)")["n"].isna().all(), "none found is not none"
    (first,) = door.ask(harbin, "zone_flow_by_day", {"start": "2022-11-28", "end": "2022-11-28"}).records()
    assert (first["opened"], first["found"], first["declared"]) == (417, 378, 39), "the first listing was found in force"
    (dwell,) = door.ask(harbin, "zone_dwell_by_level").records()
    assert dwell["start_unknown"] > 300 and dwell["median_days"] is None, "all that were lifted stood in the first listing"


DO_NOT_CLOSE = {
    "harbin": set(),
    "suizhou": {"sz-hotline-shifts", "sz-hotline-channels"},
    "zhuzhou": {"zz-bridge"},
    "shaoyang": {"sy-mask-lines"},
}
"""What the newspapers' own figures contradict: 38 staff in 6 shifts of 6; 7 channels, 4 named; a bridge half closed and closed; 3 lines and 7."""


def test_what_the_newspapers_contradict_is_found_and_nothing_else(any_city):
    found = {f["finding_key"] for f in checking.contradictions(any_city) if f["check"] == "identity_not_closing"}
    assert found == DO_NOT_CLOSE[any_city.config["demo"]["city"]]


NEVER_IN_A_DEMO = {
    "bulletin_not_adding_up", "business_events_out_of_order", "business_registered_twice", "cumulative_falls", "date_in_future", "districts_above_city",
    "handovers_out_of_order", "hotline_interval_above_offered", "notice_number_twice", "positive_in_lifted_zone", "resumption_before_approval",
    "screening_above_sampled", "whitelist_against_published", "whitelist_stock_not_closing", "zone_flow_not_closing", "zone_lifted_while_closed",
    "zone_not_on_record", "zone_point_elsewhere", "zone_statement_against_register", "zone_statement_districts_differ",
    "zone_statement_not_closing", "zones_over_same_extent", "zones_overlapping",
}
"""Contradictions that neither the newspapers contain nor the rows made up around them may."""


def test_a_demo_contradicts_itself_in_nothing_else(any_city):
    found = [f for f in checking.contradictions(any_city) if f["check"] in NEVER_IN_A_DEMO]
    assert not found
    assert not NEVER_IN_A_DEMO - set(checks()), "names of checks"


def test_the_last_bulletin_is_what_was_published(harbin, suizhou):
    asked = ("new_positive", "new_confirmed", "new_asymptomatic")
    for workspace, expected in ((harbin, (59, 54, 5)), (suizhou, (1, None, 1))):
        (row,) = door.ask(workspace, "bulletin_latest").records()
        assert tuple(row[name] for name in asked) == expected


def test_every_published_indicator_comes_back(any_city):
    stored = Reader.current(any_city).rows(
        "select count(*) from (select distinct indicator, area_id, place, statement from current_indicators($as_of))", {"as_of": any_city.now()}
    )[0][0]
    assert len(door.ask(any_city, "indicators_latest").rows) == stored
