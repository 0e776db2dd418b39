"""Inside a child: one statement let in, its relations made, its rows read until the answer is full, all counted while time is left."""

import threading
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
from dashboard.sandbox.parsing import tree_of, with_parts, without_end
from dashboard.sandbox.refused import StatementRefused
from dashboard.sandbox.typed_columns import plainly_typed
from dashboard.warehouse.statements import statement

BATCH = 4_096
"""Rows read at once."""
COUNTING_SECONDS = 1.0
"""How long the rows of an answer that is cut are counted, once it is there."""


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
    """The first rows of a question. `con` is the sealed store, `reader` the one beside it that parses. Raises StatementRefused."""
    entry, sql, bound = _prepared(asked, reader)
    with _interrupted(con, bounds.question_seconds), _told_in_words(sql, entry, bounds):
        show(con, entry.reads, asked.as_of)
        rows = con.execute(sql, bound).to_arrow_reader(min(BATCH, asked.rows + 1))
        table, is_cut = _first(rows, asked.rows, bounds.answer_mb * MB)
        rows.close()
    total = _counted(con, reader, sql, bound) if is_cut else table.num_rows
    return Answered(plainly_typed(table), is_cut, total, entry.reads)


def _prepared(asked: Asked, reader: duckdb.DuckDBPyConnection) -> tuple[LetIn, str, dict[str, object]]:
    """A statement that is let in, as it is carried out, and the values that it binds."""
    entry = let_in(tree_of(asked.sql, reader), asked.sql)
    values = {"as_of": asked.as_of, "since": asked.since, "district": asked.district}
    null = {name for name in entry.parameters if values[name] is None}
    if not null:
        return entry, asked.sql, {name: values[name] for name in entry.parameters}
    sql = with_parts(asked.sql, {name: statement("asking", "no_district" if name == "district" else "no_moment") for name in null})
    entry = let_in(tree_of(sql, reader), sql)
    return entry, sql, {name: values[name] for name in entry.parameters}


def _first(rows: pa.RecordBatchReader, most: int, weight: int) -> tuple[pa.Table, bool]:
    """The first rows that an answer may have, and whether there are more."""
    batches: list[pa.RecordBatch] = []
    kept = weighed = 0
    for batch in rows:
        kept, weighed = kept + batch.num_rows, weighed + batch.nbytes
        if weighed > weight:
            fits = int(batch.num_rows * (weight - weighed + batch.nbytes) / batch.nbytes)
            if not batches and not fits:
                raise StatementRefused("sandbox.cell_too_large", mb=weight // MB)
            table = pa.Table.from_batches([*batches, batch.slice(0, fits)])
            return table.slice(0, most), True
        batches.append(batch)
        if kept > most:
            break
    return pa.Table.from_batches(batches, schema=rows.schema).slice(0, most), kept > most


def _counted(con: duckdb.DuckDBPyConnection, reader: duckdb.DuckDBPyConnection, sql: str, bound: dict[str, object]) -> int | None:
    """All rows of an answer; null where counting them takes too long. It is asked anew: without columns to fetch it is far quicker."""
    counting = statement("asking", "count", a_statement=without_end(sql))
    try:
        let_in(tree_of(counting, reader), counting)
        with _interrupted(con, COUNTING_SECONDS):
            [(total,)] = con.execute(counting, bound).fetchall()
    except (StatementRefused, duckdb.Error, MemoryError):
        return None
    return int(total)


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
