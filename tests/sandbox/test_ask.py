"""Asking: what comes back, what is said where nothing does, and that the way there is the same for everybody."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from dashboard.cli.main import main
from dashboard.errors import StoreError, UsageError
from dashboard.sandbox import ask as asking
from dashboard.sandbox.bounds import Bounds
from dashboard.sandbox.question import Question
from dashboard.sandbox.refused import StatementRefused
from dashboard.sandbox.relations import relations
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import NotPublished
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML
from tests.sandbox.conftest import NOW, bounded, listed
from tests.sandbox.test_letting_in import WORDS, statements


def refusal(ask, sql, **more) -> StatementRefused:
    with pytest.raises(StatementRefused) as caught:
        ask(sql, **more)
    return caught.value


def test_an_answer_has_its_rows_and_where_they_come_from(ask, city):
    result = ask("select area_name, count(*) as zones from zone_open where level = 'high' group by all order by all")
    assert result.table.column_names == ["area_name", "zones"] and result.table.schema.field("zones").type == pa.int64()
    assert not result.is_cut and result.total == result.table.num_rows > 0
    assert result.generation == current_name(city) and result.reads == ("zone_open",) and 0 < result.seconds < 60


def test_the_moments_and_the_district_of_the_page_can_be_used(ask):
    sql = "select $as_of as at, $since as since, $district as district, $since - interval 1 day as before"
    [row] = ask(sql, since=datetime(2022, 11, 28), district="230102").table.to_pylist()
    assert row == {"at": NOW, "since": datetime(2022, 11, 28), "district": "230102", "before": datetime(2022, 11, 27)}
    [row] = ask(sql + ", '$since' as s, $$ $since $$ as t -- $since").table.to_pylist()
    assert row["since"] is None and row["district"] is None and row["before"] is None and (row["s"], row["t"]) == ("$since", " $since ")


def test_a_moment_with_a_zone_is_the_city_s(ask):
    [row] = ask("select $as_of as at", as_of=datetime(2022, 11, 29, 10, tzinfo=UTC)).table.to_pylist()
    assert row == {"at": NOW}


def test_an_earlier_moment_is_asked_of_what_was_known_then(ask):
    assert ask("select count(*) as n from cases", as_of=datetime(2000, 1, 1)).table.to_pylist() == [{"n": 0}]
    assert ask("select count(*) as n from cases").table.to_pylist()[0]["n"] > 0


def test_more_rows_than_asked_for_are_cut_and_counted(ask):
    result = ask("select range from range(5000) order by range desc", rows=10)
    assert result.table.num_rows == 10 and result.is_cut and result.total == 5000 and result.table.column(0)[0].as_py() == 4999
    result = ask("select range from range(10)", rows=10)
    assert result.table.num_rows == 10 and not result.is_cut and result.total == 10
    assert ask("select 1 as x where false").table.num_rows == 0
    endless = ask("select a.range from range(1000000) a, range(1000000) b", rows=5)
    assert endless.table.num_rows == 5 and endless.is_cut


def test_columns_come_in_types_that_tables_and_files_take(ask):
    table = ask("select sum(range) as s, interval 3 day as i, interval 1 month as m, 1 as x, 2 as x, 1.5 as d, 'a' as t from range(3)").table
    assert table.column_names == ["s", "i", "m", "x", "x_2", "d", "t"]
    assert [str(kind) for kind in table.schema.types] == ["int64", "duration[us]", "string", "int32", "int32", "decimal128(2, 1)", "string"]


def test_harmless_statements_are_answered(ask):
    for sql in listed("harmless.toml")["statements"]:
        assert ask(sql).table is not None, sql


@pytest.mark.parametrize(("sql", "key", "line", "nearest"), [
    ("select\n  zoneid\nfrom zones", "no_column", 2, "zone_id"),
    ("select z.levl from zones as z", "no_column", 1, "level"),
    ("with n as (select 1 as number) select numbr from n", "no_column", 1, "number"),
    ("select * exclude (levell) from zones", "no_column", None, "level"),
    ("select y.level from zones as zs", "no_alias", 1, "zs"),
    ("select sum(level) from zones", "wrong_arguments", 1, None),
    ("select level, count(*) from zones", "not_grouped", 1, None),
    ("select level from zones a join zones b using (zone_id)", "ambiguous", 1, None),
    ("select cast(level as integer) from zones", "not_converted", 1, None),
    ("select 9223372036854775807 + 1", "out_of_range", None, None),
    ("select 1 union all select 1, 2", "wrong_columns", None, None),
    ("select (select level from zones)", "one_row", None, None),
    ("select * from zones where count(*) > 1", "wrong_aggregate", 1, None),
    ("select * from zones order by 99", "out_of_range", 1, None),
    ("select level[1, 2, 3] from zones natural join hotline_calls", "syntax", 1, None),
    ("select 1 as x from zones natural join (select 1 as q)", "not_carried_out", 1, None),
])
def test_what_the_engine_finds_wrong_is_said_in_words_with_the_line_and_the_nearest_name(ask, sql, key, line, nearest):
    refused = refusal(ask, sql)
    assert (refused.key, refused.line) == (f"sandbox.{key}", line)
    assert nearest is None or refused.nearest[0] == nearest
    said = refused.title("en") + refused.hint("en") + refused.title("zh") + refused.hint("zh")
    assert not [word for word in ("Binder", "Error", "LINE", "Candidate", "gen-", "{", "desk.") if word in said], said


def test_texts_that_cannot_be_a_statement_are_refused_before_anybody_reads_them(ask):
    assert refusal(ask, "  \n").key == "sandbox.empty"
    assert refusal(ask, "select '" + "x" * 5_000_000 + "'").key == "sandbox.too_long_text"
    assert refusal(ask, "select 1 \0 from zones").key == "sandbox.unreadable_text"
    assert refusal(ask, "select '\ud800'").key == "sandbox.unreadable_text"
    assert refusal(ask, "select 1", rows=0).key == refusal(ask, "select 1", rows=10**9).key == "sandbox.rows_range"
    assert refusal(ask, "select " + "(" * 10_000 + "1" + ")" * 10_000).key == "sandbox.too_deep"


def test_a_row_that_is_too_large_for_an_answer_is_said_and_rows_are_cut_at_the_weight(ask, monkeypatch):
    with bounded(monkeypatch, answer_mb=1):
        assert refusal(ask, "select repeat('x', 3000000)").key == "sandbox.cell_too_large"
        result = ask("select repeat('x', 100000) as x from range(100)")
        assert result.is_cut and 0 < result.table.num_rows < 11 and result.total == 100


def test_a_workspace_without_a_store_and_one_whose_store_is_damaged(tmp_path):
    empty = Workspace.create(tmp_path / "empty", CITY_TOML)
    with pytest.raises(NotPublished):
        asking.ask(empty, Question("select 1", NOW))
    (empty.store / "CURRENT").write_text("gen-000001-aaaaaaaa.duckdb\n")
    for content in (None, b"", b"not a database" * 1000):
        if content is not None:
            (empty.store / "gen-000001-aaaaaaaa.duckdb").write_bytes(content)
        with pytest.raises(StoreError):
            asking.ask(empty, Question("select 1", NOW))


def test_a_bound_that_is_none_is_said(ask, monkeypatch):
    with bounded(monkeypatch, question_seconds=1):
        assert asking.bounds() == Bounds(question_seconds=1)
    with pytest.raises(UsageError, match="SANDTABLE_QUESTION_SECONDS"), bounded(monkeypatch, question_seconds="soon"):
        ask("select 1")


def test_every_bound_is_in_the_operator_s_document():
    text = (Path(__file__).parents[2] / "docs" / "operation.md").read_text(encoding="utf-8")
    row = {name: default for name, default in Bounds._field_defaults.items() if f"_{name.upper()}`" not in text}
    assert row == {}


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sql=st.one_of(statements(), st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80)))
def test_whatever_is_asked_is_answered_or_refused_in_words(sql, ask):
    try:
        result = ask(sql, rows=5)
        assert set(result.reads) <= set(relations()) and result.table.num_rows <= 5
    except StatementRefused as refused:
        assert refused.key not in ("sandbox.failed", "sandbox.too_much") and refused.title("zh") and refused.title("en")


def test_the_command_line_asks_the_same_sandbox(city, capsysbinary, tmp_path, monkeypatch):
    def call(*words):
        status = main(["ask", *words, "--workspace", str(city.root), "--lang", "en"])
        out, err = capsysbinary.readouterr()
        return status, out.decode(errors="replace"), err.decode()

    sql = "select level, count(*) as zones from zone_open group by all order by all limit 1"
    assert call(sql)[1].splitlines()[0].split() == ["level", "zones"]
    assert json.loads(call(sql, "--format", "json", "--as-of", "2022-11-29T18:00")[1])[0]["level"] == "high"
    assert call("select '=1+1' as x", "--format", "csv")[1] == "x\n'=1+1\n"
    status, out, err = call("select * from range(100)", "--rows", "3", "--format", "csv")
    assert status == 0 and out.splitlines() == ["range", "0", "1", "2"] and "3 of 100 rows" in err
    assert call(sql, "--format", "parquet", "-o", str(tmp_path / "x.parquet"))[0] == 0
    assert parquet.read_table(tmp_path / "x.parquet").column_names == ["level", "zones"]
    assert call(sql, "--format", "parquet", "-o", str(tmp_path / "no" / "x"))[0] == 1
    status, out, err = call("select * from zonees")
    assert status == 1 and not out and "zones" in err and "Line 1" in err
    assert call("drop table zones")[0] == 1 and call(sql, "--as-of", "soon")[0] == 2
