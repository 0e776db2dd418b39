"""A purge takes away what no figure needs, changes no answer, stands in the log, and is done or not done whenever it is killed."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.errors import RefusedInput, StoreError
from dashboard.schema.declaration import tables
from dashboard.warehouse import store
from dashboard.warehouse.backup import back_up
from dashboard.warehouse.batches import Batch, record_of
from dashboard.warehouse.catalogue import bind, catalogue
from dashboard.warehouse.digests import RECORD
from dashboard.warehouse.integrity import verify
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.restore import restore
from dashboard.warehouse.workspace import Workspace
from tests.conftest import FIXTURE_CITY, workspace_from
from tests.drills.nursery import Nursery

SECRET = "密接者王某所述"
PHONE = "13812345678"


def old_batch(workspace, work, number=PHONE, name="old"):
    """A batch as an older version took it in: clinical columns, words, and a phone number in a text, an identifier and the record."""
    work.mkdir(exist_ok=True)
    table = tables()["hotline_tickets"]
    moment = workspace.now() - timedelta(hours=3)
    rows = [{"ticket_id": "T-1", "topic_raw": SECRET, "unit": f"道里区 {PHONE}"}, {"ticket_id": number, "topic_raw": None, "unit": "南岗区"}]
    filled = [{c: row.get(c) for c in table.columns} | {"received_at": moment, "channel": "phone", "area_id": "230102", "lon": None} for row in rows]
    con = duckdb.connect()
    con.register("made", pa.table({c: pa.array([row[c] for row in filled]) for c in table.columns}))
    cells = ", ".join(f'cast("{c.name}" as {c.sql_type}) as "{c.name}"' for c in table.columns.values())
    con.sql(f"select {cells}, ticket_id as row_key, 2::integer as source_row, false as is_synthetic from made").write_parquet(str(work / "t.parquet"))
    findings = [{"row": 2, "column": "unit", "value": PHONE, "rule": "x", "severity": "warn", "message_zh": PHONE, "message_en": PHONE}]
    batch = Batch({"hotline_tickets": work / "t.parquet"}, "hotline_tickets", f"{PHONE}.csv", name, moment, findings=findings)
    return store.commit(workspace, [batch])[0]
RENEWED = "names_changed"
"""Says since when names are as they are: a purge may mask one, so what is found by name is made anew after it."""
LISTED = {"tickets_by_unit", "tickets_overdue", "tickets_ageing", "ticket_past_deadline", "changes_listed", RENEWED}
"""Answers that list units and numbers."""


@pytest.fixture
def city(tmp_path):
    return workspace_from(FIXTURE_CITY, tmp_path)


@pytest.fixture
def old(city, tmp_path):
    return old_batch(city, tmp_path / "work")


def answers(workspace, names=None):
    """Every query's answer as of now and as of a day ago, or of some queries, but the lists of batches."""
    reader, found = Reader.current(workspace).sharing_views(), {}
    for query in catalogue().values():
        if query.name == "batches_recent" or (names and query.name not in names):
            continue
        for back in (0, 1):
            found[query.name, back] = reader.rows(query.sql, bind(query, {}, workspace.now() - timedelta(days=back)))
    return found


def text_of(root):
    """Everything in the workspace's files, Parquet and store as rows."""
    said = ""
    for file in sorted(root.rglob("*")):
        if file.suffix == ".parquet":
            said += str(pq.read_table(file).to_pylist())
        elif file.suffix == ".duckdb":
            copied = shutil.copyfile(file, root.with_name("looked-into.duckdb"))  # the reader has the file itself open
            with duckdb.connect(str(copied), read_only=True) as con:
                said += "".join(str(con.sql(f'from "{t}"').fetchall()) for t, in con.sql("select table_name from duckdb_tables()").fetchall())
        elif file.is_file():
            said += file.read_text(encoding="utf-8", errors="replace")
    return said


def test_a_purge_takes_away_and_changes_no_figure(city, old):
    before = answers(city)
    new, done = store.purge(city, old, "值班员")
    after = answers(city)
    told = {key for key in before if str(before[key]).replace(PHONE, "") != str(after[key]).replace(PHONE, "")}
    assert {name for name, _ in told} <= LISTED
    assert done.emptied == {"hotline_tickets.topic_raw": 1} and done.masked == {"phone": 2} and done.rows == {"hotline_tickets": 2}
    assert verify(city) == [] and SECRET not in text_of(city.root) and PHONE not in text_of(city.root)
    assert [f for f in city.root.rglob("*") if f.name.startswith((".purge", ".work"))] == [] and len(list(city.store.glob("gen-*"))) == 1
    record = record_of(city, new)
    assert (record["kind"], record["rolls_back"], record["operator"], record["file"]) == ("purge", old, "值班员", "〔电话〕.csv")
    ids = [row[0] for row in Reader.current(city).rows("select ticket_id from hotline_tickets where batch_id = $b order by 1", {"b": old})]
    assert ids[0] == "T-1" and ids[1].startswith("〔电话〕#")
    store.rebuild(city)
    assert answers(city, LISTED) == {key: rows for key, rows in after.items() if key[0] in LISTED}


def test_purging_every_batch_of_the_city_changes_no_answer_at_all(city):
    before, purged, nothing = answers(city), [], []
    for record in store.batch_log(city):
        try:
            purged.append(store.purge(city, record["batch_id"])[0])
        except RefusedInput:
            nothing.append(record["batch_id"])
    assert purged and verify(city) == []
    assert {key: rows for key, rows in answers(city).items() if key[0] != RENEWED} == {k: rows for k, rows in before.items() if k[0] != RENEWED}
    batches = len(store.batch_log(city))
    again, reduced = store.purge(city, record_of(city, purged[0])["rolls_back"])
    assert (again, reduced.rows, len(store.batch_log(city))) == (purged[0], {}, batches), "given again after a kill, it is said, not refused"
    with pytest.raises(RefusedInput, match="nothing about people"):
        store.purge(city, nothing[0])
    with pytest.raises(RefusedInput, match="no rows"):
        store.purge(city, purged[0])
    with pytest.raises(RefusedInput, match="cannot be taken back"):
        store.rollback(city, purged[0])
    with pytest.raises(StoreError, match="no batch 999"):
        store.purge(city, 999)


def test_the_log_accepts_exactly_what_was_purged(city, old, tmp_path):
    shutil.copytree(city.batches / f"{old:06}", tmp_path / "before")
    store.purge(city, old)
    folder = city.batches / f"{old:06}"
    shutil.copytree(folder, tmp_path / "after")
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "before", folder)
    assert [(f.kind, f.batch) for f in verify(city)] == [("unpurged", old)]
    shutil.copyfile(tmp_path / "after" / RECORD, folder / RECORD)
    assert [(f.kind, f.batch) for f in verify(city)] == [("file_changed", old)]
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "after", folder)
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    (folder / RECORD).write_text(json.dumps(record | {"rows": 1}), encoding="utf-8")
    assert ("broken_chain", old) in [(f.kind, f.batch) for f in verify(city)]


def test_a_number_that_stands_in_two_batches_is_not_made_two(city, old, tmp_path):
    other = old_batch(city, tmp_path / "work", name="other")
    before = answers(city, LISTED)
    with pytest.raises(RefusedInput, match=f"stand in batch {other} too"):
        store.purge(city, old)
    assert answers(city, LISTED) == before and verify(city) == [] and not [*city.batches.glob(".*")]


PURGING = """
import os, shutil
from dashboard.warehouse import store
from dashboard.warehouse.workspace import Workspace
def act(root, left, batch):
    def dying(does):
        def acting(*args, **kw):
            nonlocal left
            left -= 1
            if left < 0: os._exit(9)
            return does(*args, **kw)
        return acting
    os.rename, os.replace, os.unlink, shutil.rmtree = map(dying, (os.rename, os.replace, os.unlink, shutil.rmtree))
    store.purge(Workspace.open(root), batch)
"""


@pytest.mark.slow
@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
def test_killed_anywhere_it_is_done_or_not(city, old, tmp_path, every):
    """The process ends at each of its renames, replacements and removals in turn, or at every third."""
    before, ends = str(Reader.current(city).rows("select count(*) from hotline_tickets", {})), set()
    with Nursery(PURGING) as nursery:
        for step in range(0, 40, every):
            root = Path(shutil.copytree(city.root, tmp_path / f"city-{step}"))
            nursery.bear(str(root), step, old)
            code, said = nursery.ended()
            workspace = Workspace.open(root)
            assert verify(workspace) == [], step
            store.catch_up(workspace)
            assert not any(file.suffix == ".parquet" for file in workspace.batches.glob(".work-*/*"))
            store.recover(workspace)  # as the next change does: clears what one that is not done had made ready
            is_done = any(record["kind"] == "purge" for record in store.batch_log(workspace))
            assert verify(workspace) == [] and not [*workspace.batches.glob(".*")], step
            assert (SECRET in text_of(root)) != is_done, step
            assert str(Reader.current(workspace).rows("select count(*) from hotline_tickets", {})) == before
            ends.add(is_done)
            shutil.rmtree(root)
            if code == 0:
                break
    assert ends == {True, False} and code == 0, said


def test_an_older_backup_of_the_log_loses_the_rows_too(city, old, tmp_path):
    back_up(city, tmp_path / "kept")
    shutil.copytree(tmp_path / "kept", tmp_path / "older")
    store.purge(city, old)
    assert SECRET in text_of(tmp_path / "kept")
    done = back_up(city, tmp_path / "kept")
    assert done.purged == [old] and SECRET not in text_of(tmp_path / "kept") and PHONE not in text_of(tmp_path / "kept")
    assert verify(Workspace(tmp_path / "kept", {})) == [] and back_up(city, tmp_path / "kept").purged == []
    plan = restore(tmp_path / "kept", tmp_path / "new")
    assert old not in plan.person_rows and verify(Workspace.open(tmp_path / "new")) == []
    plan = restore(tmp_path / "older", tmp_path / "back")
    assert old in plan.person_rows and SECRET in text_of(tmp_path / "back")
    with pytest.raises(StoreError, match=f"has batch {old + 1}, which the backup lacks"):
        restore(tmp_path / "older", city.root)
    restore(tmp_path / "kept", tmp_path / "back")
    assert SECRET not in text_of(tmp_path / "back") and verify(Workspace.open(tmp_path / "back")) == []
