"""ODS: the cells of one sheet as text, as LibreOffice and WPS write them."""

import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from dashboard.errors import RefusedInput
from dashboard.intake.reading.files import damaged_workbook
from dashboard.intake.reading.grid import Cell, Grid, Merges, Oddities
from dashboard.intake.reading.sheets import EXACT, MAX_COLUMNS, text_of
from dashboard.intake.reading.spread import spread

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MOST_ROWS = 1_100_000
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def ods_sheet_names(file: Path) -> list[tuple[str, bool]]:
    """The sheets: name, and whether people see it. Raises: RefusedInput for a file that cannot be read."""
    return [(name, is_shown) for name, is_shown, _ in _tables(file)]


def ods_grid(file: Path, wanted: str | None) -> Grid:
    """A sheet's cells as text. `wanted`: its name; null = the first that is shown. Raises: RefusedInput."""
    tables = _tables(file)
    chosen = [one for one in tables if one[0] == wanted or (wanted is None and one[1])] or (tables[:1] if wanted is None else [])
    if not chosen:
        raise RefusedInput("sheets.no_sheet", name=wanted, listed="、".join(name for name, _, _ in tables))
    name, _, table = chosen[0]
    odd = Oddities()
    merges: Merges = []
    rows, numbers, has_percents = _rows(table, merges, odd)
    if not rows:
        raise RefusedInput("sheets.empty", name=name)
    return Grid(spread(rows, merges, numbers, odd), merges, odd, has_percents, name)


def _tables(file: Path) -> list[tuple[str, bool, Element]]:
    try:
        with zipfile.ZipFile(file) as archive:
            root = _parsed(archive.read("content.xml"))
    except (zipfile.BadZipFile, KeyError, ParseError, OSError, EOFError) as broken:
        raise damaged_workbook() from broken
    hidden = {
        style.get(f"{STYLE}name") for style in root.iter(f"{STYLE}style")
        if any(part.get(f"{TABLE}display") == "false" for part in style)
    }
    return [(t.get(f"{TABLE}name") or "", t.get(f"{TABLE}style-name") not in hidden, t) for t in root.iter(f"{TABLE}table")]


def _parsed(content: bytes) -> Element:
    if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content:
        raise ParseError("a document that defines entities is not read")
    return fromstring(content)


def _rows(table: Element, merges: Merges, odd: Oddities) -> tuple[list[tuple[int, list[str]]], set[Cell], bool]:
    """(row from 1, cells) of the rows that are not blank, the cells that are numbers, and whether percentages are shown."""
    rows: list[tuple[int, list[str]]] = []
    numbers: set[Cell] = set()
    number, has_percents = 0, False
    for row in table.iter(f"{TABLE}table-row"):
        repeated = int(row.get(f"{TABLE}number-rows-repeated", 1))
        cells: list[str] = []
        for cell in (one for one in row if one.tag in CELLS):
            again, at = int(cell.get(f"{TABLE}number-columns-repeated", 1)), len(cells)
            text, oddity, is_number = _value(cell)
            has_percents = has_percents or cell.get(f"{OFFICE}value-type") == "percentage"
            down, across = (int(cell.get(f"{TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns"))
            if down > 1 or across > 1:
                merges.append(((number, at), (number + down - 1, at + across - 1)))
            if text or oddity:
                again = min(again, MAX_COLUMNS)
                for column in range(at, at + again):
                    if oddity:
                        odd.add(number + 1, column, oddity, text)
                    if is_number:
                        numbers.add((number, column))
            cells += [text] * min(again, MAX_COLUMNS + 1 - min(at, MAX_COLUMNS))
        if any(cells):
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise RefusedInput("sheets.wide", n=len(cells), most=MAX_COLUMNS)
            rows += [(number + n + 1, list(cells)) for n in range(min(repeated, MOST_ROWS - len(rows)))]
        number += repeated
    return rows, numbers, has_percents


def _value(cell: Element) -> tuple[str, str, bool]:
    """A cell's text, what is odd about it ("" = nothing), and whether it is a number."""
    kind, shown = cell.get(f"{OFFICE}value-type"), "\n".join("".join(p.itertext()) for p in cell.findall(f"{TEXT}p"))
    if shown.startswith("#") and (cell.get(f"{TABLE}formula") or shown.startswith(("#N/A", "#DIV"))):
        return shown, "error", False
    if kind in ("float", "currency"):
        value = float(cell.get(f"{OFFICE}value", "nan"))
        return text_of(value), "rounded" if abs(value) >= EXACT else "", True
    if kind == "percentage":
        return f"{text_of(round(float(cell.get(f'{OFFICE}value', 'nan')) * 100, 10))}%", "", True
    if kind == "date":
        return cell.get(f"{OFFICE}date-value", shown).replace("T", " "), "date", False
    if kind is None and cell.get(f"{TABLE}formula"):
        return "", "no_value", False
    return shown, "", False
