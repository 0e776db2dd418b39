"""Where the header of a sheet stands: under titles, several rows deep, with a row of units beneath it."""

import re
from dataclasses import dataclass, field
from functools import cache

from dashboard.errors import RefusedInput
from dashboard.i18n.messages import Words
from dashboard.intake.problems import Problem, Where, assumed, left_out
from dashboard.intake.reading.grid import Merges
from dashboard.intake.reading.header_words import EXTRA, folded_header
from dashboard.schema.declaration import tables

SEARCHED = 15
"""First rows among which the header is looked for."""
FEWEST = 2
"""Known headers that make a row below a title the header."""
DEEPEST = 3
SHOWN_TITLE = 60
MEASURE = r"(?:人次?|户次?|份|单|吨|千克|公斤|斤|元|辆|家|个|例|件|箱|台|张|间|床|管|%|％|分钟|小时|秒|天|次)(?:/[日天时月])?"
UNIT = f"[万千百十亿]?{MEASURE}"
UNIT_CELL = re.compile(rf"(?:[（(\[]\s*[^（()）\[\]]{{1,12}}\s*[）)\]]|{UNIT})")
BRACKETED = re.compile(r"[（(\[].*[）)\]]")
COMPARED = re.compile("同期|上周|上月|上年|去年|昨日|前一?日|上期|环比|同比|本周|本月|本年|本期|今日|当日")
UNIT_OF_ALL = re.compile(r"(?:^|[\s　（(，,；;])单位[：:]\s*([^\s　）)；;]+)")
SCALED = re.compile(rf"[万千百十亿]{MEASURE}|吨|[万亿]")
SEPARATOR = re.compile("sep=.?", re.IGNORECASE)
First = list[tuple[int, list[str]]]
"""The first rows of a sheet: row of the file, cells."""


@dataclass(frozen=True)
class Header:
    """The header of a sheet, as one row."""

    cells: list[str]
    row: int
    """Row of the file, from 1; of a deep header the last."""
    taken: int
    """Rows of the sheet up to the end of the header, units included."""
    problems: list[Problem] = field(default_factory=list)
    """What stood above it and was left out, and that it was found further down."""


def header_of(first: First, merges: Merges, file: str) -> Header:
    """The header among a sheet's first rows. Where none looks like one, it is the first row: what is wrong is said by its headers.

    Raises: RefusedInput for two groups of the same columns, and for a unit above the table that would scale its numbers.
    """
    scores = [known_headers(cells) for _, cells in first[:SEARCHED]]
    best = max(scores)
    at = scores.index(best) if best >= FEWEST else 0
    start, end = _extent(first, at, merges)
    _check_groups(first, start, end, merges)
    cells = _united([cells for _, cells in first[start : end + 1]], first[start][0], merges)
    if end + 1 < len(first) and (units := _units(first[end + 1][1], cells)):
        cells, end = units, end + 1
    problems = [problem for number, above in first[:start] for problem in [_above(number, above, file)] if problem]
    if first[start][0] > 1:
        problems.append(assumed(file, "header_row", "header_row.found", Where(row=first[end][0]), row=first[end][0]))
    return Header(cells, first[end][0], end + 1, problems)


def known_headers(cells: list[str]) -> int:
    """How many different headers of any table stand in a row."""
    return len({folded_header(cell) for cell in cells if cell.strip()} & _vocabulary())


@cache
def _vocabulary() -> frozenset[str]:
    """Every header that a file may use."""
    known = {folded_header(h) for table in tables().values() for column in table.columns.values() for h in column.headers}
    return frozenset(known | {folded_header(h) for headers in EXTRA.values() for h in headers})


def _extent(first: First, at: int, merges: Merges) -> tuple[int, int]:
    """The first and last index of the header's rows: cells merged downwards hold them together, where the lower ones are headers too."""
    rows = [number - 1 for number, _ in first]
    down = [(start, end) for start, end in merges if end[0] > start[0]]
    start = min([s[0] for s, e in down if s[0] <= rows[at] <= e[0]] + [rows[at]])
    if start not in rows or not known_headers(first[rows.index(start)][1]):
        start = rows[at]
    top = rows.index(start)
    if not down and (two := _split(first, top)):
        return two
    deepest = max([e[0] for s, e in down if s[0] == start] + [rows[at]])
    end = top
    for below in range(top + 1, min(len(first), top + DEEPEST)):
        if rows[below] > deepest or not _is_lower(first[below][1], rows[below], start, merges):
            break
        end = below
    return top, max(end, at)


def _split(first: First, at: int) -> tuple[int, int] | None:
    """The first and last index of a header whose two rows no merged cell holds together, as CSV has it; null where it is one row.

    The lower row has headers only, and is empty where a header of the upper one stands alone.
    """
    for upper, lower in ((at - 1, at), (at, at + 1)):
        if upper >= 0 and lower < len(first) and first[lower][0] == first[upper][0] + 1:
            over, under = first[upper][1], first[lower][1]
            alone = [head for head, below in zip(over, under, strict=False) if head.strip() and not below.strip()]
            filled = [cell for cell in under if cell.strip()]
            if len(filled) >= FEWEST and known_headers(alone) and all(known_headers([cell]) for cell in filled):
                return upper, lower
    return None


def _is_lower(cells: list[str], row: int, start: int, merges: Merges) -> bool:
    """Whether a row below the first one of a header is part of it: most of its own cells are headers, units, or stand under a group."""
    covered = {c for s, e in merges if s[0] < row <= e[0] for c in range(s[1], e[1] + 1)}
    grouped = {c for s, e in merges if start <= s[0] < row and e[0] < row and e[1] > s[1] for c in range(s[1], e[1] + 1)}
    own = [(column, cell) for column, cell in enumerate(cells) if cell.strip() and column not in covered]
    fitting = [c for column, c in own if column in grouped or UNIT_CELL.fullmatch(c.strip()) or folded_header(c) in _vocabulary()]
    return bool(own) and 2 * len(fitting) >= len(own)


def _united(rows: list[list[str]], number: int, merges: Merges) -> list[str]:
    """One header a column: the lowest text in it, with a unit that stands beneath, else the text of the wide cell above it."""
    width = max(len(cells) for cells in rows)
    groups = {
        (s[0] - number + 1, c): s
        for s, e in merges if 0 <= s[0] - number + 1 < len(rows) and e[1] > s[1]
        for c in range(s[1], e[1] + 1)
    }
    names = []
    for column in range(width):
        own = _own(rows, column, number, merges)
        if not own and len(rows) > 1:
            wide = [rows[row][s[1]].strip() for (row, c), s in groups.items() if c == column and s[1] < len(rows[row])]
            own = [name for name in wide if name][-1:]
        name = own[-1] if own else ""
        names.append(own[-2] + _bracketed(name) if len(own) > 1 and UNIT_CELL.fullmatch(name) else name)
    return names


def _own(rows: list[list[str]], column: int, number: int, merges: Merges) -> list[str]:
    """The texts that stand in a column of the header, from the top; a cell merged downwards once."""
    covered = {s[0] - number + 1 + n for s, e in merges if s[1] <= column <= e[1] for n in range(1, e[0] - s[0] + 1)}
    return [cells[column].strip() for at, cells in enumerate(rows) if at not in covered and column < len(cells) and cells[column].strip()]


def _units(cells: list[str], names: list[str]) -> list[str] | None:
    """The headers with the units of the row beneath them; null where that row is no row of units."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or cells[0].strip() or not all(UNIT_CELL.fullmatch(cell) for cell in filled):
        return None
    under = cells + [""] * (len(names) - len(cells))
    return [name + _bracketed(unit.strip()) if unit.strip() else name for name, unit in zip(names, under, strict=False)]


def _bracketed(unit: str) -> str:
    return unit if BRACKETED.fullmatch(unit) else f"（{unit}）"


def _check_groups(first: First, start: int, end: int, merges: Merges) -> None:
    """Refuse two periods beside each other under one header: which of them is meant, only the sender knows."""
    for at in range(max(0, start - 1), end + 1):
        groups = [cell.strip() for cell in first[at][1] if COMPARED.search(cell) and len(cell.strip()) <= 12 and not known_headers([cell])]
        if len(set(groups)) > 1 and (at < start or at < end):
            raise RefusedInput("header_row.groups", row=first[at][0], groups=Words("、".join(groups), ", ".join(groups)))


def _above(number: int, cells: list[str], file: str) -> Problem | None:
    """What stands above the header, as left out; null where nothing does."""
    said = " ".join(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
    if not said:
        return None
    if SEPARATOR.fullmatch(said):
        return assumed(file, "separator", "header_row.separator", Where(row=number, value=said))
    unit = UNIT_OF_ALL.search(said)
    if unit and any(SCALED.fullmatch(part) for part in re.split("[、，,/和及]", unit[1])):
        raise RefusedInput("header_row.unit_above", row=number, unit=unit[1])
    return left_out(file, "title", "header_row.title", Where(row=number, value=said), said=said[:SHOWN_TITLE])
