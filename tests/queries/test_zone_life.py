"""The life of zones in the store: timelines worked by hand under every rule set, splits, merges, switches, and the engine's own answer."""

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.errors import UsageError
from dashboard.rules.schemes import scheme, schemes
from dashboard.sentences.release import due_sentence, missing_words, release_sentence
from dashboard.sentences.zone_dwell import dwell_sentence
from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.conftest import workspace_from
from tests.rules.release_clock import ZoneFacts, release

D = date(2022, 11, 1)
AREAS = "area_id,name,kind,parent_id\n430200,株洲市,city,\n" + "".join(f"{a},{a},district,430200\n" for a in (430202, 430203, 430204, 430211))
HEADS = {
    "zones": "zone_id,area_id,scheme,level,extent_text,from_zone_id",
    "zone_events": "zone_id,event,at,level,scheme,into_zone_id,notice_no,extent_text,reason,source",
    "cases": "case_id,reported_at,area_id,class,zone_id,in_zone",
    "screenings": "screening_id,area_id,zone_id,started_at,ended_at,is_full,positive",
    "zone_contacts": "zone_id,at,contacts,last_contact_on,last_transfer_on",
}


def day(n: int, hour: int = 0) -> str:
    return f"{D + timedelta(days=n)}T{hour:02d}:00"


class Zone:
    """A zone and what happens to it, in days after D, as rows of the tables."""

    def __init__(self, name: str, rules: str, level: str = "high", opened: int = 0, origin: str = "", area: str = "430202") -> None:
        self.name, self.area = name, area
        self.rows = {"zones": [f"{name},{area},{rules},{level},{name}号楼,{origin}"], "zone_events": [], "cases": [], "screenings": [],
                     "zone_contacts": []}
        self.event("split" if origin else "declare", opened, level)

    def event(self, event: str, on: int, level: str = "", rules: str = "", into: str = "", notice: str = "", text: str = "") -> "Zone":
        self.rows["zone_events"].append(f"{self.name},{event},{day(on)},{level},{rules},{into},{notice},{text},,")
        return self

    def case(self, on: int, in_zone: str = "") -> "Zone":
        number = len(self.rows["cases"])
        self.rows["cases"].append(f"{self.name}-{number},{day(on, 9)},{self.area},confirmed,{self.name},{in_zone}")
        return self

    def round(self, on: int, full: str = "true", positive: int = 0, of_area: bool = False) -> "Zone":
        number, zone = len(self.rows["screenings"]), "" if of_area else self.name
        self.rows["screenings"].append(f"{self.name}-{number},{self.area},{zone},{day(on, 6)},{day(on, 20)},{full},{positive}")
        return self

    def contacts(self, on: int, exposed: int | None, moved: int | None = None, n: int | str = "") -> "Zone":
        days = ["" if d is None else str(D + timedelta(days=d)) for d in (exposed, moved)]
        self.rows["zone_contacts"].append(f"{self.name},{day(on)},{n},{','.join(days)}")
        return self


OPEN, NONE = "counting", None
ROUND, CONTACT = "due_waiting_round", "due_waiting_contact"
TIMELINES = [  # the zones of one story; (zone, {day: state}), null = not in force
    ([Zone("tw", "twenty").event("lift", 8)], {"tw": {0: OPEN, 4: OPEN, 5: "due", 6: "overdue", 8: NONE}}),
    ([Zone("tw-case", "twenty").case(3).case(5, "false")], {"tw-case": {5: OPEN, 7: OPEN, 8: "due", 9: "overdue"}}),
    ([Zone("tw-again", "twenty").case(3).event("lift", 8).event("declare", 20, "high")],
     {"tw-again": {8: NONE, 19: NONE, 20: OPEN, 24: OPEN, 25: "due", 26: "overdue"}}),
    ([Zone("tw-medium", "twenty", "medium")], {"tw-medium": {30: "no_rule"}}),
    ([Zone("ten", "new_ten")], {"ten": {4: OPEN, 5: "due", 8: "overdue"}}),
    ([Zone("county", "county_2020")], {"county": {30: "no_rule"}}),
    ([Zone("plan", "twenty_plan")], {"plan": {4: OPEN, 5: ROUND, 9: ROUND}}),
    ([Zone("plan-early", "twenty_plan").round(4)], {"plan-early": {5: ROUND}}),
    ([Zone("plan-day-5", "twenty_plan").round(5)], {"plan-day-5": {4: OPEN, 5: "due", 6: "overdue"}}),
    ([Zone("plan-part", "twenty_plan").round(5, full="").round(6, full="false").round(7, positive=1).round(8, of_area=True)],
     {"plan-part": {8: ROUND, 9: ROUND}}),
    ([Zone("ed9", "ed9").round(7).event("lower", 7, "medium").event("lower", 10, "low")],
     {"ed9": {6: OPEN, 7: OPEN, 9: OPEN, 10: NONE}}),
    ([Zone("ed9-high", "ed9").round(7)], {"ed9-high": {6: OPEN, 7: "due", 8: "overdue"}}),
    ([Zone("ed9-step", "ed9").round(7).event("lower", 7, "medium")], {"ed9-step": {9: OPEN, 10: "due", 11: "overdue"}}),
    ([Zone("ed9-back", "ed9").event("lower", 7, "medium").event("raise", 8, "high").round(15)],
     {"ed9-back": {14: OPEN, 15: "due"}}),
    ([Zone("ed9-medium", "ed9", "medium")], {"ed9-medium": {6: OPEN, 7: ROUND}}),
    ([Zone("three", "three_zone").contacts(1, 2).round(13).round(15)], {"three": {13: OPEN, 14: CONTACT, 15: CONTACT, 16: "due", 17: "overdue", 18: ROUND}}),
    ([Zone("three-unknown", "three_zone").round(14)], {"three-unknown": {13: OPEN, 14: "due", 17: ROUND}}),
    ([Zone("sh", "three_zone_shanghai_202205").event("lower", 7, "medium")], {"sh": {6: OPEN, 9: OPEN, 10: "due"}}),
    ([Zone("sh-case", "three_zone_shanghai_202205").event("lower", 7, "medium").case(8)], {"sh-case": {10: OPEN, 11: "due", 12: "overdue"}}),
    ([Zone("gz", "three_zone_guangzhou_2022").contacts(8, 8).contacts(10, 8, 9).round(14)], {"gz": {13: OPEN, 14: "due", 15: "overdue"}}),
    ([Zone("gz-home", "three_zone_guangzhou_2022").contacts(8, 8).round(14)], {"gz-home": {14: CONTACT}}),
    ([Zone("parent", "twenty").case(2).case(4).event("split", 3), Zone("child", "twenty", opened=3, origin="parent")],
     {"parent": {8: OPEN, 9: "due"}, "child": {2: NONE, 3: OPEN, 6: OPEN, 7: "due", 8: "overdue"}}),
    ([Zone("hall", "twenty"), Zone("wing", "twenty", opened=2, origin="hall"), Zone("room", "twenty", opened=4, origin="wing")],
     {"hall": {5: "due"}, "wing": {5: "due"}, "room": {3: NONE, 4: OPEN, 5: "due"}}),
    ([Zone("nine", "ed9"), Zone("nine-part", "ed9", "medium", opened=7, origin="nine")], {"nine-part": {9: OPEN, 10: "due"}}),
    ([Zone("gone", "twenty").case(3).event("merge", 4, into="kept"), Zone("kept", "twenty", opened=2)],
     {"gone": {3: OPEN, 4: NONE}, "kept": {7: OPEN, 8: "due"}}),
    ([Zone("smaller", "twenty").event("partial_release", 3, "low", text="只留22栋").event("shrink", 4, text="只留22栋1单元")],
     {"smaller": {4: OPEN, 5: "due"}}),
    ([Zone("longer", "twenty").event("extend", 5)], {"longer": {5: "due", 6: "overdue"}}),
    ([Zone("ruled", "twenty").event("extend", 4, rules="three_zone", notice="99号").round(14)], {"ruled": {3: OPEN, 5: OPEN, 14: "due"}}),
    ([Zone("sw-high", "ed9").event("scheme_switch", 4, rules="twenty")], {"sw-high": {4: OPEN, 5: "due"}}),
    ([Zone("sw-medium", "ed9", "medium").event("scheme_switch", 4, rules="twenty")], {"sw-medium": {3: OPEN, 4: NONE}}),
    ([Zone("sw-feed", "ed9", "medium").event("scheme_switch", 4).event("lift", 4)], {"sw-feed": {3: OPEN, 4: NONE}}),
]


def files_of(zones: list[Zone]) -> dict[str, str]:
    rows = {table: [row for zone in zones for row in zone.rows[table]] for table in HEADS}
    return {table: "\n".join([HEADS[table], *lines]) + "\n" for table, lines in rows.items() if lines} | {"areas": AREAS}


def store_of(zones: list[Zone], work: Path) -> Workspace:
    folder = work / "tables" / "20221001T0000_all"
    folder.mkdir(parents=True)
    for table, text in files_of(zones).items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return workspace_from(folder.parent, work)


def rows(workspace: Workspace, query: str, at: int | datetime, **params) -> list[dict]:
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(day(at, 23))
    return ask(workspace, query, params, moment).records()


@pytest.fixture(scope="module")
def stories(tmp_path_factory) -> Workspace:
    return store_of([zone for zones, _ in TIMELINES for zone in zones], tmp_path_factory.mktemp("stories"))


@pytest.fixture(scope="module")
def clocks(stories) -> dict[int, dict[str, dict]]:
    """Day -> zone -> row of zones_due."""
    days = {n for _, told in TIMELINES for states in told.values() for n in states}
    return {n: {row["zone_id"]: row for row in rows(stories, "zones_due", n)} for n in days}


@pytest.mark.parametrize("told", [told for _, told in TIMELINES], ids=lambda told: next(iter(told)))
def test_timelines_worked_by_hand(clocks, told):
    found = {name: {n: clocks[n].get(name, {}).get("state") for n in states} for name, states in told.items()}
    assert found == told


def test_what_is_not_recorded_is_said_to_be_unknown(clocks):
    assert clocks[5]["plan"]["unrecorded"] == ["round"] and clocks[5]["plan-early"]["unrecorded"] == []
    assert (clocks[14]["three-unknown"]["state"], clocks[14]["three-unknown"]["unrecorded"]) == ("due", ["contact"])
    assert clocks[14]["three"]["missing"] == ["contact"] and clocks[14]["three"]["unrecorded"] == []
    assert clocks[8]["plan-part"]["unrecorded"] == [], "rounds are recorded, none of them full and negative"
    assert clocks[5]["tw"]["unrecorded"] == [] and clocks[5]["tw"]["missing"] == []


def test_a_clock_cannot_be_reckoned_while_no_positive_names_a_zone(tmp_path):
    """Ten days on: a district with a later positive, one found outside, one without; as soon as one is linked, all clocks run."""
    def told(work: Path, *linked: Zone) -> dict[str, dict]:
        later, outside, quiet = (Zone(area, "twenty", area=area) for area in ("430202", "430203", "430204"))
        nowhere = Zone("nowhere", "twenty", area="430200")
        later.rows["cases"].append(f"a,{day(3, 9)},430202,confirmed,,true")
        outside.rows["cases"].append(f"b,{day(3, 9)},430203,confirmed,,false")
        quiet.rows["cases"].append(f"c,{day(-3, 9)},430204,confirmed,,")
        store = store_of([later, outside, quiet, nowhere, *linked], work)
        strip, now = rows(store, "compliance_strip", 10)[0], rows(store, "overview_headline", 10)[0]
        return {row["zone_id"]: row for row in rows(store, "zones_due", 10)} | {"rule 3": strip, "now": now}
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    found = told(tmp_path / "a")
    unknown = found["430202"]
    assert [unknown[name] for name in ("state", "anchor_on", "clear_days", "due_on", "overdue_days", "missing")] == ["not_linked", *[None] * 4, []]
    assert found["430203"]["state"] == found["430204"]["state"] == "overdue"
    assert found["nowhere"]["state"] == "not_linked", "its notice names no district"
    assert (found["rule 3"]["n"], found["rule 3"]["unknown"], found["now"]["zones_overdue"]) == (2, 2, 2)
    assert "没有一例写明风险区" in release_sentence(unknown, "zh") and "无法推算" in missing_words(unknown, "zh")
    assert "For 1 zone no clock can be reckoned" in due_sentence(pd.DataFrame([unknown]), 12, "en")
    (tmp_path / "c").mkdir()
    alone = Zone("alone", "twenty")
    alone.rows["cases"].append(f"d,{day(3, 9)},430202,confirmed,,true")
    assert rows(store_of([alone], tmp_path / "c"), "overview_headline", 10)[0]["zones_overdue"] is None, "none found is not none"
    assert told(tmp_path / "b", Zone("linked", "twenty", area="430211").case(2))["430202"]["state"] == "overdue"


def test_what_stood_in_a_feed_s_first_listing_was_found_and_has_no_known_beginning(tmp_path):
    first = [Zone(f"f{n}", "twenty", opened=2).event("lift", 4 + n) for n in range(6)]
    second = [Zone(f"s{n}", "twenty", opened=3).event("lift", 9 + n) for n in range(5)] + [Zone("open", "twenty", opened=3)]
    for zone in first + second:
        zone.rows["zone_events"] = [f"{row}risk-areas" for row in zone.rows["zone_events"]]
    store = store_of(first + second, tmp_path)
    flow = rows(store, "zone_flow_by_day", 20, start=str(D), end=str(D + timedelta(4)))
    assert [(r["opened"], r["found"], r["declared"]) for r in flow if r["opened"]] == [(6, 6, 0), (6, 0, 6)]
    (level,) = rows(store, "zone_dwell_by_level", 20)
    assert (level["spells_ended"], level["start_unknown"], level["median_days"], level["still_open"]) == (11, 6, 8, 1)
    whole = next(r for r in rows(store, "zone_dwell_by_area", 20) if r["is_total"])
    assert (whole["lifted"], whole["timed"], whole["start_unknown"], whole["median_hours"]) == (11, 5, 6, 8 * 24)
    assert "首份清单" in dwell_sentence(pd.DataFrame([whole]), "zh")
    before = next(r for r in rows(store, "zone_dwell_by_area", 5) if r["is_total"])
    assert (before["lifted"], before["median_hours"], before["oldest_open_hours"]) == (2, None, None), "not known"


def test_a_notice_that_sets_another_rule_is_shown_with_the_clock(clocks):
    before, after = clocks[3]["ruled"], clocks[5]["ruled"]
    assert (before["scheme_used"], before["scheme_notice_no"]) == ("twenty", None)
    assert (after["scheme_used"], after["scheme_notice_no"], after["lift_days"]) == ("three_zone", "99号", 14)


def test_a_part_that_is_released_changes_the_wording_alone(stories, clocks):
    assert clocks[5]["smaller"]["extent_text"] == "只留22栋1单元" and clocks[3]["smaller"]["level"] == "high"
    events = [row["event"] for row in rows(stories, "zone_timeline", 5, zone_id="smaller")]
    assert events == ["declare", "partial_release", "shrink"]


def test_splits_merges_and_switches_are_told_apart_and_the_flow_closes(stories):
    flow = pd.DataFrame(rows(stories, "zone_flow_by_day", 30, start=str(D), end=str(D + timedelta(30))))
    for _, level in flow.groupby("level"):
        stock = level.sort_values("day")["open_at_end"]
        assert ((level["opened"] - level["lifted"]) == stock - stock.shift(1).fillna(0)).all()
    at = {(row.day, row.level): row for row in flow.itertuples()}
    fourth = at[D + timedelta(4), "high"], at[D + timedelta(4), "medium"]
    assert [(row.lifted, row.switched, row.merged, row.split) for row in fourth] == [(1, 0, 1, 1), (2, 2, 0, 0)]
    seventh = at[D + timedelta(7), "high"]
    assert (seventh.lifted, seventh.moved_on, seventh.switched) == (5, 5, 0), "lowered to medium"


def test_zhuzhou_ends_every_medium_zone_on_15_november(tmp_path):
    """Notices 11 and 13 declared 10 and 13 high, 10 and 8 medium zones; on the 15th medium was abolished and 41 high stood."""
    zones = [Zone(f"h11-{n}", "ed9", opened=3) for n in range(10)] + [Zone(f"m11-{n}", "ed9", "medium", 3) for n in range(10)]
    zones += [Zone(f"h13-{n}", "ed9", opened=4) for n in range(13)] + [Zone(f"m13-{n}", "ed9", "medium", 4) for n in range(8)]
    for zone in zones:
        zone.event("scheme_switch", 14, rules="twenty")
    zones += [Zone(f"h15-{n}", "twenty", opened=14) for n in range(41 - 23)]
    store = store_of(zones, tmp_path)
    flow = {(r["day"].day, r["level"]): r for r in rows(store, "zone_flow_by_day", 15, start="2022-11-04", end="2022-11-15")}
    assert (flow[14, "medium"]["open_at_end"], flow[14, "high"]["open_at_end"]) == (18, 23)
    medium, high = flow[15, "medium"], flow[15, "high"]
    assert (medium["lifted"], medium["switched"], medium["open_at_end"]) == (18, 18, 0)
    assert (high["opened"], high["lifted"], high["switched"], high["open_at_end"]) == (18, 0, 0, 41)
    assert {r["scheme_used"] for r in rows(store, "zones_due", 15)} == {"twenty"}
    assert {r["scheme_used"] for r in rows(store, "zones_due", 13)} == {"ed9"}, "as of a moment before the switch"


def test_zhuzhou_notice_44_leaves_19(tmp_path):
    """New 2, lifted 4, partly downgraded 1, existing 19: 7 + 3 + 8 + 1 by district. The part that is released takes no zone away."""
    before = {"430203": 8, "430202": 4, "430211": 8, "430204": 1}
    after = {"430203": 7, "430202": 3, "430211": 8, "430204": 1}
    lifted, new = {"430203": 2, "430202": 1, "430211": 1, "430204": 0}, {"430203": 1, "430202": 0, "430211": 1, "430204": 0}
    assert {a: before[a] + new[a] - lifted[a] for a in before} == after
    zones = []
    for area, number in before.items():
        old = [Zone(f"{area}-{n}", "twenty", area=area) for n in range(number)]
        for zone in old[: lifted[area]]:
            zone.event("lift", 20, notice="44号")
        zones += old + [Zone(f"{area}-new-{n}", "twenty", opened=20, area=area) for n in range(new[area])]
    zones[4].event("partial_release", 20, level="low", notice="44号", text="香山美境小区22栋")
    store = store_of(zones, tmp_path)
    [today] = rows(store, "zone_flow_by_day", 20, start=day(20)[:10], end=day(20)[:10])
    assert (today["opened"], today["lifted"], today["open_at_end"]) == (2, 4, 19)
    assert {r["area_id"]: r["zones"] for r in rows(store, "zones_open_by_area", 20)} == after
    low = {r["area_id"]: (r["high"], r["is_stated"]) for r in rows(store, "zones_derived_low", 20)}
    assert low == {area: (number, False) for area, number in after.items()}


def test_no_zone_is_not_low(tmp_path):
    zones = [Zone("a", "twenty", area="430203"), Zone("b", "new_ten", area="430202"), Zone("c", "twenty", area="430200").event("lift", 9),
             Zone("d", "twenty", area="430211").event("lift", 3)]
    store = store_of(zones, tmp_path)
    assert [r["area_id"] for r in rows(store, "zones_derived_low", 2)] == ["430203", "430211"], "new_ten derives none; the city is no district"
    assert [r["area_id"] for r in rows(store, "zones_derived_low", 5)] == ["430203"], "no outbreak, no low zone"


def test_a_rule_set_that_does_not_exist_is_refused(stories):
    with pytest.raises(UsageError) as refused:
        rows(stories, "zones_due", 5, scheme="twentty")
    assert "twenty" in refused.value.hint("en")


DAYS = st.integers(0, 25)
drawn_zones = st.lists(
    st.tuples(
        st.sampled_from(sorted(schemes())), st.sampled_from(["high", "medium"]), st.none() | DAYS, st.lists(DAYS, max_size=2),
        st.lists(st.tuples(DAYS, st.sampled_from(["true", "false", ""]), st.integers(0, 1)), max_size=3), st.none() | DAYS, st.none() | DAYS,
    ), min_size=25, max_size=25,
)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate])
@given(drawn_zones, st.sampled_from([6, 9, 16, 22]))
def test_the_store_counts_as_the_engine(drawn, now):
    """Random zones, lowered or not, with positives, rounds and contacts: the same clock from SQL and from the pure engine."""
    zones, facts = [], {}
    for number, (rules, level, lowered, cases, rounds, exposed, moved) in enumerate(drawn):
        zone = Zone(f"z{number}", rules, "high" if lowered is not None else level)
        since, before = 0, None
        if lowered is not None:
            zone.event("lower", lowered, "medium")
            if 0 < lowered <= now:
                since, level, before = lowered, "medium", "high"
            else:
                level = "medium" if lowered == 0 else "high"
        for on in cases:
            zone.case(on)
        for on, full, positive in rounds:
            zone.round(on, full, positive)
        if exposed is not None or moved is not None:
            zone.contacts(0, exposed, moved)
        zones.append(zone)
        facts[zone.name] = rules, ZoneFacts(
            level, D + timedelta(since), "high" if lowered == 0 else before, max((D + timedelta(n) for n in cases if n <= now), default=None),
            tuple(D + timedelta(n) for n, full, positive in rounds if full == "true" and positive == 0 and n <= now),
            None if exposed is None else D + timedelta(exposed), None if moved is None else D + timedelta(moved),
            is_round_recorded=any(n <= now for n, _, _ in rounds), is_contact_recorded=exposed is not None or moved is not None,
        )
    with tempfile.TemporaryDirectory() as work:
        found = pd.DataFrame(rows(store_of(zones, Path(work)), "zones_due", now)).set_index("zone_id")
    for name, (rules, known) in facts.items():
        clock, row = release(scheme(rules), known, D + timedelta(now)), found.loc[name]
        told = (row["state"], row["anchor_on"], row["clear_days"], tuple(row["missing"]), tuple(row["unrecorded"]))
        assert told == (clock.state, clock.anchor_on, clock.clear_days, clock.missing, clock.unrecorded), (rules, known)
        due = None if pd.isna(row["due_on"]) else row["due_on"]
        late = 0 if pd.isna(row["overdue_days"]) else row["overdue_days"]
        assert (due, late) == (clock.due_on, clock.overdue_days), (rules, known)
