"""CSV: encoding, delimiter, and rows with the number that a spreadsheet would show."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dashboard.errors import RefusedInput
from dashboard.intake.reading.encodings import WIDE_SPACE, encoding_of
from dashboard.intake.reading.grid import Rows

CELL_LIMIT = 1 << 20  # characters; a cell beyond this is a quotation mark that was never closed
CHUNK = 100_000
SAMPLE_LINES = 20
SEPARATOR_LINE = re.compile("^\ufeff*\"?sep=(.)\"?\\s*$", re.IGNORECASE)
SENTENCE = re.compile("[。！？!?…]")
ROWS_BEFORE = 3
"""A list of wide commas has as many in each of its first lines."""


@dataclass(frozen=True)
class Dialect:
    encoding: str
    """utf-8, utf-8-sig, gb18030, utf-16, utf-16-le or utf-16-be."""
    delimiter: str
    is_doubtful: bool = False
    """Whether cells have to be looked at for spoilt text."""
    assumptions: tuple[str, ...] = ()
    """Messages, by key, of what the file does not say itself."""


def dialect_of(file: Path) -> Dialect:
    """How to read a CSV file. Raises: RefusedInput for bytes that are no text, text in no known encoding, and prose."""
    encoding = encoding_of(file)
    with file.open(encoding=encoding.name, newline="") as stream:
        head = stream.read(1 << 16)
    lines = [line for line in re.sub(r'"[^"]*"', "", head).splitlines() if line.strip("\ufeff \t")]
    if not lines:
        raise RefusedInput("delimited.no_content")
    declared = SEPARATOR_LINE.match(head.splitlines()[0])
    counts = {mark: sum(line.count(mark) for line in lines[:SAMPLE_LINES]) for mark in (",", "\t", ";")}
    delimiter = declared[1] if declared else max(counts, key=lambda mark: counts[mark])
    if not declared and not counts[delimiter]:
        _check_for_prose(lines)
    return Dialect(encoding.name, delimiter, encoding.is_doubtful, encoding.assumptions)


def rows_of(file: Path, dialect: Dialect) -> Rows:
    """(row number, cells) of every row that is not blank; the header is row 1, as a spreadsheet counts.

    A line break inside quotes does not start a row; a blank line is a row. Raises: RefusedInput for broken quoting.
    """
    csv.field_size_limit(CELL_LIMIT)
    with file.open(encoding=dialect.encoding, newline="") as stream:
        lines = chain([stream.readline().lstrip("\ufeff")], stream)  # a mark that was put before another mark
        reader = csv.reader(_plain(lines) if dialect.encoding == "gb18030" else lines, delimiter=dialect.delimiter, strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if cells:
                    yield number, cells
        except csv.Error as broken:
            raise (_long_cell if "field limit" in str(broken) else _broken_quotes)(number + 1) from broken


def _plain(lines: Iterator[str]) -> Iterator[str]:
    """Lines in which GBK's A3A0 is the full-width space that was meant."""
    return (line.replace(WIDE_SPACE, "\u3000") for line in lines)


def ends_abruptly(file: Path, dialect: Dialect) -> bool:
    """Whether the last line has no line break at its end."""
    if dialect.encoding.startswith("utf-16"):
        return False
    with file.open("rb") as stream:
        stream.seek(-1, 2)
        return stream.read(1) not in (b"\n", b"\r")


def _check_for_prose(lines: list[str]) -> None:
    """Refuse what has no columns: a list that is parted by wide commas, and text that somebody wrote to people."""
    wide = {line.count("，") for line in lines[:ROWS_BEFORE]}
    if len(wide) == 1 and max(wide) and not any(SENTENCE.search(line) for line in lines[:ROWS_BEFORE]):
        raise RefusedInput("delimited.wide_commas")
    if max(wide) or any(SENTENCE.search(line) for line in lines):
        raise RefusedInput("delimited.prose", line=lines[0].strip()[:40])


def _long_cell(row: int) -> RefusedInput:
    return RefusedInput("delimited.long_cell", row=row, n=CELL_LIMIT)


def _broken_quotes(row: int) -> RefusedInput:
    return RefusedInput("delimited.broken_quotes", row=row)
