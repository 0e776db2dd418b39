"""Empty files for clerks: a CSV a language and a workbook for each table, with one example row."""

import csv
from pathlib import Path

from dashboard.intake.checks.cells import DATUM, SYNTHETIC
from dashboard.intake.templates.dictionary import dictionary
from dashboard.intake.templates.examples import DAOLI, Site, example_row
from dashboard.schema.declaration import Table, tables
from dashboard.warehouse.durable import disk_in_words

EXTRA = {
    DATUM: (("坐标系", "datum"), ("WGS-84", "WGS-84")),
    SYNTHETIC: (("合成", "synthetic"), ("是", "yes")),
}
"""Headers and example of the columns beside the table's own. The example row says that it is made up, in case it stays."""
NOTE_HEADERS = ("列 Column", "英文列名 English header", "类型 Type", "单位 Unit", "必填 Required", "可填内容 Allowed", "说明 About")
NOTE_DATUM = ["坐标系", "datum", "选项 one of a list", "", "有坐标时 with coordinates", "WGS-84、GCJ-02、BD-09",
              "坐标所用的坐标系\ndatum of the coordinates"]  # fmt: skip
NOTE_SYNTHETIC = ["合成", "synthetic", "是否 yes or no", "", "", "是、否\nyes, no",
                  "编造的数据（如示例行）填“是”\nyes for a made-up row, such as the example"]  # fmt: skip
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
    """The header and the example row."""
    is_chinese = lang == "zh"
    example = example_row(table, site, lang)
    header = [column.zh if is_chinese else column.name for column in table.columns.values()]
    row = [example[name] for name in table.columns]
    for extra, (headers, examples) in EXTRA.items():
        if extra == SYNTHETIC or "lon" in table.columns:
            header.append(headers[not is_chinese])
            row.append(examples[not is_chinese])
    return [header, row]


def _write_workbook(file: Path, table: Table, site: Site) -> None:
    """First sheet in Chinese, second in English, third the columns and what they may hold."""
    import xlsxwriter  # the board shows templates and writes none

    with xlsxwriter.Workbook(str(file)) as book:
        bold, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for title, lang in (("填报", "zh"), ("English", "en")):
            sheet = book.add_worksheet(title)
            header, row = template_rows(table, site, lang)
            # Text, so that a spreadsheet turns no identifier into a number and no date into another.
            sheet.set_column(0, len(header) - 1, WIDTH, text)
            sheet.write_row(0, 0, header, bold)
            for column, value in enumerate(row):
                sheet.write_string(1, column, value, text)
            sheet.freeze_panes(1, 0)
        notes = book.add_worksheet("说明 Notes")
        notes.set_column(0, 5, WIDTH, wrapped)
        notes.set_column(6, 6, 3 * WIDTH, wrapped)
        notes.write_row(0, 0, NOTE_HEADERS, bold)
        for number, row in enumerate(_notes(table), start=1):
            notes.write_row(number, 0, row)


def _notes(table: Table) -> list[list[str]]:
    rows = [
        [
            one["zh"], one["column"], f"{one['type_zh']} {one['type_en']}", one["unit"] or "",
            "是 yes" if one["required"] else "", f"{one['allowed_zh']}\n{one['allowed_en']}".strip(),
            f"{one['about_zh']}\n{one['about_en']}",
        ]
        for one in dictionary()
        if one["table"] == table.name
    ]  # fmt: skip
    if "lon" in table.columns:
        rows.append(NOTE_DATUM)
    return [*rows, NOTE_SYNTHETIC]
