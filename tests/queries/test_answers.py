"""What the binding queries answer on the fixture city. Every expected value is worked out by hand from tests/fixtures/city."""

import shutil
from collections import Counter
from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.warehouse import contradictions as checking
from dashboard.warehouse import store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY, batch_of, workspace_from

NOW = datetime(2022, 11, 29, 18)


def rows(workspace: Workspace, query: str, as_of: datetime = NOW, **given) -> list[dict]:
    return ask(workspace, query, given, as_of).records()


def figure(workspace: Workspace, day: str, area: str, as_of: datetime = NOW) -> dict:
    [row] = rows(workspace, "cases_by_day_area", as_of, start=day, end=day, areas=area)
    return row


def findings(workspace: Workspace, check: str) -> set[str]:
    return set(Reader.current(workspace).frame(checks()[check].sql, {"as_of": NOW})["finding_key"])


def test_districts_not_listed_are_zero_only_where_the_listed_ones_close(city_workspace):
    closed = {r["area_name"]: r["new_positive"] for r in rows(city_workspace, "cases_by_day_area", start="2022-11-29", end="2022-11-29")}
    assert closed["香坊区"] == 20 and closed["木兰县"] == 1
    assert sum(n for n in closed.values() if n is not None) == figure(city_workspace, "2022-11-29", "230100")["new_positive"] == 59
    assert closed["平房区"] == 0 and closed["依兰县"] == 0, "59 is listed in full, so the others are 0"
    assert closed["示例新区"] is None, "its figures lie inside another district's"
    assert figure(city_workspace, "2022-10-11", "230102")["new_positive"] == 5
    assert figure(city_workspace, "2022-10-11", "230104")["new_positive"] is None, "7 of 9 are listed: the other 2 are somewhere"
    assert figure(city_workspace, "2022-11-22", "230102")["new_positive"] is None, "no district is listed at all"


def test_a_day_without_any_report_is_missing_and_not_zero(city_workspace):
    row = figure(city_workspace, "2022-10-17", "230100")
    assert (row["new_positive"], row["is_partial"], row["source"]) == (None, None, None)


def test_a_partial_window_is_replaced_by_the_full_day_and_not_added_to_it(city_workspace):
    full = figure(city_workspace, "2022-10-11", "230100")
    assert (full["new_positive"], full["is_partial"]) == (9, False)
    assert figure(city_workspace, "2022-11-29", "230100")["is_partial"] is True


def test_a_chain_of_revisions_as_each_moment_knew_it(city_workspace):
    known = {
        datetime(2022, 10, 13, 7): None,      # not received yet
        datetime(2022, 10, 13, 9): 8,         # first publication
        datetime(2022, 10, 14, 10): 11,       # late reports
        datetime(2022, 10, 15, 10): 10,       # a duplicate taken out
    }
    for moment, expected in known.items():
        found = rows(city_workspace, "cases_by_day_area", moment, start="2022-10-12", end="2022-10-12", areas="230100")
        assert [r["new_positive"] for r in found] in ([expected], [] if expected is None else None), moment


def test_taking_a_revision_back_brings_the_one_before_it_to_the_fore(tmp_path):
    workspace = workspace_from(FIXTURE_CITY, tmp_path)
    last = next(b["batch_id"] for b in store.batch_log(workspace) if b["received_at"] == datetime(2022, 10, 15, 9))
    store.rollback(workspace, last)
    assert figure(workspace, "2022-10-12", "230100")["new_positive"] == 11, "revision 1 stands again"
    assert figure(workspace, "2022-10-14", "230100")["new_positive"] is None
    assert figure(workspace, "2022-10-12", "230100", datetime(2022, 10, 20))["new_positive"] == 10, "what was shown then stays"
    assert last not in {r["batch_id"] for r in rows(workspace, "batches_recent") if not r["is_out"]}


def test_a_negative_correction_is_kept(city_workspace):
    assert figure(city_workspace, "2022-10-14", "230100")["new_positive"] == -2
    assert figure(city_workspace, "2022-10-14", "230102")["new_positive"] == -2


def test_conversions_are_not_counted_twice(city_workspace):
    bulletin = figure(city_workspace, "2022-10-13", "230100")
    assert (bulletin["new_positive"], bulletin["new_confirmed"], bulletin["new_asymptomatic"]) == (6, 5, 3)  # 5 - 2 + 3
    reported, converted = figure(city_workspace, "2022-10-15", "230102"), figure(city_workspace, "2022-10-16", "230102")
    assert (reported["new_positive"], reported["new_confirmed"], reported["new_asymptomatic"]) == (2, 1, 1)
    assert (converted["new_positive"], converted["new_confirmed"], converted["source"]) == (0, 1, "line_list")


def test_bulletins_outrank_the_line_list_which_outranks_cumulative_counts(city_workspace):
    assert figure(city_workspace, "2022-11-22", "230100")["source"] == "bulletin"
    assert figure(city_workspace, "2022-10-15", "230100")["new_positive"] == 3
    change = figure(city_workspace, "2022-10-21", "230100")
    assert (change["new_positive"], change["source"]) == (-2, "cumulative_change")  # 198 - 200


def test_windows_are_compared_like_for_like(city_workspace):
    found = {r["day"]: r for r in rows(city_workspace, "cases_same_window")}
    assert {d: r["new_positive"] for d, r in found.items()} == {
        date(2022, 10, 11): 7, date(2022, 11, 22): 12, date(2022, 11, 23): 68, date(2022, 11, 29): 59,
    }, "11-24 reported a whole day (100) and is not compared"
    assert found[date(2022, 11, 23)]["change"] == -9


def test_routes_of_harbin_on_29_november(city_workspace):
    found = rows(city_workspace, "cases_by_route", start="2022-11-29", end="2022-11-29")
    by_control = pd.DataFrame(found).groupby("outside_control")["new_positive"].sum()
    assert sum(r["new_positive"] for r in found) == 59
    assert by_control["yes"] == 6, "strict 6/59"
    assert by_control["yes"] + by_control["unclear"] == 9, "broad 9/59"


def test_the_latest_bulletin_and_whether_it_adds_up(city_workspace):
    [row] = rows(city_workspace, "bulletin_latest")
    assert (row["new_positive"], row["new_confirmed"], row["new_asymptomatic"], row["adds_up"]) == (59, 54, 5, True)
    [row] = rows(city_workspace, "bulletin_latest", datetime(2022, 10, 14, 8))
    assert (row["new_positive"], row["adds_up"], row["classes_add_up"]) == (8, True, None)
    [row] = rows(city_workspace, "bulletin_latest", datetime(2022, 10, 13, 8))
    assert row["bulletin_id"] == "b1012"


def test_zones_in_force(city_workspace):
    found = {(r["area_name"], r["level"]): r["zones"] for r in rows(city_workspace, "zones_open_by_area")}
    assert found == {
        ("道里区", "high"): 1, ("道里区", "medium"): 1, ("南岗区", "high"): 1, ("南岗区", "medium"): 1,
        ("道外区", "high"): 1, ("香坊区", "high"): 1, ("松北区", "low"): 3,
    }
    before = {r["area_name"] for r in rows(city_workspace, "zones_open_by_area", datetime(2022, 11, 27, 12))}
    assert "香坊区" not in before and "道外区" not in before, "both were received on the 28th"


def test_the_flow_of_zones_by_hand(city_workspace):
    found = {(r["day"], r["level"]): r for r in rows(city_workspace, "zone_flow_by_day", start="2022-11-08", end="2022-11-30")}

    def flow(day: int, level: str) -> tuple:
        row = found[date(2022, 11, day), level]
        return row["opened"], row["lifted"], row["open_at_end"]

    assert flow(8, "high") == (None, None, None), "nothing was known before the 10th"
    assert flow(10, "high") == (1, 0, 1)
    assert flow(21, "high") == (0, 1, 2)
    assert flow(24, "high") == (1, 1, 2) and flow(24, "medium") == (1, 0, 1), "one declared, one lowered to medium"
    assert flow(25, "high") == (0, 0, 2), "an edited wording changes nothing"
    assert flow(26, "medium") == (1, 0, 2), "a zone without an event is open from its receipt"
    assert flow(27, "high") == (1, 0, 3), "declared a second time"
    assert flow(29, "high") == (0, 0, 4)
    assert flow(30, "high") == (None, None, None), "tomorrow is not known"


def test_the_release_clock(city_workspace):
    found = {r["zone_id"]: r for r in rows(city_workspace, "zones_due")}
    state = {z: (str(r["anchor_on"]), r["clear_days"], r["state"], r["overdue_days"]) for z, r in found.items()}
    assert state == {
        "z-a": ("2022-11-22", 7, "overdue", 2),   # declared 20th, last positive 22nd, 5 days
        "z-b": ("2022-11-24", 5, "overdue", 2),   # 9th edition, lowered on the 24th, 3 days
        "z-c": ("2022-11-24", 5, "due", 0),
        "z-d": ("2022-11-28", 1, "counting", 0),
        "z-e": ("2022-11-27", 2, "counting", 0),  # lifted on the 21st, declared again
        "z-f": ("2022-11-26", 3, "no_rule", None),
    }
    assert found["z-c"]["extent_text"] == "南岗示例街2号", "the edited wording"
    other = {r["zone_id"]: r for r in rows(city_workspace, "zones_due", scheme="three_zone")}
    assert other["z-a"]["state"] == "counting" and str(other["z-a"]["due_on"]) == "2022-12-06"


@pytest.mark.parametrize("scheme", ["ed9", "twenty", "twenty_plan", "three_zone", "new_ten"])
def test_what_if_counts_as_the_release_clock_under_that_rule_set(city_workspace, scheme):
    """One question asked of all rule sets at once, the other of one: today's states are the same, tomorrow's due are those of one day later."""
    what_if = {r["scheme"]: r for r in rows(city_workspace, "zones_due_by_scheme")}[scheme]
    states = Counter(r["state"] for r in rows(city_workspace, "zones_due", scheme=scheme))
    assert (what_if["overdue"], what_if["due"], what_if["no_rule"]) == (states["overdue"], states["due"], states["no_rule"])
    assert what_if["due_tomorrow"] + what_if["counting"] == states["counting"]
    tomorrow = date(2022, 11, 30)
    assert what_if["due_tomorrow"] == sum(r["due_on"] == tomorrow for r in rows(city_workspace, "zones_due", scheme=scheme))
    own = Counter(r["scheme_used"] for r in rows(city_workspace, "zones_due"))
    assert what_if["declared_under"] == own[scheme] and what_if["zones"] == sum(own.values())


def test_closures_in_force(city_workspace):
    found = [(r["kind"], r["area_name"], r["closures"]) for r in rows(city_workspace, "closures_active_by_kind_area")]
    assert found == [("premises", "道里区", 2), ("site", None, 1)]


def test_businesses_by_state(city_workspace):
    found = {(r["area_name"], r["category"], r["state"]): r["businesses"] for r in rows(city_workspace, "businesses_by_state_area")}
    assert found["道外区", "food_retail", "listed"] == 1 and found["道外区", "food_retail", "suspended"] == 1
    assert found["道外区", "food_retail", "removed"] == 1 and found["道外区", "pharmacy", "listed"] == 1
    modes = {r["business_id"]: (r["mode"], r["capacity_now"]) for r in rows(city_workspace, "businesses_search")}
    assert modes["b1"] == ("capacity_limited", 50) and modes["b2"] == ("closed", None) and modes["b3"] == ("closed", None), "b3: closed by the inspection after it was reinstated"
    assert modes["b6"][0] == "takeaway_only" and modes["b7"][0] == "closed", "the later rule closes repairs"
    flow = {r["day"].day: r for r in rows(city_workspace, "business_flow_by_day", start="2022-11-19", end="2022-11-29")}
    assert [(flow[d]["added"], flow[d]["taken_off"], flow[d]["listed_at_end"]) for d in (20, 25, 26, 28)] == [
        (0, 1, 6), (1, 0, 7), (0, 1, 6), (0, 1, 5),
    ]


def test_days_of_cover(city_workspace):
    found = {(r["supply_point_id"], r["item"]): r for r in rows(city_workspace, "supply_cover_by_point")}
    cover = {k: (r["cover_days"], r["state"]) for k, r in found.items()}
    assert cover["p1", "grain"] == (2.0, "below_3")           # 700 kg / (1000 x 0.35 kg); the report of the day before is past
    assert cover["p1", "eggs"] == (0.5, "below_1")            # 30 kg / (1000 x 0.06 kg)
    assert cover["p1", "oil"] == (0.0, "out")
    assert cover["p1", "meat"] == (pytest.approx(8.69565, abs=1e-5), "ok")   # 1 t / (1000 x 0.115 kg)
    assert cover["p1", "milk"] == (None, "unknown"), "no norm"
    assert cover["p2", "grain"] == (None, "unknown"), "population not known"
    assert found["p3", "grain"]["is_stale"] and cover["p3", "grain"][1] == "unknown"
    assert ("p4", "grain") not in cover, "nothing was reported"


def test_calls_against_their_baseline(city_workspace):
    hours = {r["hour"]: r for r in rows(city_workspace, "hotline_by_hour", start="2022-11-29", end="2022-11-29")}
    nine = hours[datetime(2022, 11, 29, 9)]
    assert (nine["offered"], nine["answered"], nine["abandoned"], nine["blocked"]) == (12, 8, 2, 1), "and one message"
    assert nine["connect_share"] == pytest.approx(8 / 12) and nine["within_15_share"] == pytest.approx(7 / 12)
    assert nine["baseline"] == 3 and nine["surge"] is True          # (3, 2, 3, 2, 4): median 3, MAD 1; 3 + 3.5 * sqrt(3) = 9.1
    assert (nine["surge_state"], nine["marked"], nine["surge_since"]) == ("onset", True, datetime(2022, 11, 29, 9))
    assert nine["mean_wait_seconds"] == pytest.approx((6 * 12 + 15 + 90) / 8)
    ten = hours[datetime(2022, 11, 29, 10)]
    assert (ten["offered"], ten["connect_share"], ten["surge"]) == (0, None, False), "a silent hour like those before"
    assert datetime(2022, 11, 29, 18) not in hours, "the hour that begins now"
    assert hours[datetime(2022, 11, 29, 16)]["is_partial"] is False
    assert hours[datetime(2022, 11, 29, 17)]["is_partial"] is True, "one call at 17:00:00 does not make the hour known"
    days = {r["day"]: r for r in rows(city_workspace, "hotline_by_day")}
    assert (days[date(2022, 11, 29)]["offered"], days[date(2022, 11, 29)]["baseline"], days[date(2022, 11, 29)]["surge"]) == (13, 3, True)
    assert days[date(2022, 11, 29)]["is_partial"] is True, "until 17:00, without the call at 17:00:00"
    assert (days[date(2022, 11, 22)]["baseline"], days[date(2022, 11, 22)]["weeks_in_baseline"]) == (2.5, 4), "median of 3, 2, 3, 2"
    assert days[date(2022, 11, 8)]["baseline"] is None, "two of the weekday are too few, and five of its kind are not known"
    assert (days[date(2022, 11, 24)]["offered"], days[date(2022, 11, 24)]["source"]) == (4000, "published")
    assert date(2022, 11, 23) not in days, "a day without calls is missing"


def test_tickets_past_their_deadline(city_workspace):
    found = {r["ticket_id"]: r["overdue_hours"] for r in rows(city_workspace, "tickets_overdue")}
    assert found == {"t1": 8.0, "t6": 72.0}
    [unit] = [r for r in rows(city_workspace, "tickets_by_unit") if r["unit"] == "商务局"]
    assert (unit["tickets_open"], unit["overdue"], unit["tickets_ended"], unit["closed_on_time_share"]) == (1, 1, 1, 1.0)


def test_every_published_figure_comes_back(city_workspace):
    found = {(r["indicator"], r["area_name"], r["statement"]): r for r in rows(city_workspace, "indicators_latest")}
    assert len(found) == 16, "18 rows, of which two are of an earlier period"
    whitelist = found["whitelisted_businesses", "道外区", ""]
    assert (whitelist["value"], whitelist["qualifier"]) == (6029, "exact")
    assert [found["mask_lines", "哈尔滨市", s]["value"] for s in ("第一处", "第二处")] == [3, 7]


def test_what_does_not_close_is_found_and_bounds_are_respected(city_workspace):
    assert findings(city_workspace, "identity_not_closing") == {"shifts", "cadres"}, "36 / 38; at least 120 / 110"
    assert findings(city_workspace, "indicator_statements_differ") == {"mask_lines:230100:示例企业:2022-11-20 00:00:第一处:第二处"}
    assert findings(city_workspace, "bulletin_not_adding_up") == {
        "b1011:area:new", "b1012r2:route:new", "b1021:severity:existing",
    }
    assert findings(city_workspace, "feed_overdue") == {"delivery", "handover"}
    assert findings(city_workspace, "zone_overdue") == {"z-a", "z-b"}
    assert findings(city_workspace, "business_open_in_closed_zone") == {"b5:z-d"}


def test_the_headline_says_null_where_nothing_is_known(city_workspace):
    [now] = rows(city_workspace, "overview_headline")
    assert (now["new_positive"], now["compared_positive"], now["zones_high"], now["zones_medium"]) == (59, 68, 4, 2)
    assert (now["zones_due"], now["zones_overdue"], now["whitelist_listed"], now["whitelist_open"]) == (1, 2, 5, 2), "b1 and b6; b3 was closed by an inspection, b5 is perhaps in a zone, b7 is closed by the rule"
    assert (now["supply_points"], now["supply_open"], now["supply_below_cover"], now["tickets_overdue"]) == (4, 3, 1, 2)
    assert now["outside_strict_share"] == pytest.approx(6 / 59)
    [before] = rows(city_workspace, "overview_headline", datetime(2022, 10, 2))
    assert before["zones_high"] is None and before["new_positive"] is None and before["tickets_overdue"] is None
    assert before["whitelist_listed"] == 7


def test_a_real_feed_hides_synthetic_zones_even_inside_other_views(tmp_path):
    """The publisher's stand-in rule must hold through nested macros."""
    folder = tmp_path / "more"
    (folder / "20221129T1750_synthetic").mkdir(parents=True)
    (folder / "20221129T1750_synthetic" / "zones.csv").write_text(
        "zone_id,area_id,scheme,level,extent_text,is_synthetic\nmade-up,230102,twenty,high,虚构地址,true\n", encoding="utf-8"
    )
    workspace = workspace_from(FIXTURE_CITY, tmp_path)
    (tmp_path / "later").mkdir()
    store.commit(workspace, [batch_of(folder / "20221129T1750_synthetic", tmp_path / "later")])
    assert "made-up" not in {r["zone_id"] for r in rows(workspace, "zones_open")}


FOUND_BESIDE = {
    "zone_point_elsewhere": ({"z-f"}, "z-a lies where it is recorded, the others have no point"),
    "zone_without_delivery": ({"z-e"}, "z-a was served today; how many live in z-b, z-c and z-d is not known"),
    "zone_not_on_record": ({"z-x"}, "all other events, cases and deliveries name zones on record"),
    "zone_lifted_while_closed": ({"z-e:2022-11-22 12:00:00"}, "its lifting of the 21st and that of z-h end an opening"),
    "zones_over_same_extent": ({"230109:松北其余区域|"}, "z-g3 has the same wording and leaves a village out"),
    "zone_flow_not_closing": ({"2022-11-22", "2022-11-28"}, "one lifted twice, one of no record; the other days close"),
    "positive_in_lifted_zone": ({"z-h"}, "L8, a week after the lifting; L7 was found before it, and z-e is in force again"),
    "checkpoint_in_low_risk_area": ({"k5"}, "k6 stands in a district with a zone, k7 is gone, k1 is an expressway exit"),
    "essential_closed_in_low_risk_area": ({"230125:pharmacy"}, "b9 failed an inspection, b10 lies in a district with a zone"),
    "business_events_out_of_order": ({"b6:reinstated:2022-11-20 00:00:00"}, "b3 was suspended before it was reinstated"),
    "business_open_after_closing": ({"b3"}, "b2 is suspended, b1 passed on a later visit"),
    "business_registered_twice": ({"b11:b12"}, "b8 and b9 are the second and the third branch of a pharmacy"),
    "whitelist_stock_not_closing": ({"230102:2022-11-28 00:00"}, "4 to 2 while the register stood still; 230104 was about 5900"),
    "whitelist_against_published": ({"230104:"}, "6029 against 2; 230110 lists the one that was published"),
    "resumption_before_approval": ({"s4"}, "s5 was approved, of s6 no application is on record"),
    "hotline_interval_above_offered": ({"2022-11-28 10:00:2022-11-28 11:00:phone:"}, "110 of 100; the next hour has 100 of 100"),
    "screening_above_sampled": ({"q4"}, "5 of 3; 5 of 5 is possible"),
    "supply_point_silent": ({"never:230110"}, "p1 and p2 reported today, p3 is closed"),
    "cumulative_falls": ({"b1021:cumulative/confirmed/230100"}, "200 to 198; deaths stay at 3"),
    "closure_past_planned_end": ({"c1"}, "c2 has ended, c3 ends later, c5 has no planned end"),
    "ticket_past_deadline": ({"t1"}, "t6 was escalated, t4 is not due"),
    "ticket_without_unit": ({"t8"}, "t5 came this morning, t4 has a unit"),
    "case_outside_zone": ({"L5"}, "of L6 it is said that it lies in one"),
    "notice_number_twice": ({"75"}, "74 stands on one notice"),
}


@pytest.mark.parametrize("check", FOUND_BESIDE)
def test_a_check_finds_its_case_and_not_the_one_beside_it(city_workspace, check):
    expected, beside = FOUND_BESIDE[check]
    assert findings(city_workspace, check) == expected, beside


def test_since_when_a_contradiction_holds(city_workspace):
    """By hand from the rows; null where nothing in the data says it."""
    since = {(f["check"], f["finding_key"]): f["since_at"] for f in checking.contradictions(city_workspace)}
    assert since["closure_past_planned_end", "c1"] == datetime(2022, 11, 28), "its planned end"
    assert since["zone_overdue", "z-a"] == datetime(2022, 11, 28), "due on the 27th, so over when that day ends"
    assert since["ticket_past_deadline", "t1"] == datetime(2022, 11, 29, 10)
    assert since["zone_without_delivery", "z-e"] == datetime(2022, 11, 29), "two days after it was declared again"
    assert since["case_outside_zone", "L5"] == datetime(2022, 11, 27, 9)
    assert since["bulletin_not_adding_up", "b1011:area:new"] == datetime(2022, 10, 12, 8)
    assert since["notice_number_twice", "75"] == datetime(2022, 11, 26, 9), "when the second notice used it"
    assert since["zones_over_same_extent", "230109:松北其余区域|"] == datetime(2022, 11, 28)
    assert since["checkpoint_in_low_risk_area", "k5"] == datetime(2022, 11, 20)
    assert since["feed_overdue", "delivery"] == datetime(2022, 11, 29, 14), "received at 9, every 4 hours, an hour of grace"
    assert since["supply_point_silent", "never:230110"] is None, "it never reported"
    assert all(at is None or at <= NOW for at in since.values())


def test_a_finding_keeps_its_key_and_age_when_the_same_facts_come_again(tmp_path):
    """Every batch received once more, an hour later: other batch numbers and receipts, the same contradictions."""
    workspace = workspace_from(FIXTURE_CITY, tmp_path)
    before = {(f["check"], f["finding_key"]): f["since_at"] for f in checking.contradictions(workspace, NOW)}
    again = tmp_path / "again"
    again.mkdir()
    for folder in sorted(f for f in FIXTURE_CITY.iterdir() if f.is_dir()):
        shutil.copytree(folder, tmp_path / "copies" / f"20221129T1745_{folder.name}")
    store.commit(workspace, [batch_of(folder, again) for folder in sorted((tmp_path / "copies").iterdir())])
    after = {(f["check"], f["finding_key"]): f["since_at"] for f in checking.contradictions(workspace, NOW)}
    feeds = {key for key in {*before, *after} if key[0] == "feed_overdue"}
    assert {key: at for key, at in before.items() if key not in feeds} == {key: at for key, at in after.items() if key not in feeds}


def test_a_day_that_the_line_list_covers_without_a_case_is_zero_and_another_is_not_known(city_workspace):
    assert figure(city_workspace, "2022-11-25", "230102")["new_positive"] == 0, "the delivery of 11-27 reaches from its first case on"
    assert figure(city_workspace, "2022-11-01", "230102")["new_positive"] is None, "no delivery speaks of it"
