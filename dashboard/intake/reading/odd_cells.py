"""Cells that are not what they look like, as refusals; and what stands beside the table under no header."""

from collections.abc import Iterator

import pyarrow as pa

from dashboard.intake.chunks import LINE
from dashboard.intake.problems import Problem, Where, left_out, refusal
from dashboard.intake.reading.grid import NOTED, Oddities, letters
from dashboard.intake.reading.headers import Match
from dashboard.intake.reading.spoilt import meant_by, spoilt_cells
from dashboard.schema.declaration import Column

NUMBERS = ("integer", "number", "lon", "lat")
PROSE = ("note", "title", "about", "text", "content", "remark", "reason")
"""Parts of the names of columns in which people write sentences."""
PERCENT = frozenset({"%", "％", "百分比", "percent", "pct"})
OUT_OF_PLACE = {"date": ("text", *NUMBERS), "rounded": ("text",), "merged": NUMBERS}
"""Kinds of columns in which a kind of odd cell is wrong; the other kinds of odd cells are wrong in all."""
SHOWN = 40
Row = tuple[int, list[str]]


class Beside:
    """Cells under a header that is empty: they are said, with their column."""

    def __init__(self, header: list[str]) -> None:
        self._blank = [at for at, name in enumerate(header) if not name.strip()]
        self._found: dict[int, tuple[int, str, int]] = {}

    def look(self, rows: list[Row]) -> None:
        """Remember of each column without a header its first cell, and how many there are."""
        for at in self._blank:
            filled = [(number, cells[at].strip()) for number, cells in rows if cells[at].strip()]
            if filled:
                number, text, before = self._found.get(at, (*filled[0], 0))
                self._found[at] = (number, text, before + len(filled))

    def problems(self, file: str, header_row: int) -> list[Problem]:
        """One a column."""
        return [
            left_out(
                file, "no_header", "odd.no_header", Where(row=number, column=letters(at), value=text[:SHOWN]),
                column=letters(at), n=n, value=text[:SHOWN], header_row=header_row,
            )
            for at, (number, text, n) in sorted(self._found.items())
        ]


def odd_refusals(odd: Oddities, match: Match, header_row: int, rows_left: set[int], file: str) -> Iterator[Problem]:
    """A refusal for each odd cell of a column that is taken in and cannot hold such a one."""
    columns = match.table.columns
    for name, at in match.positions.items():
        kind = columns[name].kind if name in columns else "text"
        for row, oddity, shown in odd.by_column.get(at, ()):
            if row > header_row and row not in rows_left and kind in OUT_OF_PLACE.get(oddity, (kind,)):
                where = Where(row, match.headers[name], shown)
                key = "odd.date_for_number" if oddity == "date" and kind in NUMBERS else f"odd.{oddity}"
                yield refusal(file, oddity, key, where, value=shown[:SHOWN], cell=f"{letters(at)}{row}")


def spoilt_refusals(chunk: pa.Table, match: Match, file: str, is_doubtful: bool) -> Iterator[Problem]:
    """A refusal for each cell of a column of text that was spoilt on its way; the first ones of a chunk and column."""
    columns = match.table.columns
    for name in match.positions:
        if name not in columns or columns[name].kind != "text":
            continue
        for at in spoilt_cells(chunk.column(name).combine_chunks(), is_doubtful, any(part in name for part in PROSE))[:NOTED]:
            text = chunk.column(name)[at].as_py()
            where = Where(chunk.column(LINE)[at].as_py(), match.headers[name], text)
            meant = meant_by(text)
            key = "odd.misread" if meant else "odd.spoilt"
            yield refusal(file, "spoilt", key, where, value=text[:SHOWN], meant=(meant or "")[:SHOWN])


def shown_percents(rows: list[Row], match: Match) -> list[Row]:
    """The rows with numbers that are shown as a percentage in their column's own terms: 63.4 where the unit is %, 0.634 for a share.

    Where neither says so, the cell stays as it is shown, with its sign.
    """
    numbers = [(match.positions[name], column) for name, column in match.table.columns.items() if _is_number(name, column, match)]
    unit = match.positions.get("unit")
    return [(number, _in_own_terms(cells, numbers, cells[unit].strip() if unit is not None else "")) for number, cells in rows]


def _in_own_terms(cells: list[str], numbers: list[tuple[int, Column]], unit: str) -> list[str]:
    for at, column in numbers:
        if cells[at].endswith("%"):
            if column.maximum == 1:
                cells[at] = repr(round(float(cells[at][:-1]) / 100, 12))
            elif unit.casefold() in PERCENT or column.unit == "%":
                cells[at] = cells[at][:-1]
    return cells


def _is_number(name: str, column: Column, match: Match) -> bool:
    return name in match.positions and column.kind in NUMBERS
