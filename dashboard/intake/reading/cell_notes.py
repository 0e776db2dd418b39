"""What a workbook says of its cells beyond their values: errors, formulas that were never worked out, and how numbers are shown.

The reader of values gives an error and a formula without a stored value as an empty cell, and 0.634 for a cell that shows 63.4%.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from dashboard.intake.reading.grid import Cell

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BLOCK = 1 << 20
MOST = 200_000
"""Cells remembered of each kind."""
BUILTIN_PERCENT = {"9", "10"}
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
PADDED = re.compile(r"0{2,}")
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
STYLE = re.compile(rb'\bs="(\d+)"')
FORMULA = rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)"
NO_VALUE = re.compile(rb"<(?:\w+:)?c\s([^>]*)>" + FORMULA + rb"(?:\s*<(?:\w+:)?v\s*/>|\s*<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>")
ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(?:' + FORMULA + rb")?\s*<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>")
STYLED = re.compile(rb'<(?:\w+:)?c\s([^>]*\bs="\d+"[^>]*)>')


@dataclass
class Notes:
    """Cells by what is special about them; row and column from 0."""

    errors: dict[Cell, str] = field(default_factory=dict)
    """Such as #N/A."""
    unworked: set[Cell] = field(default_factory=set)
    """Formulas without a stored value."""
    percents: set[Cell] = field(default_factory=set)
    padded: dict[Cell, int] = field(default_factory=dict)
    """Whole numbers shown with leading zeros, and to how many digits."""


def notes_of(file: Path, sheet: str) -> Notes:
    """The notes on a sheet of an XLSX file that was checked to unpack. Raises: KeyError or ParseError for a missing or broken part."""
    notes = Notes()
    with zipfile.ZipFile(file) as archive:
        percents, padded = _styles(archive)
        is_styled = bool(percents or padded)
        with archive.open(_part(archive, sheet)) as part:
            for text in _whole_cells(part):
                _note(text, notes, percents, padded, is_styled)
    return notes


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    wanted = next(s.get(RELATION) for s in book.iter() if s.tag.endswith("}sheet") and s.get("name") == sheet)
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next(r.get("Target") or "" for r in relations if r.get("Id") == wanted)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _styles(archive: zipfile.ZipFile) -> tuple[set[int], dict[int, int]]:
    """Numbers of the cell styles that show a percentage, and of those that pad with zeros, with their digits."""
    if "xl/styles.xml" not in archive.namelist():
        return set(), {}
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    codes = {f.get("numFmtId"): LITERAL.sub("", f.get("formatCode") or "") for f in styles.iter() if f.tag.endswith("}numFmt")}
    percents, padded = set(), {}
    formats = next((list(part) for part in styles if part.tag.endswith("}cellXfs")), [])
    for number, style in enumerate(formats):
        code = style.get("numFmtId")
        if code in BUILTIN_PERCENT or "%" in codes.get(code, ""):
            percents.add(number)
        elif PADDED.fullmatch(codes.get(code, "")):
            padded[number] = len(codes[code])
    return percents, padded


def _whole_cells(part: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces that do not cut a cell in two."""
    kept = b""
    while block := part.read(BLOCK):
        kept += block
        cut = kept.rfind(b"</row>") + 1 or kept.rfind(b":row>") + 1
        if cut:
            yield kept[:cut]
            kept = kept[cut:]
    yield kept


def _note(text: bytes, notes: Notes, percents: set[int], padded: dict[int, int], is_styled: bool) -> None:
    if b't="e"' in text:
        for found in ERROR.finditer(text):
            if len(notes.errors) < MOST and (cell := _cell(found[1])):
                notes.errors[cell] = found[2].decode("utf-8", "replace")
    if b"<f" in text or b":f" in text:
        for found in NO_VALUE.finditer(text):
            # A formula that gives the empty text has one stored: t="str" with an empty value.
            if b't="str"' not in found[1] and len(notes.unworked) < MOST and (cell := _cell(found[1])):
                notes.unworked.add(cell)
    if is_styled:
        for found in STYLED.finditer(text):
            style = STYLE.search(found[1])
            number = int(style[1]) if style else -1
            if number in percents and (cell := _cell(found[1])):
                notes.percents.add(cell)
            elif number in padded and (cell := _cell(found[1])):
                notes.padded[cell] = padded[number]


def _cell(attributes: bytes) -> Cell | None:
    found = PLACE.search(attributes)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return int(found[2]) - 1, column - 1
