"""What commands print: tables that line up with Chinese text, CSV, and one JSON document."""

import csv
import io
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from dashboard.plain_text import TEXT_EMS, in_json, in_spreadsheet, on_terminal, shortened


def language() -> str:
    """zh or en, from SANDTABLE_LANG or the locale; Chinese where neither says."""
    for name in ("SANDTABLE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "en" if os.environ[name].lower().startswith("en") else "zh"
    return "zh"


def say(*words: str, wrong: bool = False) -> None:
    """Print lines for a person, none of whose characters the terminal obeys; `wrong`: where errors go."""
    for line in words:
        print(on_terminal(line), file=sys.stderr if wrong else sys.stdout, flush=True)


def as_json(value: object) -> str:
    return in_json(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def as_text(names: list[str], rows: Sequence[Sequence[object]], form: str) -> str:
    """Rows as `table`, `csv` or `json` text."""
    if form == "json":
        return as_json([dict(zip(names, row, strict=True)) for row in rows])
    if form == "csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([["" if value is None else in_spreadsheet(_plain(value)) for value in row] for row in rows])
        return text.getvalue().rstrip("\n")
    return _aligned([names, *[["—" if value is None else _in_line(value) for value in row] for row in rows]])


def is_shortened(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a table of these rows shows less than their cells hold."""
    return any(value is not None and _in_line(value) != on_terminal(str(_plain(value))) for row in rows for value in row)


def _in_line(value: object) -> str:
    # Shortened, since every row is as wide as its widest cell; CSV and JSON have the whole.
    return shortened(on_terminal(str(_plain(value))), TEXT_EMS)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, str | int | float | list | dict) else str(value)


def _aligned(cells: list[list[str]]) -> str:
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
