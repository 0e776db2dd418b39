"""Shanghai's spring of 2022 by its published files: the city's curve, what differs, its places; and that nobody is counted twice."""

import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from dashboard.demo.build import create_city
from dashboard.intake.service import take_in
from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown

REAL = Path(__file__).parents[3] / "shared" / "real" / "shanghai_2022"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside the project")
NOW = datetime(2022, 5, 21, 12)
DISTRICTS = ["黄浦", "徐汇", "长宁", "静安", "普陀", "虹口", "杨浦", "闵行", "宝山", "嘉定", "浦东新", "金山", "松江", "青浦", "奉贤", "崇明"]
COLUMNS = "Date District Total Confirmed Asymptomatic\n"
OWN = "Date Total Confirmed Deaths Asymptomatic |Asymptomatic to Confirmed|\n2022-04-13 466 160 0 320 14\n"


def of_day(day: int, districts: list[str]) -> str:
    return "".join(f"2022-04-{day} {name}区 30 10 20\n" for name in districts)


def shanghai(folder: Path, *files: Path) -> Workspace:
    workspace = create_city(folder / "workspace", "310000", NOW)
    receipts = take_in(workspace, files, source="shanghai-2022", received_at="source")
    assert {receipt.status for receipt in receipts} == {"taken"}
    return workspace


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Workspace:
    """Three days: the districts alone; the districts without one of them; the districts and the city's own figure."""
    folder = tmp_path_factory.mktemp("small")
    districts, own = folder / "district_overview.csv", folder / "overview.csv"
    districts.write_text(COLUMNS + of_day(11, DISTRICTS) + of_day(12, DISTRICTS[:-1]) + of_day(13, DISTRICTS), encoding="utf-8")
    own.write_text(OWN, encoding="utf-8")
    return shanghai(folder, districts, own)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Workspace:
    files = [REAL / "district_overview.csv", REAL / "overview.csv", *sorted((REAL / "places").glob("*.json"))]
    return shanghai(tmp_path_factory.mktemp("whole"), *files)


def city_days(workspace: Workspace) -> dict:
    rows = ask(workspace, "cases_by_day_area", {"areas": "310000"}, NOW).records()
    return {str(row["day"]): row for row in rows if row["source"]}


def test_districts_alone_give_the_city_its_classes_and_no_number_of_people(small, monkeypatch):
    days = city_days(small)
    assert set(days) == {"2022-04-11", "2022-04-13"}, "on the 12th a district is missing: there is no sum"
    alone, own = days.values()
    assert (alone["new_confirmed"], alone["new_asymptomatic"], alone["source"]) == (160, 320, "district_sum")
    assert alone["new_positive"] is None, "480 would count those who converted twice"
    assert (own["new_positive"], own["source"]) == (466, "bulletin")
    assert "1 天没有公布全市合计" in shown(open_page("cases", small.root, monkeypatch, **{"from": "2022-04-01", "to": "2022-04-20"}))


def test_what_districts_and_city_differ_in_is_explained(small):
    [row] = ask(small, "districts_against_city", {}, NOW).records()
    assert [row[name] for name in ("city_positive", "districts_positive", "converted", "unexplained")] == [466, 480, 14, 0]


@real
def test_the_real_curve_has_the_numbers_of_the_city_and_lists_what_differs(whole, monkeypatch):
    published = pd.read_csv(REAL / "overview.csv", sep=" ", quotechar="|").set_index("Date")
    own = {day: row for day, row in city_days(whole).items() if row["source"] == "bulletin"}
    assert {day: row["new_positive"] for day, row in own.items()} == published["Total"].to_dict() and len(own) == 62
    assert {day: row["new_confirmed"] for day, row in own.items()} == published["Confirmed"].to_dict()
    assert own["2022-04-13"]["new_positive"] == 27605, "27,719 counts 114 people twice"
    odd = {str(row["day"]): row["unexplained"] for row in ask(whole, "districts_against_city", {}, NOW).records() if row["unexplained"]}
    assert odd == {"2022-03-19": -7, "2022-03-20": -12, "2022-05-14": -2, "2022-05-20": -1}
    asked = {"section": "bulletins", "from": "2022-03-19", "to": "2022-05-20"}
    assert "62 天中有 4 天有差额未解释" in shown(open_page("cases", whole.root, monkeypatch, **asked))


@real
def test_two_weeks_of_real_places_are_cells_on_the_map(whole):
    given = {"start": "2022-04-01", "end": "2022-04-14"}
    days, cells = (ask(whole, name, given, NOW).records() for name in ("case_places_by_day", "case_places_by_cell"))
    files = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in (REAL / "places").glob("*.json")}
    named = {day: len({(place["district_name"], place["place_name"].strip()) for place in places}) for day, places in files.items()}
    assert {str(row["day"]): row["named"] for row in days} == named and len(named) == 14
    assert sum(row["named"] for row in cells) == sum(row["located"] for row in days) > 40_000
