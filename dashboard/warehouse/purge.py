"""A batch's person-level rows reduced to what the figures need: the new files, made beside the old ones, and what that comes to.

Columns that the schema declares as purged are emptied; numbers and names of people that an older version took in get their marks; where one
stands in a key, the mark has a pseudonym of this purge, so that rows stay apart. Nothing else of a row is changed.
"""

import hashlib
import json
import secrets
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import RefusedInput
from dashboard.people.recognition import KINDS, Found, counted, first_look, found_in, found_in_id, masked, with_marks
from dashboard.schema.declaration import Column, Table, tables
from dashboard.warehouse import batches as log
from dashboard.warehouse.digests import RECORD, digest_of, digests_of, stored_record
from dashboard.warehouse.durable import sync
from dashboard.warehouse.purged import PURGE, journal_of
from dashboard.warehouse.row_key import with_keys
from dashboard.warehouse.workspace import Workspace


class NothingToReduce(RefusedInput):
    """A batch in which a purge would empty and mask nothing."""


@dataclass
class Reduced:
    """What a purge empties and masks."""

    batch: int
    rows: dict[str, int] = field(default_factory=dict)
    """Person-level rows by table."""
    emptied: dict[str, int] = field(default_factory=dict)
    """Filled cells that are emptied, by table.column."""
    masked: dict[str, int] = field(default_factory=dict)
    """Numbers and names that get a mark, by kind."""


def prepare(workspace: Workspace, batch_id: int, folder: Path) -> Reduced:
    """Write the new files of a batch into `folder`, its record among them, synced.

    Raises RefusedInput for a batch that is no import, has nothing to reduce, or has a key that another batch has as well.
    """
    record = log.record_of(workspace, batch_id)
    if record["kind"] != "import":
        raise RefusedInput("purge.no_rows", batch=batch_id)
    done, salt = Reduced(batch_id), secrets.token_bytes(16)
    for name in record["tables"]:
        if name in tables() and tables()[name].person_level:
            _reduce(workspace, batch_id, tables()[name], folder, done, salt)
    raw = stored_record(workspace, batch_id)
    without = _without_people(raw)
    if not done.emptied and not done.masked and without == raw:
        raise NothingToReduce("purge.nothing", batch=batch_id)
    if without.get("digests") is not None:
        without["digests"] = without["digests"] | digests_of(folder)
    (folder / RECORD).write_text(json.dumps(without, ensure_ascii=False, indent=1), encoding="utf-8")
    for file in (*folder.iterdir(), folder):
        sync(file)
    return done


def batch_of(workspace: Workspace, batch_id: int, purge_id: int, operator: str | None, folder: Path) -> log.Batch:
    """The purge as a batch; its paper, in `folder` until it is committed, says of each file its digest before and after."""
    old, new = log.folder_of(workspace, batch_id), journal_of(workspace, purge_id)
    files = {file.name: [digest_of(old / file.name), digest_of(file)] for file in sorted(new.iterdir())}
    written = folder / PURGE
    written.write_text(json.dumps({"batch": batch_id, "files": files}, indent=1) + "\n", encoding="utf-8")
    record = log.record_of(workspace, batch_id)
    return log.Batch(
        tables={}, source=record["source"], file=masked(record["file"]), sha256=digest_of(written), received_at=workspace.now(),
        operator=operator, kind="purge", rolls_back=batch_id, papers={PURGE: written},
    )


def new_journal(workspace: Workspace, purge_id: int) -> Path:
    """An empty folder for the new files. Call with the writer's lock held."""
    journal = journal_of(workspace, purge_id)
    shutil.rmtree(journal, ignore_errors=True)
    journal.mkdir()
    return journal


def has_person_rows(workspace: Workspace, batch_id: int) -> bool:
    """Whether a batch has person-level rows of which a purge would empty something; false where it cannot be read."""
    import pyarrow.parquet as pq  # as in batches.write

    for file in log.folder_of(workspace, batch_id).glob("*.parquet"):
        table = tables().get(file.stem)
        if table and table.person_level and pq.read_metadata(file).num_rows:
            wanted = [column.name for column in table.columns.values() if column.purged]
            rows = pq.read_table(file, columns=[name for name in wanted if name in pq.read_schema(file).names])
            if any(column.null_count < len(column) for column in rows.columns):
                return True
    return False


def _reduce(workspace: Workspace, batch_id: int, table: Table, folder: Path, done: Reduced, salt: bytes) -> None:
    import pyarrow.parquet as pq  # as in batches.write

    rows = pq.read_table(log.parquet_of(workspace, batch_id, table.name))
    done.rows[table.name] = rows.num_rows
    before, is_changed, new_keys = rows, False, False
    for column in table.columns.values():
        if column.name not in rows.column_names:
            continue
        cells = rows[column.name]
        if column.purged:
            if filled := len(cells) - cells.null_count:
                done.emptied[f"{table.name}.{column.name}"] = filled
                rows, is_changed = _put(rows, column.name, pa.nulls(len(cells), cells.type)), True
        elif column.kind == "text" and (marked := _marked(cells, column, table, done, salt)) is not None:
            rows, is_changed = _put(rows, column.name, marked), True
            new_keys = new_keys or column.name in table.key
    if new_keys:
        rows = with_keys(table, rows)
        _require_alone(workspace, batch_id, table, before["row_key"].filter(pc.not_equal(before["row_key"], rows["row_key"])))
    if is_changed:
        pq.write_table(rows, folder / f"{table.name}.parquet", compression="zstd")


def _put(rows: pa.Table, name: str, cells: pa.Array) -> pa.Table:
    return rows.set_column(rows.column_names.index(name), name, cells)


def _marked(cells: pa.ChunkedArray, column: Column, table: Table, done: Reduced, salt: bytes) -> pa.Array | None:
    """The texts of a column with marks; null where it has nothing to mask."""
    suspects = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(cells, first_look()), False)).to_pylist()
    is_id, kinds, texts = column.is_identifier, Counter[str](), {}
    for at in suspects:
        text = cells[at].as_py()
        if found := (found_in_id if is_id else found_in)(text):
            texts[at] = _with_pseudonym(text, found, salt) if column.name in table.key else with_marks(text, found)
            kinds += counted(found)
    if not texts:
        return None
    done.masked = {kind: n for kind in KINDS if (n := done.masked.get(kind, 0) + kinds[kind])}
    return pa.array([texts.get(at, text) for at, text in enumerate(cells.to_pylist())], cells.type)


def _with_pseudonym(text: str, found: list[Found], salt: bytes) -> str:
    """A text with marks and ten letters that stand for it in this purge alone: the salt is not kept."""
    letters = "".join(chr(ord("a") + byte % 26) for byte in hashlib.blake2b(text.encode(), key=salt, digest_size=10).digest())
    return f"{with_marks(text, found)}#{letters}"


def _require_alone(workspace: Workspace, batch_id: int, table: Table, keys: pa.ChunkedArray) -> None:
    """Raises where another batch has one of the rows: with another key there, the two would count twice."""
    import pyarrow.parquet as pq  # as in batches.write

    for other in log.committed(workspace):
        file = log.parquet_of(workspace, other, table.name)
        if other != batch_id and file.is_file() and pc.any(pc.is_in(pq.read_table(file, columns=["row_key"])["row_key"], keys)).as_py():
            raise RefusedInput("purge.also_in", batch=batch_id, other=other)


def _without_people(record: dict[str, Any]) -> dict[str, Any]:
    """A batch's record without cells of the file, and with marks in its words."""
    problems = [
        {name: None if name == "value" else masked(text) if isinstance(text, str) else text for name, text in problem.items()}
        for problem in record.get("findings", [])
    ]
    words = {name: masked(text) for name in ("file", "note") if (text := record.get(name))}
    return record | words | {"findings": problems}
