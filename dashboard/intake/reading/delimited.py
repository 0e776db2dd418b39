"""CSV: encoding, delimiter, and rows with the number that a spreadsheet would show."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import RefusedInput
from dashboard.intake.reading.files import BLOCK

CELL_LIMIT = 1 << 20  # characters; a cell beyond this is a quotation mark that was never closed
SURELY_UTF8 = 4  # Chinese characters read as UTF-8 before the first bad byte: chance does not do that
CHUNK = 100_000
NULL = re.compile("\0")
PRIVATE = re.compile("[\0\ue000-\uf8ff]")
"""No text, or characters that GB18030 gives no meaning: Big5 read as GB18030 is full of them."""
UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True)
class Dialect:
    encoding: str
    """utf-8, utf-8-sig, gb18030 or utf-16."""
    delimiter: str


def dialect_of(file: Path) -> Dialect:
    """How to read a CSV file. Raises: RefusedInput for bytes that are no text, or text in no known encoding."""
    encoding = _encoding_of(file)
    with file.open(encoding=encoding, newline="") as stream:
        head = stream.read(1 << 16)
    line = next((row for row in re.sub(r'"[^"]*"', "", head).splitlines() if row.strip()), "")
    if not line:
        raise RefusedInput("delimited.no_content")
    counts = {mark: line.count(mark) for mark in (",", "\t", ";")}
    delimiter = max(counts, key=lambda mark: counts[mark])
    if not counts[delimiter] and line.count("，"):
        raise RefusedInput("delimited.wide_commas")
    return Dialect(encoding, delimiter)


def rows_of(file: Path, dialect: Dialect) -> Rows:
    """(row number, cells) of every row that is not blank; the header is row 1, as a spreadsheet counts.

    A line break inside quotes does not start a row; a blank line is a row. Raises: RefusedInput for broken quoting.
    """
    csv.field_size_limit(CELL_LIMIT)
    with file.open(encoding=dialect.encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=dialect.delimiter, strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if cells:
                    yield number, cells
        except csv.Error as broken:
            raise (_long_cell if "field limit" in str(broken) else _broken_quotes)(number + 1) from broken


def ends_abruptly(file: Path, dialect: Dialect) -> bool:
    """Whether the last line has no line break at its end."""
    if dialect.encoding == "utf-16":
        return False
    with file.open("rb") as stream:
        stream.seek(-1, 2)
        return stream.read(1) not in (b"\n", b"\r")


def _encoding_of(file: Path) -> str:
    """The encoding in which every byte of the file is text: UTF-8 first, then GB18030."""
    with file.open("rb") as stream:
        head = stream.read(4)
    if head[:2] in UTF16:
        _, bad = _decode(file, "utf-16")
        if bad is None:
            return "utf-16"
        raise _no_text(bad)
    chinese, bad = _decode(file, "utf-8")
    if bad is None:
        return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    if head.startswith(codecs.BOM_UTF8) or chinese >= SURELY_UTF8:
        raise RefusedInput("delimited.damaged_text", row=bad)
    _, bad = _decode(file, "gb18030", PRIVATE)
    if bad is not None:
        raise _no_text(bad)
    return "gb18030"


def _decode(file: Path, encoding: str, never: re.Pattern[str] = NULL) -> tuple[int, int | None]:
    """Chinese characters seen (not counted past a few), and the line of the first bad byte or `never` character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    chinese, line = 0, 1
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError as bad:
                before = bad.object[: bad.start].decode(encoding, "ignore")
                return chinese + len(re.findall("[一-鿿]", before)), line + before.count("\n")
            if found := never.search(text):
                return 0, line + text[: found.start()].count("\n")
            if chinese < SURELY_UTF8:
                chinese += len(re.findall("[一-鿿]", text))
            line += text.count("\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return chinese, line
    return chinese, None


def _no_text(line: int) -> RefusedInput:
    return RefusedInput("delimited.no_text", row=line)


def _long_cell(row: int) -> RefusedInput:
    return RefusedInput("delimited.long_cell", row=row, n=CELL_LIMIT)


def _broken_quotes(row: int) -> RefusedInput:
    return RefusedInput("delimited.broken_quotes", row=row)
