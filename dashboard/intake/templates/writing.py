"""Empty files for clerks: a CSV a language and a workbook for each table, and one workbook a language with all of them."""

import csv
from pathlib import Path

from dashboard.i18n.messages import LANGUAGES, both, text
from dashboard.intake.example_rows import example_mark
from dashboard.intake.templates.city_lists import CityLists
from dashboard.intake.templates.column_notes import is_required
from dashboard.intake.templates.examples import Site, example_row
from dashboard.intake.templates.workbook import Entries, write_workbook
from dashboard.schema.declaration import Column, Table, tables
from dashboard.warehouse.durable import disk_in_words

WGS_84 = "WGS-84"
ALL_TABLES = "all_tables"
ABOUT = "README.txt"
"""What each file is for; intake passes it over."""


def write_templates(folder: Path, lists: CityLists | None = None) -> list[Path]:
    """Write `<table>_zh.csv`, `<table>_en.csv` (UTF-8 with BOM), `<table>.xlsx` for every table, and `all_tables_zh.xlsx`,
    `all_tables_en.xlsx` with all of them, and `README.txt`, which says what each is for; the files written.

    `lists`: what cells may be chosen from in this city; null = the templates of no city. Existing files of these names are replaced.
    """
    lists = lists or CityLists()
    with disk_in_words():
        folder.mkdir(parents=True, exist_ok=True)
        written = [file for table in tables().values() for file in _write_table(folder, table, lists)]
        for lang in LANGUAGES:
            written.append(folder / f"{ALL_TABLES}_{lang}.xlsx")
            sheets = [_entries(table, lists, lang, table.title_zh if lang == "zh" else table.name) for table in tables().values()]
            write_workbook(written[-1], sheets, lists)
        written.append(folder / ABOUT)
        written[-1].write_text(about(lists), encoding="utf-8-sig")
    return written


def about(lists: CityLists) -> str:
    """What to do with the files, and what each is for: a line a table, in both languages."""
    lines = [text("template.title_all", lang, city=lists.city.say(lang)) for lang in LANGUAGES]
    lines += ["", *both("template.about_files"), ""]
    for table in tables().values():
        needed = [column for column in table.columns.values() if is_required(table, column)]
        zh = text("template.about_file", "zh", title=table.title_zh, about=table.about_zh, needed="、".join(c.zh for c in needed))
        en = text("template.about_file", "en", title=table.title_en, about=table.about_en, needed=", ".join(c.name for c in needed))
        lines.append(f"{table.name}.xlsx  {zh}  {en}")
    return "\n".join(lines) + "\n"


def _write_table(folder: Path, table: Table, lists: CityLists) -> list[Path]:
    written = []
    for lang in LANGUAGES:
        written.append(folder / f"{table.name}_{lang}.csv")
        with written[-1].open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(template_rows(table, lists.site, lang))
    written.append(folder / f"{table.name}.xlsx")
    write_workbook(written[-1], [_entries(table, lists, lang, text("template.entries", lang)) for lang in LANGUAGES], lists)
    return written


def template_rows(table: Table, site: Site, lang: str) -> list[list[str]]:
    """The header and the example row, with the mark by which intake passes it over."""
    example = example_row(table, site, lang)
    header = [column.zh if lang == "zh" else column.name for column in table.columns.values()]
    row = [example[name] for name in table.columns]
    if "lon" in table.columns:
        header.append(text("template.datum", lang))
        row.append(WGS_84)
    return [[*header, text("template.synthetic", lang)], [*row, example_mark(lang)]]


def _entries(table: Table, lists: CityLists, lang: str, sheet: str) -> Entries:
    header, example = template_rows(table, lists.site, lang)
    columns: list[Column | None] = [*table.columns.values()]
    columns += [None] * (len(header) - len(columns))
    return Entries(sheet, table, lang, header, example, columns)
