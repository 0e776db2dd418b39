"""The guide to a city that nobody prepared, carried out as it stands: its commands, and its tables typed into the template."""

import json
import re
import shlex
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from dashboard.app import NAVIGATION
from dashboard.cli.main import main
from dashboard.i18n.messages import text
from dashboard.schema.declaration import tables
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"zh": "guide.zh.md", "en": "guide.md"}


def commands(guide):
    """The words of each command, without `sandtable`."""
    blocks = re.findall(r"^```sh\n(.*?)^```", guide, re.S | re.M)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


def written_files(guide):
    """Name and text of each file that the guide has written."""
    return re.findall(r"^`([^`]+\.csv)`[:：]\n```csv\n(.*?)^```", guide, re.S | re.M)


def sheets(guide):
    """Name, headers and rows of each sheet that the guide has filled in."""
    for name, body in re.findall(r"^### (?:工作表：|Sheet: )(.+?)\n(.*?)(?=^##)", guide, re.S | re.M):
        header, _, *rows = cells(body)
        yield name.strip(), header, rows


def cells(body):
    """The cells of a table, line by line."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines() if line.startswith("|")]


@dataclass(frozen=True)
class City:
    """What came of a guide."""

    guide: str
    lang: str
    said: dict[str, list[str]]
    """What each command printed, by its name, in turn; the check before the import is `dry-run`."""
    workspace: Workspace
    own_place: Workspace
    """The workspace of the place that describes itself."""

    def rows(self, sql):
        return Reader.current(self.workspace).rows(sql, {"as_of": self.workspace.now()})


def fill(guide, file):
    """Type the guide's rows below the example rows of the template."""
    book = openpyxl.load_workbook(file)
    for name, header, rows in sheets(guide):
        at = {str(cell.value).rstrip("*"): cell.column for cell in book[name][1]}
        for number, row in enumerate(rows, start=3):
            for title, value in zip(header, row, strict=True):
                if value:
                    book[name].cell(number, at[title]).value = value
    book.save(file)


@pytest.fixture(scope="module", params=GUIDES)
def city(request, tmp_path_factory):
    """The city of each guide, carried out once."""
    lang, folder = request.param, tmp_path_factory.mktemp("guide")
    guide = (DOCS / GUIDES[lang]).read_text(encoding="utf-8")
    said = defaultdict(list)
    for name, written in written_files(guide):
        (folder / name).write_text(written, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for words in commands(guide):
            lines = []
            patch.setattr("builtins.print", lambda *parts, lines=lines, **_: lines.append(" ".join(map(str, parts))))
            assert main([*words, "--lang", lang]) == 0, "\n".join(lines)
            said["dry-run" if "--dry-run" in words else words[0]].append("\n".join(lines))
            if words[0] == "templates":
                fill(guide, folder / "templates" / f"all_tables_{lang}.xlsx")
    return City(guide, lang, dict(said), *(Workspace.open(folder / name) for name in ("jingdezhen", "dongguan")))


def test_every_row_of_the_guide_is_in_the_table_that_it_names(city):
    guide, rows = city.guide, city.rows
    names = {title: table.name for table in tables().values() for title in (table.title_zh, table.name)}
    written = {names[name]: len(given) for name, _, given in sheets(guide)}
    assert {name: rows(f"select count(*) from current_{name}($as_of)")[0][0] for name in written} == written
    assert written["indicators"] == 3, "an indicator is for what has no table"


def test_numbers_are_what_was_published(city):
    rows = city.rows
    assert rows("select count, counting_unit, staff, staff_qualifier from current_checkpoints($as_of)") == [(749, "个", 4680, "at_least")]
    assert rows("select cumulative, under_observation, at_home, at_hospital, at_centre, released from current_contacts($as_of)") == [
        (1286, 383, 120, 12, 251, 903),
    ]
    assert rows("select count from current_closures($as_of) where count is not null order by 1") == [(12,), (139,)]
    assert rows("select people_per_household, every_days from current_closures($as_of) where every_days is not null") == [(1, 2)]
    assert rows("select households_served, households_served_qualifier from current_deliveries($as_of) where portions is null") == [
        (3200, "at_least"),
    ]
    assert rows("select value, unit from current_indicators($as_of) where indicator = 'people_checked'") == [(160000.0, "人次")]
    assert rows("select strftime(window_end, '%Y-%m-%d %H:%M') from current_bulletins($as_of)") == [("2020-02-13 00:00",)]


def test_no_example_row_is_data(city):
    said, rows = city.said, city.rows
    for table in ("closures", "contacts", "deliveries", "indicators", "businesses"):
        assert rows(f"select count(*) from current_{table}($as_of) where is_synthetic") == [(0,)]
    assert said["import"][0].count("example row" if city.lang == "en" else "示例行") >= 15


def test_what_was_not_filled_in_and_how_cells_were_read_is_said(city):
    unfilled, read = ("未填写的工作表", "4680余人") if city.lang == "zh" else ("not filled in", "≥4680")
    assert unfilled in city.said["dry-run"][0] and read in city.said["dry-run"][0]


def test_the_figures_of_the_guide_agree_with_each_other(city):
    (said,) = city.said["check"]
    assert re.search(r"\b0\b", said) and not re.search(r"[1-9]", said)


def test_queries_answer_with_what_was_said(city):
    gates, contacts, indicators, *_ = city.said["query"]
    assert all(figure in gates for figure in ("749", "4680", "at_least"))
    assert all(figure in contacts for figure in ("1286", "383", "903"))
    assert all(figure in indicators for figure in ("160000", "326", "47", "人次"))


def test_a_correction_counts_until_it_is_taken_back(city):
    before, _, _, corrected, after = city.said["query"]
    assert "751" in corrected and "749" not in corrected
    assert "749" in before and "749" in after and "751" not in after
    assert [len(city.rows(f"select * from current_{table}($as_of)")) for table in ("checkpoints", "contacts")] == [1, 1]


def test_what_the_paper_says_goes_into_columns_that_there_are(city):
    section = re.search(r"^## 3\..*?(?=^### )", city.guide, re.S | re.M)[0]
    for _, named, columns in cells(section)[2:]:
        files = [tables()[name] for name in re.findall(r"`([a-z_]+)`", named) if name in tables()]
        known = {title for table in files for column in table.columns.values() for title in (column.zh, column.name)}
        assert files, named
        listed = {part for phrase in re.split(r"[、，；;,]", columns) for part in [re.split(r"写| is ", phrase.strip())[0]]}
        assert listed <= known, listed - known


def test_a_place_of_its_own_areas(city):
    place = city.own_place
    known = {name: (kind, parent) for name, kind, parent in Reader.current(place).rows(
        "select area_name, kind, parent_id from area_known($as_of) where is_district", {"as_of": place.now()},
    )}
    assert known == {
        "莞城街道": ("street", "441900"), "虎门镇": ("street", "441900"), "松山湖": ("functional_zone", "441900"),
    }
    assert (place.city, place.city_name("zh"), place.city_name("en")) == ("441900", "东莞市", "Dongguan")
    assert json.loads((place.geodata / "districts.json").read_text(encoding="utf-8"))["districts"][0]["area_id"] == "441900"


def test_pages_are_called_what_the_board_calls_them(city):
    section = re.search(r"^## 5\..*?(?=^## )", city.guide, re.S | re.M)[0]
    named = [line.strip("|").split("|")[1].strip() for line in section.splitlines() if line.startswith("|")][2:]
    assert len(named) == 5 and set(named) <= {text(f"nav.{name}", city.lang) for name in NAVIGATION}


ANSWERS = {"cases": ["1,286", "383", "903"], "zones": ["139"], "supply": ["359", "86", "3,200"], "community": ["749", "1,120"], "businesses": ["2"]}


@pytest.mark.parametrize("name", NAVIGATION)
def test_every_page_of_the_city_opens_and_has_its_figures(city, name, monkeypatch):
    app = open_page(name, city.workspace.root, monkeypatch, lang=city.lang)
    assert not app.exception and 'class="calm' not in shown(app)
    assert [figure for figure in ANSWERS.get(name, []) if figure not in everything(app)] == []


def everything(app):
    """What the run drew: markup, and the figures of its charts."""
    return shown(app) + " ".join(str(element.proto) for element in app.main if element.proto is not None)
