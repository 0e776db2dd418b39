"""XLSX: typed cells, units in the head, and a second sheet: from what, as of when, by which statement, what each column means."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pandas as pd

from dashboard.i18n.forms import bracketed, fmt_moment, is_missing
from dashboard.i18n.messages import text
from dashboard.plain_text import in_spreadsheet
from dashboard.rows.coded import said
from dashboard.ui.components.exports.parcel import Parcel

MOST_ROWS = 1_048_575
"""What a sheet holds under its head."""
LONGEST_CELL = 32_767
WIDEST = 40
AS_IT_IS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True}


def xlsx_file(parcel: Parcel) -> bytes:
    """The file. Codes are followed by a column of their words; a missing value is an empty cell."""
    import xlsxwriter  # 2 MB that a board from which nobody takes a workbook need not hold

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "constant_memory": False} | AS_IT_IS) as book:
        book.set_properties({"title": parcel.name, "comments": text("word.as_of", parcel.lang) + f" {parcel.as_of:%Y-%m-%d %H:%M}"})
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}), "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _rows(book.add_worksheet(text("export.sheet_rows", parcel.lang)), parcel, looks)
        _about(book.add_worksheet(text("export.sheet_about", parcel.lang)), parcel, looks)
        if parcel.notes:
            _notes(book.add_worksheet(text("export.sheet_notes", parcel.lang)), parcel, looks)
    return made.getvalue()


def _rows(sheet: Any, parcel: Parcel, looks: dict[str, Any]) -> None:
    place = 0
    for name in parcel.rows.columns:
        held, values = parcel.described(str(name)), parcel.rows[name]
        sheet.write_string(0, place, _text(held.label + bracketed(held.unit, parcel.lang)), looks["head"])
        widest = _column(sheet, place, values, looks)
        sheet.set_column(place, place, min(WIDEST, max(10, widest, 2 * len(held.label))))
        place += 1
        if held.enum:
            words = pd.Series([None if is_missing(v) else said(v, held.enum, parcel.lang) for v in values], dtype=object)
            sheet.write_string(0, place, _text(text("word.in_words", parcel.lang, column=held.label)), looks["head"])
            _column(sheet, place, words, looks)
            place += 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(parcel.rows), max(0, place - 1))


def _column(sheet: Any, place: int, values: pd.Series, looks: dict[str, Any]) -> int:
    """Write a column under its head; returns the letters of its widest text."""
    is_time = values.dtype.kind == "M"
    only_days = is_time and bool((values.dropna() == values.dropna().dt.normalize()).all())
    widest = 0
    for number, value in enumerate(values.tolist(), start=1):
        if is_missing(value):
            continue
        if isinstance(value, bool):
            sheet.write_boolean(number, place, value)
        elif isinstance(value, int | float):
            sheet.write_number(number, place, value)
        elif isinstance(value, datetime):
            sheet.write_datetime(number, place, value, looks["day" if only_days else "moment"])
            widest = 17
        elif isinstance(value, date):
            sheet.write_datetime(number, place, datetime.combine(value, time()), looks["day"])
        else:
            words = _text(value)
            sheet.write_string(number, place, words)
            widest = max(widest, len(words))
    return widest


def _about(sheet: Any, parcel: Parcel, looks: dict[str, Any]) -> None:
    lang = parcel.lang
    lines = [
        (text("export.source", lang), parcel.source), (text("word.as_of", lang), fmt_moment(parcel.as_of, lang, year=True)),
        (text("export.rows", lang), f"{len(parcel.rows):,}"), *parcel.facts,
    ]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 3, 40)
    for number, (label, words) in enumerate(lines):
        sheet.write_string(number, 0, _text(label), looks["head"])
        sheet.write_string(number, 1, _text(words), looks["text"])
    first = len(lines) + 1
    for place, part in enumerate(("column", "name", "unit", "about")):
        sheet.write_string(first, place, text(f"export.definition_{part}", lang), looks["head"])
    for number, row in enumerate(_definitions(parcel), start=first + 1):
        for place, words in enumerate(row):
            sheet.write_string(number, place, _text(words), looks["text"])


def _definitions(parcel: Parcel) -> Iterator[tuple[str, str, str, str]]:
    """Label, name, unit and meaning of every column that the first sheet has, those of words in their place."""
    for name in map(str, parcel.rows.columns):
        held = parcel.described(name)
        yield held.label, held.name, held.unit, held.about
        if held.enum:
            label = text("word.in_words", parcel.lang, column=held.label)
            yield label, "", "", text("export.in_words_about", parcel.lang, column=held.label)


def _notes(sheet: Any, parcel: Parcel, looks: dict[str, Any]) -> None:
    for place, (part, width) in enumerate((("when", 17), ("who", 20), ("on", 30), ("text", 80))):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, text(f"notes.head_{part}", parcel.lang), looks["head"])
    for number, (when, *words) in enumerate(parcel.notes, start=1):
        sheet.write_datetime(number, 0, when, looks["moment"])
        for place, part in enumerate(words, start=1):
            sheet.write_string(number, place, _text(part), looks["text"])
    sheet.freeze_panes(1, 0)


def _text(value: object) -> str:
    return str(in_spreadsheet(str(value)))[:LONGEST_CELL]
