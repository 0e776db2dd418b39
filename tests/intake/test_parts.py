"""The parts of intake on their own: cells, headers, places, templates, the dictionary."""

import unicodedata
from datetime import datetime

import duckdb
import pandas as pd
import pytest

from dashboard.geography.areas import areas_for
from dashboard.intake.checks.places import Places, folded
from dashboard.intake.checks.statements import statement
from dashboard.intake.reading.arrivals import safe_name
from dashboard.intake.reading.header_words import folded_header
from dashboard.intake.templates.dictionary import dictionary
from dashboard.schema.declaration import enums, tables


@pytest.fixture(scope="module")
def cells():
    con = duckdb.connect()
    con.execute(statement("macros"))
    return con


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-11-29", datetime(2022, 11, 29)),
        ("2022/11/9", datetime(2022, 11, 9)),
        ("2022.1.5", datetime(2022, 1, 5)),
        ("2022年11月29日", datetime(2022, 11, 29)),
        ("20221129", datetime(2022, 11, 29)),
        ("202211291530", datetime(2022, 11, 29, 15, 30)),
        ("2022年11月29日15时", datetime(2022, 11, 29, 15)),
        ("2022年1月5日 8点5分", datetime(2022, 1, 5, 8, 5)),
        ("2022/1/5 8:05:09", datetime(2022, 1, 5, 8, 5, 9)),
        ("２０２２－１１－２９　１５：３０", datetime(2022, 11, 29, 15, 30)),
        ("2022-11-29T07:30:00Z", datetime(2022, 11, 29, 15, 30)),
        ("2022-11-29T07:30+0000", datetime(2022, 11, 29, 15, 30)),
        ("2022-11-29 24:00", datetime(2022, 11, 30)),
        ("2022年12月31日24时", datetime(2023, 1, 1)),
        ("44894", datetime(2022, 11, 29)),
        ("44894.645833333336", datetime(2022, 11, 29, 15, 30)),
        ("2022-13-01", None),
        ("2022-02-30", None),
        ("2022-11-29 25:00", None),
        ("2022-11-29 12:60", None),
        ("2022-11-2915:30", None),
        ("11月29日", None),
        ("下午3点", None),
    ],
)
def test_moments_as_people_write_them(cells, text, moment):
    assert cells.execute("select moment_of(narrow($t))", {"t": text}).fetchone()[0] == moment


@pytest.mark.parametrize(
    ("text", "number", "integer"),
    [
        ("12", 12.0, 12), ("-5", -5.0, -5), ("1,234", 1234.0, 1234), ("１２", 12.0, 12), ("3.0", 3.0, 3), ("3.5", 3.5, None),
        ("1e3", 1000.0, 1000), ("1,23", None, None), ("inf", None, None), ("nan", None, None), ("1e999", None, None),
        ("十二", None, None), ("0x10", None, None), ("12人", None, None),
    ],
)
def test_numbers_as_people_write_them(cells, text, number, integer):
    assert cells.execute("select number_of(narrow($t)), integer_of(narrow($t))", {"t": text}).fetchone() == (number, integer)


@pytest.mark.parametrize(
    ("text", "area_id"),
    [
        ("230102", "230102"), ("道里区", "230102"), ("道里", "230102"), (" 道里 区 ", "230102"), ("Daoli", "230102"),
        ("daoli district", "230102"), ("２３０１０２", "230102"),
        ("哈尔滨市", "230100"), ("全市", ""), ("合计", ""), ("-", None), ("道理区", None),
    ],
)
def test_places_of_harbin(text, area_id):
    assert Places(pd.DataFrame(areas_for("230100")), "230100").area_id(text) == area_id


def test_a_short_name_that_two_areas_share_names_neither():
    places = Places(pd.DataFrame(areas_for("430500")), "430500")
    assert places.area_id("邵阳县") == "430523"
    assert places.area_id("邵阳市") == "430500"
    assert places.area_id("邵阳") is None


def test_autonomous_areas_and_prefectures_as_they_are_called():
    for city, calls in {
        "150700": {"鄂温克旗": "150724", "鄂温克族自治旗": "150724", "莫力达瓦旗": "150722", "莫力达瓦": "150722", "陈旗": None, "呼伦贝尔鄂伦春旗": "150723"},
        "533100": {"德宏州": "533100", "德宏州瑞丽市": "533102", "云南省德宏傣族景颇族自治州芒市": "533103", "德宏州全州": None},
        "430500": {"城步县": "430529", "城步": "430529"}, "441800": {"清新": "441803", "连南县": "441826"},
    }.items():
        places = Places(pd.DataFrame(areas_for(city)), city, "云南省")
        assert {text: places.area_id(text) for text in calls} == calls


def test_no_spelling_of_a_list_means_two_values():
    for name, values in enums().items():
        seen = {}
        for value in values.values():
            for spelling in value.spellings:
                assert seen.setdefault(folded(spelling), value.value) == value.value, f"{name}: {spelling}"


def test_no_header_of_a_table_means_two_columns():
    for table in tables().values():
        seen = {}
        for column in table.columns.values():
            for header in column.headers:
                assert seen.setdefault(folded_header(header), column.name) == column.name, f"{table.name}: {header}"


@pytest.mark.parametrize("header", ["数量(例)", "数量（例）", " 数 量 ", "数量*"])
def test_headers_without_unit_space_and_star(header):
    assert folded_header(header) == "数量"


@pytest.mark.parametrize(
    ("name", "safe"),
    [("../../x.csv", "x.csv"), ("C:\\a\\b.csv", "b.csv"), ("..", ".."), ("", "upload"), ("a\nb.csv", "ab.csv")],
)
def test_names_from_outside(name, safe):
    assert safe_name(name) == safe


def test_the_dictionary_has_every_column_once():
    rows = [(row["table"], row["column"]) for row in dictionary()]
    assert rows == [(t.name, c) for t in tables().values() for c in t.columns]
    stock = next(row for row in dictionary() if (row["table"], row["column"]) == ("supply_reports", "stock"))
    assert (stock["allowed_zh"], stock["allowed_en"], stock["required"]) == ("不小于 0", "at least 0", True)


def test_full_width_text_is_narrowed_as_unicode_does(cells):
    wide = "".join(chr(c) for c in range(0xFF01, 0xFF5F))
    assert cells.execute("select narrow($t)", {"t": wide}).fetchone()[0] == unicodedata.normalize("NFKC", wide)
