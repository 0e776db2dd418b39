"""Empty files for clerks: a CSV a language and a workbook for each table, with one example row."""

import csv
from pathlib import Path
from typing import Any

from dashboard.i18n.messages import LANGUAGES, both, text
from dashboard.intake.templates.dictionary import dictionary
from dashboard.intake.templates.examples import DAOLI, Site, example_row
from dashboard.schema.declaration import Table, tables
from dashboard.warehouse.durable import disk_in_words

WGS_84, DATUMS = "WGS-84", "WGS-84、GCJ-02、BD-09"
NOTES = ("column", "english_header", "type", "unit", "required", "allowed", "about")
"""Columns of the sheet of notes, by message."""
WIDTH = 18  # characters


def write_templates(folder: Path, site: Site = DAOLI) -> list[Path]:
    """Write `<table>_zh.csv`, `<table>_en.csv` (UTF-8 with BOM) and `<table>.xlsx` for every table; the files written.

    `site`: an area of the city with a point in it, for the example row. Existing files of these names are replaced.
    """
    with disk_in_words():
        folder.mkdir(parents=True, exist_ok=True)
        return [file for table in tables().values() for file in _write_table(folder, table, site)]


def _write_table(folder: Path, table: Table, site: Site) -> list[Path]:
    written = []
    for lang in ("zh", "en"):
        written.append(folder / f"{table.name}_{lang}.csv")
        with written[-1].open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(template_rows(table, site, lang))
    written.append(folder / f"{table.name}.xlsx")
    _write_workbook(written[-1], table, site)
    return written


def template_rows(table: Table, site: Site, lang: str) -> list[list[str]]:
    """The header and the example row, which says that it is made up, in case it stays."""
    example = example_row(table, site, lang)
    header = [column.zh if lang == "zh" else column.name for column in table.columns.values()]
    row = [example[name] for name in table.columns]
    if "lon" in table.columns:
        header.append(text("template.datum", lang))
        row.append(WGS_84)
    return [[*header, text("template.synthetic", lang)], [*row, text("template.yes", lang)]]


def _write_workbook(file: Path, table: Table, site: Site) -> None:
    """First sheet in Chinese, second in English, third the columns and what they may hold."""
    import xlsxwriter  # the board shows templates and writes none

    with xlsxwriter.Workbook(str(file)) as book:
        bold, plain = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for lang in LANGUAGES:
            sheet = book.add_worksheet(text("template.entries", lang))
            header, row = template_rows(table, site, lang)
            # Text, so that a spreadsheet turns no identifier into a number and no date into another.
            sheet.set_column(0, len(header) - 1, WIDTH, plain)
            sheet.write_row(0, 0, header, bold)
            for column, value in enumerate(row):
                sheet.write_string(1, column, value, plain)
            sheet.freeze_panes(1, 0)
        notes = book.add_worksheet(_in_both("notes"))
        notes.set_column(0, 5, WIDTH, wrapped)
        notes.set_column(6, 6, 3 * WIDTH, wrapped)
        notes.write_row(0, 0, [_in_both(name) for name in NOTES], bold)
        for number, row in enumerate(_notes(table), start=1):
            notes.write_row(number, 0, row)


def _notes(table: Table) -> list[list[str]]:
    rows = [_note(one) for one in dictionary() if one["table"] == table.name]
    choice = " ".join(both("kind.enum"))
    if "lon" in table.columns:
        about = "\n".join(both("template.about_datum"))
        rows.append([*both("template.datum"), choice, "", _in_both("with_coordinates"), DATUMS, about])
    kind, values = " ".join(both("kind.boolean")), "\n".join(both("allowed.boolean"))
    rows.append([*both("template.synthetic"), kind, "", "", values, "\n".join(both("template.about_synthetic"))])
    return rows


def _note(one: dict[str, Any]) -> list[str]:
    return [
        one["zh"],
        one["column"],
        f"{one['type_zh']} {one['type_en']}",
        one["unit"] or "",
        _in_both("yes") if one["required"] else "",
        f"{one['allowed_zh']}\n{one['allowed_en']}".strip(),
        f"{one['about_zh']}\n{one['about_en']}",
    ]


def _in_both(name: str) -> str:
    return " ".join(both(f"template.{name}"))
