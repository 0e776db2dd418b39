"""The append-only log of batches: one folder an accepted file, never changed after its rename."""

import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dashboard.errors import StoreError
from dashboard.settings import wall_clock
from dashboard.warehouse.beside import beside
from dashboard.warehouse.digests import RECORD, digests_of, folder_name, links, numbers
from dashboard.warehouse.durable import rename, sync
from dashboard.warehouse.workspace import Workspace

Record = dict[str, Any]
"""A batch.json: see `_record`."""


@dataclass(frozen=True)
class Batch:
    """One accepted file, ready to be committed."""

    tables: dict[str, Path]
    """A Parquet file for each table it fills; the file is moved into the batch."""
    source: str
    file: str
    sha256: str
    received_at: datetime
    effective_at: datetime | None = None
    encoding: str | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)
    operator: str | None = None
    note: str | None = None
    kind: str = "import"
    rolls_back: int | None = None
    """The batch that a rollback takes out, or that a purge has reduced."""
    papers: dict[str, Path] = field(default_factory=dict)
    """Further files of the batch, by name; each is moved into it."""


def committed(workspace: Workspace) -> list[int]:
    """Identifiers of the committed batches, ascending. Raises StoreError where the folder of the log is gone or cannot be read."""
    return numbers(workspace)


def record_of(workspace: Workspace, batch_id: int) -> Record:
    """The batch.json of one batch, times as datetime. Raises StoreError where there is none."""
    try:
        record: Record = json.loads((folder_of(workspace, batch_id) / RECORD).read_text(encoding="utf-8"))
        for name in ("received_at", "effective_at", "recorded_at"):
            record[name] = datetime.fromisoformat(record[name]) if record[name] else None
    except FileNotFoundError as missing:
        emptied = folder_of(workspace, batch_id).exists()
        raise StoreError("store.damaged_batch" if emptied else "store.no_batch", batch=batch_id) from missing
    except (ValueError, KeyError, TypeError, OSError) as damaged:
        raise StoreError("store.damaged_batch", batch=batch_id) from damaged
    return record


def folder_of(workspace: Workspace, batch_id: int) -> Path:
    return workspace.batches / folder_name(batch_id)


def parquet_of(workspace: Workspace, batch_id: int, table: str) -> Path:
    return folder_of(workspace, batch_id) / f"{table}.parquet"


def write(workspace: Workspace, batch: Batch, batch_id: int) -> None:
    """Commit one batch: everything is written and synced beside its place, then renamed into it."""
    import pyarrow.parquet as pq  # readers of the log need not pay for it at their start

    work = workspace.batches / f".work-{os.getpid()}-{batch_id}"
    work.mkdir()
    rows = {}
    for table, file in batch.tables.items():
        target = work / f"{table}.parquet"
        shutil.move(file, target)
        rows[table] = pq.read_metadata(target).num_rows
        sync(target)
    for name, paper in batch.papers.items():
        shutil.move(paper, work / name)
        sync(work / name)
    record = work / RECORD
    proof = {"digests": digests_of(work), "beside": beside(workspace)} | links(workspace, batch_id)
    record.write_text(json.dumps(_record(batch, batch_id, rows) | proof, ensure_ascii=False, indent=1), encoding="utf-8")
    sync(record)
    sync(work)
    rename(work, folder_of(workspace, batch_id))


def _record(batch: Batch, batch_id: int, rows: dict[str, int]) -> Record:
    return {
        "batch_id": batch_id, "kind": batch.kind, "rolls_back": batch.rolls_back, "source": batch.source,
        "file": batch.file, "sha256": batch.sha256, "encoding": batch.encoding, "tables": rows,
        "rows": sum(rows.values()), "received_at": _text(batch.received_at),
        "effective_at": _text(batch.effective_at), "recorded_at": _text(wall_clock()),
        "operator": batch.operator, "note": batch.note, "findings": batch.findings, "version": version("sandtable"),
    }


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def withdraw(workspace: Workspace, batch_id: int) -> None:
    """Take back a batch that could not be published, before anybody saw it; call only with the writer's lock held."""
    work = workspace.batches / f".work-{os.getpid()}-{batch_id}"
    os.rename(folder_of(workspace, batch_id), work)
    shutil.rmtree(work, ignore_errors=True)


def discard_unfinished(workspace: Workspace) -> None:
    """Remove what an interrupted writer left beside the log; call only with the writer's lock held."""
    for leftover in workspace.batches.glob(".work-*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
