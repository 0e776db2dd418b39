"""A spreadsheet or an adapter's frame, as chunks of text for staging."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import pandas
import pyarrow as pa

from dashboard.errors import RefusedInput
from dashboard.i18n.messages import Words
from dashboard.intake.chunks import DATUM, LINE, SYNTHETIC
from dashboard.intake.problems import Problem, Where, warning
from dashboard.intake.reading.delimited import CHUNK, dialect_of, ends_abruptly, rows_of
from dashboard.intake.reading.headers import SEARCHED_ROWS, Match, headers_listed, match_headers
from dashboard.intake.reading.sheets import read_sheet, text_of
from dashboard.schema.declaration import Table


class Sheet:
    """One file's header, matched to a table, and its rows, read once."""

    def __init__(self, name: str, rows: Iterator[tuple[int, list[str]]], table: str | None, hint: str) -> None:
        self.name = name
        first = list(islice(rows, SEARCHED_ROWS))
        if not first:
            raise RefusedInput("tabular.no_header")
        self.match: Match = match_headers(first, table, hint)
        self.encoding: str | None = None
        self.is_cut = False
        """Whether the file's last line has no end."""
        self._width = len(first[0][1])
        self._rows = chain(first[1:], rows)
        self._short: list[int] = []
        self._last = (1, self._width)

    def chunks(self) -> Iterator[pa.Table]:
        """Text columns named as in the schema, and the row number.

        Raises: RefusedInput for cells beyond the header, for a file that breaks off, and for one without rows.
        """
        is_empty = True
        while taken := list(islice(self._rows, CHUNK)):
            shaped = self._shaped(taken)
            if not shaped:
                continue
            is_empty = False
            columns = {
                name: pa.array([cells[at] for _, cells in shaped], pa.string())
                for name, at in self.match.positions.items()
            }
            yield pa.table({LINE: pa.array([number for number, _ in shaped], pa.int64())} | columns)
        number, cells = self._last
        if self.is_cut and cells < self._width:
            raise RefusedInput("tabular.breaks_off", row=number)
        if is_empty:
            raise RefusedInput("tabular.no_rows")

    def warnings(self) -> list[Problem]:
        """What was odd about the shapes of the rows, and which columns were left out; call when they have been read."""
        found = []
        if self._short:
            found.append(warning(self.name, "short", "tabular.short", Where(row=self._short[0]), n=len(self._short)))
        if self.match.unknown:
            table = Words(self.match.table.title_zh, self.match.table.name)
            columns = headers_listed(self.match.unknown)
            found.append(warning(self.name, "unknown_column", "headers.unknown_of_table", Where(row=1), columns=columns, table=table))
        return found

    def _shaped(self, taken: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
        """The rows that are not blank, each as wide as the header."""
        rows = [row for row in taken if "".join(row[1]).strip()]
        if not rows:
            return rows
        self._last = (rows[-1][0], len(rows[-1][1]))
        if all(len(cells) == self._width for _, cells in rows):
            return rows
        return [(number, self._fitted(number, cells)) for number, cells in rows]

    def _fitted(self, number: int, cells: list[str]) -> list[str]:
        if any(cell.strip() for cell in cells[self._width :]):
            raise RefusedInput("tabular.too_many_cells", row=number, n=len(cells), width=self._width)
        if len(cells) < self._width:
            self._short.append(number)
        return (cells + [""] * self._width)[: self._width]


def open_csv(file: Path, name: str, table: str | None) -> Sheet:
    """A CSV file. Raises: RefusedInput as `delimited` and `headers` do."""
    dialect = dialect_of(file)
    sheet = Sheet(name, rows_of(file, dialect), table, Path(name).stem)
    sheet.encoding, sheet.is_cut = dialect.encoding, ends_abruptly(file, dialect)
    return sheet


def open_xlsx(file: Path, name: str, table: str | None, wanted: str | None) -> Sheet:
    """A sheet of a workbook; null `wanted` = the first. Raises: RefusedInput as `sheets` and `headers` do."""
    rows, sheet_name = read_sheet(file, wanted)
    return Sheet(name, rows, table, sheet_name if wanted else Path(name).stem)


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
