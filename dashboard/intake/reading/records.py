"""Which rows of a sheet are records: not those of totals, of running numbers alone, of remarks, the header once more, or an example."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.i18n.messages import Words
from dashboard.intake.example_rows import fragments, is_example
from dashboard.intake.problems import Problem, Where, left_out, warning
from dashboard.intake.reading.header_words import folded_header
from dashboard.intake.reading.headers import Match
from dashboard.schema.declaration import Column

TOTAL = re.compile(
    r"(?:本页|本表|本日|全市|全区|全部|各区县?|总)?(?:合计|总计|小计|共计)(?:[（(].*[)）])?[：:]?|(?:grand|sub)?-?totals?:?",
    re.IGNORECASE,
)
FOOT = re.compile(
    r"(?:注|备注|说明|附注?|填表|填报|制表|审核|复核|报送|联系|负责|统计|数据|资料|来源|截至|截止|日期|打印|单位|note|source)"
    r"[^：:]{0,8}[：:].*|第\s*\d+\s*页.*|[※*].*",
    re.IGNORECASE | re.DOTALL,
)
MARKS = ("计", "otal", "OTAL")
"""Parts of every word for a total."""
NUMBERED = 7
"""Digits of the longest running number."""
SHOWN = 40
LISTED = 50
"""Rows left out that are named one by one."""
EXACTLY = 1e-6
"""Share by which sums of decimals may differ from a stated total."""
NOT_SUMMED = re.compile("_share$|_rate$|_ratio$|_percent$|_age$|_lag$|_of_day$")
NOT_SUMMED_UNITS = ("%", "分钟", "秒")
"""Shares, and minutes and seconds, which are means."""


@dataclass
class Records:
    """Sorts a sheet's rows, and remembers what the totals have to be compared with."""

    match: Match
    header: list[str]
    file: str
    left: list[Problem] = field(default_factory=list)
    rows_left: set[int] = field(default_factory=set)
    """Rows of the file that are no records."""
    has_example: bool = False
    """Whether the example row of a template is among them."""
    _numbers: list[int] = field(default_factory=list)
    _totals: list[tuple[int, int, list[str]]] = field(default_factory=list)
    """(records before it, row of the file, cells) of each row of totals."""
    _seen: int = 0
    _columns: dict[str, list[pa.Array]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = self.match.table.columns
        named = next((at for at, name in enumerate(self.header) if name), 0)
        self._begin = named, self.header[named][:2]
        self._required = [at for name, at in self.match.positions.items() if name in columns and columns[name].required]
        self._labels = [at for at in range(len(self.header)) if self._is_label(at)]
        self._summed = [name for name in self.match.positions if name in columns and _is_summed(columns[name])]
        area = self.match.positions.get("area_id")
        self._city = area if "area_id" in self.match.table.key else None

    def are_all(self, columns: list[list[str]], arrays: dict[int, pa.Array]) -> bool:
        """Whether rows are records without a second look: a million rows are asked column by column, in their bytes.

        `columns`: their cells by column; `arrays`: the same, as text, of the columns that are taken in, by place.
        """
        if not self._required or not columns:
            return False
        if any(pc.min(pc.binary_length(arrays[at])).as_py() == 0 for at in self._required):
            return False
        named, begin = self._begin
        raws = [arrays[at].buffers()[2].to_pybytes() if at in arrays else "".join(column).encode() for at, column in enumerate(columns)]
        return not (
            any(map(str.isspace, columns[self._required[0]]))
            or begin.encode() in raws[named]
            or any(mark.encode() in raw for raw in raws for mark in (*MARKS, *fragments()))
        )

    def of(self, rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
        """The rows that are records."""
        required, marks = self._required, fragments()
        named, begin = self._begin
        kept: list[tuple[int, list[str]]] = []
        for row in rows:
            cells = row[1]
            joined = "".join(cells)
            if not joined or joined.isspace():
                continue
            is_doubtful = any(mark in joined for mark in MARKS) or cells[named].strip()[:2] == begin
            is_doubtful = is_doubtful or any(map(joined.__contains__, marks))
            is_doubtful = is_doubtful or ("" in cells and not all(map(cells.__getitem__, required)))
            if is_doubtful and self._is_left(row[0], cells, len(kept)):
                self.rows_left.add(row[0])
            else:
                kept.append(row)
        return kept

    def keep(self, chunk: pa.Table) -> None:
        """Remember the numbers of a chunk of records, in case a total follows."""
        self._seen += chunk.num_rows
        for name in self._summed:
            self._columns.setdefault(name, []).append(chunk.column(name))

    def problems(self) -> list[Problem]:
        """What was left out, and each total that is not the sum; call when all rows have been read."""
        found = self.left[:LISTED]
        if more := self.left[LISTED:]:
            found.append(left_out(self.file, "more", "records.more", Where(row=more[0].row), n=len(more)))
        if self._numbers:
            first = Where(row=self._numbers[0])
            found.append(left_out(self.file, "numbered", "records.numbered", first, n=len(self._numbers)))
        return found + list(self._wrong_totals())

    def _is_left(self, row: int, cells: list[str], before: int) -> bool:
        filled = [(at, cell.strip()) for at, cell in enumerate(cells) if cell.strip()]
        if is_example(cell for _, cell in filled):
            self.has_example = True
            self._leave(row, "example", "records.example", filled)
        elif [folded_header(cell) for cell in cells] == [folded_header(name) for name in self.header]:
            self._leave(row, "header_again", "records.header_again", filled)
        elif len(filled) == 1 and filled[0][1].isdigit() and len(filled[0][1]) <= NUMBERED:
            self._numbers.append(row)
        elif self._is_total(filled, all(map(cells.__getitem__, self._required))):
            self._totals.append((self._seen + before, row, cells))
            self._leave(row, "total", "records.total", filled)
        elif all(FOOT.fullmatch(cell) for _, cell in filled):
            self._leave(row, "foot", "records.foot", filled)
        elif not {at for at, _ in filled} & set(self.match.positions.values()):
            self._leave(row, "beside", "records.beside", filled)
        else:
            return False
        return True

    def _is_total(self, filled: list[tuple[int, str]], is_whole: bool) -> bool:
        """Whether the row's label is that of a total.

        The area or a value of a list alone may be one: where a table has rows of the whole city, a row that lacks nothing is such a row.
        """
        first = filled[0][0]
        labels = [(at, cell) for at, cell in filled if at in self._labels or (at == first and not (is_whole and self._is_enum(at)))]
        named = [at for at, cell in labels if TOTAL.fullmatch(re.sub(r"\s", "", cell))]
        return bool(named) and not (is_whole and named == [self._city])

    def _is_label(self, at: int) -> bool:
        column = self._column(at)
        return column is None or column.kind in ("text", "area")

    def _is_enum(self, at: int) -> bool:
        """Whether 合计 in this column is one of its values: the row of all values of a list that is part of the key."""
        column = self._column(at)
        return column is not None and column.kind == "enum" and column.name in self.match.table.key and not column.required

    def _column(self, at: int) -> Column | None:
        name = next((name for name, place in self.match.positions.items() if place == at), None)
        return self.match.table.columns.get(name) if name else None

    def _leave(self, row: int, rule: str, key: str, filled: list[tuple[int, str]]) -> None:
        said = " ".join(cell for _, cell in filled)[:SHOWN]
        self.left.append(left_out(self.file, rule, key, Where(row=row, value=said), said=said))

    def _wrong_totals(self) -> Iterator[Problem]:
        """A total may be of all rows, of those since the one above it, or of those up to the next one."""
        for name in self._summed if self._totals else ():
            numbers = [number_of(text) for part in self._columns.get(name, []) for text in part.to_pylist()]
            sums = [0.0, *accumulate(number or 0.0 for number in numbers)]
            ends = [0, *(before for before, _, _ in self._totals), len(numbers)]
            for place, (before, row, cells) in enumerate(self._totals, start=1):
                at = self.match.positions[name]
                stated = number_of(cells[at] if at < len(cells) else "")
                scopes = [sums[-1], sums[before] - sums[ends[place - 1]], sums[ends[place + 1]] - sums[before], sums[before]]
                if stated is None or any(abs(stated - scope) <= EXACTLY * max(1.0, abs(scope)) for scope in scopes):
                    continue
                where = Where(row, self.match.headers[name], cells[at].strip())
                yield warning(self.file, "total", "records.total_differs", where, stated=_plain(stated), summed=_plain(sums[-1]))


def number_of(text: str | None) -> float | None:
    """A plain number, with or without commas; null for everything else."""
    try:
        return float((text or "").replace(",", "").replace("，", "").strip())
    except ValueError:
        return None


def _is_summed(column: Column) -> bool:
    is_count = column.unit not in NOT_SUMMED_UNITS and column.maximum != 1
    return is_count and column.kind in ("integer", "number") and not NOT_SUMMED.search(column.name)


def _plain(number: float) -> Words:
    shown = f"{number:,.4f}".rstrip("0").rstrip(".")
    return Words(shown, shown)
