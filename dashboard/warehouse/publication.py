"""From the log of batches to the read-only file that everybody reads: a shadow copy, filled, checked, renamed, then named in CURRENT."""

import errno
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from dashboard.errors import StoreError
from dashboard.schema.declaration import tables
from dashboard.warehouse import batches as log
from dashboard.warehouse import blank, versions
from dashboard.warehouse.blank import OFFLINE
from dashboard.warehouse.derived import derive, is_moved
from dashboard.warehouse.durable import disk_error, rename, sync, write_text
from dashboard.warehouse.fingerprint import fingerprint
from dashboard.warehouse.generations import forget_old, through
from dashboard.warehouse.inside import measure_inside
from dashboard.warehouse.integrity import require
from dashboard.warehouse.overlaps import measure_overlaps
from dashboard.warehouse.purged import purges
from dashboard.warehouse.statements import statement
from dashboard.warehouse.workspace import Workspace


def generation_name(batch_id: int) -> str:
    return f"gen-{batch_id:06d}-{fingerprint()}.duckdb"


def current_name(workspace: Workspace) -> str | None:
    """The file name of the generation to read; null before the first publication. Raises StoreError where it cannot be read."""
    try:
        return (workspace.store / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as unreadable:
        raise StoreError("store.current_unreadable") from unreadable


def publish(workspace: Workspace, fresh: bool = False) -> str:
    """Bring the store up to the log and name the new generation in CURRENT. Call with the writer's lock held.

    Starts from the current generation where schema and code are unchanged, else from nothing; from nothing also where `fresh`. The
    store that is there stays until the new one is whole and takes its place. Returns the generation's file name.
    Raises DamagedLog where a batch that would be built on does not verify.
    """
    workspace.store.mkdir(exist_ok=True)  # a backup holds none
    discard_unfinished(workspace)
    done = 0 if fresh else published_through(workspace)
    if any(purge > done for purge in purges(workspace)):  # what a purge took away stands in every generation from before
        fresh, done = True, 0
    pending = [b for b in log.committed(workspace) if b > done]
    last = pending[-1] if pending else done
    require(workspace, pending)
    name = generation_name(last)
    if not fresh and name == current_name(workspace) and (workspace.store / name).exists():
        forget_old(workspace, name)  # a command that was killed may have left what a purge took away
        return name
    work = workspace.store / f".work-{os.getpid()}.duckdb"
    try:
        _fill(workspace, work, pending, last, fresh=done == 0)
    except duckdb.Error as refused:
        if done == 0:
            raise StoreError("store.unfinished") from refused
        return publish(workspace, fresh=True)  # the generation that was to be carried on is damaged; the log has everything
    rename(work, workspace.store / name)
    write_text(workspace.store / "CURRENT", name + "\n")
    forget_old(workspace, name)
    return name


def discard_unfinished(workspace: Workspace) -> None:
    """Remove what an interrupted publication left; call only with the writer's lock held."""
    for leftover in workspace.store.glob(".work-*"):
        leftover.unlink()


def rebuild(workspace: Workspace) -> str:
    """Publish from the log alone, whatever the store holds. Call with the writer's lock held."""
    try:
        current_name(workspace)
    except StoreError:
        (workspace.store / "CURRENT").unlink()  # it cannot be read, so nobody reads by it
    return publish(workspace, fresh=True)


def published_through(workspace: Workspace) -> int:
    """The last batch in the current generation; 0 where it must be built from nothing."""
    name = current_name(workspace)
    if not name or not name.endswith(f"-{fingerprint()}.duckdb") or not (workspace.store / name).exists():
        return 0
    return through(name)


def _fill(workspace: Workspace, work: Path, pending: list[int], through: int, fresh: bool) -> None:
    """Make the file `work` of the current generation, or of nothing, and all that the pending batches say."""
    try:
        if fresh:
            blank.make(work)
        else:
            shutil.copyfile(workspace.store / str(current_name(workspace)), work)
        _carry_on(workspace, work, pending, through)
    except (duckdb.IOException, duckdb.FatalException) as refused:  # a checkpoint that the disk has no room for is the second
        if "space" in str(refused).lower():
            raise disk_error(errno.ENOSPC) from refused
        if fresh and isinstance(refused, duckdb.IOException):
            raise disk_error(None) from refused
        raise  # of a generation that is carried on, it may be the generation
    if work.with_name(work.name + ".wal").exists():
        raise StoreError("store.unfinished")
    sync(work)


def _carry_on(workspace: Workspace, work: Path, pending: list[int], through: int) -> None:
    con = duckdb.connect(str(work), config=OFFLINE)
    try:
        con.execute("set enable_progress_bar = false; set preserve_insertion_order = true")
        was_moved = is_moved(con)
        con.execute("begin")
        for batch_id in pending:
            _apply(con, workspace, batch_id)
        con.execute(statement("bookkeeping", "forget_facts"))
        facts = {"fingerprint": fingerprint(), "city": workspace.city, "through": through}
        con.execute(statement("bookkeeping", "add_facts"), facts)
        measure_overlaps(con)
        measure_inside(con)
        con.execute("commit")
        derive(con, was_moved)
        con.execute("checkpoint")
    finally:
        con.close()


def _apply(con: duckdb.DuckDBPyConnection, workspace: Workspace, batch_id: int) -> None:
    record = log.record_of(workspace, batch_id)
    _note(con, record)
    if record["kind"] == "rollback":
        _roll_back(con, workspace, record)
        return
    received_at = record["received_at"]
    _begin_period(con, batch_id, received_at, received_at)
    for name in record["tables"]:
        versions.load_incoming(con, tables()[name], batch_id, str(log.parquet_of(workspace, batch_id, name)))
        versions.add_versions(con, tables()[name])


def _note(con: duckdb.DuckDBPyConnection, record: log.Record) -> None:
    names = ("batch_id", "kind", "rolls_back", "source", "file", "sha256", "encoding", "rows", "received_at",
             "effective_at", "recorded_at", "operator", "note")
    values = {name: record.get(name) for name in names} | {"tables": json.dumps(record["tables"])}
    con.execute(statement("bookkeeping", "add_batch"), values)
    parts = ("row", "column", "value", "rule", "severity", "message_zh", "message_en")
    for problem in record["findings"]:
        con.execute(statement("bookkeeping", "add_problem"), [record["batch_id"], *(problem.get(part) for part in parts)])


def _roll_back(con: duckdb.DuckDBPyConnection, workspace: Workspace, record: log.Record) -> None:
    """Close what is known of a batch; rolling back a rollback opens it again."""
    target = log.record_of(workspace, record["rolls_back"])
    at = record["received_at"]
    undone = target
    if target["kind"] == "rollback":
        undone = log.record_of(workspace, target["rolls_back"])
        _begin_period(con, undone["batch_id"], undone["received_at"], at)
        con.execute(statement("bookkeeping", "mark_rolled_back"), {"at": None, "batch_id": undone["batch_id"]})
    else:
        con.execute(statement("bookkeeping", "end_periods"), {"at": at, "batch_id": target["batch_id"]})
    con.execute(statement("bookkeeping", "forget_empty_periods"))
    con.execute(statement("bookkeeping", "mark_rolled_back"), {"at": at, "batch_id": target["batch_id"]})
    for name in undone["tables"]:
        file = str(log.parquet_of(workspace, undone["batch_id"], name))
        versions.load_incoming(con, tables()[name], undone["batch_id"], file)
        versions.rework_versions(con, tables()[name])


def _begin_period(con: duckdb.DuckDBPyConnection, batch_id: int, received_at: datetime, known_from: datetime) -> None:
    values = {"batch_id": batch_id, "received_at": received_at, "known_from": known_from}
    con.execute(statement("bookkeeping", "begin_period"), values)
