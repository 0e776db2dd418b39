"""The way in: what is let in, what is refused and in which words, and that no text gets any further."""

import string

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.sandbox.letting_in import allowed, let_in
from dashboard.sandbox.parsing import reader_beside, tree_of
from dashboard.sandbox.refused import StatementRefused, told
from dashboard.sandbox.relations import relations
from tests.sandbox.conftest import listed


@pytest.fixture(scope="module")
def reader():
    return reader_beside(duckdb.connect())


def entry(sql, reader):
    return let_in(tree_of(sql, reader), sql)


def refusal(sql, reader) -> StatementRefused:
    with pytest.raises(StatementRefused) as caught:
        entry(sql, reader)
    return caught.value


@pytest.mark.parametrize("kind", listed("attacks.toml"))
def test_no_attack_gets_in(kind, reader):
    statements = listed("attacks.toml")[kind]
    let = {}
    for sql in statements:
        try:
            let[sql] = entry(sql, reader)
        except StatementRefused as refused:
            said = refused.title("zh") + refused.title("en") + refused.hint("zh") + refused.hint("en")
            assert "Error" not in said and "DuckDB" not in said and "Traceback" not in said, sql
    assert let == {}


def test_there_are_as_many_attacks_as_were_promised():
    assert sum(map(len, listed("attacks.toml").values())) >= 110
    assert len(listed("bombs.toml")["bombs"]) >= 25


def test_what_analysts_write_is_let_in(reader):
    for sql in listed("harmless.toml")["statements"]:
        entry(sql, reader)


def test_relations_and_parameters_that_a_statement_names(reader):
    found = entry("with n as (select * from Cases where zone_id in (select zone_id from zones)) select * from n where $since < $as_of", reader)
    assert found.reads == ("cases", "zones") and found.parameters == {"since", "as_of"}


@pytest.mark.parametrize(("sql", "key", "line", "nearest"), [
    ("select *\nfrom zonees", "no_relation", 2, "zones"),
    ("with cass as (select 1)\nselect * from\n cas", "no_relation", 3, "cass"),
    ("select coutn(*) from zones", "no_function", 1, "count"),
    ("select * from zones\n\nwhere level = $distrct", "no_parameter", 3, "district"),
    ("selct 1", "syntax", 1, "select"),
    ("select *\nfrm zones", "syntax", 2, "from"),
    ("select * from zones\ngorup by 1", "syntax", 2, "group"),
    ("-- 区县\nselect '道里区', x::tmestamp from zones", "no_type", None, "timestamp"),
])
def test_a_mistaken_name_has_its_line_and_what_may_be_meant(sql, key, line, nearest, reader):
    refused = refusal(sql, reader)
    assert (refused.key, refused.line) == (f"sandbox.{key}", line) and refused.nearest[0] == nearest
    assert nearest in refused.hint("zh") and nearest in refused.hint("en")
    if line:
        assert f"第 {line} 行" in refused.title("zh") and f"Line {line}" in refused.title("en")


@pytest.mark.parametrize(("sql", "word"), [
    ("drop table zones", "DROP"), ("\n-- x\ninsert into zones values (1)", "INSERT"), ("select 1; delete from zones", "DELETE"),
    ("explain select 1", "EXPLAIN"), ("with x as (update zones set a = 1 returning *) select 1", "UPDATE"), ("set threads = 1", "SET"),
    ("select * into x from zones", "INTO"),
])
def test_a_statement_that_is_not_one_select_has_the_word_and_what_is_allowed(sql, word, reader):
    refused = refusal(sql, reader)
    assert refused.key == "sandbox.only_select" and word in refused.title() and "SELECT" in refused.hint()


def test_pivot_is_refused_with_what_to_use_instead(reader):
    for sql in ("pivot zones on level", "select * from (pivot zones on level)", "select * from zones pivot (count(*) for level in ('high'))"):
        assert refusal(sql, reader).key == "sandbox.no_pivot" and "filter (where" in refusal(sql, reader).hint()


def test_moments_of_the_machine_are_refused_for_the_page_s(reader):
    for sql in ("select now()", "select current_date", "select CURRENT_TIMESTAMP", "select age(reported_at) from cases"):
        assert "$as_of" in refusal(sql, reader).hint()


@pytest.mark.parametrize("sql", [
    "select " + "(" * 10_000 + "1" + ")" * 10_000, "select " + "not " * 10_000 + "true", "select " + "1+" * 5_000 + "1",
    "select " + "[" * 500 + "1" + "]" * 500, "select " + "case when true then " * 400 + "1" + " end" * 400,
    "select * from (" * 500 + "select 1" + ")" * 500, "select " + "abs(" * 600 + "1" + ")" * 600,
])
def test_what_is_nested_too_deeply_is_refused(sql, reader):
    assert refusal(sql, reader).key in ("sandbox.too_deep", "sandbox.syntax_other")


def test_every_name_that_is_allowed_is_the_engine_s_and_the_lists_are_sorted():
    known = {name for (name,) in duckdb.connect().execute("select distinct function_name from duckdb_functions()").fetchall()}
    said_by_the_parser = {"grouping", "grouping_id", "row", "unnest"}
    assert allowed()["functions"] | allowed()["operators"] | allowed()["table_functions"] <= known | said_by_the_parser
    for kind, names in listed("../../dashboard/sandbox/allowed.toml").items():
        assert names == sorted(names), kind


def test_functions_that_do_more_than_answer_are_on_no_list():
    from dashboard.warehouse.questions import WITH_EFFECTS

    everything = frozenset().union(*allowed().values())
    assert not everything & WITH_EFFECTS
    told_apart = ("duckdb_", "pragma_", "read_", "parquet_", "current_", "pg_", "json_execute", "json_serialize", "icu_", "__internal", "get")
    assert [name for name in sorted(allowed()["functions"]) if name.startswith(told_apart)] == []


def test_a_refusal_survives_its_way_between_processes():
    refused = StatementRefused("sandbox.no_column", line=3, nearest=("a", "b"), name="c\x00\n" + "x" * 100)
    again = told(refused.as_json())
    assert (again.title("zh"), again.hint("en"), again.line, again.nearest) == (refused.title("zh"), refused.hint("en"), 3, ("a", "b"))
    assert "\x00" not in again.title() and len(again.title()) < 120
    for garbled in ({}, {"key": "store.damaged", "line": None, "nearest": [], "values": {}}, {"key": "sandbox.no_column", "line": 1, "nearest": [], "values": {}},
                    {"key": "sandbox.x", "line": 1, "nearest": [], "values": {}}):
        assert told(garbled).key == "sandbox.failed"


NAMES = st.sampled_from([*list(relations())[:6], "batches", "store_facts", "t", "x", "main", "duckdb_tables", "read_text", "/etc/passwd", "区县", "a b"])
PARTS = ("select from where with as recursive union all ( ) , * ; join on using group by order limit values not in exists case when then "
                        "end lambda : [ ] { } = < + - || :: $as_of $x ? 'a' \"b\" 1 1e9 null true over partition rows unnest range read_text pivot "
                        "describe copy to attach set -- /* */ $$ e'\\' at tablesample lateral positional asof filter within \\")
WORDS = st.sampled_from([*PARTS.split(), *list(relations())[:4]])


@st.composite
def statements(draw):
    """A statement put together by a small grammar: some are SELECTs, all look like one."""
    def expression(depth):
        kind = draw(st.integers(0, 6 if depth else 2))
        if kind <= 1:
            return draw(st.sampled_from(["1", "'a'", "null", "x", "$as_of", "$y", "*", "level", "count(*)", "\"x y\"", "'\\0'", "1e999"]))
        if kind == 2:
            return draw(NAMES)
        if kind == 3:
            return f"{draw(st.sampled_from(['sum', 'lower', 'now', 'getenv', 'read_text', 'range', 'error', 'list_transform']))}({expression(depth - 1)})"
        if kind == 4:
            return f"({query(depth - 1)})"
        if kind == 5:
            return f"{expression(depth - 1)} {draw(st.sampled_from(['+', 'and', '=', 'in', '||', '::', '.', 'between']))} {expression(depth - 1)}"
        return f"case when {expression(depth - 1)} then {expression(depth - 1)} end"

    def query(depth):
        source = draw(NAMES) if depth <= 0 or draw(st.booleans()) else f"({query(depth - 1)}) as {draw(NAMES)}"
        start = f"with {draw(NAMES)} as ({query(depth - 1)}) " if depth > 0 and draw(st.booleans()) else ""
        return f"{start}select {expression(depth)} from {source} where {expression(depth)}"

    return query(draw(st.integers(0, 3)))


FUZZ = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def only_known_things(found):
    assert set(found.reads) <= set(relations()) and found.functions <= allowed()["functions"] | allowed()["operators"]


@FUZZ
@given(sql=st.one_of(statements(), st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200),
                     st.text(alphabet=string.punctuation + " \nse1", max_size=100)))
def test_whatever_is_written_is_refused_in_words_or_reads_only_what_is_listed(sql, reader):
    try:
        only_known_things(entry(sql, reader))
    except StatementRefused as refused:
        assert refused.title("zh") and refused.title("en")
