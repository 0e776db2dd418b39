"""What a header says of its cells beside their name: a unit, a time zone, a datum; and what it makes of the numbers beneath it."""

import re
import unicodedata
from dataclasses import dataclass, field

from dashboard.intake.checks.spellings import datum_of
from dashboard.intake.checks.staging import Fault
from dashboard.intake.checks.units import UNITS
from dashboard.schema.declaration import Column, Table

BRACKETED = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
MULTIPLES = {
    "十万": 1e5, "百万": 1e6, "千万": 1e7, "十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8,
}
WITH_UNIT_BESIDE = ("stock", "capacity_per_day", "value", "quantity", "reserve", "per_day")
"""Columns whose unit stands in the column `unit` of the same row."""
ZONE = re.compile(r"(?:utc|gmt|世界时|协调世界时|格林尼治时间?)(?:([+-]\d{1,2})(?::?(\d{2}))?)?")
CITY_HOURS = 8.0
"""Hours by which the city's clock is ahead of UTC."""


@dataclass
class HeaderNotes:
    """What the headers of one file say of its cells."""

    factors: dict[str, float] = field(default_factory=dict)
    """What the numbers of a column are multiplied by."""
    hours: dict[str, float] = field(default_factory=dict)
    """What is added to the moments of a column that state no offset of their own."""
    units: dict[str, str] = field(default_factory=dict)
    """By column, the unit of the rows whose column `unit` says none; a row that says another contradicts it."""
    datums: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    """What was assumed, by column, and what contradicts itself."""

    @property
    def unit(self) -> str | None:
        return next(iter(self.units.values()), None)

    @property
    def datum(self) -> str | None:
        return next(iter(self.datums.values()), None)

    def add(self, column: Column, note: str, header: str, has_unit_beside: bool, says_unit_itself: bool) -> None:
        """Put one note of a column's header where it belongs. `says_unit_itself`: the file has a column of units."""
        if column.kind in ("lon", "lat") and (datum := datum_of(note)):
            self.datums[column.name] = datum
        elif column.kind == "timestamp" and (shift := _hours(note)):
            self.hours[column.name] = shift
            self._say(column, header, "header_zone", "assumed", f"{shift:+g}")
        elif column.kind in ("integer", "number") and (measure := measure_of(note)):
            self._count(column, note, header, measure, has_unit_beside)
        elif has_unit_beside and not says_unit_itself and note:
            self.units[column.name] = note  # 库存（箱）: a unit that nobody converts, and the only one that the file says

    def _count(self, column: Column, note: str, header: str, measure: tuple[str, float], has_unit_beside: bool) -> None:
        if has_unit_beside and measure[0]:
            self.units[column.name] = note
            return
        factor = _factor(column, measure)
        if factor is None:
            self._say(column, header, "header_contradicts", "refuse", column.unit)
        elif factor != 1:
            self.factors[column.name] = factor
            self._say(column, header, "header_factor", "assumed", f"{factor:,g}")

    def _say(self, column: Column, header: str, rule: str, severity: str, detail: str | None) -> None:
        self.faults.append(Fault(None, column.name, header, rule, severity, detail))


def header_notes(table: Table, headers: dict[str, str]) -> HeaderNotes:
    """What the headers of a file say. `headers`: the file's own header by column name; a name that the table lacks is passed over."""
    notes = HeaderNotes()
    for name, header in headers.items():
        column = table.columns.get(name)
        if column is None:
            continue
        for note in _notes(header):
            beside = "unit" in table.columns and name in WITH_UNIT_BESIDE
            notes.add(column, note.split("/")[0] if beside else note, header, beside, "unit" in headers)
    for one, several, found in (("header_unit", "header_units", notes.units), ("header_datum", "header_datums", notes.datums)):
        # Two columns with a unit or a datum each have to agree on it.
        rule, severity = (one, "assumed") if len(set(found.values())) == 1 else (several, "refuse")
        notes.faults += [Fault(None, name, headers[name], rule, severity, own) for name, own in found.items()]
    return notes


def measure_of(text: str) -> tuple[str, float] | None:
    """What a unit measures, and how many of that measure's own unit it is; "" for a mere multiple; null for no unit."""
    if text in UNITS:
        return UNITS[text]
    for word, times in MULTIPLES.items():
        if text.startswith(word):
            rest = text[len(word) :]
            measure, own = UNITS.get(rest, ("", 1.0))
            return (measure, times * own) if measure or not rest else None
    return None


def same_units(unit: str) -> list[str]:
    """Every spelling of a unit, in small letters."""
    return [unit, *(name for name, size in UNITS.items() if size == UNITS.get(unit))]


def _factor(column: Column, measure: tuple[str, float]) -> float | None:
    """What a column's numbers are multiplied by; null where its unit measures something else."""
    kind, size = measure
    if kind == "share":
        return size if column.maximum == 1 else 1.0
    own = measure_of(column.unit) if column.unit else None
    if own is None or not kind:
        return size
    return size / own[1] if kind == own[0] else None


def _notes(header: str) -> list[str]:
    """What stands in the brackets of a header, in half width and small letters, without the word for unit."""
    plain = unicodedata.normalize("NFKC", header).casefold()
    return [re.sub(r"^单位\s*[::]?\s*", "", note.strip()) for note in BRACKETED.findall(plain)]


def _hours(note: str) -> float | None:
    """What is added to moments of a zone to give the city's; null where the note names no zone."""
    found = ZONE.fullmatch(note.replace(" ", ""))
    if found is None:
        return None
    hours = float(found[1] or 0)
    return CITY_HOURS - hours - (float(found[2] or 0) / 60) * (-1 if hours < 0 else 1)
