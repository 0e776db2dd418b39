"""Shanghai's spring of 2022 by its published files: the city's curve, what differs, its places; and that nobody is counted twice."""

import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from dashboard.intake.service import take_in
from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown

REAL = Path(__file__).parents[3] / "shared" / "real" / "shanghai_2022"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside the project")
NOW = datetime(2022, 5, 21, 12)
CITY = '[city]\nadcode = "310000"\nname = "上海市"\nname_en = "Shanghai"\n[clock]\nstopped_at = 2022-05-21T12:00:00\n'
DISTRICTS = ["黄浦", "徐汇", "长宁", "静安", "普陀", "虹口", "杨浦", "闵行", "宝山", "嘉定", "浦东新", "金山", "松江", "青浦", "奉贤", "崇明"]
SUM = "Date District Total Confirmed Asymptomatic\n" + "".join(f"2022-04-13 {name}区 30 10 20\n" for name in DISTRICTS)
OWN = "Date Total Confirmed Deaths Asymptomatic |Asymptomatic to Confirmed|\n2022-04-13 {} 160 0 320 14\n"


def shanghai(tmp_path: Path, *files: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "workspace", CITY)
    receipts = take_in(workspace, files, source="shanghai-2022", received_at="source")
    assert {receipt.status for receipt in receipts} == {"taken"}
    return workspace


def made(tmp_path: Path, name: str, content: str) -> Path:
    (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path / name


def city_days(workspace: Workspace) -> dict:
    rows = ask(workspace, "cases_by_day_area", {"areas": "310000"}, NOW).records()
    return {str(row["day"]): row for row in rows if row["source"]}


def test_districts_alone_give_the_city_its_classes_and_no_number_of_people(tmp_path, monkeypatch):
    workspace = shanghai(tmp_path, made(tmp_path, "district_overview.csv", SUM))
    [day] = city_days(workspace).values()
    assert (day["new_confirmed"], day["new_asymptomatic"], day["source"]) == (160, 320, "district_sum")
    assert day["new_positive"] is None, "480 would count those who converted twice"
    page = shown(open_page("cases", workspace.root, monkeypatch, **{"from": "2022-04-01", "to": "2022-04-20"}))
    assert "1 天没有公布全市合计" in page and "480" not in page


def test_one_district_missing_and_the_city_has_no_sum(tmp_path):
    workspace = shanghai(tmp_path, made(tmp_path, "district_overview.csv", SUM.replace("2022-04-13 崇明区 30 10 20\n", "")))
    assert city_days(workspace) == {}


def test_the_citys_own_figure_goes_before_the_sum_and_what_differs_is_listed(tmp_path):
    files = made(tmp_path, "district_overview.csv", SUM), made(tmp_path, "overview.csv", OWN.format(466))
    workspace = shanghai(tmp_path, *files)
    [day] = city_days(workspace).values()
    assert (day["new_positive"], day["source"]) == (466, "bulletin")
    [row] = ask(workspace, "districts_against_city", {}, NOW).records()
    assert [row[name] for name in ("city_positive", "districts_positive", "converted", "unexplained")] == [466, 480, 14, 0]


@real
def test_the_real_curve_has_the_numbers_of_the_city_and_lists_what_differs(tmp_path, monkeypatch):
    workspace = shanghai(tmp_path, REAL / "district_overview.csv", REAL / "overview.csv")
    published = pd.read_csv(REAL / "overview.csv", sep=" ", quotechar="|").set_index("Date")
    days = city_days(workspace)
    own = {day: row for day, row in days.items() if row["source"] == "bulletin"}
    assert {day: row["new_positive"] for day, row in own.items()} == published["Total"].to_dict() and len(own) == 62
    assert {day: row["new_confirmed"] for day, row in own.items()} == published["Confirmed"].to_dict()
    assert own["2022-04-13"]["new_positive"] == 27605, "27,719 counts 114 people twice"
    odd = {str(row["day"]): row["unexplained"] for row in ask(workspace, "districts_against_city", {}, NOW).records() if row["unexplained"]}
    assert odd == {"2022-03-19": -7, "2022-03-20": -12, "2022-05-14": -2, "2022-05-20": -1}
    page = shown(open_page("cases", workspace.root, monkeypatch, **{"from": "2022-03-19", "to": "2022-05-20"}))
    assert "62 天中有 4 天有差额未解释" in page


@real
def test_two_weeks_of_real_places_are_cells_on_the_map(tmp_path):
    files = sorted((REAL / "places").glob("*.json"))
    workspace = shanghai(tmp_path, *files)
    given = {"start": "2022-04-01", "end": "2022-04-14"}
    days, cells = (ask(workspace, name, given, NOW).records() for name in ("case_places_by_day", "case_places_by_cell"))
    named = {file.stem: len({(p["district_name"], p["place_name"].strip()) for p in json.loads(file.read_text(encoding="utf-8"))}) for file in files}
    assert {str(row["day"]): row["named"] for row in days} == named and len(named) == 14
    assert sum(row["named"] for row in cells) == sum(row["located"] for row in days)
