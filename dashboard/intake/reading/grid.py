"""A sheet as its reader hands it on, whatever the format: rows of text, merged cells, and the cells that are not what they look like."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

Rows = Iterator[tuple[int, list[str]]]
"""(row of the file, from 1; cells) of every row that is not blank."""
Cell = tuple[int, int]
"""Row and column, counted from 0."""
Merges = list[tuple[Cell, Cell]]
"""First and last cell of each merged range."""
NOTED = 100
"""Odd cells remembered of a column and kind: a receipt lists no more."""


@dataclass
class Oddities:
    """Cells that are not what they look like, filled while the rows are read."""

    by_column: dict[int, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """(row from 1, kind, what the cell shows) by column from 0. Kinds: date, rounded, error, no_value, merged."""

    _numbers: dict[tuple[int, str], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, row: int, column: int, kind: str, shown: str) -> None:
        """Remember one cell; beyond `NOTED` of a kind in a column the first ones stand for all."""
        number = self._numbers[column, kind]
        if number < NOTED:
            self._numbers[column, kind] = number + 1
            self.by_column[column].append((row, kind, shown))


@dataclass
class Grid:
    """One sheet, to be read once."""

    rows: Rows
    merges: Merges = field(default_factory=list)
    odd: Oddities = field(default_factory=Oddities)
    has_percents: bool = False
    """Whether numbers are shown as a percentage; their text then ends in %."""
    name: str = ""
    """The sheet's name; "" where the format has none."""
    others: tuple[str, ...] = ()
    """Other sheets or tables of the file that have content and were not read."""


def letters(column: int) -> str:
    """A column as a spreadsheet names it, from 0: A, B, … Z, AA."""
    name, rest = "", column + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        name = chr(65 + last) + name
    return name
