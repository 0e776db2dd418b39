"""Who has an open place for food near home, and what is near a place: worked out by hand on a small city."""

import json
from datetime import datetime

import numpy as np
import pytest

from dashboard.geography.reach import metres
from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.conftest import published

NOW = datetime(2022, 11, 29, 18)
BOX = json.dumps({"type": "Polygon", "coordinates": [[[126.5, 45.5], [126.51, 45.5], [126.51, 45.51], [126.5, 45.51], [126.5, 45.5]]]})
# A hundredth of a degree of latitude is 1,112 m. Estates of 230102 lie in grids, which would count their people twice.
GRIDS = """grid_id,name,kind,area_id,households,people,lon,lat
near,甲小区,estate,230102,100,300,126.60,45.6003
far,乙小区,estate,230102,200,600,126.60,45.6060
shut,丙小区,estate,230102,50,150,126.505,45.505
lost,丁小区,estate,230102,10,30,,
bare,戊小区,estate,230102,,,126.60,45.6001
whole,示例网格,grid,230102,300,900,126.60,45.6001
village,示例村,village,230102,20,60,126.60,45.5997
next,己小区,estate,230103,40,,126.60,45.5970
"""
POINTS = """supply_point_id,name,kind,area_id,lon,lat,state,population_served,orders_per_day
p1,示例市场,market,230102,126.60,45.60,open,,
p2,示例接驳站,transfer_point,230102,126.60,45.606,open,,60
p3,示例便利店,estate_shop,230103,126.60,45.606,closed,,
p4,示例便利店二,estate_shop,230103,126.505,45.505,open,,
p5,示例便利店三,estate_shop,230103,126.61,45.60,,,
p6,示例摊点,stall,230103,,,open,,
"""
SHOPS = """business_id,name,category,area_id,address,lon,lat
b1,示例超市,food_retail,230102,一路1号,126.60,45.6119
b2,示例药店,pharmacy,230102,一路2号,126.60,45.6061
b3,示例果蔬店,food_retail,230102,一路3号,126.60,45.6062
b4,示例粮店,food_retail,230102,一路4号,126.60,45.6063
"""
EVENTS = "business_id,event,at\nb1,listed,2022-11-01\nb2,listed,2022-11-01\nb3,suspended,2022-11-20\n"
ZONES = 'zone_id,area_id,scheme,level,extent_text,geometry\nbox,230102,twenty,high,四街之间,"{}"\nsaid,230103,twenty,high,某街1号,\n'
ZONE_EVENTS = "zone_id,event,at,level\nbox,declare,2022-11-20,high\nsaid,declare,2022-11-20,high\n"
SENT = "supply_point_id,zone_id,area_id,at\np2,box,230102,2022-11-28 09:00\np2,box,230102,2022-11-30 09:00\n"


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    work = tmp_path_factory.mktemp("coverage")
    folder = work / "tables" / "20221120T0800_all"
    folder.mkdir(parents=True)
    quoted = ZONES.format(BOX.replace('"', '""'))
    for table, text in (("grids", GRIDS), ("supply_points", POINTS), ("businesses", SHOPS), ("business_events", EVENTS),
                        ("zones", quoted), ("zone_events", ZONE_EVENTS), ("deliveries", SENT)):
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return published(work / "tables", work)


def covered(city: Workspace, **given: object) -> dict[str, dict]:
    return {row["area_id"]: row for row in ask(city, "coverage_by_area", given, NOW).records()}


def test_each_person_counts_once_and_nobody_whose_place_is_unknown_counts_as_far(city):
    rows = covered(city)
    one, other = rows["230102"], rows["230103"]
    assert set(rows) == {"230102", "230103"} and one["radius_m"] == 500
    # near (33 m) and the village (33 m) have the market; far lies 667 m from it, beside a transfer point, a closed and a suspended shop.
    assert (one["people_covered"], one["people_uncovered"], one["people_closed"], one["people_unplaced"]) == (360, 600, 150, 30)
    assert (one["households_covered"], one["households_uncovered"], one["households_closed"]) == (120, 200, 50)
    assert one["people_share"] == pytest.approx(0.375) and (one["grids"], one["grids_unplaced"]) == (6, 1)
    # The market of the next district serves it (334 m); nobody stated its people, which is no 0.
    assert (other["households_covered"], other["people_covered"], other["people_share"]) == (40, None, None)
    # p4 stands in the closed zone; p5 has no state, p6 no place; b4 stands in the register alone.
    assert (one["places_open"], other["places_open"], one["places_unsure"], other["places_unsure"]) == (2, 0, 1, 2)
    assert (one["zones_unbounded"], other["zones_unbounded"]) == (0, 1)


def test_the_radius_is_asked_for_or_set_by_the_city(city):
    assert covered(city, radius=1_000)["230102"]["people_uncovered"] == 0
    assert covered(city, radius=10)["230102"]["people_covered"] == 0
    set_here = Workspace(city.root, city.config | {"coverage": {"radius": 700, "radii": [700]}})
    assert covered(set_here)["230102"]["radius_m"] == 700 and covered(set_here, radius=300)["230102"]["radius_m"] == 300
    assert covered(city, radius=10**8)["230102"]["radius_m"] == 20_000


def test_where_no_place_is_known_to_be_open_nobody_is_called_far():
    from dashboard.warehouse.coverage import coverage

    homes = {"area_id": "1", "lons": [1.0], "lats": [2.0], "people_each": [5.0], "households_each": [np.nan], "is_shown": False}
    shown = {"area_id": "1", "lons": None, "is_shown": True, "radius_m": 500}
    told = coverage([shown, homes], "radius_m")[0]
    assert all(np.isnan(value) for value in told.values())


def test_what_is_near_is_sorted_whole_and_as_far_as_it_is(city):
    found = ask(city, "near_here", {"lon": 126.6, "lat": 45.606, "radius": 700, "zone": "box"}, NOW).records()
    assert [row["id"] for row in found] == ["p2", "p3", "b2", "b3", "b4", "b1", "p1"]
    assert [row["is_open"] for row in found] == [True, False, True, False, None, True, True]
    expected = metres(126.6, 45.606, [row["lon"] for row in found], [row["lat"] for row in found])
    assert np.allclose([row["distance_m"] for row in found], expected, atol=1e-6) and found[0]["matches"] == 7
    assert found[0]["delivered_at"] == datetime(2022, 11, 28, 9) and found[1]["delivered_at"] is None
    assert [row["id"] for row in ask(city, "near_here", {"lon": 126.6, "lat": 45.606, "radius": 700, "limit": 2}, NOW).records()] == ["p2", "p3"]
    assert ask(city, "near_here", {"lon": 10.0, "lat": 10.0}, NOW).records() == []


def test_places_are_found_by_name_by_number_and_by_the_wording_of_a_zone(city):
    def named(**given: object) -> list[tuple]:
        return [(row["kind"], row["id"]) for row in ask(city, "places_named", given, NOW).records()]

    assert named(text="四街") == [("zone", "box")] and named(kind="point", id="p1") == [("point", "p1")]
    assert named(kind="grid", id="p1") == [] and named() == [] and named(text="甲小区") == [("grid", "near")]
    assert len(named(text="示例", limit=3)) == 3
