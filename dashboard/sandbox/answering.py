"""Inside a child: one statement let in, its relations made, its rows read until the answer is full, the rest counted while time is left."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.sandbox.bounds import MB, Bounds
from dashboard.sandbox.engine_errors import in_words
from dashboard.sandbox.letting_in import LetIn, let_in
from dashboard.sandbox.moment import show
from dashboard.sandbox.parsing import tree_of
from dashboard.sandbox.refused import StatementRefused
from dashboard.sandbox.typed_columns import plainly_typed

BATCH = 4_096
"""Rows read at once."""
COUNTING_SECONDS = 2.0
"""From the question on: how long the rows beyond an answer are counted."""


@dataclass(frozen=True)
class Asked:
    """A question as it reaches a child."""

    sql: str
    as_of: datetime
    since: datetime | None
    district: str | None
    rows: int

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Asked":
        since = datetime.fromisoformat(said["since"]) if said["since"] else None
        return cls(said["sql"], datetime.fromisoformat(said["as_of"]), since, said["district"], said["rows"])


@dataclass(frozen=True)
class Answered:
    table: pa.Table
    is_cut: bool
    total: int | None
    reads: tuple[str, ...]


def answer(con: duckdb.DuckDBPyConnection, reader: duckdb.DuckDBPyConnection, asked: Asked, bounds: Bounds) -> Answered:
    """The first rows of a question. `con` is the sealed store, `reader` the scratch connection that parses. Raises StatementRefused."""
    begun = time.monotonic()
    entry = let_in(tree_of(asked.sql, reader), asked.sql)
    with _interrupted(con, bounds.question_seconds), _told_in_words(asked.sql, entry, bounds):
        show(con, entry.reads, asked.as_of)
        rows = con.execute(asked.sql, _bound(asked, entry)).to_arrow_reader(min(BATCH, asked.rows + 1))
        table, is_cut, read = _first(rows, asked.rows, bounds.answer_mb * MB)
        total = _counted(rows, read, begun + COUNTING_SECONDS) if is_cut else read
    return Answered(plainly_typed(table), is_cut, total, entry.reads)


def _bound(asked: Asked, entry: LetIn) -> dict[str, duckdb.Value]:
    moment, text = duckdb.sqltypes.TIMESTAMP, duckdb.sqltypes.VARCHAR
    values = {"as_of": (asked.as_of, moment), "since": (asked.since, moment), "district": (asked.district, text)}
    return {name: duckdb.Value(*values[name]) for name in entry.parameters}  # typed, since null alone has no type


def _first(rows: pa.RecordBatchReader, most: int, weight: int) -> tuple[pa.Table, bool, int]:
    """The first rows that an answer may have, whether there are more, and how many were read."""
    batches: list[pa.RecordBatch] = []
    kept = weighed = 0
    for batch in rows:
        kept, weighed = kept + batch.num_rows, weighed + batch.nbytes
        if weighed > weight:
            fits = int(batch.num_rows * (weight - weighed + batch.nbytes) / batch.nbytes)
            if not batches and not fits:
                raise StatementRefused("sandbox.cell_too_large", mb=weight // MB)
            return pa.Table.from_batches([*batches, batch.slice(0, min(fits, most))]), True, kept
        batches.append(batch)
        if kept > most:
            break
    table = pa.Table.from_batches(batches, schema=rows.schema)
    return table.slice(0, most), kept > most, kept


def _counted(rows: pa.RecordBatchReader, read: int, until: float) -> int | None:
    """All rows of an answer, of which some are read; null where there is no time to count the rest, or it cannot be done."""
    try:
        for batch in rows:
            read += batch.num_rows
            if time.monotonic() > until:
                return None
    except (duckdb.Error, pa.ArrowException, MemoryError):
        return None
    return read


@contextmanager
def _interrupted(con: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _told_in_words(sql: str, entry: LetIn, bounds: Bounds) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as failed:
        raise in_words(failed, sql, entry, bounds.question_seconds) from failed
    except (MemoryError, pa.ArrowMemoryError) as too_much:
        raise StatementRefused("sandbox.too_much") from too_much
    except pa.ArrowException as failed:  # rows that fail to come: the engine's text, wrapped
        raise _of_arrow(failed, sql, entry, bounds) from failed


def _of_arrow(failed: pa.ArrowException, sql: str, entry: LetIn, bounds: Bounds) -> StatementRefused:
    said = str(failed)
    kinds = {"Interrupt": duckdb.InterruptException, "Out of Memory": duckdb.OutOfMemoryException, "Conversion": duckdb.ConversionException,
             "Out of Range": duckdb.OutOfRangeException}
    kind = next((error for name, error in kinds.items() if name.lower() in said[:200].lower()), duckdb.Error)
    return in_words(kind(said[said.find("{") - 2 :] if "{" in said else said), sql, entry, bounds.question_seconds)
