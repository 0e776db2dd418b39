"""The text of a file as typed rows, checked cell by cell in a scratch database, and written as Parquet.

Everything is columnar: a million rows take seconds and spill to disk rather than grow. SQL is put together from the
identifiers of the schema alone; what a file says is only ever bound or read as a table.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.intake.checks.plan import checks_of
from dashboard.intake.checks.staged_columns import Resolver, creation, insertion, raw_columns, resolved, stored
from dashboard.intake.checks.statements import Check, as_written, statement
from dashboard.intake.chunks import DATUM, LINE, SYNTHETIC
from dashboard.schema.declaration import Column, Table
from dashboard.warehouse.ddl import quoted
from dashboard.warehouse.engine import Connection, scratch_database
from dashboard.warehouse.row_key import key_of


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one cell or row."""

    row: int | None
    """Row of the file, header = 1; null = the file as a whole."""
    column: str | None
    """Name in the schema; null = the row as a whole."""
    value: str | None
    """The cell as it stands in the file."""
    rule: str
    severity: str
    """refuse or warn."""
    detail: str | None = None
    """What the rule adds: the first row of a duplicate, the moment it is before."""


@contextmanager
def staging(table: Table, folder: Path) -> Iterator["Staging"]:
    """A place for the rows of one file for one table; `folder` is temporary and private. Raises StoreError where the disk is full."""
    with scratch_database(folder) as connection:
        connection.execute(statement("macros"))
        yield Staging(table, folder, connection)


class Staging:
    """The rows of one file for one table, while they are checked."""

    def __init__(self, table: Table, folder: Path, connection: Connection) -> None:
        self.table, self.folder = table, folder
        self.present: list[str] = []
        """Columns that the file has, and those that a step has filled since."""
        self.connection = connection

    def load(
        self,
        chunks: Iterable[pa.Table],
        resolvers: dict[str, Resolver],
        factors: dict[str, float] | None = None,
        hours: dict[str, float] | None = None,
    ) -> int:
        """Read the chunks in; the number of rows.

        Chunks: text columns named as in the schema, and `source_row`; any of `@datum`, `@synthetic`. All alike.
        `resolvers`: for enumerations, areas, booleans and the two extra columns, a text's value; None = not known.
        `factors`, `hours`: by column, what its numbers are multiplied by, and what is added to its moments that state no offset.
        """
        rows = 0
        for chunk in chunks:
            if not self.present:
                self.present = [name for name in chunk.column_names if name != LINE]
                self.connection.execute(creation(self.table, self.present))
            self._with("chunk", resolved(chunk, resolvers), insertion(self.table, self.present, factors or {}, hours or {}))
            rows += chunk.num_rows
        return rows

    def has(self, column: str) -> bool:
        """Whether the file has this column and at least one cell in it is filled."""
        if column not in self.present:
            return False
        return bool(self._value(statement("how_many_filled", a_text=as_written(column))))

    def check(
        self, limit: int, window: tuple[datetime, datetime], begun: list[str] | None = None, is_published: bool = False,
    ) -> tuple[list[Fault], int, int]:
        """The first `limit` refusals and warnings, each by row; the number of refusals and of warnings.

        `window`, `begun` and `is_published` as of `checks_of`.
        """
        faults, counts = [], {"refuse": 0, "warn": 0}
        for check in checks_of(self.table, self.present, window, begun or [], is_published):
            found, number = self._run(check, limit)
            faults += found
            counts[check.severity] += number
        self._keep_unlisted()
        refused = sorted((f for f in faults if f.severity == "refuse"), key=_place)[:limit]
        warned = sorted((f for f in faults if f.severity == "warn"), key=_place)[:limit]
        return refused + warned, counts["refuse"], counts["warn"]

    @property
    def columns(self) -> list[Column]:
        """The columns of the table that the file has."""
        return [self.table.columns[name] for name in self.present if name in self.table.columns]

    def ask(self, name: str, bound: dict[str, object] | None = None, /, **parts: str) -> list[tuple[Any, ...]]:
        """The answer of a statement of `sql/` about the staged rows; `bound` and `parts` as of `Check` and `statement`."""
        return self.connection.execute(statement(name, **parts), bound or {}).fetchall()

    def read_late(self, column: str, values: pa.Table) -> None:
        """Put values into the unread cells of a column by their text (`text`, `value`)."""
        self._with("late", values, statement("read_late", a_cell=quoted(column), a_text=as_written(column)))

    def points(self) -> pa.Table:
        """Rows that have both coordinates: line, lon, lat, datum (null = none given in the row)."""
        if not {"lon", "lat"} <= set(self.present):
            return pa.table({"id": []})
        return self.connection.execute(statement("points", a_datum=self._datum())).to_arrow_table()

    def shapes(self) -> list[tuple[int, str, str | None]]:
        """Line, text and the row's own datum of every boundary that stands in a cell."""
        return self.connection.execute(statement("shapes", a_datum=self._datum())).fetchall()

    def texts(self, column: str) -> list[tuple[int, str]]:
        """Line and text of every filled cell of a text column."""
        if column not in self.present:
            return []
        return self.connection.execute(statement("filled_cells", a_cell=quoted(column))).fetchall()

    def move(self, points: pa.Table) -> None:
        """Put other coordinates into the rows; columns id, lon, lat as of `points`."""
        self._with("points", points, statement("move_points"))

    def fill(self, column: str, values: pa.Table) -> None:
        """Put values into a column of the table by row (`id` as of `points`, `value`); null where none is given, whatever the file says."""
        cell = quoted(column)
        if column not in self.present:
            self.connection.execute(statement("add_column", a_cell=cell, a_type=self.table.columns[column].sql_type))
            self.present.append(column)
        self.connection.execute(statement("empty_column", a_cell=cell))
        self._with("filled", values, statement("fill_column", a_cell=cell))

    def write(self, is_synthetic: bool) -> Path:
        """The rows as `<table>.parquet`: the table's columns, row_key, source_row, is_synthetic, in the file's order."""
        known = {*self.present, *raw_columns(self.table, self.present)}
        columns = [
            stored(column) if column.name in known else f"cast(null as {column.sql_type}) as {quoted(column.name)}"
            for column in self.table.columns.values()
        ]
        made_up = f"coalesce({quoted(SYNTHETIC)}, made_up)" if SYNTHETIC in self.present else "made_up"
        target = self.folder / f"{self.table.name}.parquet"
        self.connection.execute(statement("flag"), {"made_up": is_synthetic})
        key = key_of(self.table, self.present)
        rows = statement("rows_to_store", the_columns=", ".join(columns), a_row_key=key, is_made_up=made_up)
        self.connection.sql(rows).write_parquet(str(target), compression="zstd")
        return target

    def _run(self, check: Check, limit: int) -> tuple[list[Fault], int]:
        number: int = self._value(statement("how_many", a_check=f"({check.sql})"), check.bound)
        if not number:
            return [], 0
        first = statement("first_found", a_check=f"({check.sql})")
        rows = self.connection.execute(first, {**check.bound, "limit": limit}).fetchall()
        return [Fault(row, check.column, value, check.rule, check.severity, detail) for row, value, detail in rows], number

    def _keep_unlisted(self) -> None:
        """A route that the list does not know is "other", with the file's own words beside it; see `cell_checks`."""
        for column in self.table.columns.values():
            plain = column.name.removesuffix("_raw")
            if plain != column.name and plain in self.present:
                names = {"a_cell": quoted(plain), "a_text": as_written(plain), "a_raw_cell": quoted(column.name)}
                self.connection.execute(statement("keep_unlisted", **names))

    def _datum(self) -> str:
        return quoted(DATUM) if DATUM in self.present else "cast(null as varchar)"

    def _with(self, name: str, rows: pa.Table, sql: str) -> None:
        """Run a statement that reads `rows` under a name."""
        self.connection.register(name, rows)
        self.connection.execute(sql)
        self.connection.unregister(name)

    def _value(self, sql: str, bound: dict[str, object] | None = None) -> Any:
        found = self.connection.execute(sql, bound or {}).fetchone()
        return found[0] if found else None


def _place(fault: Fault) -> tuple[int, str]:
    return (fault.row or 0, fault.column or "")
