"""XLSX: the cells of one sheet as text, spreadsheet values written plainly, and which sheets a workbook has."""

import datetime
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dashboard.errors import RefusedInput
from dashboard.intake.reading.cell_notes import Notes, notes_of
from dashboard.intake.reading.files import damaged_workbook
from dashboard.intake.reading.grid import NOTED, Cell, Grid, Merges, Oddities, Rows

HALF_SECOND = datetime.timedelta(milliseconds=500)
MAX_COLUMNS = 500
MAX_MERGED_CELLS = 500_000
EXACT = 1e15
"""A spreadsheet keeps fifteen digits: a number from here on may have been rounded."""
UNWORKED = "=…"
"""What a formula without a stored value is shown as."""
Filled = dict[Cell, Cell]
"""The cell whose value it shows, by every other cell of a merged range."""


def sheets_of(file: Path) -> list[tuple[str, bool]]:
    """The worksheets of a workbook: name, and whether people see it. Raises: RefusedInput for a workbook that cannot be read."""
    try:
        with CalamineWorkbook.from_path(str(file)) as book:
            return [(s.name, s.visible == SheetVisibleEnum.Visible) for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    except (python_calamine.CalamineError, OSError, ValueError) as broken:
        raise damaged_workbook() from broken


def read_sheet(file: Path, wanted: str | None) -> Grid:
    """A sheet's cells as text. `wanted`: its name; null = the first that is not hidden.

    A cell merged downwards has its value in every row; a number merged over several is noted as such.
    Raises: RefusedInput for a workbook that cannot be read, or has no such sheet.
    """
    try:
        book = CalamineWorkbook.from_path(str(file))
        if wanted is not None and wanted not in book.sheet_names:
            raise RefusedInput("sheets.no_sheet", name=wanted, listed="、".join(book.sheet_names))
        name = wanted or next((name for name, is_shown in sheets_of(file) if is_shown), book.sheet_names[0])
        sheet = book.get_sheet_by_name(name)
        merges = sheet.merged_cell_ranges or []
        notes = notes_of(file, name)
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as broken:
        raise damaged_workbook() from broken
    except (KeyError, StopIteration, ParseError, zipfile.BadZipFile):
        notes = Notes()  # the reader of values found the sheet all the same
    if sheet.start is None or sheet.end is None:
        raise RefusedInput("sheets.empty", name=name)
    if sheet.end[1] >= MAX_COLUMNS:
        raise RefusedInput("sheets.wide", n=sheet.end[1] + 1, most=MAX_COLUMNS)
    odd = Oddities()
    return Grid(_rows(sheet, filled_of(*sheet.end, merges), notes, odd), merges, odd, bool(notes.percents), sheet.name)


def text_of(value: object) -> str:
    """A cell's value as a clerk would type it: 3 and not 3.0, ISO dates, true and false; "" for an empty cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)
        case datetime.datetime():
            # Spreadsheets keep times as fractions of a day, a little off the second.
            return (value + HALF_SECOND).replace(microsecond=0).isoformat(sep=" ") if value.microsecond else str(value)
        case _:
            return str(value)


def filled_of(bottom: int, right: int, merges: Merges) -> Filled:
    """The cell whose value it shows, by every other cell of a merged range; row and column counted from 0."""
    places: Filled = {}
    for start, end in merges:
        for row in range(start[0], min(end[0], bottom) + 1):
            for column in range(start[1], min(end[1], right) + 1):
                if (row, column) != start:
                    places[row, column] = start
        if len(places) > MAX_MERGED_CELLS:
            raise RefusedInput("sheets.many_merged")
    return places


def _rows(sheet: CalamineSheet, filled: Filled, notes: Notes, odd: Oddities) -> Rows:
    origins = set(filled.values())
    shown: dict[Cell, tuple[str, bool]] = {}
    dated: set[int] = set()
    """Columns in which enough dates were noted."""
    margin = [""] * (sheet.start or (0, 0))[1]
    is_noted = bool(notes.errors or notes.unworked or notes.percents or notes.padded)
    for number, values in enumerate(sheet.iter_rows(), start=1):
        # Most cells are text already.
        cells = margin + [value if type(value) is str else text_of(value) for value in values]
        for column, value in enumerate(values, start=len(margin)):
            if type(value) is float:  # asked of every cell of a million rows
                if value >= EXACT or value <= -EXACT:
                    odd.add(number, column, "rounded", cells[column])
            elif type(value) is not str and column not in dated and isinstance(value, datetime.date):
                odd.add(number, column, "date", cells[column])
                dated |= {column} if len(odd.by_column[column]) >= NOTED else set()
        if is_noted:
            _annotate(number, cells, values, len(margin), notes, odd)
        for column in range(len(cells)) if filled else ():
            place = (number - 1, column)
            if place in origins:
                shown[place] = cells[column], isinstance(values[column - len(margin)], float)
            elif place in filled:
                fill(cells, place, filled[place], shown, odd)
        if any(cells):
            yield number, cells
    for row, column in sorted(notes.unworked):
        if row > (sheet.end or (0, 0))[0]:  # beneath the last value
            odd.add(row + 1, column, "no_value", UNWORKED)


def fill(cells: list[str], place: Cell, origin: Cell, shown: dict[Cell, tuple[str, bool]], odd: Oddities) -> None:
    """A cell below the first of a merged range shows its value; one beside it stays empty. A number is noted: it counts once."""
    value, is_number = shown.get(origin, ("", False))
    if is_number and (place[0] == origin[0] or place[0] == origin[0] + 1):
        odd.add(place[0] + 1, place[1], "merged", value)
    if origin[1] == place[1]:
        cells[place[1]] = value


def _annotate(number: int, cells: list[str], values: Sequence[object], margin: int, notes: Notes, odd: Oddities) -> None:
    for column, value in enumerate(values, start=margin):
        place = (number - 1, column)
        if place in notes.errors:
            cells[column] = notes.errors[place]
            odd.add(number, column, "error", cells[column])
        elif place in notes.unworked:
            cells[column] = UNWORKED  # a row of nothing else is no blank row
            odd.add(number, column, "no_value", UNWORKED)
        elif place in notes.percents and isinstance(value, float):
            cells[column] = f"{text_of(round(value * 100, 10))}%"
        elif place in notes.padded and isinstance(value, float) and value.is_integer():
            cells[column] = cells[column].zfill(notes.padded[place])
