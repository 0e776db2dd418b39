"""What is asked of the cells of a row together, and of rows together: order in time, coordinates in pairs, no row twice."""

from collections.abc import Iterator

from dashboard.intake.checks.statements import Check, as_written, statement
from dashboard.schema.declaration import Table
from dashboard.warehouse.ddl import quoted
from dashboard.warehouse.row_key import key_of

ORDERED = {
    "bulletins": [("window_start", "window_end", True)],
    "indicators": [("period_start", "period_end", False)],
    "hotline_intervals": [("interval_start", "interval_end", True)],
    "hotline_tickets": [
        ("received_at", "closed_at", False),
        ("received_at", "handled_at", False),
        ("received_at", "due_at", False),
        ("received_at", "escalated_at", False),
    ],
    "closures": [("starts_at", "ended_at", False), ("starts_at", "planned_end_at", False)],
    "open_rules": [("valid_from", "valid_to", True)],
    "checkpoints": [("opened_at", "closed_at", False)],
    "screenings": [("started_at", "ended_at", False)],
}
"""By table: (earlier, later, strict). Strict = a period of no length is refused too."""


def row_checks(table: Table, present: list[str]) -> Iterator[Check]:
    """The checks of rows that the columns of a file call for."""
    yield from _orders(table, present)
    if {"lon", "lat"} & set(present):
        yield _pair(present)
    if any(name in present for name in table.key):
        yield _duplicates(table, present)


def _orders(table: Table, present: list[str]) -> Iterator[Check]:
    for earlier, later, is_strict in ORDERED.get(table.name, []):
        if earlier in present and later in present:
            sql = statement(
                "strict_order" if is_strict else "order",
                an_earlier=quoted(earlier),
                an_earlier_text=as_written(earlier),
                a_later=quoted(later),
                a_later_text=as_written(later),
            )
            yield Check(f"order:{earlier}", later, "refuse", sql)


def _pair(present: list[str]) -> Check:
    sides = {side: quoted(side) if side in present else "cast(null as double)" for side in ("lon", "lat")}
    sql = statement("pair", a_longitude=sides["lon"], a_latitude=sides["lat"])
    return Check("pair", "lat" if "lat" in present else "lon", "refuse", sql)


def _duplicates(table: Table, present: list[str]) -> Check:
    required = [name for name in table.key if name in present and table.columns[name].required]
    filled = " and ".join(f"{quoted(name)} is not null" for name in required)
    sql = statement("duplicate", a_row_key=key_of(table, present), a_key_is_filled=filled or "true")
    return Check("duplicate", table.key[0], "refuse", sql)
