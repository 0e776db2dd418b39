"""What is settled of staged cells before they are checked: odd spellings, a window's last second, words that mean more than they say.

Each gives what is to be said of it, as faults of severity assumed.
"""

from collections.abc import Callable
from functools import partial

import pyarrow as pa

from dashboard.intake.checks.area_validity import of_merged
from dashboard.intake.checks.header_units import HeaderNotes, same_units
from dashboard.intake.checks.odd_texts import odd_day, odd_degrees, odd_moment, odd_share
from dashboard.intake.checks.places import Places
from dashboard.intake.checks.spellings import ASSUMED_ANSWERS, TOTAL, is_total_null
from dashboard.intake.checks.staging import Fault, Staging
from dashboard.intake.checks.statements import as_written
from dashboard.schema.declaration import Column
from dashboard.warehouse.ddl import quoted

WINDOWS = {
    "bulletins": ("window_start", "window_end"),
    "hotline_intervals": ("interval_start", "interval_end"),
    "indicators": ("period_start", "period_end"),
}
"""By table, the columns between which its figures were counted."""


def settle_cells(staged: Staging, notes: HeaderNotes, places: Places) -> list[Fault]:
    """Settle the cells of a loaded file; what was assumed, and what contradicts the header."""
    for column in staged.columns:
        _read_odd(staged, column)
    return [*_windows(staged), *_meant(staged), *_renamed(staged, places), *of_merged(staged, places), *_units(staged, notes)]


def _read_odd(staged: Staging, column: Column) -> None:
    reader = _reader(column)
    if reader is None:
        return
    texts = [text for (text,) in staged.ask("unread_texts", a_cell=quoted(column.name), a_text=as_written(column.name))]
    values = [(text, value) for text in texts if (value := reader(text)) is not None]
    if values:
        staged.read_late(column.name, pa.table({"text": [text for text, _ in values], "value": [value for _, value in values]}))


def _reader(column: Column) -> Callable[[str], object] | None:
    match column.kind:
        case "timestamp":
            return odd_moment
        case "date":
            return odd_day
        case "lon" | "lat":
            return partial(odd_degrees, kind=column.kind)
        case "number" if column.maximum == 1:
            return odd_share
    return None


def _windows(staged: Staging) -> list[Fault]:
    start, end = WINDOWS.get(staged.table.name, ("", ""))
    if not {start, end} <= {column.name for column in staged.columns}:
        return []
    names = {"a_start": quoted(start), "an_end": quoted(end)}
    ((n, row, text),) = staged.ask("last_seconds", an_end_text=as_written(end), **names)
    if not n:
        return []
    staged.ask("close_windows", **names)
    return [Fault(row, end, text, "last_second", "assumed", str(n))]


def _meant(staged: Staging) -> list[Fault]:
    """Totals that stand where a value of a list is asked for, and a no to the question of a header."""
    found = []
    for column in staged.columns:
        cells = {"a_cell": quoted(column.name), "a_text": as_written(column.name)}
        if is_total_null(staged.table, column):
            found.append((column, "total", staged.ask("read_as", {"value": "", "texts": list(TOTAL)}, **cells)))
        for value, words in ASSUMED_ANSWERS.get(column.enum or "", {}).items():
            found.append((column, f"answer:{value}", staged.ask("read_as", {"value": value, "texts": list(words)}, **cells)))
    return [Fault(row, column.name, text, rule, "assumed", str(n)) for column, rule, ((n, row, text),) in found if n]


def _renamed(staged: Staging, places: Places) -> list[Fault]:
    """Districts that a file calls by a name which they no longer have."""
    found = []
    for column in staged.columns if places.former else ():
        for name, area_id in places.former.items() if column.kind == "area" else ():
            cells = {"a_cell": quoted(column.name), "a_text": as_written(column.name)}
            ((n, row, text),) = staged.ask("read_as", {"value": area_id, "texts": [name]}, **cells)
            if n:
                found.append(Fault(row, column.name, text, f"renamed:{area_id}", "assumed", str(n)))
    return found


def _units(staged: Staging, notes: HeaderNotes) -> list[Fault]:
    if notes.unit is None:
        return []
    rows = staged.ask("other_unit", {"units": same_units(notes.unit)}, a_cell=quoted("unit"), a_text=as_written("unit"))
    return [Fault(row, "unit", value, "other_unit", "refuse", notes.unit) for row, value, _ in rows]
