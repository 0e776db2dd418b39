"""Supply in the store, by hand: norms, links to closed zones, requests matched to stock, utilities, and what contradicts itself."""

import pytest

from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.workspace import Workspace
from tests.queries.small_store import answer, small_store
from tests.supply_city import AT, made


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    return made(tmp_path_factory.mktemp("supply"))


@pytest.fixture(scope="module")
def with_norms(tmp_path_factory) -> Workspace:
    """The city has norms of its own: none of meat, oil without a number, eggs that nobody has to have."""
    norms = "item,grams_per_person_day,is_required,valid_from,source\ngrain,700,,2022-11-01,市商务局\ngrain,500,,2022-12-01,市商务局\n"
    norms += "vegetables,400,true,,\noil,,,,\neggs,60,false,,\n"
    return made(tmp_path_factory.mktemp("norms"), "delivery_links", supply_norms=norms)


def rows(workspace: Workspace, name: str, *keys: str, **given) -> dict:
    """The answer by its key: a value, or a tuple of several."""
    return {row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys): row for row in ask(workspace, checks().get(name, name), given, AT).records()}


def test_cover_is_the_least_of_the_required_goods_and_says_which_are_missing(city, with_norms):
    planned, own = (rows(w, "supply_points", "supply_point_id") for w in (city, with_norms))
    assert (planned["p-a"]["worst_item"], planned["p-a"]["worst_cover_days"], planned["p-a"]["cover_state"]) == ("vegetables", pytest.approx(1.1), "below_3")
    assert planned["p-a"]["missing_items"] == "eggs,meat" and planned["p-silent"]["missing_items"] is None
    assert own["p-a"]["worst_item"] == "grain" and own["p-a"]["worst_cover_days"] == pytest.approx(1.0)
    assert own["p-a"]["missing_items"] == "meat,oil" and own["p-b"]["worst_cover_days"] == pytest.approx(3)
    assert own["p-shut"]["cover_state"] == "unknown", "eggs alone, which nobody has to have"


def test_norms_say_whose_they_are_and_a_required_good_that_they_lack_is_found(city, with_norms):
    planned, own = (rows(w, "supply_norms", "item") for w in (city, with_norms))
    assert {item: row["kg_per_person_day"] for item, row in planned.items()} == {"grain": 0.35, "oil": 0.05, "meat": 0.115, "vegetables": 0.4, "eggs": 0.06}
    assert not any(row["is_own"] for row in planned.values())
    assert (own["grain"]["kg_per_person_day"], own["grain"]["source"]) == (0.7, "市商务局"), "that of December is not in force"
    assert own["meat"]["kg_per_person_day"] is None and own["meat"]["is_required"] and not own["eggs"]["is_required"]
    assert set(rows(with_norms, "supply_norm_missing", "finding_key")) == {"meat", "oil"} and not rows(city, "supply_norm_missing", "finding_key")


def test_tonnes_and_kilograms_are_one_measure(city):
    cover = rows(city, "supply_cover_by_point", "supply_point_id", "item")
    assert cover["p-b", "vegetables"]["cover_days"] == pytest.approx(3) and cover["p-a", "grain"]["cover_days"] == pytest.approx(2)


def test_what_is_sold_out_lasts_no_day_though_nobody_knows_how_many_it_serves():
    report = {"supply_point_id": "p", "at": AT, "unit": "kg"}
    reports = [report | {"item": item, "stock": stock} for item, stock in (("grain", 9.0), ("vegetables", 0.0))]
    given = {"areas": [], "supply_points": [{"supply_point_id": "p", "name": "店"}], "supply_reports": reports, "supply_norms": []}
    con = small_store(given, ("area_standing", "area_known", "unit_size", "supply_norm", "supply_cover"))
    cover = answer(con, "supply_cover_by_point", AT).set_index("item")
    assert cover["cover_days"]["vegetables"] == 0 and cover["cover_days"].isna()["grain"]
    assert cover["state"].to_dict() == {"grain": "unknown", "vegetables": "out"}


def test_a_closed_point_delivers_nothing(city):
    assert {area: row["orders_per_day"] for area, row in rows(city, "supply_by_area", "area_id").items()} == {"230102": 110, "230103": 100, "230104": None}


def test_a_zone_is_linked_by_its_number_its_place_or_its_district_while_the_point_is_open(city, with_norms):
    linked = {zone: row["is_linked"] for zone, row in rows(city, "zones_by_service", "zone_id").items()}
    assert linked == {"z-zone": True, "z-place": True, "z-none": False, "z-unknown": False, "z-quiet": True}
    assert set(rows(city, "zone_without_link", "finding_key")) == {"z-none"}, "nobody knows that z-unknown has households"
    assert {row["is_linked"] for row in rows(with_norms, "zones_by_service", "zone_id").values()} == {None}
    assert not rows(with_norms, "zone_without_link", "finding_key"), "nothing is said where no link is reported"


def test_orders_stand_beside_the_households_of_closed_zones_with_what_is_not_known(city):
    service = rows(city, "supply_service_by_area", "area_id")
    one, other, third = service["230102"], service["230103"], service["230104"]
    assert (one["orders_per_day"], one["households"], one["delivery_share"]) == (110, 150, pytest.approx(110 / 150))
    assert (one["zones_unlinked"], one["households_unlinked"]) == (0, 0)
    assert (other["orders_per_day"], other["households"], other["zones"], other["zones_stating"]) == (100, 40, 2, 1)
    assert (other["zones_unlinked"], other["households_unlinked"]) == (2, 40)
    assert (third["orders_per_day"], third["points_open"], third["points_stating"], third["delivery_share"]) == (None, 1, 0, None)


def test_days_since_the_last_delivery(city):
    zones = rows(city, "zones_by_service", "zone_id", areas=["230103"])
    assert zones["z-none"]["days_since"] == pytest.approx(3) and zones["z-unknown"]["days_since"] is None and len(zones) == 2


def test_requests_are_matched_in_turn_to_the_nearest_point_with_stock_and_orders_and_nothing_is_given_twice(city):
    found = rows(city, "supply_requests_matched", "request_id")
    told = {key: (row["supply_point_id"], row["unmatched_because"]) for key, row in found.items()}
    assert told == {
        "r1": ("p-a", None),  # 30 of its 40 kg, three of its six orders
        "r2": ("p-a", None),  # the other 10 kg, the other three orders
        "r3": ("p-b", None),  # p-a has nothing left
        "r4": (None, "too_far"), "r5": (None, "no_stock"), "r6": (None, "unlocated"), "r7": (None, "no_capacity"), "r8": (None, "unit"),
    }
    assert found["r1"]["is_at_door"] and not found["r4"]["is_at_door"]
    assert found["r1"]["distance_km"] == pytest.approx(0.388, abs=0.002), "0.005 degrees of longitude at 45.75 degrees north"
    near = rows(city, "supply_requests_matched", "request_id", reach_km=30, areas=["230103"])
    assert near["r4"]["supply_point_id"] == "p-far" and "r1" not in near
    assert rows(city, "supply_requests_matched", "request_id", most=1)["r2"]["unmatched_because"] == "in_line"


def test_the_latest_of_each_utility_stands_and_what_fails_is_found(city):
    latest = rows(city, "utilities_latest", "name")
    assert (latest["一水厂"]["state"], latest["气站"]["reserve_days"], latest["气站"]["is_short"], latest["电厂"]["state"]) == ("normal", 2, True, "unknown")
    failing = rows(city, "utility_failing", "subject")
    assert set(failing) == {"气站", "热力站"} and "储备只够 2.0 天" in failing["气站"]["detail_zh"] and "中断" in failing["热力站"]["detail_zh"]


def test_a_scarce_good_has_a_day_where_its_reports_support_one(city):
    found = rows(city, "supply_stock_outs", "supply_point_id", "item")
    assert found["p-a", "vegetables"]["withheld"] == "few_reports"
    oil = found["p-a", "oil"]
    assert oil["withheld"] is None, "slopes from -60 to -25 kg a day, the fifth and sixth of ten -33.3 and -31.6: 90 kg last 2.77 days, 1.5 to 3.6"
    assert [f"{oil[name]:%m-%d %H:%M}" for name in ("runs_out_at", "runs_out_low", "runs_out_high")] == ["12-02 02:33", "11-30 20:00", "12-02 22:24"]


def test_what_names_nothing_on_record_is_found(city):
    unplaced = rows(city, "supply_reports_unplaced", "supply_point_id")
    assert (unplaced["p-nowhere"]["reports"], unplaced["p-nowhere"]["items"]) == (2, 1) and len(unplaced) == 1
    assert set(rows(city, "supply_report_unplaced", "finding_key")) == {"p-nowhere"}
    assert "配送对接" in rows(city, "zone_not_on_record", "finding_key")["z-gone"]["detail_zh"]
    assert set(rows(city, "supply_capacity_zero", "finding_key")) == {"p-zero"}


def test_a_unit_that_changed_with_an_amount_far_from_the_last_one_is_found(city):
    found = rows(city, "supply_unit_changed", "finding_key")
    assert set(found) == {"p-far|meat"} and "上次 910 千克，这次 900 吨" in found["p-far|meat"]["detail_zh"]
