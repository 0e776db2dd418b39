"""What an analyst reads is what is declared, as of the moment, and nothing that he may not see."""

import re
import shutil
from datetime import datetime

import duckdb
import pytest

from dashboard.sandbox.bounds import Bounds
from dashboard.sandbox.moment import open_store, show
from dashboard.sandbox.relations import AREA_NAMES, relations
from dashboard.schema.declaration import tables
from dashboard.warehouse.ask import ask as named
from dashboard.warehouse.catalogue import catalogue
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import Reader
from tests.intake_desk import Desk
from tests.sandbox.conftest import NOW


@pytest.fixture(scope="module")
def sealed(city, tmp_path_factory):
    """Opens a copy of the store as a child does: within a process the engine opens a file once."""
    def opened():
        return open_store(shutil.copy(city.store / current_name(city), tmp_path_factory.mktemp("store") / "gen.duckdb"), Bounds())[0]

    return opened


@pytest.fixture(scope="module")
def con(sealed):
    opened = sealed()
    show(opened, relations(), NOW)
    return opened


def test_every_relation_has_the_columns_and_types_that_are_declared(con):
    for name, relation in relations().items():
        found = [(row[0], row[1].lower()) for row in con.execute(f'describe "{name}"').fetchall()]
        assert found == [(column.name, column.type) for column in relation.columns], name
        con.execute(f'select * from "{name}"').fetchall()


def test_everything_has_a_sentence_and_a_meaning_in_both_languages():
    for relation in relations().values():
        words = [relation.title, relation.about, *(column.about for column in relation.columns)]
        assert all(word.zh and word.en and re.search(r"[一-鿿]", word.zh) for word in words), relation.name
        assert not [column.name for column in relation.columns if bool(column.unit.zh) != bool(column.unit.en)], relation.name


def test_names_of_districts_stand_behind_every_area_id():
    for relation in relations().values():
        names = [column.name for column in relation.columns]
        if "area_id" in names and relation.name != "areas":
            at = names.index("area_id")
            assert tuple(names[at + 1 : at + 3]) == AREA_NAMES, relation.name


def test_texts_about_people_files_and_decisions_are_left_out():
    assert "findings" not in relations() and not [name for name in relations() if "batch" in name]
    emptied = {(table.name, column.name) for table in tables().values() for column in table.columns.values() if column.purged and column.kind == "text"}
    assert emptied
    shown = {(source, column.name) for relation in relations().values() for source in relation.tables for column in relation.columns}
    of_tables = {(relation.name, column.name) for relation in relations().values() for column in relation.columns}
    assert not emptied & of_tables and ("hotline_tickets", "topic_raw") not in shown
    told = {column.name for relation in relations().values() for column in relation.columns}
    assert not told & {"file", "sha256", "operator_name", "encoding", "row_key", "sys_from", "sys_to", "topic_raw"}


def test_callers_can_be_counted_and_not_be_known(tmp_path):
    marks = []
    for n in range(2):
        desk = Desk.open(tmp_path / str(n))
        rows = "来电编号,来电时间,结果,来电人代号\nN1,2022-11-28 08:00,接通,K-7\nN2,2022-11-28 08:05,放弃,K-7\nN3,2022-11-28 08:05,接通,K-8\n"
        desk.take(desk.file("calls.csv", rows + f"N4,2022-11-28 08:0{n},接通,\n"))
        opened = open_store(desk.workspace.store / current_name(desk.workspace), Bounds())[0]
        show(opened, ["hotline_calls"], NOW)
        found = [key for key, in opened.execute("select caller_key from hotline_calls order by call_id").fetchall()]
        assert found[0] == found[1] != found[2] and found[3] is None and "K-7" not in found
        marks.append(found[0])
        opened.close()
    assert marks[0] != marks[1], "nobody looks a number up in a table of marks"
    answers = [column.name for query in catalogue().values() for column in query.columns]
    assert "sha256" not in answers, "nor works one out, with the salt"


def test_a_stored_table_that_nobody_may_read_is_not_there_even_past_the_way_in(sealed):
    opened = sealed()
    for name in ("batches", "cases", "findings", "import_findings", "store_facts"):
        assert [column[0] for column in opened.execute(f"select * from {name}").description] == ["nothing"]


def test_the_store_and_its_settings_stay_as_they_are(con):
    for sql in ("set threads = 2", "attach '/tmp/x.duckdb' as x", "select * from read_text('/etc/hostname')", "copy (select 1) to '/tmp/x.csv'",
                "create table main.x (a integer)", "insert into main.cases (case_id) values ('x')", "load httpfs", "pragma threads=2"):
        with pytest.raises(duckdb.Error):
            con.execute(sql)


def test_a_name_in_with_changes_nothing_inside_a_relation(con):
    [(plain,)] = con.execute("select count(*) from zone_open").fetchall()
    [(veiled,)] = con.execute("with zones as (select 1 as x), zone_events as (select 1 as x), spells as (select 1 as x), closing as (select 1) "
                              "select count(*) from zone_open").fetchall()
    assert plain == veiled > 0


def test_relations_say_what_the_board_says(city, con):
    as_known = Reader.current(city)
    for table in ("cases", "zones", "hotline_calls", "closures"):
        [(counted,)] = as_known.rows(f"select count(*) from current_{table}($as_of)", {"as_of": NOW})
        assert con.execute(f"select count(*) from {table}").fetchall() == [(counted,)], table
    open_by_area = {(row["area_name"], row["level"]): row["zones"] for row in named(city, "zones_open_by_area", moment=NOW).records() if row["zones"]}
    asked = con.execute("select area_name, level, count(*) from zone_open group by all").fetchall()
    assert {(name, level): count for name, level, count in asked if (name, level) in open_by_area} == open_by_area


def test_an_earlier_moment_shows_what_was_known_then(sealed):
    def known(at):
        opened = sealed()
        show(opened, ["cases"], at)
        return opened.execute("select count(*) from cases").fetchall()[0][0]

    assert known(datetime(2000, 1, 1)) == 0 < known(NOW)
