"""A template as a workbook: what to do, a sheet to fill in for each table, and the lists that its cells are chosen from.

Text, identifiers, dates and times are cells of text: a spreadsheet that reads them itself turns numbers of eighteen digits into others,
2/10 into a day of this year, and 24:00 into the next day. Only columns of numbers have the format of numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.i18n.messages import both, text
from dashboard.intake.templates.city_lists import CityLists, choices
from dashboard.intake.templates.column_notes import DATUMS, header_note, instructions, is_required
from dashboard.intake.templates.dictionary import allowed
from dashboard.schema.declaration import Column, Table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS = 5000
"""Rows that have lists and formats."""
LONGEST_NAME = 31
NARROW, WIDE, PER_SIGN = 12, 32, 2.1
"""Width of a column in characters: at least, at most, and of one Chinese character."""
NOTE_SIZE = {"x_scale": 1.9, "y_scale": 1.3}
NUMBERS = ("integer", "number", "lon", "lat")


@dataclass(frozen=True)
class Entries:
    """One sheet to fill in."""

    sheet: str
    table: Table
    lang: str
    header: list[str]
    example: list[str]
    columns: list[Column | None]
    """Of each header; null = the datum, or the mark at the end."""


def write_workbook(file: Path, sheets: Sequence[Entries], lists: CityLists) -> None:
    """Instructions in both languages, the sheets to fill in, and a hidden sheet of lists."""
    import xlsxwriter  # the board shows templates and writes none

    with xlsxwriter.Workbook(str(file)) as book:
        formats = _formats(book)
        _write_instructions(book.add_worksheet(" ".join(both("template.notes"))), sheets, lists, formats)
        filled = [book.add_worksheet(entries.sheet[:LONGEST_NAME]) for entries in sheets]
        options = Options(book.add_worksheet(" ".join(both("template.lists"))))
        for sheet, entries in zip(filled, sheets, strict=True):
            _write_entries(sheet, entries, lists, options, formats)
        options.sheet.hide()
        if len({entries.table.name for entries in sheets}) == 1:
            filled[0].activate()  # the instructions stand before it, and are one click away


class Options:
    """The hidden sheet: one column a list, each list once."""

    def __init__(self, sheet: "Worksheet") -> None:
        self.sheet = sheet
        self._places: dict[tuple[str, ...], str] = {}

    def place(self, values: list[str]) -> str:
        """The range of cells that holds a list."""
        from xlsxwriter.utility import xl_range_abs

        if (listed := tuple(values)) not in self._places:
            column = len(self._places)
            for row, value in enumerate(values):
                self.sheet.write_string(row, column, value)
            self._places[listed] = f"='{self.sheet.get_name()}'!{xl_range_abs(0, column, len(values) - 1, column)}"
        return self._places[listed]


def _formats(book: "Workbook") -> dict[str, Any]:
    grey = {"italic": True, "font_color": "#7A7A7A", "bg_color": "#F2F2F2"}
    return {
        "text": book.add_format({"num_format": "@"}),
        "number": book.add_format({"num_format": "General", "align": "right"}),
        "needed": book.add_format({"bold": True, "bg_color": "#FFE8A3", "border": 1, "num_format": "@"}),
        "header": book.add_format({"bold": True, "bg_color": "#E6EBF0", "border": 1, "num_format": "@"}),
        "example": book.add_format(grey | {"num_format": "@"}),
        "example_number": book.add_format(grey | {"align": "right"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "bold": book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _write_instructions(sheet: "Worksheet", sheets: Sequence[Entries], lists: CityLists, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, WIDE, formats["wrapped"])
    sheet.set_column(1, 4, NARROW + 4, formats["wrapped"])
    sheet.set_column(5, 5, 2 * WIDE, formats["wrapped"])
    for row, (style, cells) in enumerate(instructions({entries.table.name: entries.table for entries in sheets}, lists)):
        if style == "step":
            sheet.merge_range(row, 0, row, 5, cells[0], formats["wrapped"])
            sheet.set_row(row, 30)
        else:
            sheet.write_row(row, 0, cells, formats[style])


def _write_entries(sheet: "Worksheet", entries: Entries, lists: CityLists, options: Options, formats: dict[str, Any]) -> None:
    for at, (name, column) in enumerate(zip(entries.header, entries.columns, strict=True)):
        needed = column is not None and is_required(entries.table, column)
        is_number = column is not None and column.kind in NUMBERS
        header = f"{name}*" if needed else name
        sheet.set_column(at, at, min(max(NARROW, len(header) * PER_SIGN, len(entries.example[at]) * PER_SIGN), WIDE), formats["text"])
        if is_number:
            sheet.set_column(at, at, NARROW, formats["number"])
        sheet.write_string(0, at, header, formats["needed" if needed else "header"])
        sheet.write_comment(0, at, header_note(entries.table, column, at == len(entries.header) - 1, lists, entries.lang), NOTE_SIZE)
        if is_number and entries.example[at]:
            sheet.write_number(1, at, float(entries.example[at]), formats["example_number"])
        else:
            sheet.write_string(1, at, entries.example[at], formats["example"])
        _validate(sheet, at, entries, lists, options)
    sheet.freeze_panes(1, 0)


def _validate(sheet: "Worksheet", at: int, entries: Entries, lists: CityLists, options: Options) -> None:
    """A list, or the range of a number. Both warn and let pass: a file may use other spellings, and the import looks again."""
    lang, column = entries.lang, entries.columns[at]
    if column is None:
        is_mark = at == len(entries.header) - 1
        listed = [text("template.yes", lang), text("template.no", lang)] if is_mark else list(DATUMS)
    else:
        listed = choices(entries.table, column, lists, lang)
    rule: dict[str, Any] = {"ignore_blank": True, "error_type": "warning"}
    if listed:
        rule |= {"error_title": text("template.list_title", lang), "error_message": text("template.list_message", lang)}
        sheet.data_validation(1, at, ROWS, at, rule | {"validate": "list", "source": options.place(listed)})
    elif column is not None and column.minimum is not None and not _takes_words(entries.table, column):
        sheet.data_validation(1, at, ROWS, at, rule | _range(column, lang))


def _range(column: Column, lang: str) -> dict[str, Any]:
    span = {"criteria": ">=", "value": column.minimum}
    if column.maximum is not None:
        span = {"criteria": "between", "minimum": column.minimum, "maximum": column.maximum}
    words = text("template.number_message", lang, allowed=allowed(column, lang))
    kind = "integer" if column.kind == "integer" else "decimal"
    return span | {"validate": kind, "error_title": text("template.number_title", lang), "error_message": words}


def _takes_words(table: Table, column: Column) -> bool:
    """Whether the column may say its qualifier too, as 4680余人 does."""
    return bool({"qualifier", f"{column.name}_qualifier"} & set(table.columns))
