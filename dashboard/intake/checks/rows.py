"""What is asked of every staged cell and row: one query a rule, each returning line, value and detail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.moments import YEARS
from dashboard.schema.declaration import Column, Table
from dashboard.warehouse.ddl import key_of, quoted

ORDERED = {
    "bulletins": [("window_start", "window_end", True)],
    "indicators": [("period_start", "period_end", False)],
    "hotline_intervals": [("interval_start", "interval_end", True)],
    "hotline_tickets": [("received_at", "closed_at", False), ("received_at", "handled_at", False),
                        ("received_at", "due_at", False), ("received_at", "escalated_at", False)],
    "closures": [("starts_at", "ended_at", False), ("starts_at", "planned_end_at", False)],
    "open_rules": [("valid_from", "valid_to", True)],
    "checkpoints": [("opened_at", "closed_at", False)],
    "screenings": [("started_at", "ended_at", False)],
}  # fmt: skip
"""By table: (earlier, later, strict). Strict = a period of no length is refused too."""


LONGEST_TEXT = 10_000
"""Characters of a text that people are to read; a boundary is as long as it is."""


@dataclass(frozen=True)
class Check:
    rule: str
    column: str | None
    severity: str
    sql: str
    """Returns line, value (the cell as in the file), detail."""
    bound: dict = field(default_factory=dict)


def raw_of(name: str) -> str:
    """The quoted identifier of a column's text as it stands in the file."""
    return quoted(f"{name} as written")


def cell_checks(table: Table, present: list[str], window: tuple[datetime, datetime]) -> Iterator[Check]:
    """Every check that applies to the columns a file has."""
    for name in present:
        column = table.columns.get(name)
        if column is None:
            yield _unread(name, "varchar", "unread", "refuse")
            continue
        kept_raw = f"{name}_raw" in table.columns
        yield _unread(name, column.kind, "kept_raw" if kept_raw else "unread", "warn" if kept_raw else "refuse")
        if column.required:
            yield _required(column)
        yield from _ranges(column)
        if column.kind in ("date", "timestamp"):
            yield from _times(name, window)
    yield from _orders(table, present)
    if {"lon", "lat"} & set(present):
        yield _pair(present)
    if any(k in present for k in table.key):
        yield _duplicates(table, present)


def _unread(name: str, kind: str, rule: str, severity: str) -> Check:
    """A cell that says something which cannot be read. A dash says nothing, except in a text."""
    dash = "" if kind == "text" else f" and not is_dash({raw_of(name)})"
    return _cells(
        rule, name, severity, f"{quoted(name)} is null and not is_blank({raw_of(name)}){dash}"
    )


def _required(column: Column) -> Check:
    """An empty cell. A dash in a typed column is empty too; one in a text column is a text."""
    raw = raw_of(column.name)
    dash = "" if column.kind == "text" else f" or is_dash({raw})"
    return _cells("required", column.name, "refuse", f"{quoted(column.name)} is null and (is_blank({raw}){dash})")


def _ranges(column: Column) -> Iterator[Check]:
    if column.kind == "text" and column.name != "geometry":
        yield _cells("long", column.name, "refuse", f"length({quoted(column.name)}) > {LONGEST_TEXT}")
    if column.minimum is not None:
        yield _cells("min", column.name, "refuse", f"{quoted(column.name)} < $bound", {"bound": column.minimum})
    if column.maximum is not None:
        yield _cells("max", column.name, "refuse", f"{quoted(column.name)} > $bound", {"bound": column.maximum})


def _times(name: str, window: tuple[datetime, datetime]) -> Iterator[Check]:
    """A moment in no year that a file can mean is refused; one far from now is asked about."""
    possible = f"year({quoted(name)}) between {YEARS[0]} and {YEARS[-1]}"
    yield _cells("year", name, "refuse", f"not {possible}")
    bound = {"first": window[0], "last": window[1]}
    yield _cells("unlikely", name, "warn", f"{possible} and {quoted(name)} not between $first and $last", bound)


def _orders(table: Table, present: list[str]) -> Iterator[Check]:
    for earlier, later, strict in ORDERED.get(table.name, []):
        if earlier in present and later in present:
            sign = "<=" if strict else "<"
            sql = (
                f"select source_row as line, {raw_of(later)} as value, {raw_of(earlier)} as detail from staged "
                f"where {quoted(later)} {sign} {quoted(earlier)}"
            )
            yield Check(f"order:{earlier}", later, "refuse", sql)


def _pair(present: list[str]) -> Check:
    sides = [quoted(n) if n in present else "cast(null as double)" for n in ("lon", "lat")]
    missing = "lat" if "lat" in present else "lon"
    sql = (
        f"select source_row as line, cast(null as varchar) as value, cast(null as varchar) as detail from staged "
        f"where ({sides[0]} is null) <> ({sides[1]} is null)"
    )
    return Check("pair", missing, "refuse", sql)


def _duplicates(table: Table, present: list[str]) -> Check:
    filled = " and ".join(f"{quoted(k)} is not null" for k in table.key if k in present and table.columns[k].required)
    key = key_of(table, present)
    sql = (
        f"with keys as (select {key} as row_key, source_row as line from staged where {filled or 'true'}), "
        "twice as (select row_key, min(line) as first_line from keys group by row_key having count(*) > 1) "
        "select keys.line, keys.row_key as value, cast(twice.first_line as varchar) as detail "
        "from keys join twice on keys.row_key = twice.row_key where keys.line > twice.first_line"
    )
    return Check("duplicate", table.key[0], "refuse", sql)


def _cells(rule: str, name: str, severity: str, condition: str, bound: dict | None = None) -> Check:
    sql = (
        f"select source_row as line, {raw_of(name)} as value, cast(null as varchar) as detail from staged "
        f"where {condition}"
    )
    return Check(rule, name, severity, sql, bound or {})
