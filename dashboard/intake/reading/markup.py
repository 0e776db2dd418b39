"""Tables that systems save as HTML or as the XML of Excel 2003, mostly under the name .xls."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from dashboard.errors import RefusedInput
from dashboard.intake.reading.files import damaged_workbook
from dashboard.intake.reading.grid import Cell, Grid, Merges, Oddities
from dashboard.intake.reading.header_row import SEARCHED, known_headers
from dashboard.intake.reading.records import number_of
from dashboard.intake.reading.sheets import EXACT, MAX_COLUMNS
from dashboard.intake.reading.spread import spread

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
FURTHEST = 1_100_000


@dataclass
class _Table:
    """One table while it is read."""

    name: str = ""
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    merges: Merges = field(default_factory=list)
    numbers: set[Cell] = field(default_factory=set)
    odd: Oddities = field(default_factory=Oddities)
    is_shown: bool = True

    def grid(self, others: tuple[str, ...] = ()) -> Grid:
        rows = [row for row in self.rows if any(row[1])]
        if not rows:
            raise RefusedInput("sheets.empty", name=self.name)
        if (widest := max(len(cells) for _, cells in rows)) > MAX_COLUMNS:
            raise RefusedInput("sheets.wide", n=widest, most=MAX_COLUMNS)
        return Grid(spread(rows, self.merges, self.numbers, self.odd), self.merges, self.odd, name=self.name, others=others)


def html_grid(file: Path) -> Grid:
    """The table of an HTML file with the most known headers; the others are named by their number. Raises: RefusedInput without one."""
    reader = _Reader()
    reader.feed(_text(file.read_bytes()))
    tables = [table for table in reader.tables if any(any(cells) for _, cells in table.rows)]
    if not tables:
        raise RefusedInput("markup.no_table")
    best = max(tables, key=lambda table: max(known_headers(cells) for _, cells in table.rows[:SEARCHED]))
    return best.grid(tuple(f"#{n}" for n, table in enumerate(tables, start=1) if table is not best))


def xml_sheet_names(file: Path) -> list[tuple[str, bool]]:
    """The sheets of an XML workbook: name, and whether people see it. Raises: RefusedInput for a file that cannot be read."""
    return [(sheet.get(f"{SS}Name") or "", not _is_hidden(sheet)) for sheet in _sheets(file)]


def xml_grid(file: Path, wanted: str | None) -> Grid:
    """A sheet of an XML workbook. `wanted`: its name; null = the first that is shown. Raises: RefusedInput."""
    sheets = _sheets(file)
    chosen = [s for s in sheets if s.get(f"{SS}Name") == wanted or (wanted is None and not _is_hidden(s))]
    if not chosen:
        raise RefusedInput("sheets.no_sheet", name=wanted or "", listed="、".join(s.get(f"{SS}Name") or "" for s in sheets))
    table, number = _Table(chosen[0].get(f"{SS}Name") or ""), 0
    for row in chosen[0].iter(f"{SS}Row"):
        number = min(int(row.get(f"{SS}Index", number + 1)), FURTHEST)
        cells: list[str] = []
        for cell in row.findall(f"{SS}Cell"):
            cells += [""] * min(int(cell.get(f"{SS}Index", len(cells) + 1)) - 1 - len(cells), MAX_COLUMNS)
            _take(cell, number, len(cells), table)
            cells.append(_shown(cell))
            cells += [""] * min(int(cell.get(f"{SS}MergeAcross", 0)), MAX_COLUMNS)
        table.rows.append((number, cells))
    return table.grid()


def _take(cell: Element, number: int, at: int, table: _Table) -> None:
    """Note what a cell is merged with, and what is odd about it."""
    across, down = (int(cell.get(f"{SS}Merge{way}", 0)) for way in ("Across", "Down"))
    if across or down:
        table.merges.append(((number - 1, at), (number - 1 + down, at + across)))
    kind = next((data.get(f"{SS}Type") for data in cell.findall(f"{SS}Data")), None)
    if kind == "Number":
        table.numbers.add((number - 1, at))
        if abs(number_of(_shown(cell)) or 0.0) >= EXACT:
            table.odd.add(number, at, "rounded", _shown(cell))
    elif kind in ("Error", "DateTime"):
        table.odd.add(number, at, "error" if kind == "Error" else "date", _shown(cell))
    elif kind is None and cell.get(f"{SS}Formula"):
        table.odd.add(number, at, "no_value", "")


def _shown(cell: Element) -> str:
    data = cell.find(f"{SS}Data")
    text = "".join(data.itertext()) if data is not None else ""
    if data is not None and data.get(f"{SS}Type") == "DateTime":
        return re.sub(r"[T ]00:00:00$", "", re.sub(r"\.\d+$", "", text)).replace("T", " ")
    return text


def _sheets(file: Path) -> list[Element]:
    content = file.read_bytes()
    try:
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise ParseError("a document that defines entities is not read")
        return list(fromstring(content).iter(f"{SS}Worksheet"))
    except (ParseError, ValueError) as broken:
        raise damaged_workbook() from broken


def _is_hidden(sheet: Element) -> bool:
    return any(part.tag.endswith("}Visible") and (part.text or "").strip() != "SheetVisible" for part in sheet.iter())


def _text(content: bytes) -> str:
    declared = CHARSET.search(content[:4096])
    for encoding in (*([declared[1].decode()] if declared else []), "utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).lstrip("\ufeff")
        except (UnicodeError, LookupError):
            continue
    raise RefusedInput("delimited.no_text", row=1)


class _Reader(HTMLParser):
    """The tables of a page, in their order; a table within a cell is one of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._cell: list[str] | None = None
        self._hidden = 0
        self._below: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "title"):
            self._hidden += 1
        elif tag == "table":
            self._finish()
            self.tables.append(_Table())
            self._open.append(self.tables[-1])
        elif tag == "tr" and self._open:
            self._finish()
            self._open[-1].rows.append((len(self._open[-1].rows) + 1, []))
        elif tag in ("td", "th") and self._open:
            self._begin_cell(dict(attrs))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title"):
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("td", "th", "tr", "table"):
            self._finish()
            if tag == "table" and self._open:
                self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._hidden:
            self._cell.append(data)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._finish()
        table = self._open[-1]
        if not table.rows:
            table.rows.append((1, []))
        number, cells = table.rows[-1]
        while any(s[0] < number - 1 <= e[0] and s[1] <= len(cells) <= e[1] for s, e in table.merges):
            cells.append("")
        across, down = (min(max(_whole(attributes.get(f"{way}span")), 1), MAX_COLUMNS) for way in ("col", "row"))
        if across > 1 or down > 1:
            table.merges.append(((number - 1, len(cells)), (number + down - 2, len(cells) + across - 1)))
        cells += [""] * across
        self._place, self._cell = (table, number, len(cells) - across), []

    def _finish(self) -> None:
        if self._cell is None:
            return
        table, number, at = self._place
        text = re.sub(r"[ \t\r\f\xa0]+", " ", "".join(self._cell)).strip()
        table.rows[number - 1][1][at] = text
        if number_of(text) is not None:
            table.numbers.add((number - 1, at))
        self._cell = None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 1
