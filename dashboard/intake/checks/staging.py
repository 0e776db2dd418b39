"""The text of a file as typed rows, checked cell by cell in a temporary database, and written as Parquet.

Everything is columnar: a million rows take seconds and spill to disk rather than grow. SQL is put together from the
identifiers of the schema alone; what a file says is only ever bound or read as a table.
"""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.intake.checks.cells import DATUM, LINE, SYNTHETIC, Resolver, creation, final, insertion, kept_texts, resolved
from dashboard.intake.checks.rows import Check, cell_checks, raw_of
from dashboard.intake.checks.zone_events import zone_event_checks
from dashboard.schema.declaration import Table
from dashboard.warehouse import GIVES_BACK
from dashboard.warehouse.ddl import key_of, quoted
from dashboard.warehouse.durable import disk_error

MACROS = Path(__file__).with_name("staging.sql")
MEMORY_LIMIT = "700MB"  # of DuckDB; the chunk in Python and the writer need the rest of the two gigabytes promised


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


class Staging:
    """The rows of one file for one table. Use as a context manager; `folder` is temporary and private."""

    def __init__(self, table: Table, folder: Path) -> None:
        self.table, self.folder = table, folder
        self._present: list[str] = []
        self._con = duckdb.connect(":memory:", config={"memory_limit": MEMORY_LIMIT, **GIVES_BACK})
        self._con.execute("set temp_directory = $folder", {"folder": str(folder)})
        self._con.execute("set threads = 2")
        self._con.execute(MACROS.read_text(encoding="utf-8"))

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, _, wrong: BaseException | None, __) -> None:
        self._con.close()
        if isinstance(wrong, duckdb.IOException | duckdb.OutOfMemoryException):
            raise disk_error(errno.ENOSPC) from wrong  # what does not fit in memory is spilled, so only the disk can end

    def load(self, chunks: Iterable[pa.Table], resolvers: dict[str, Resolver]) -> int:
        """Read the chunks in; the number of rows.

        Chunks: text columns named as in the schema, and `source_row`; any of `@datum`, `@synthetic`. All alike.
        `resolvers`: for enumerations, areas, booleans and the two extra columns, a text's value; None = not known.
        """
        rows = 0
        for chunk in chunks:
            if not self._present:
                self._present = [name for name in chunk.column_names if name != LINE]
                self._con.execute(creation(self.table, self._present))
            self._con.register("chunk", resolved(chunk, resolvers))
            self._con.execute(insertion(self.table, self._present))
            self._con.unregister("chunk")
            rows += chunk.num_rows
        return rows

    def has(self, column: str) -> bool:
        """Whether the file has this column and at least one cell in it is filled."""
        if column not in self._present:
            return False
        return bool(self._value(f"select count(*) from staged where not is_blank({raw_of(column)})"))

    def check(self, limit: int, window: tuple[datetime, datetime], begun: list[str] | None = None) -> tuple[list[Fault], int, int]:
        """The first `limit` refusals and warnings, each by row; the number of refusals and of warnings.

        `window`: moments outside it are warned about. `begun`: zones that have events already; read for zone events alone.
        """
        faults, counts = [], {"refuse": 0, "warn": 0}
        together = zone_event_checks(self._present, begun or []) if self.table.name == "zone_events" else ()
        for check in (*cell_checks(self.table, self._present, window), *together):
            found, number = self._run(check, limit)
            faults += found
            counts[check.severity] += number
        self._keep_unknown()
        refused = sorted((f for f in faults if f.severity == "refuse"), key=_place)[:limit]
        warned = sorted((f for f in faults if f.severity == "warn"), key=_place)[:limit]
        return refused + warned, counts["refuse"], counts["warn"]

    def points(self) -> pa.Table:
        """Rows that have both coordinates: line, lon, lat, datum (null = none given in the row)."""
        if not {"lon", "lat"} <= set(self._present):
            return pa.table({"id": []})
        datum = quoted(DATUM) if DATUM in self._present else "cast(null as varchar)"
        return self._con.execute(
            f"select rowid as id, {LINE}, lon, lat, {datum} as datum from staged "
            "where lon is not null and lat is not null order by rowid"
        ).to_arrow_table()

    def shapes(self) -> list[tuple[int, str, str | None]]:
        """Line, text and the row's own datum of every boundary that stands in a cell."""
        datum = quoted(DATUM) if DATUM in self._present else "cast(null as varchar)"
        return self._con.execute(
            f"select {LINE}, geometry, {datum} from staged where geometry is not null order by rowid"
        ).fetchall()

    def texts(self, column: str) -> list[tuple[int, str]]:
        """Line and text of every filled cell of a text column."""
        sql = f"select {LINE}, {quoted(column)} from staged where {quoted(column)} is not null order by rowid"
        return self._con.execute(sql).fetchall() if column in self._present else []

    def move(self, points: pa.Table) -> None:
        """Put other coordinates into the rows; columns id, lon, lat as of `points`."""
        self._con.register("points", points)
        self._con.execute("update staged set lon = points.lon, lat = points.lat from points where staged.rowid = points.id")
        self._con.unregister("points")

    def fill(self, column: str, values: pa.Table) -> None:
        """Put values into a column of the table by row (`id` as of `points`, `value`); null where none is given, whatever the file says."""
        if column not in self._present:
            self._con.execute(f"alter table staged add column {quoted(column)} {self.table.columns[column].sql_type}")
            self._present.append(column)
        self._con.register("filled", values)
        self._con.execute(f"update staged set {quoted(column)} = null")
        self._con.execute(f"update staged set {quoted(column)} = filled.value from filled where staged.rowid = filled.id")
        self._con.unregister("filled")

    def latest(self, now: datetime) -> datetime | None:
        """The last moment in the table's required times that is not after `now`; null where there is none."""
        names = [c.name for c in self.table.columns.values() if c.required and c.kind in ("timestamp", "date")]
        found = [
            self._value(f"select max(cast({quoted(n)} as timestamp)) from staged where {quoted(n)} <= $now", {"now": now})
            for n in names
            if n in self._present
        ]
        return max((moment for moment in found if moment), default=None)

    def last_of(self, column: str) -> datetime | None:
        """The last moment in a column; null where the file has none."""
        return self._value(f"select max({quoted(column)}) from staged") if column in self._present else None

    def write(self, is_synthetic: bool) -> Path:
        """The rows as `<table>.parquet`: the table's columns, row_key, source_row, is_synthetic, in the file's order."""
        stored = {*self._present, *kept_texts(self.table, self._present)}
        columns = [
            final(c) if c.name in stored else f"cast(null as {c.sql_type}) as {quoted(c.name)}"
            for c in self.table.columns.values()
        ]
        made_up = f"coalesce({quoted(SYNTHETIC)}, $made_up)" if SYNTHETIC in self._present else "$made_up"
        target = self.folder / f"{self.table.name}.parquet"
        self._con.execute(
            "create or replace temp table made_up as select cast($made_up as boolean) as made_up", {"made_up": is_synthetic}
        )
        relation = self._con.sql(
            f"select {', '.join(columns)}, {key_of(self.table, self._present)} as row_key, "
            f"cast({LINE} as integer) as source_row, {made_up.replace('$made_up', 'made_up')} as is_synthetic "
            "from staged cross join made_up"
        )
        relation.write_parquet(str(target), compression="zstd")
        return target

    def _run(self, check: Check, limit: int) -> tuple[list[Fault], int]:
        number = self._value(f"select count(*) from ({check.sql})", check.bound)
        if not number:
            return [], 0
        rows = self._con.execute(
            f"select line, value, detail from ({check.sql}) order by line limit $limit", {**check.bound, "limit": limit}
        ).fetchall()
        return [Fault(row, check.column, value, check.rule, check.severity, detail) for row, value, detail in rows], number

    def _value(self, sql: str, bound: dict | None = None):
        return self._con.execute(sql, bound or {}).fetchone()[0]

    def _keep_unknown(self) -> None:
        """A route that the list does not know is "other", with the file's own words beside it; see `cell_checks`."""
        for column in self.table.columns.values():
            plain = column.name.removesuffix("_raw")
            if plain != column.name and plain in self._present:
                self._con.execute(
                    f"update staged set {quoted(plain)} = 'other', "
                    f"{quoted(column.name)} = coalesce({quoted(column.name)}, tidy({raw_of(plain)})) "
                    f"where {quoted(plain)} is null and not is_blank({raw_of(plain)}) and not is_dash({raw_of(plain)})"
                )


def _place(fault: Fault) -> tuple:
    return (fault.row or 0, fault.column or "")
