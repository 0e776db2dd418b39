"""A reader that cannot write: whatever a question says, no other question's answer changes, and no file is written."""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from dashboard.errors import SandtableError, UsageError
from dashboard.warehouse.ask import Asker, ask
from dashboard.warehouse.catalogue import catalogue, checks
from dashboard.warehouse.moment_views import cached_moment
from dashboard.warehouse.questions import WITH_EFFECTS, refuse_unless_question
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.statements import statement
from dashboard.warehouse.workspace import Workspace

AT = datetime(2022, 11, 29, 18)
ASKED = ("zones_open_by_area", "overview_headline", "cases_by_area", "zones_due", "bulletin_latest")
BESIDE = "select database_name || '.' || schema_name || '.' || table_name from duckdb_tables() where database_name = 'beside' order by all"

CHANGING = (
    "insert into {table} select * from {table}", "update {table} set level = 'low'", "delete from {table}", "truncate {table}",
    "merge into {table} using (select 1 as one) as other on true when matched then delete",
    "drop table {table}", "alter table {table} rename to other", "alter table {table} drop column level", "comment on table {table} is 'x'",
    "create table beside.main.more as select 1 as one", "create index more on {table} (zone_id)", "create schema beside.more",
    "create or replace macro beside.main.zone_open(as_of) as table select 1 as one", "create sequence beside.main.more",
    "copy {table} from '/etc/passwd'", "explain analyze delete from {table}",
)
"""They would change the rows that other questions read: the engine refuses them too, in the transaction of a question."""
OF_OTHER_KINDS = (
    "create temp table zones as select 1 as one", "create temp view cases as select 1 as one", "create type more as enum ('a')",
    "create temp macro zone_open(as_of) as table select 1 as one", "create or replace temp macro current_cases(as_of) as table select 1 as one",
    "create temp macro sum(a) as 1", "attach ':memory:' as other", "attach '{file}' as other", "detach beside", "use beside", "use memory",
    "copy (select 1) to '{file}'", "export database '{file}'", "import database '{file}'", "install httpfs", "load icu", "load '{file}'",
    "update extensions", "set threads = 2", "set search_path = 'beside'", "set schema = 'beside.main'", "set variable a = 1",
    "set memory_limit = '1MB'", "set enable_external_access = true", "reset threads", "pragma threads = 2", "pragma enable_profiling",
    "pragma disable_optimizer", "pragma enable_verification", "call enable_logging()", "call pragma_version()", "checkpoint", "force checkpoint",
    "checkpoint beside", "vacuum", "analyze", "begin", "commit", "rollback", "begin transaction read write", "execute p",
    "prepare p as delete from {table}", "deallocate p",
    "explain select 1", "explain analyze select 1", "select 1; delete from {table}", "commit; delete from {table}; begin", "select 1; select 2",
    "pivot {table} on level using count(*)", "create secret more (type s3)", "drop macro zone_open", "", "-- nothing", "no statement at all",
)
CALLS_WITH_EFFECTS = (
    "select * from enable_logging(storage = 'file', storage_path = '{file}')", "from system.main.enable_logging()",
    'select * from "enable_logging" /* as a name */ ()', "select * from Enable_Logging--\n()", "select $$ ' $$, write_log ('x')",
    "select e'\\'', write_log('x')", "select * from /* /* */ */ enable_profiling/* /* */ () */()", "select '数据', write_log('x')",
    "select * from force_checkpoint()", "select * from checkpoint()", "select * from truncate_duckdb_logs()", "select setseed(0.5)",
    "select nextval('beside.main.more')", "select * from query('delete from {table}')", "select * from query_table('zones')",
    "select * from json_execute_serialized_sql('{{}}')", "select (select write_log('x'))",
)
OF_FILES = (
    "select * from read_text('/etc/passwd')", "select * from read_csv('{file}')", "select * from glob('/*')", "from '{file}.csv'",
    "select * from parquet_metadata('{file}')",
)


def answers(workspace: Workspace, at: datetime = AT) -> list[list[tuple]]:
    """What others are told: from the cached views, at two moments and without them."""
    page = Asker("page")
    cached = [ask(workspace, name, {}, moment, asker=page).rows for name in ASKED for moment in (at, at - timedelta(days=2))]
    return [*cached, *(ask(workspace, name, {}, at).rows for name in ASKED)]


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture
def statement_of(city_workspace, tmp_path, monkeypatch):
    """Fills in a cached view's table and a file that does not exist; no file is written and no answer changed when the test is over."""
    monkeypatch.chdir(tmp_path)
    before, on_disk = answers(city_workspace), files(city_workspace.root)
    cached_moment(Reader.current(city_workspace)._connection, AT)
    tables = [name for (name,) in Reader.current(city_workspace).rows(BESIDE, {}) if name.startswith("beside.main.zone_open_")]
    yield lambda sql: sql.format(table=tables[-1], file=tmp_path / "written")
    assert answers(city_workspace) == before, "another question's answer changed"
    assert set(tables) <= {name for (name,) in Reader.current(city_workspace).rows(BESIDE, {})}
    assert files(city_workspace.root) == on_disk and files(tmp_path) == {}, "a file was written"


def test_no_statement_but_a_select_passes(city_workspace, statement_of):
    plain = Reader.current(city_workspace)
    for sql in map(statement_of, (*CHANGING, *OF_OTHER_KINDS)):
        for reader in (plain, plain.sharing_views()):
            with pytest.raises(UsageError) as refused:
                reader.rows(sql, {})
            assert refused.value.title("en") == "Only a query can be asked (SELECT).", sql


def test_no_select_does_more_than_answer(city_workspace, statement_of):
    for sql in map(statement_of, CALLS_WITH_EFFECTS):
        with pytest.raises(UsageError) as refused:
            Reader.current(city_workspace).rows(sql, {})
        assert refused.value.title("en") == "The query calls a function that is not permitted here.", sql
    for sql in map(statement_of, OF_FILES):
        with pytest.raises(SandtableError):
            Reader.current(city_workspace).rows(sql, {})


def test_the_engine_itself_refuses_to_write_while_it_answers(city_workspace, statement_of):
    """The second wall: were the first to let something pass, the transaction of a question is still a read-only one."""
    store = Reader.current(city_workspace)._connection
    for sql in map(statement_of, CHANGING):
        with cached_moment(store, AT).cursor("zone_open(as_of)") as cursor:
            cursor.execute(statement("reading", "begin_reading"))
            with pytest.raises(duckdb.Error):
                cursor.execute(sql)
            cursor.execute(statement("reading", "end_reading"))


def test_a_question_that_failed_leaves_the_next_one_its_cursor(city_workspace, statement_of):
    reader = Reader.current(city_workspace).sharing_views()
    for _ in range(3):
        with pytest.raises(SandtableError):
            reader.rows("select cast('x' as integer) from zone_open($as_of)", {"as_of": AT})
        assert reader.rows("select count(*) > 0 from zone_open($as_of)", {"as_of": AT}) == [(True,)]


def test_every_question_of_the_product_may_be_asked():
    for query in (*catalogue().values(), *checks().values()):
        refuse_unless_question(query.sql)


@pytest.mark.parametrize("sql", [
    "select 'enable_logging()' as word", "select 1 -- checkpoint()", 'select 1 as "write_log"', "with query as (select 1 as one) select * from query",
    "from range(3)", "values (1)", "describe select 1", "select count(*) as checkpoint from (values (1))",
])
def test_a_word_that_calls_nothing_is_no_reason_to_refuse(city_workspace, sql):
    assert Reader.current(city_workspace).rows(sql, {})


def test_every_function_that_the_engine_says_has_effects_is_known():
    """A new version of the engine may bring more: what it calls volatile is refused here, or named as harmless."""
    harmless = {"current_connection_id", "current_query", "current_query_id", "current_transaction_id", "error", "gen_random_uuid", "random",
                "stats", "uuid", "uuidv4", "uuidv7"}
    volatile = "select distinct function_name from duckdb_functions() where function_type = 'scalar' and (stability = 'VOLATILE' or has_side_effects)"
    found = {name for (name,) in duckdb.connect().execute(volatile).fetchall()}
    assert found - WITH_EFFECTS == harmless & found
    tables = {name for (name,) in duckdb.connect().execute("select distinct function_name from duckdb_functions() where function_type = 'table'").fetchall()}
    acting = {name for name in tables if name.startswith(("enable_", "disable_", "truncate_", "set_", "query", "force_", "checkpoint", "write_"))}
    assert acting <= WITH_EFFECTS
