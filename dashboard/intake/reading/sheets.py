"""XLSX: the cells of one sheet as text, with merged cells filled and spreadsheet values written plainly."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook

from dashboard.errors import RefusedInput
from dashboard.intake.reading.files import damaged_workbook

HALF_SECOND = datetime.timedelta(milliseconds=500)
MAX_COLUMNS = 500
MAX_HEADER_ROWS = 3
MAX_MERGED_CELLS = 500_000
Rows = Iterator[tuple[int, list[str]]]
Cell = tuple[int, int]
"""Row and column, counted from 0."""
Merges = list[tuple[Cell, Cell]]
"""First and last cell of each merged range."""
Filled = dict[Cell, Cell]
"""The cell whose value it shows, by every other cell of a merged range."""


def read_sheet(file: Path, wanted: str | None) -> tuple[Rows, str]:
    """(row number, cells) of a sheet's rows that are not blank, and the sheet's name.

    `wanted`: the sheet's name; null = the first. Where header cells are merged downwards, the header is several rows
    deep and comes as one, number 1. A cell merged downwards in the data has its value in every row.
    Raises: RefusedInput for a workbook that cannot be read, or has no such sheet.
    """
    try:
        book = CalamineWorkbook.from_path(str(file))
        if wanted is not None and wanted not in book.sheet_names:
            raise RefusedInput("sheets.no_sheet", name=wanted, listed="、".join(book.sheet_names))
        sheet = book.get_sheet_by_name(wanted or book.sheet_names[0])
        merges = sheet.merged_cell_ranges or []
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as broken:
        raise damaged_workbook() from broken
    if sheet.start is None or sheet.end is None:
        raise RefusedInput("sheets.empty")
    if sheet.end[1] >= MAX_COLUMNS:
        raise RefusedInput("sheets.wide", n=sheet.end[1] + 1, most=MAX_COLUMNS)
    depth = _header_depth(merges)
    return _rows(sheet, _filled(*sheet.end, merges), sheet.start[1], depth), sheet.name


def text_of(value: object) -> str:
    """A cell's value as a clerk would type it: 3 and not 3.0, ISO dates, true and false; "" for an empty cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime.datetime():
            # Spreadsheets keep times as fractions of a day, a little off the second.
            return (value + HALF_SECOND).replace(microsecond=0).isoformat(sep=" ") if value.microsecond else str(value)
        case _:
            return str(value)


def _header_depth(merges: Merges) -> int:
    """Rows that the header takes: as many as the tallest cell that is merged down from row 1."""
    tall = [end[0] + 1 for start, end in merges if start[0] == 0]
    return min(max(tall, default=1), MAX_HEADER_ROWS)


def _filled(bottom: int, right: int, merges: Merges) -> Filled:
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


def _rows(sheet: CalamineSheet, filled: Filled, left: int, depth: int) -> Rows:
    origins = set(filled.values())
    shown: dict[Cell, str] = {}
    margin = [""] * left
    header: list[list[str]] = []
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = margin + [text_of(value) for value in values]
        if number <= depth:
            header.append(cells)
            if number == depth:
                yield 1, _united(header, filled)
            continue
        for column in range(len(cells)) if filled else ():
            place = (number - 1, column)
            if place in origins:
                shown[place] = cells[column]
            elif place in filled and filled[place][1] == column:
                cells[column] = shown.get(filled[place], "")
        if any(cells):
            yield number, cells


def _united(header: list[list[str]], filled: Filled) -> list[str]:
    """One header a column: the lowest text in it, else the text of the wide cell above it, where there are two rows."""
    names = []
    for column in range(len(header[0])):
        own = [cells[column].strip() for cells in header if cells[column].strip()]
        names.append(own[-1] if own else "")
    for (row, column), start in filled.items():
        if len(header) > 1 and row == start[0] < len(header) and column < len(names) and not names[column]:
            names[column] = header[row][start[1]].strip()
    return names
