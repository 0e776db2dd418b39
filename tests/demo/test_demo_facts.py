"""The published facts of the demo cities: they fit the schema, carry the pages' figures, and keep their contradictions."""

import csv
import re
import tomllib
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from dashboard.demo.build import hotline_lines
from dashboard.geography.areas import areas_for
from dashboard.schema.declaration import Column, enums, tables
from tests.listing import all_keep

FACTS = Path(__file__).parents[2] / "dashboard" / "demo" / "facts"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
CITIES = {"harbin": "230100", "suizhou": "421300", "zhuzhou": "430200", "shaoyang": "430500"}
FILES = sorted(FACTS.glob("*/*.csv"))
TOPICS = {"case", "zone", "business", "supply", "hotline", "community", "utility", "resumption", "other"}
COPIED_LENGTH = 18
"""Characters in a row that a cell may share with a newspaper: longer than the longest name of a firm on the pages."""


def rows_of(file: Path) -> list[dict]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def table_of(file: Path) -> str:
    return re.sub(r"_\d{4}-\d{2}-\d{2}$", "", file.stem)


@cache
def city_file(city: str) -> dict:
    return tomllib.loads((FACTS / city / "city.toml").read_text(encoding="utf-8"))


@cache
def area_ids(city: str) -> frozenset:
    return frozenset(row["area_id"] for row in areas_for(CITIES[city]))


def gathered(city: str, table: str) -> list[dict]:
    return [row for file in FILES if file.parent.name == city and table_of(file) == table for row in rows_of(file)]


def figure(city: str, indicator: str, **where) -> dict:
    found = [
        row
        for row in gathered(city, "indicators")
        if row["indicator"] == indicator and all((row.get(k) or "") == v for k, v in where.items())
    ]
    assert len(found) == 1, (indicator, where, len(found))
    return found[0]


def named(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def problem(column: Column, value: str, city: str) -> str | None:
    if not value:
        return "is required" if column.required else None
    if column.kind == "area":
        return None if value in area_ids(city) else "is no area of the city"
    if column.kind == "enum":
        return None if value in enums()[column.enum] else f"is no {column.enum}"
    if column.kind in ("date", "timestamp"):
        datetime.fromisoformat(value)
    if column.kind in ("integer", "number"):
        number = int(value) if column.kind == "integer" else float(value)
        if column.minimum is not None and number < column.minimum:
            return "is below the minimum"
        if column.maximum is not None and number > column.maximum:
            return "is above the maximum"
    return None


def fits_the_schema(file):
    table = tables()[table_of(file)]
    rows = rows_of(file)
    assert rows
    assert set(rows[0]) <= set(table.columns)
    wrong = [
        (row[table.key[0]], name, row.get(name), reason)
        for row in rows
        for name, column in table.columns.items()
        if (reason := problem(column, row.get(name) or "", file.parent.name))
    ]
    assert wrong == []
    keys = Counter(tuple(row.get(k) or "" for k in table.key) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_file_fits_the_schema():
    all_keep(fits_the_schema, FILES, named)


@pytest.mark.parametrize("city", CITIES)
def test_city_file_lists_every_file_once(city):
    declared = city_file(city)
    assert declared["adcode"] == CITIES[city]
    assert declared["scheme"] in enums()["scheme"]
    listed = Counter(name for kind in ("deliveries", "later", "undated") for d in declared.get(kind, []) for name in d["files"])
    assert listed == Counter(file.name for file in FILES if file.parent.name == city)
    times = [d["received_at"] for d in declared["deliveries"]]
    assert times == sorted(times)
    assert times[-1] <= declared["stopped_at"]
    assert all(d["received_at"] > declared["stopped_at"] for d in declared.get("later", []))


@pytest.mark.parametrize("city", CITIES)
def test_nothing_is_received_before_it_happened(city):
    declared = city_file(city)
    for delivery in declared["deliveries"] + declared.get("later", []):
        for file in (FACTS / city / name for name in delivery["files"]):
            for row in rows_of(file):
                for column in ("at", "published_at", "window_end", "interval_end", "period_end", "stage_at", "started_at"):
                    if row.get(column):
                        assert datetime.fromisoformat(row[column]) <= delivery["received_at"], (file.name, row)


def test_keys_repeat_only_as_new_versions():
    repeated = set()
    for city in CITIES:
        for name in {table_of(file) for file in FILES if file.parent.name == city}:
            keys = Counter(tuple(row.get(k) or "" for k in tables()[name].key) for row in gathered(city, name))
            repeated |= {(city, name, *key) for key, count in keys.items() if count > 1}
    assert repeated == {("harbin", "open_rules", "hrb-74-mall")}, "the mall rule, ended on 2022-11-26"


def test_indicators_have_one_label_in_both_languages_and_one_unit():
    meanings = {}
    for city in CITIES:
        for row in gathered(city, "indicators"):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", row["indicator"])
            assert re.search(r"[一-鿿]", row["label"])
            assert re.search(r"[A-Za-z]", row["label_en"]) and not re.search(r"[一-鿿]", row["label_en"])
            assert row["topic"] in TOPICS
            meaning = tuple(row[k] for k in ("label", "label_en", "topic", "unit", "counting_unit"))
            assert meanings.setdefault(row["indicator"], meaning) == meaning
    assert len({meaning[0] for meaning in meanings.values()}) == len(meanings), "two indicators share a label"


@pytest.mark.parametrize("table", ["notices", "closures", "feeds", "checkpoints"])
def test_rows_read_in_english_too(table):
    column = {"notices": "title_en", "closures": "target_en", "feeds": "name_en", "checkpoints": "name_en"}[table]
    rows = [row for city in CITIES for row in gathered(city, table)]
    assert rows and all(row[column] for row in rows)


def harbin_cells(day: str, **where) -> list[int]:
    """Numbers of one bulletin; True asks for any value of a column, a text for that value ("" for none)."""
    return [
        int(row["n"])
        for row in gathered("harbin", "bulletin_cells")
        if row["bulletin_id"] == f"hrb-{day}-15h"
        and all(bool(row.get(k)) if v is True else (row.get(k) or "") == v for k, v in where.items())
    ]


def test_harbin_59_by_class_route_and_district():
    day = "2022-11-29"
    assert harbin_cells(day, **{"class": "", "area_id": "", "route": ""}) == [59]
    assert harbin_cells(day, **{"class": True}) == [54, 5]
    assert harbin_cells(day, route=True) == [50, 5, 2, 1, 1]
    assert harbin_cells(day, area_id=True) == [20, 11, 8, 7, 5, 2, 2, 2, 1, 1]
    raw = [row["route_raw"] for row in gathered("harbin", "bulletin_cells") if row["bulletin_id"] == f"hrb-{day}-15h"]
    assert [label for label in raw if label] == [
        "隔离管控人员中发现",
        "社区筛查发现",
        "密切接触者筛查发现",
        "非闭环管理重点人员筛查发现",
        "跨区域协查发现",
    ]


def test_harbin_earlier_bulletins_of_the_same_window():
    assert harbin_cells("2022-11-22", area_id="", route="") == [12, 8, 4]
    assert harbin_cells("2022-11-23", **{"class": "confirmed", "area_id": True}) == [24, 12, 9, 4, 1, 1]
    assert harbin_cells("2022-11-23", **{"class": "confirmed", "route": True}) == [36, 8, 5, 1, 1]
    assert harbin_cells("2022-11-23", **{"class": "asymptomatic", "area_id": True}) == [4, 4, 3, 2, 1, 1, 1, 1]
    assert harbin_cells("2022-11-23", **{"class": "asymptomatic", "route": True}) == [9, 5, 3]
    open_routes = harbin_cells("2022-11-23", route="community_screening") + harbin_cells("2022-11-23", route="key_group_open")
    assert sum(open_routes) == 16


def test_no_zero_row_is_written_for_a_district_that_is_absent():
    assert all(int(row["n"]) > 0 for city in CITIES for row in gathered(city, "bulletin_cells"))


def test_harbin_register_gates_parks_and_hotline():
    assert figure("harbin", "whitelisted_businesses", area_id="230104")["value"] == "6029"
    kinds = Counter(row["kind"] for row in gathered("harbin", "checkpoints"))
    assert kinds == {"expressway_exit": 3, "logistics_park": 6}
    [interval] = gathered("harbin", "hotline_intervals")
    assert (interval["answered"], interval.get("offered")) == ("1330000", None)


def test_stated_twice_and_kept_twice():
    lines = {row["statement"]: row["value"] for row in gathered("shaoyang", "indicators") if row["indicator"] == "mask_lines_added"}
    assert lines == {"监督报道": "3", "市场监管报道": "7"}
    bridge = {row["value"]: row["qualifier"] for row in gathered("zhuzhou", "indicators") if row["indicator"] == "bridge_closure_progress"}
    assert bridge == {"50": "about", "100": "exact"}
    assert figure("suizhou", "hotline_staff")["value"] == "38"
    assert figure("suizhou", "hotline_shifts")["value"] == "6"
    assert figure("suizhou", "hotline_staff_per_shift")["value"] == "6"
    centre = {"shifts": [f"{hour:02}:00 5" for hour in range(0, 24, 4)], "seats": 8}
    assert tomllib.loads("\n".join(hotline_lines(city_file("suizhou")["hotline"]))) == {"hotline": centre} and hotline_lines(None) == []
    assert figure("suizhou", "hotline_online_channels")["value"] == "7"
    assert figure("suizhou", "hotline_online_channels_named")["value"] == "4"
    assert figure("suizhou", "hotline_call_increase")["value"] == "67.14"


SUMS = {
    "harbin": {
        "hrb-class-1122": (12, 12),
        "hrb-class-1123": (68, 68),
        "hrb-class-1129": (59, 59),
        "hrb-route-1129": (59, 59),
        "hrb-district-1129": (59, 59),
        "hrb-parks": (6, 6),
    },
    "suizhou": {
        "sz-hotline-shifts": (38, 36),
        "sz-hotline-channels": (7, 4),
        "sz-days": (7, 7),
        "sz-days-twice": (7, 7),
        "sz-cadres-twice": (196, 196),
    },
    "zhuzhou": {"zz-bridge": (50, 100), "zz-donation": (180000, 180000), "zz-zones-1115": (41, 40)},
    "shaoyang": {
        "sy-mask-lines": (3, 7),
        "sy-mask-firms": (3, 3),
        "sy-insurance-items": (4, 4),
        "sy-insurance-months": (6, 6),
    },
}
"""What the two sides of each identity come to, worked out by hand from the pages."""


@pytest.mark.parametrize("city", CITIES)
def test_identities_come_to_what_the_pages_say(city):
    sums = {}
    for term in gathered(city, "identities"):
        where = {k: term.get(k) or "" for k in ("area_id", "place", "statement", "period_end")}
        left_right = sums.setdefault(term["identity"], [0.0, 0.0])
        value = float(figure(city, term["indicator"], **where)["value"])
        left_right[term["side"] == "rhs"] += value * float(term["coefficient"])
    assert {name: tuple(pair) for name, pair in sums.items()} == SUMS[city]


def test_zhuzhou_notice_44_states_19_zones_in_four_districts():
    """New 2, lifted 4, one lowered in part; 芦淞 7, 荷塘 3, 天元 8, 石峰 1. It bears no date, so no delivery brings it."""
    city, *districts = [r for r in gathered("zhuzhou", "zone_statements") if r["notice_no"].endswith("44号")]
    assert [city[c] for c in ("level", "added", "lifted", "partly_lowered", "existing")] == ["high", "2", "4", "1", "19"]
    assert [(r["area_id"], int(r["existing"])) for r in districts] == [("430203", 7), ("430202", 3), ("430211", 8), ("430204", 1)]
    assert sum(int(r["existing"]) for r in districts) == 19
    assert "at" not in city


def test_utilities_say_what_the_indicators_of_the_same_page_say():
    [water] = [row for row in gathered("suizhou", "utilities") if row["kind"] == "water"]
    assert water["per_day"] == figure("suizhou", "water_supply_per_day")["value"]
    power, works, _ = gathered("zhuzhou", "utilities")
    assert float(power["per_day"]) * 10 == float(figure("zhuzhou", "power_generated")["value"]), "ten days"
    assert works["staff"] == figure("zhuzhou", "plant_staff_closed_in")["value"]


@pytest.mark.parametrize("city", CITIES)
def test_no_sentence_of_the_newspaper_is_copied(city):
    pages = list(SEEDS.glob(f"{city}_*.txt"))
    if not pages:
        pytest.skip("the newspapers' texts are not beside the project")
    text = re.sub(r"\s", "", pages[0].read_text(encoding="utf-8"))
    for file in (file for file in FILES if file.parent.name == city):
        for row in rows_of(file):
            for value in row.values():
                pieces = [value[i : i + COPIED_LENGTH] for i in range(len(value) - COPIED_LENGTH + 1)]
                assert not [piece for piece in pieces if piece in text], (file.name, value)
