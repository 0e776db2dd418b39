"""From the log of batches to the read-only file that everybody reads: a shadow copy, filled, checked, renamed, then named in CURRENT."""

import contextlib
import errno
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from dashboard.errors import StoreError
from dashboard.rules.schemes import schemes
from dashboard.schema.declaration import tables
from dashboard.warehouse import GIVES_BACK, ddl, versions
from dashboard.warehouse import batches as log
from dashboard.warehouse.durable import disk_error, rename, sync, write_text
from dashboard.warehouse.overlaps import measure_overlaps
from dashboard.warehouse.workspace import Workspace

KEPT_GENERATIONS = 5
"""Latest generations that stay on disk; beside them one a day."""
INSERT_STEP = "insert into rule_steps values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def generation_name(batch_id: int) -> str:
    return f"gen-{batch_id:06d}-{ddl.fingerprint()}.duckdb"


def current_name(workspace: Workspace) -> str | None:
    """The file name of the generation to read; null before the first publication."""
    try:
        return (workspace.store / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def publish(workspace: Workspace) -> str:
    """Bring the store up to the log and name the new generation in CURRENT. Call with the writer's lock held.

    Starts from the current generation where schema and code are unchanged, else from nothing. Returns the generation's file name.
    """
    workspace.store.mkdir(exist_ok=True)  # a backup holds none
    discard_unfinished(workspace)
    done = published_through(workspace)
    pending = [b for b in log.committed(workspace) if b > done]
    through = pending[-1] if pending else done
    name = generation_name(through)
    if name == current_name(workspace) and (workspace.store / name).exists():
        return name
    work = workspace.store / f".work-{os.getpid()}.duckdb"
    _fill(workspace, work, pending, through, fresh=done == 0)
    rename(work, workspace.store / name)
    write_text(workspace.store / "CURRENT", name + "\n")
    _forget_old(workspace)
    return name


def discard_unfinished(workspace: Workspace) -> None:
    """Remove what an interrupted publication left; call only with the writer's lock held."""
    for leftover in workspace.store.glob(".work-*"):
        leftover.unlink()


def rebuild(workspace: Workspace) -> str:
    """Publish from the log alone, whatever the store holds. Call with the writer's lock held."""
    if name := current_name(workspace):
        (workspace.store / name).unlink(missing_ok=True)
    return publish(workspace)


def published_through(workspace: Workspace) -> int:
    """The last batch in the current generation; 0 where it must be built from nothing."""
    name = current_name(workspace)
    if not name or not name.endswith(f"-{ddl.fingerprint()}.duckdb") or not (workspace.store / name).exists():
        return 0
    return int(name.split("-")[1])


def _fill(workspace: Workspace, work: Path, pending: list[int], through: int, fresh: bool) -> None:
    if not fresh:
        shutil.copyfile(workspace.store / current_name(workspace), work)
    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", **GIVES_BACK}
    con = duckdb.connect(str(work), config=offline)
    try:
        con.execute("set enable_progress_bar = false; set preserve_insertion_order = true")
        if fresh:
            _create(con)
        con.execute("begin")
        for batch_id in pending:
            _apply(con, workspace, batch_id)
        con.execute("delete from store_facts")
        con.execute("insert into store_facts values (?, ?, ?)", [ddl.fingerprint(), workspace.city, through])
        measure_overlaps(con)
        con.execute("commit")
        _derive(con)
        con.execute("checkpoint")
    except duckdb.IOException as refused:
        raise disk_error(errno.ENOSPC if "space" in str(refused).lower() else None) from refused
    finally:
        con.close()
    if work.with_name(work.name + ".wal").exists():
        raise StoreError.worded(
            "发布未完成。", "The publication did not finish.",
            "请重试；原数据未改动。", "Try again; the data is unchanged.",
        )
    sync(work)


def _create(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(ddl.BOOKKEEPING)
    for scheme in schemes().values():
        for step in scheme.steps.values():
            days = [step.lift_days, step.after_lowering_days, scheme.anchor_day]
            others = [step.round, step.round_days, step.contact_days, step.transfer_days, step.lowers_to, scheme.rest_is_low]
            con.execute(INSERT_STEP, [scheme.id, step.level, *days, *others])
    for table in ddl.every_table():
        con.execute(ddl.create_table(table))
        for comment in ddl.comments(table):
            con.execute(comment)


def _apply(con: duckdb.DuckDBPyConnection, workspace: Workspace, batch_id: int) -> None:
    record = log.record_of(workspace, batch_id)
    _note(con, record)
    if record["kind"] == "rollback":
        _roll_back(con, workspace, record)
        return
    received_at = record["received_at"]
    con.execute("insert into batch_periods values (?, ?, ?, null)", [batch_id, received_at, received_at])
    for name in record["tables"]:
        versions.load_incoming(con, tables()[name], batch_id, str(log.parquet_of(workspace, batch_id, name)))
        versions.add_versions(con, tables()[name])


def _note(con: duckdb.DuckDBPyConnection, record: dict) -> None:
    kept = ("batch_id", "kind", "rolls_back", "source", "file", "sha256", "encoding", "rows", "received_at",
            "effective_at", "recorded_at", "operator", "note")
    values = {name: record.get(name) for name in kept} | {"tables": json.dumps(record["tables"])}
    con.execute(
        "insert into batches values ($batch_id, $kind, $rolls_back, $source, $file, $sha256, $encoding, $rows, $tables, "
        "$received_at, $effective_at, $recorded_at, null, $operator, $note)", values,
    )
    parts = ("row", "column", "value", "rule", "severity", "message_zh", "message_en")
    for finding in record["findings"]:
        values = [record["batch_id"], *(finding.get(part) for part in parts)]
        con.execute("insert into import_findings values (?, ?, ?, ?, ?, ?, ?, ?)", values)


def _roll_back(con: duckdb.DuckDBPyConnection, workspace: Workspace, record: dict) -> None:
    """Close what is known of a batch; rolling back a rollback opens it again."""
    target = log.record_of(workspace, record["rolls_back"])
    at = record["received_at"]
    undone = target
    if target["kind"] == "rollback":
        undone = log.record_of(workspace, target["rolls_back"])
        period = [undone["batch_id"], undone["received_at"], at]
        con.execute("insert into batch_periods values (?, ?, ?, null)", period)
        con.execute("update batches set rolled_back_at = null where batch_id = ?", [undone["batch_id"]])
    else:
        # A clock that was set back may have left a period that ends later than now.
        known_beyond = "where batch_id = $batch_id and (known_to is null or known_to > $at)"
        con.execute("update batch_periods set known_to = $at " + known_beyond, {"at": at, "batch_id": target["batch_id"]})
    con.execute("delete from batch_periods where known_to <= known_from")
    con.execute("update batches set rolled_back_at = ? where batch_id = ?", [at, target["batch_id"]])
    for name in undone["tables"]:
        file = str(log.parquet_of(workspace, undone["batch_id"], name))
        versions.load_incoming(con, tables()[name], undone["batch_id"], file)
        versions.rework_versions(con, tables()[name])


def _derive(con: duckdb.DuckDBPyConnection) -> None:
    """Refresh what follows from the rows: the `current_` macros, then rollups and views, each after what it reads."""
    for table in ddl.every_table():
        con.execute(ddl.current_macro(table))
    waiting = [file.read_text(encoding="utf-8") for file in (*ddl.sql_files("rollups"), *ddl.sql_files("views"))]
    while waiting:
        failed, error = [], None
        for sql in waiting:
            try:
                con.execute(sql)
            except duckdb.CatalogException as unready:
                failed.append(sql)
                error = unready
        if len(failed) == len(waiting):
            raise error
        waiting = failed


def _forget_old(workspace: Workspace) -> None:
    """Delete generations beyond the latest few and the last of each day; readers of a deleted file keep it until they close it."""
    files = sorted(workspace.store.glob("gen-*.duckdb"), key=lambda f: f.stat().st_mtime, reverse=True)
    last_of_day = {datetime.fromtimestamp(f.stat().st_mtime).date(): f for f in reversed(files)}.values()
    with contextlib.suppress(OSError):  # a file that stays costs room, not truth
        for file in (f for f in files[KEPT_GENERATIONS:] if f not in last_of_day):
            file.unlink()
