"""A generation is made anew where the store would be another, and only there."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from dashboard.settings import PACKAGE, folder
from dashboard.warehouse import publication, store
from dashboard.warehouse.fingerprint import STORE_FORMAT, fingerprint
from dashboard.warehouse.statements import without_comments
from tests.conftest import FIXTURE_CITY, batch_of, workspace_from

SNAPSHOT = Path(__file__).with_name("store_format.json")
MACHINE_TIME = ("recorded_at",)
TABLES = "select table_name, comment from duckdb_tables() where database_name = current_database() order by all"
COLUMNS = "select table_name, column_name, data_type, comment from duckdb_columns() where database_name = current_database() order by table_name, column_index"
MACROS = "select function_name, parameters from duckdb_functions() where database_name = current_database() and not internal order by all"


def made(file: Path) -> str:
    """A digest of a store: its tables, columns, comments, macros, and every row of every table."""
    con, digest = duckdb.connect(str(file), read_only=True), hashlib.sha256()
    described = [con.execute(sql).fetchall() for sql in (TABLES, COLUMNS, MACROS)]
    digest.update(repr(described).encode())
    for name, _ in described[0]:
        columns = ", ".join(f'"{column}"' for table, column, *_ in described[1] if table == name and column not in (*MACHINE_TIME, "fingerprint"))
        digest.update(repr(con.execute(f'select {columns} from "{name}" order by all').fetchall()).encode())
    con.close()
    return digest.hexdigest()


def given() -> str:
    """A digest of what the fixture's store is made from."""
    files = [file for file in sorted(FIXTURE_CITY.rglob("*.csv"))]
    return hashlib.sha256(b"".join(str(file.relative_to(FIXTURE_CITY)).encode() + file.read_bytes() for file in files)).hexdigest()


def test_the_same_fingerprint_makes_the_same_store(tmp_path):
    """Else a board would go on reading a store that the program of today would make otherwise."""
    workspace = workspace_from(FIXTURE_CITY, tmp_path)
    now = {"format": STORE_FORMAT, "fingerprint": fingerprint(), "given": given(), "made": made(workspace.store / publication.current_name(workspace))}
    if os.environ.get("SNAPSHOT") == "write":
        SNAPSHOT.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    before = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    if now["fingerprint"] == before["fingerprint"] and now["given"] == before["given"]:
        assert now["made"] == before["made"], "another store under the same fingerprint: raise STORE_FORMAT in warehouse/fingerprint.py"
    assert now == before, "the store is another, and is known to be: SNAPSHOT=write"


def fingerprint_of(copy: Path) -> str:
    code = "from dashboard.warehouse.fingerprint import fingerprint; print(fingerprint())"
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_only_what_shapes_the_store_changes_its_fingerprint(tmp_path):
    """On a copy of the program: comments and code that is written otherwise change nothing; a view, a statement or a format do."""
    shutil.copytree(PACKAGE, tmp_path / "dashboard", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copytree(folder("queries"), tmp_path / "queries")
    for file in (tmp_path / "dashboard" / "warehouse").glob("*.py"):
        file.write_text(file.read_text(encoding="utf-8") + "\n# A remark.\n", encoding="utf-8")
    for file in [*tmp_path.rglob("*.sql")]:
        file.write_text("-- A remark.\n" + file.read_text(encoding="utf-8") + "\n    -- Another one.\n", encoding="utf-8")
    for file in (tmp_path / "queries").glob("*.sql"):
        file.write_text("select 1 as a_question_is_not_in_the_store", encoding="utf-8")
    seen = [fingerprint_of(tmp_path)]
    assert seen == [fingerprint()]
    for name, old, new in (
        ("queries/views/zone_open.sql", "z.households", "z.people as households"), ("queries/rollups/hotline_day.sql", "order by day", "order by day, area_id"),
        ("dashboard/warehouse/sql/versions.sql", "coalesce(is_synthetic, false)", "coalesce(is_synthetic, true)"),
        ("dashboard/warehouse/sql/bookkeeping.sql", "note varchar", "remark varchar"), ("dashboard/warehouse/fingerprint.py", "STORE_FORMAT = ", "STORE_FORMAT = 1_000 + "),
        ("dashboard/warehouse/sql/tables.sql", "sys_from <= as_of", "sys_from < as_of"), ("dashboard/schema/tables_cases.toml", "[cases.columns.case_id]\n", "[cases.columns.more]\n"),
    ):
        file = tmp_path / name
        text = file.read_text(encoding="utf-8")
        if name.endswith(".toml"):
            file.write_text(re.sub(r'"text"', '"integer"', text, count=1), encoding="utf-8")
        else:
            assert old in text, name
            file.write_text(text.replace(old, new), encoding="utf-8")
        seen.append(fingerprint_of(tmp_path))
        assert seen[-1] not in seen[:-1], name


def test_a_text_that_looks_like_a_comment_is_none():
    assert without_comments("-- head\nselect '--' as a, \"--b\" -- tail\nfrom c -- more\n") == "select '--' as a, \"--b\"\nfrom c"


def test_a_store_of_an_earlier_program_is_read_until_it_is_made_anew(tmp_path):
    """The names of generations are the same as ever: gen-<batch>-<eight digits>.duckdb."""
    workspace = workspace_from(FIXTURE_CITY, tmp_path)
    name = publication.current_name(workspace)
    assert re.fullmatch(r"gen-\d{6}-[0-9a-f]{8}\.duckdb", name)
    earlier = name.replace(fingerprint(), "0123abcd")
    (workspace.store / name).rename(workspace.store / earlier)
    (workspace.store / "CURRENT").write_text(earlier + "\n", encoding="utf-8")
    assert store.is_behind(workspace) and publication.published_through(workspace) == 0
    (tmp_path / "later").mkdir()
    store.commit(workspace, [batch_of(FIXTURE_CITY / sorted(f.name for f in FIXTURE_CITY.iterdir() if f.is_dir())[0], tmp_path / "later")])
    assert publication.current_name(workspace) == name and not store.is_behind(workspace)
