"""A spreadsheet or an adapter's frame, as chunks of text for staging."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import pandas
import pyarrow as pa

from dashboard.errors import RefusedInput
from dashboard.i18n.messages import Words
from dashboard.intake.chunks import DATUM, LINE, SYNTHETIC
from dashboard.intake.problems import Problem, Where, assumed, left_out, warning
from dashboard.intake.reading.delimited import CHUNK, Dialect, dialect_of, ends_abruptly, rows_of
from dashboard.intake.reading.grid import Grid
from dashboard.intake.reading.header_row import SEARCHED, header_of
from dashboard.intake.reading.headers import Match, headers_listed, match_headers
from dashboard.intake.reading.odd_cells import Beside, odd_refusals, shown_percents, spoilt_refusals
from dashboard.intake.reading.records import Records
from dashboard.intake.reading.sheets import text_of
from dashboard.schema.declaration import Table


class Sheet:
    """One file's header, matched to a table, and its rows, read once."""

    def __init__(self, name: str, grid: Grid, table: str | None, hint: str, dialect: Dialect | None = None) -> None:
        self.name, self.grid = name, grid
        first = list(islice(grid.rows, SEARCHED + 5))
        if not first:
            raise RefusedInput("tabular.no_header")
        self.header = header_of(first, grid.merges, name)
        rest = first[self.header.taken :]
        # The header is where it was found; what is said of it there is not said again.
        self.match: Match = match_headers([(1, self.header.cells), *rest], table, hint)
        self.encoding = dialect.encoding if dialect else None
        self.is_cut = False
        """Whether the file's last line has no end."""
        self._dialect = dialect
        self._width = len(self.header.cells)
        self._rows = chain(rest, grid.rows)
        self._records = Records(self.match, self.header.cells, name)
        self._beside = Beside(self.header.cells)
        self._short: list[int] = []
        self._spoilt: list[Problem] = []
        self._last = (self.header.row, self._width)

    def chunks(self) -> Iterator[pa.Table]:
        """Text columns named as in the schema, and the row number.

        Raises: RefusedInput for cells beyond the header, for a file that breaks off, and for one without rows: "tabular.only_example" where
        it is a template that nobody filled in.
        """
        is_empty = True
        while taken := list(islice(self._rows, CHUNK)):
            shaped = self._shaped(taken)
            columns = _columns(shaped)
            texts = self._texts(columns)
            if not self._records.are_all(columns, texts):
                shaped = self._records.of(shaped)
                texts = self._texts(_columns(shaped))
            if not shaped:
                continue
            is_empty = False
            self._beside.look(shaped)
            if self.grid.has_percents:
                texts = self._texts(_columns(shown_percents(shaped, self.match)))
            lines = pa.array([number for number, _ in shaped], pa.int64())
            chunk = pa.table({LINE: lines} | {name: texts[at] for name, at in self.match.positions.items()})
            self._records.keep(chunk)
            self._spoilt += spoilt_refusals(chunk, self.match, self.name, self._dialect is None or self._dialect.is_doubtful)
            yield chunk
        number, cells = self._last
        if self.is_cut and cells < self._width:
            raise RefusedInput("tabular.breaks_off", row=number)
        if is_empty:
            raise RefusedInput("tabular.only_example" if self._records.has_example else "tabular.no_rows")

    def problems(self) -> list[Problem]:
        """What of the file was not taken in, what was assumed, and what is refused of its shapes; call when the rows have been read."""
        found = [*self.header.problems, *self._records.problems(), *self._spoilt]
        found += odd_refusals(self.grid.odd, self.match, self.header.row, self._records.rows_left, self.name)
        found += self._beside.problems(self.name, self.header.row)
        for key in self._dialect.assumptions if self._dialect else ():
            found.append(assumed(self.name, "encoding", key))
        if self.grid.others:
            listed = Words("、".join(self.grid.others), ", ".join(self.grid.others))
            found.append(left_out(self.name, "sheet", "sheets.others", listed=listed))
        if self._short:
            found.append(warning(self.name, "short", "tabular.short", Where(row=self._short[0]), n=len(self._short)))
        if self.match.unknown:
            table = Words(self.match.table.title_zh, self.match.table.name)
            columns = headers_listed(self.match.unknown)
            where = Where(row=self.header.row)
            found.append(left_out(self.name, "unknown_column", "headers.unknown_of_table", where, columns=columns, table=table))
        return found

    def _texts(self, columns: list[list[str]]) -> dict[int, pa.Array]:
        """The columns that are taken in, by place; none of no rows."""
        return {at: pa.array(columns[at], pa.string()) for at in self.match.positions.values()} if columns else {}

    def _shaped(self, taken: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
        """The rows, each as wide as the header."""
        if all(len(cells) == self._width for _, cells in taken):
            self._last = (taken[-1][0], self._width)
            return taken
        filled = [row for row in taken if "".join(row[1]).strip()]
        if filled:
            self._last = (filled[-1][0], len(filled[-1][1]))
        return [(number, self._fitted(number, cells)) for number, cells in filled]

    def _fitted(self, number: int, cells: list[str]) -> list[str]:
        if any(cell.strip() for cell in cells[self._width :]):
            raise RefusedInput("tabular.too_many_cells", row=number, n=len(cells), width=self._width)
        if len(cells) < self._width:
            self._short.append(number)
        return (cells + [""] * self._width)[: self._width]


def _columns(rows: list[tuple[int, list[str]]]) -> list[list[str]]:
    """The cells of rows of one width, column by column; none of no rows."""
    return [[cells[at] for _, cells in rows] for at in range(len(rows[0][1]))] if rows else []


def open_csv(file: Path, name: str, table: str | None) -> Sheet:
    """A CSV file. Raises: RefusedInput as `delimited` and `headers` do."""
    dialect = dialect_of(file)
    sheet = Sheet(name, Grid(rows_of(file, dialect)), table, Path(name).stem, dialect)
    sheet.is_cut = ends_abruptly(file, dialect)
    return sheet


def open_grid(grid: Grid, name: str, table: str | None, wanted: str | None) -> Sheet:
    """A sheet of a workbook; null `wanted` = the one that its reader chose. Raises: RefusedInput as `headers` does."""
    return Sheet(name, grid, table, grid.name if wanted else Path(name).stem)


def frame_chunks(frame: pandas.DataFrame, table: Table) -> Iterator[pa.Table]:
    """An adapter's frame as `Sheet.chunks`; rows without `source_row` are numbered from 2 as if under a header."""
    lines = frame["source_row"] if "source_row" in frame else pandas.Series(range(2, len(frame) + 2), index=frame.index)
    columns = {name: frame[name] for name in frame.columns if name in table.columns}
    columns |= {extra: frame[own] for extra, own in ((DATUM, "datum"), (SYNTHETIC, "is_synthetic")) if own in frame}
    texts = {name: pa.array([_text(v) for v in values.tolist()], pa.string()) for name, values in columns.items()}
    if len(frame):
        yield pa.table({LINE: pa.array([None if pandas.isna(v) else int(v) for v in lines.tolist()], pa.int64())} | texts)


def _text(value: object) -> str | None:
    return None if value is None or value is pandas.NaT or value is pandas.NA or value != value else text_of(value)
