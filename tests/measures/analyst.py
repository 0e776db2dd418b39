"""The analyst's sandbox inside this process: what a pick is asked of in these tests, with all that the sandbox lets in and refuses."""

import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from dashboard.sandbox.answering import Asked, answer
from dashboard.sandbox.bounds import Bounds
from dashboard.sandbox.moment import open_store
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace

BOUNDS = Bounds(question_seconds=60, question_grace_seconds=60)


class Analyst:
    """Somebody who asks a workspace as of a moment."""

    def __init__(self, workspace: Workspace, as_of: datetime, district: str | None = None) -> None:
        self.workspace, self.as_of, self.district = workspace, as_of, district
        self._store, self._reader = _opened(workspace.store / str(current_name(workspace)))

    def table(self, sql: str) -> pa.Table:
        """The answer."""
        return answer(self._store, self._reader, Asked(sql, self.as_of, None, self.district, 10_000), BOUNDS).table

    def rows(self, sql: str) -> list[dict]:
        """The rows of the answer."""
        return self.table(sql).to_pylist()

    def one(self, sql: str) -> object:
        """The one value of the answer; null where there is no row."""
        rows = self.rows(sql)
        return next(iter(rows[0].values())) if rows else None


@cache
def _opened(generation: Path) -> tuple[duckdb.DuckDBPyConnection, duckdb.DuckDBPyConnection]:
    """The sealed store and the reader of statements, of a copy of the file: a process opens a file one way only, and the board has it open."""
    _copies.append(TemporaryDirectory(prefix="sandtable-analyst-"))
    return open_store(str(shutil.copy(generation, _copies[-1].name)), BOUNDS)


_copies: list[TemporaryDirectory] = []
