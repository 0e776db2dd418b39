"""Digests of the log: each batch has that of each of its files and of the batch before it; the newest is noted beside the log.

Batches of an older version have no digests of their own: theirs are written down once, in `TAKEN_OVER`, when the first batch with
digests follows them.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from dashboard.errors import StoreError
from dashboard.warehouse.durable import write_text
from dashboard.warehouse.workspace import Workspace

RECORD = "batch.json"
NEWEST, TAKEN_OVER = "NEWEST", "taken_over.json"
"""Files of the workspace: the newest batch with the digest of its record; digests of the batches that have none of their own."""

NUMBER = re.compile("[0-9]+")

Digests = dict[str, str]
"""SHA-256 in hex by file name."""


def digest_of(file: Path) -> str:
    """SHA-256 of a file, in hex."""
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def digests_of(folder: Path) -> Digests:
    """The digest of every file of a batch but its record."""
    return {file.name: digest_of(file) for file in sorted(folder.iterdir()) if file.name != RECORD}


def folder_name(batch_id: int) -> str:
    return f"{batch_id:06d}"


def record_digest(workspace: Workspace, batch_id: int) -> str:
    """The digest of a batch: of its record, which holds those of its files. Raises: OSError where there is none."""
    return digest_of(workspace.batches / folder_name(batch_id) / RECORD)


def note_newest(workspace: Workspace, batch_id: int) -> None:
    """Write down beside the log which batch is the newest; call with the writer's lock held, once readers see it."""
    write_text(workspace.root / NEWEST, json.dumps({"batch": batch_id, "digest": record_digest(workspace, batch_id)}) + "\n")


def links(workspace: Workspace, batch_id: int) -> dict[str, Any]:
    """What the record of a new batch says of the log before it. Takes over, once, batches that have no digests of their own."""
    if batch_id == 1:
        return {"previous": None}
    previous = {"previous": record_digest(workspace, batch_id - 1)}
    if stored_record(workspace, batch_id - 1).get("digests") is not None:
        return previous
    take_over(workspace)
    return previous | {"taken_over": digest_of(workspace.root / TAKEN_OVER)}


def take_over(workspace: Workspace) -> None:
    """Write down the digests of every batch that has none of its own."""
    old = [number for number in numbers(workspace) if stored_record(workspace, number).get("digests") is None]
    found = {
        str(number): {RECORD: record_digest(workspace, number)} | digests_of(workspace.batches / folder_name(number)) for number in old
    }
    write_text(workspace.root / TAKEN_OVER, json.dumps(found, indent=1) + "\n")


def numbers(workspace: Workspace) -> list[int]:
    """The numbers of the batches in the log, ascending: folders with the name that a batch has, and no others.

    Raises StoreError where the folder of the log is gone or cannot be read.
    """
    if not workspace.batches.is_dir():
        raise StoreError("store.no_log")
    try:
        found = [entry.name for entry in workspace.batches.iterdir() if NUMBER.fullmatch(entry.name)]
    except OSError as refused:
        raise StoreError("store.log_unreadable") from refused
    return sorted(int(name) for name in found if name == folder_name(int(name)))


def stored_record(workspace: Workspace, batch_id: int) -> dict[str, Any]:
    """The record of a batch as it stands; empty where it cannot be read."""
    try:
        record: object = json.loads((workspace.batches / folder_name(batch_id) / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
