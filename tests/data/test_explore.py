"""Answers of the sandbox as the page has them: typed, with their provenance, asked once; and the schema that the editor gets."""

import json
from datetime import datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from dashboard.data import explore
from dashboard.data.explore import answer, frame_of, question_of, schema_document
from dashboard.data.explore_sql import inner, pivot_sql
from dashboard.sandbox.refused import StatementRefused
from dashboard.sandbox.relations import relations

AT = datetime(2022, 11, 29, 18)


@pytest.fixture
def city(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    return city_workspace


def test_an_answer_carries_the_tables_behind_what_it_read(city):
    given = answer(question_of("select area_id, count(*) as zones from zone_open group by all", AT, None, None))
    assert given.result.reads == ("zone_open",) and given.frame.attrs["tables"] == relations()["zone_open"].tables
    assert given.frame.attrs["as_of"] == AT and given.frame.attrs["generation"] == given.result.generation
    assert given.total == len(given.frame) and str(given.frame["zones"].dtype) == "int64"


def test_the_moment_is_what_was_known(city):
    early = answer(question_of("select count(*) as n from zone_open", datetime(2022, 11, 20), None, None))
    late = answer(question_of("select count(*) as n from zone_open", AT, None, None))
    assert early.frame["n"][0] == 0 < late.frame["n"][0]


def test_the_district_is_a_parameter(city):
    sql = "select distinct area_id from zone_open where $district is null or area_id = $district"
    assert list(answer(question_of(sql, AT, None, "230102")).frame["area_id"]) == ["230102"]


def test_the_same_question_is_asked_once(city, monkeypatch):
    asked = []
    monkeypatch.setattr(explore, "ask", lambda served, question: asked.append(question) or real(served, question))
    question = question_of("select 41 + 1 as n", AT, None, None)
    assert [int(answer(question).frame["n"][0]) for _ in range(3)] == [42] * 3 and len(asked) == 1


def test_a_refusal_is_asked_again(city, monkeypatch):
    asked = []
    monkeypatch.setattr(explore, "ask", lambda served, question: asked.append(question) or real(served, question))
    for _ in range(2):
        with pytest.raises(StatementRefused):
            answer(question_of("select nothing_of_the_kind from zone_open", AT, None, None))
    assert len(asked) == 2


real = explore.ask


def test_a_cut_answer_knows_how_many_there_are(city):
    given = answer(question_of("select * from range(25) as t(n)", AT, None, None, rows=10))
    assert given.result.is_cut and len(given.frame) == 10 and given.total == 25


def test_types_become_what_charts_and_tables_use():
    table = pa.table({
        "n": pa.array([Decimal(3), None], pa.decimal128(38, 0)), "huge": pa.array([Decimal(10) ** 30, None], pa.decimal128(38, 0)),
        "share": pa.array([Decimal("0.25"), None], pa.decimal128(10, 2)), "on": pa.array([datetime(2022, 11, 29).date(), None]),
        "listed": pa.array([["a", "b"], None]), "whole": pa.array([1, 2], pa.int32()), "is": pa.array([True, None]),
    })
    frame = frame_of(table)
    assert frame["n"].tolist()[0] == 3 and frame["huge"][0] == 1e30 and frame["share"][0] == 0.25
    assert frame["on"].dtype.kind == "M" and frame["listed"][0] == "a, b" and frame["whole"].dtype.kind == "i"
    assert frame["is"].tolist() == [True, None]


def test_columns_of_one_name_are_told_apart(city):
    given = answer(question_of("select 1 as n, 2 as n", AT, None, None))
    assert [*given.frame.columns] == given.result.table.column_names and given.frame.columns.is_unique


def test_what_the_schema_says_of_a_column(city):
    given = answer(question_of("select people, 1 as nobody_knows from zone_open limit 1", AT, None, None))
    assert given.column("people").unit.zh == "人" and given.column("nobody_knows") is None


def test_the_schema_is_in_both_languages():
    known = json.loads(schema_document())
    zones = next(one for one in known["relations"] if one["name"] == "zone_open")
    people = next(one for one in zones["columns"] if one["name"] == "people")
    assert all(zones["title"]) and all(zones["about"]) and all(people["about"]) and people["unit"][0] == "人"
    assert {one["name"] for one in known["relations"]} == set(relations()) and "date_trunc" in known["functions"]
    assert [one["name"] for one in known["parameters"]] == ["$as_of", "$since", "$district"]


def test_a_statement_around_another(city):
    sql = "select level, area_id from zone_open; -- the end"
    assert inner("select 1;") == "(select 1\n) as asked"
    cells = answer(question_of(pivot_sql(sql.split(";")[0] + " -- remark", "level", "area_id", "rows", None), AT, None, None)).frame
    whole = answer(question_of("select count(*) as n from zone_open", AT, None, None)).frame["n"][0]
    assert list(cells.columns) == ["r", "c", "n"] and cells["n"].sum() == whole
    assert '"a ""quoted"" name"' in pivot_sql("select 1", 'a "quoted" name', None, "sum", "x")
