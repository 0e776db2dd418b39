"""Who may operate how, and why: every combination that matters worked out by hand, and all others held to what must be true of any."""

import csv
import io
import json
import random
import tomllib
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from dashboard.schema.declaration import enums
from dashboard.settings import PACKAGE
from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import published

HERE = Path(__file__).parent
NOW = datetime(2022, 11, 29, 18)
WORKED = tomllib.loads((HERE / "open_modes.toml").read_text(encoding="utf-8"))
STATES = ("", "listed", "applied", "listed rectify", "listed suspended", "listed suspended reinstated", "listed removed")
VISITS = ("", "pass@11-20", "suspended@11-20", "closed@11-20 pass@11-21", "rectify_by@11-20/11-28", "case_filed@11-20")
DRAWN = 800
WORDINGS = {"said_high": "示例大街18号院", "said_medium": "示例大街29号院", "point_high": "示例大街37号楼", "said_none": "示例大街90号"}
BOXES = {"high": (126.5, "twenty_plan", "polygon"), "medium": (126.7, "ed9", "polygon"), "vague": (126.9, "twenty_plan", "unknown"),
         "county": (127.1, "county_2020", "polygon")}
INSIDE = {"high": 126.55, "medium": 126.75, "vague_high": 126.95, "county": 127.15, "out": 128.5}
WHERES = (*INSIDE, *WORDINGS, "medium_said_high", "high_said_high", "high_said_medium")


def table(head: str, rows: list[list]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([head.split(","), *rows])
    return text.getvalue()


def zones() -> tuple[str, str]:
    """Four boundaries in one district, three places known by their wording in another."""
    def box(west: float) -> str:
        ring = [[west, 45.5], [west + 0.1, 45.5], [west + 0.1, 45.6], [west, 45.6], [west, 45.5]]
        return json.dumps({"type": "Polygon", "coordinates": [ring]})

    rows = [[name, "230102", scheme, "medium" if name == "medium" else "high", f"{name}之间", box(west), precision, "", ""]
            for name, (west, scheme, precision) in BOXES.items()]
    rows += [[name, "230103", "ed9", name.partition("_")[2], WORDINGS[name], "", "", *(("128.7", "45.9") if name == "point_high" else ("", ""))]
             for name in ("said_high", "said_medium", "point_high")]
    rows += [[f"{name}_102", "230102", "ed9", name.partition("_")[2], WORDINGS[name], "", "", "", ""] for name in ("said_high", "said_medium")]
    events = [[row[0], "declare", "2022-11-05", row[3]] for row in rows]
    return (table("zone_id,area_id,scheme,level,extent_text,geometry,geometry_precision,lon,lat", rows), table("zone_id,event,at,level", events))


def place(where: str) -> tuple[str, str, str]:
    """District, address and longitude of a business that stands there."""
    box, _, said = where.partition("_said_")
    if said:
        return "230102", f"{WORDINGS[f'said_{said}']}1栋", str(INSIDE[box])
    return ("230103", f"{WORDINGS[where]}1栋", "") if where in WORDINGS else ("230102", "远处路1号", str(INSIDE[where]))


def tables_of(businesses: list[list]) -> dict[str, str]:
    """Register, events and visits of businesses given as id, category, events, where, visits, capacity."""
    register, events, visits = [], [], []
    for name, category, happened, where, visited, capacity in businesses:
        area, address, lon = place(where)
        register.append([name, name, category, area, address, lon, "45.55" if lon else "", "" if capacity < 0 else capacity])
        events += [[name, event, f"2022-11-{day:02d}"] for day, event in enumerate(happened.split(), start=1)]
        for number, visit in enumerate(visited.split()):
            outcome, _, day = visit.partition("@")
            day, _, until = day.partition("/")
            visits.append([f"{name}-{number}", f"2022-{day}", area, name, "" if outcome == "unknown" else outcome, f"2022-{until}" if until else ""])
    return {
        "businesses": table("business_id,name,category,area_id,address,lon,lat,capacity", register),
        "business_events": table("business_id,event,at", events),
        "inspections": table("inspection_id,at,area_id,business_id,outcome,rectify_by", visits),
    }


def drawn() -> list[list]:
    """Businesses of any state, category, place, visits and capacity, the same at every run."""
    every = list(product(enums()["business_category"], STATES, WHERES, VISITS, (-1, 0, 1, 30)))
    chosen = random.Random(18).sample(every, DRAWN)
    return [[f"x{n}", category, happened, where, visits, capacity] for n, (category, happened, where, visits, capacity) in enumerate(chosen)]


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    work = tmp_path_factory.mktemp("modes")
    folder = work / "tables" / "20221110T0800_all"
    folder.mkdir(parents=True)
    made, happened = zones()
    worked = [[f"w{n}", *case[:5]] for n, case in enumerate(WORKED["cases"])]
    areas = "area_id,adcode,name,kind\n230100,230100,哈尔滨市,city\n230102,230102,道里区,district\n230103,230103,南岗区,district\n"
    notices = "notice_id,notice_no,at,title,kind\nn5,第5号,2022-11-09,示例通告,notice\n"
    files = tables_of(worked + drawn()) | {"zones": made, "zone_events": happened, "open_rules": WORKED["rules"].lstrip(), "notices": notices, "areas": areas}
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return published(work / "tables", work)


@pytest.fixture(scope="module")
def modes(city) -> dict[str, dict]:
    frame = Reader.current(city).frame("select * from business_state($as_of)", {"as_of": NOW})
    assert frame["business_id"].is_unique
    return {row["business_id"]: row for row in frame.astype(object).where(frame.notna(), None).to_dict("records")}


def test_every_case_is_as_worked_out_by_hand(modes):
    differing = []
    for number, (*given, mode, reason, rule, people, why) in enumerate(WORKED["cases"]):
        row = modes[f"w{number}"]
        found = (row["mode"] or "", row["mode_reason"] or "", row["rule_id"] or "", -1 if row["capacity_now"] is None else row["capacity_now"])
        if found != (mode, reason, rule, people):
            differing.append((*given, "->", *found, "not", mode, reason, rule, people, why))
    assert not differing, "\n".join(map(str, differing))
    reasons = {case[6] for case in WORKED["cases"]} - {""}
    assert reasons == set(enums()["mode_reason"]), "every reason has a case"
    assert {case[5] for case in WORKED["cases"]} - {""} == set(enums()["business_mode"]) - {"as_registered"}, "every mode has a case"


def test_of_any_business_there_is_one_mode_with_a_reason(modes):
    stopped, limited = {"closed", "inner_supermarket_only"}, {"capacity_limited", "takeaway_only", "online_only", "closed_loop"}
    assert len(modes) == DRAWN + len(WORKED["cases"])
    for row in modes.values():
        assert (row["mode"] is None) == (row["mode_reason"] is None), row
        assert row["mode"] is None or (row["mode"] in enums()["business_mode"] and row["mode_reason"] in enums()["mode_reason"]), row
        assert row["mode"] is not None or (row["state"] == "listed" and row["state_since"] is None and row["zone_id"] in (None, "county")), row
        assert row["state"] == "listed" or row["mode"] == "closed", row
        assert row["operation"] == (
            "stopped" if row["state"] in ("suspended", "rectify") else "not_listed" if row["state"] != "listed" else
            "stopped" if row["mode"] in stopped else "limited" if row["mode"] in limited else "usual" if row["mode"] == "open" else row["mode"]), row
        assert row["capacity_now"] is None or (row["mode"] == "capacity_limited" and row["capacity_now"] > 0), row
        assert (row["rule_id"] is None) <= (row["notice_no"] is None), row
        assert not str(row["mode_reason"]).startswith("zone_") or row["zone_id"], "a zone that decides is named"


def test_a_zone_that_is_not_sure_closes_nobody(modes):
    perhaps = [row for row in modes.values() if row["zone_id"] and row["is_zone_certain"] is False]
    assert len(perhaps) > 100
    assert not {row["business_id"] for row in perhaps if str(row["mode_reason"]) in ("zone_rule", "zone_default", "zone_silent")}


def test_what_counts_as_operating_is_counted_so(city, modes):
    [now] = ask(city, "overview_headline", {}, NOW).records()
    tally = {name: sum(row["operation"] == name for row in modes.values()) for name in ("usual", "limited", "stopped", "to_verify")}
    assert {name: now[f"whitelist_{name}"] for name in tally} == tally and now["whitelist_open"] == tally["usual"] + tally["limited"]
    kinds = ask(city, "businesses_by_category", {}, NOW).records()
    sums = {name: sum(kind[name] for kind in kinds) for name in ("listed", "open", "limited", "listed_closed", "to_verify", "as_registered")}
    assert sums.pop("listed") == sum(sums.values()) and (sums["open"], sums["to_verify"]) == (tally["usual"], tally["to_verify"])


def test_rules_that_contradict_each_other_are_found(city):
    found = {row[0]: row for row in Reader.current(city).rows(checks()["open_rules_contradicting"].sql, {"as_of": NOW})}
    assert set(found) == {"r-factory-strict:r-factory", "r-telecom-new:r-telecom-old"}
    assert "第4号" in found["r-factory-strict:r-factory"][4] and "同时起算" in found["r-factory-strict:r-factory"][4]
    assert "the first is followed" in found["r-telecom-new:r-telecom-old"][5]


def test_who_is_listed_in_a_high_zone_is_in_the_queue_and_a_wording_is_said_to_be_one(city, modes):
    found = Reader.current(city).rows(checks()["business_open_in_closed_zone"].sql, {"as_of": NOW})
    by_business = {row[2]: row for row in found}
    worked = {name for name in by_business if name.startswith("w")}
    expected = {
        f"w{n}" for n, (category, events, where, visits, *_, reason, _rule, _people, _why) in enumerate(WORKED["cases"])
        if where in ("high", "said_high", "point_high", "vague_high", "county", "medium_said_high", "high_said_high", "high_said_medium")
        and category in ("pharmacy", "hospital", "mall") and not reason.startswith(("register_", "inspection_"))
    }
    assert worked == expected
    for row in by_business.values():
        assert ("按地址文字匹配，待核实" in row[4]) or "边界内" in row[4]
    said = next(row for row in found if modes[row[2]]["mode_reason"] == "zone_unsure")
    assert "待核实" in said[4] and "to be verified" in said[5]


def test_harbins_rule_for_malls_changed_after_three_days(tmp_path):
    """Published: notice 74 of 11-23 leaves malls open to half of their capacity; on 11-26 they are closed, supermarkets inside excepted."""
    facts = PACKAGE / "demo" / "facts" / "harbin"
    for moment, day in (("20221123T1200", "2022-11-23"), ("20221126T1800", "2022-11-26")):
        folder = tmp_path / "tables" / f"{moment}_rules"
        folder.mkdir(parents=True)
        for name in ("open_rules", "notices"):
            (folder / f"{name}.csv").write_bytes((facts / f"{name}_{day}.csv").read_bytes())
    register = "business_id,name,category,area_id,capacity\nm,示例商场,mall,230102,900\ns,示例超市,food_retail,230102,80\n"
    (tmp_path / "tables" / "20221123T1200_rules" / "businesses.csv").write_text(register, encoding="utf-8")
    reader = Reader.current(published(tmp_path / "tables", tmp_path))
    sql = "select mode, mode_reason, rule_id, notice_no, capacity_now, operation from business_state($as_of) where business_id = $id"

    def mode(day: int, hour: int = 12, business: str = "m") -> tuple:
        return reader.rows(sql, {"as_of": datetime(2022, 11, day, hour), "id": business})[0]

    assert mode(24) == ("capacity_limited", "rule", "hrb-74-mall", "第74号", 450, "limited")
    assert mode(27) == ("inner_supermarket_only", "rule", "hrb-1126-mall", None, None, "stopped")
    assert mode(26)[2] == "hrb-74-mall", "until the decision of that evening is known, the notice holds"
    assert mode(26, 19)[2] == "hrb-1126-mall" and mode(27, business="s")[2] == "hrb-74-food_retail"
    assert not reader.rows(checks()["open_rules_contradicting"].sql, {"as_of": datetime(2022, 11, 27)})
