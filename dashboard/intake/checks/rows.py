"""What is asked of the cells of a row together, and of rows together: order in time, coordinates in pairs, no row twice."""

from collections.abc import Iterator

from dashboard.intake.checks.statements import Check, as_written, statement
from dashboard.schema.declaration import Table
from dashboard.warehouse.ddl import quoted
from dashboard.warehouse.row_key import key_of

ORDERED = {
    "areas": [("valid_from", "valid_to", True)],
    "bulletins": [("window_start", "window_end", True), ("window_end", "published_at", False)],
    "indicators": [("period_start", "period_end", False)],
    "hotline_calls": [("started_at", "ended_at", False)],
    "hotline_intervals": [("interval_start", "interval_end", True)],
    "hotline_tickets": [
        ("received_at", "closed_at", False),
        ("received_at", "handled_at", False),
        ("received_at", "due_at", False),
        ("received_at", "escalated_at", False),
        ("received_at", "dispatched_at", False),
        ("dispatched_at", "handled_at", False),
        ("escalated_at", "struck_off_at", False),
    ],
    "closures": [("starts_at", "ended_at", False), ("starts_at", "planned_end_at", False)],
    "open_rules": [("valid_from", "valid_to", True)],
    "checkpoints": [("opened_at", "closed_at", False)],
    "medical_routes": [("valid_from", "valid_to", True)],
    "screenings": [("started_at", "ended_at", False)],
    "delivery_links": [("valid_from", "valid_to", True)],
    "supply_requests": [("at", "filled_at", False)],
}
"""By table: (earlier, later, strict). Strict = a period of no length is refused too."""


def row_checks(table: Table, present: list[str]) -> Iterator[Check]:
    """The checks of rows that the columns of a file call for."""
    yield from _orders(table, present)
    yield from _dated_ids(table, present)
    if {"lon", "lat"} & set(present):
        yield _pair(present)
    if any(name in present for name in table.key):
        yield _duplicates(table, present)


def _orders(table: Table, present: list[str]) -> Iterator[Check]:
    for earlier, later, is_strict in ORDERED.get(table.name, []):
        if earlier in present and later in present:
            sql = statement(
                "strict_order" if is_strict else "order",
                an_earlier=_with_grace(earlier, later),
                an_earlier_text=as_written(earlier),
                a_later=quoted(later),
                a_later_text=as_written(later),
            )
            yield Check(f"order:{earlier}", later, "refuse", sql)


def _with_grace(earlier: str, later: str) -> str:
    """The earlier moment; a window that was closed at midnight, since it said 23:59, may be published in its last minute."""
    return f"({quoted(earlier)} - interval 1 minute)" if (earlier, later) == ("window_end", "published_at") else quoted(earlier)


def _dated_ids(table: Table, present: list[str]) -> Iterator[Check]:
    """Ids that a spreadsheet has made dates. A bulletin may be called by its day, which stands in its own row."""
    days = [name for name in present if name in table.columns and table.columns[name].kind in ("date", "timestamp")]
    for name in present:
        column = table.columns.get(name)
        if column and column.is_identifier and (days or name != "bulletin_id"):
            listed = ", ".join(f"cast({quoted(day)} as date)" for day in days) or "cast(null as date)"
            yield Check("dated", name, "refuse", statement("date_id", a_cell=quoted(name), a_text=as_written(name), the_days=listed))


def _pair(present: list[str]) -> Check:
    sides = {side: quoted(side) if side in present else "cast(null as double)" for side in ("lon", "lat")}
    sql = statement("pair", a_longitude=sides["lon"], a_latitude=sides["lat"])
    return Check("pair", "lat" if "lat" in present else "lon", "refuse", sql)


def _is_part(table: Table, name: str) -> str:
    """That a cell is a part of its row's key: it is filled, or may be empty and is."""
    text = as_written(name)
    is_empty = "" if table.columns[name].required else f" or is_blank({text}) or is_dash({text}) or says_nothing({text})"
    return f"{quoted(name)} is not null{is_empty}"


def _duplicates(table: Table, present: list[str]) -> Check:
    named = [name for name in table.key if name in present]
    # A cell that is empty is a part of the key; one that could not be read is none, and makes nothing a repetition.
    filled = " and ".join(f"({_is_part(table, name)})" for name in named)
    sql = statement("duplicate", a_row_key=key_of(table, present), a_key_is_filled=filled or "true")
    return Check("duplicate", table.key[0], "refuse", sql)
