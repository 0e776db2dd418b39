"""What is taken away from Explore: each file says its moment inside and in its name, is typed, and holds nothing that a spreadsheet would run."""

import io
import json
from datetime import datetime

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.ui.components.exports.csv_file import csv_file
from dashboard.ui.components.exports.geojson_file import geojson_file
from dashboard.ui.components.exports.of_frame import Given, parcel_of
from dashboard.ui.components.exports.parcel import Described, Parcel, file_name
from dashboard.ui.components.exports.parquet_file import parquet_file
from dashboard.ui.components.exports.xlsx_file import xlsx_file
from dashboard.warehouse.catalogue import find, tables_behind

AT = datetime(2022, 11, 29, 18)
EVIL = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1", "\t=1"]
SQL = "=select 1 -- even the statement"


@pytest.fixture
def parcel() -> Parcel:
    rows = pd.DataFrame({
        "area_id": ["230102", "230103", None], "level": ["high", "low", None], "people": [10.0, None, 3.0], "is_open": [True, False, None],
        "day": pd.to_datetime(["2022-11-01", None, "2022-11-03"]), "at": pd.to_datetime(["2022-11-01 08:30", None, "2022-11-03 00:00"]),
        "name": EVIL[:3],
    })
    known = {"people": Described("people", "人数", "人", "估计"), "level": Described("level", "等级", enum="zone_level")}
    return Parcel(rows, "zones / 风险区", AT, "zh", "风险区 · 截至 11月29日 18:00", known, (("语句", SQL),))


def test_the_moment_stands_in_the_name(parcel):
    assert file_name(parcel, "csv") == "zones-风险区-20221129T1800.csv"
    assert file_name(Parcel(parcel.rows, "../..", AT, "zh", ""), "xlsx") == "rows-20221129T1800.xlsx"


def test_csv(parcel, monkeypatch):
    monkeypatch.setattr("dashboard.ui.components.table.lang", lambda: "zh")
    monkeypatch.setattr("dashboard.ui.components.table.t", lambda key, **values: f"{values['column']}，文字")
    content = csv_file(parcel)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = pd.read_csv(io.BytesIO(content))
    assert "people（人数, 人）" in rows.columns and rows["level（等级，文字）"][0] == "高风险区"
    assert set(rows["as_of（截至）"]) == {"2022-11-29 18:00"}
    assert [name for name in rows["name（名称）"] if name[0] in "=+-@"] == []


@pytest.mark.parametrize("words", EVIL)
def test_no_cell_of_a_workbook_is_run(parcel, words):
    evil = Parcel(parcel.rows.assign(name=words).rename(columns={"at": words}), words, AT, "zh", words, facts=((words, words),))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(evil)))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value and cell.value[0] in "=+-@＝＋－＠\t"]


def test_a_workbook_is_typed_and_says_where_it_is_from(parcel):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(parcel)))
    sheet, about = book["数据"], book["说明"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["area_id", "等级", "等级，文字", "人数（人）", "is_open", "day", "at", "name"]
    area, level, words, people, is_open, day, at, _ = (cell.value for cell in sheet[2])
    assert (area, level, words, people, is_open, day, at) == ("230102", "high", "高风险区", 10, True, datetime(2022, 11, 1), datetime(2022, 11, 1, 8, 30))
    assert [cell.value for cell in sheet[3]][3:7] == [None, False, None, None], "missing is an empty cell, not 0"
    assert sheet["F2"].number_format == "yyyy-mm-dd" and sheet["G2"].number_format == "yyyy-mm-dd hh:mm"
    said = {row[0].value: row[1].value for row in about.iter_rows(max_row=5)}
    assert said["截至"] == "2022年11月29日 18:00" and said["出处"].startswith("风险区") and said["语句"] == "'" + SQL
    definitions = {row[1].value: (row[2].value, row[3].value) for row in about.iter_rows(min_row=6)}
    assert definitions["people"] == ("人", "估计")


def test_parquet_keeps_types_and_describes_itself(parcel):
    typed = pa.table({"people": pa.array([1, None], pa.int32())})
    table = pq.read_table(io.BytesIO(parquet_file(parcel, typed)))
    assert table.schema.field("people").type == pa.int32() and table.schema.field("people").metadata[b"unit"].decode() == "人"
    about = json.loads(table.schema.metadata[b"sandtable"])
    assert about["as_of"] == "2022-11-29T18:00:00" and about["facts"]["语句"] == SQL
    assert pq.read_table(io.BytesIO(parquet_file(parcel))).num_rows == 3


def test_geojson_by_points_and_by_districts(parcel):
    outline = {"type": "Polygon", "coordinates": [[[126, 45], [127, 45], [127, 46], [126, 45]]]}
    areas = json.loads(geojson_file(parcel, area="area_id", outlines={"230102": outline}))
    assert [feature["geometry"] for feature in areas["features"]] == [outline, None, None]
    assert areas["as_of"] == "2022-11-29T18:00:00" and areas["features"][1]["properties"]["people"] is None
    endless = Parcel(pd.DataFrame({"n": [float("inf")]}), "n", AT, "zh", "")
    assert json.loads(geojson_file(endless), parse_constant=lambda word: pytest.fail(word))["features"][0]["properties"] == {"n": None}
    placed = Parcel(parcel.rows.assign(lon=[126.5, None, 126.6], lat=[45.7, 45.8, 45.9]), "points", AT, "zh", "")
    points = json.loads(geojson_file(placed, lon="lon", lat="lat"))
    assert [feature["geometry"] and feature["geometry"]["coordinates"] for feature in points["features"]] == [[126.5, 45.7], None, [126.6, 45.9]]


def test_a_workbook_says_what_each_of_its_columns_means():
    query = find("cases_by_route")
    frame = pd.DataFrame({one.name: [1] if one.type in ("bigint", "double") else ["yes"] for one in query.columns})
    frame.attrs = {"query": query.name, "tables": tables_behind(query.file)}
    for lang, words in (("zh", "未通报为空"), ("en", "of the days that give routes")):
        book = openpyxl.load_workbook(io.BytesIO(xlsx_file(parcel_of(Given(frame, "x", "s", datetime(2022, 11, 29), lang)))))
        rows, about = book.worksheets[:2]
        told = [[cell.value for cell in row] for row in about.iter_rows(min_row=6)]
        assert len(told) == rows.max_column == len(query.columns) + 2, "two codes have their words beside them"
        assert all(row[3] for row in told) and any(words in row[3] for row in told)
        assert {row[1]: row[2] for row in told}["new_positive"] == {"zh": "例", "en": "cases"}[lang]
