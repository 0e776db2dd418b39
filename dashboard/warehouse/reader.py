"""Reading the published store: one read-only connection a generation, a cursor a query; what a moment's questions share is held."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from dashboard.errors import StoreError, UsageError
from dashboard.warehouse import GIVES_BACK
from dashboard.warehouse.moment_views import BESIDE, held_moment
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace

if TYPE_CHECKING:  # importing pandas costs a third of a second, which a command that prints rows need not pay
    import pandas as pd

OPEN_GENERATIONS = 3
"""Connections kept open; older ones close when their last cursor is gone."""

CLOSED_SANDBOX = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    "memory_limit": "2GB", "threads": "1", "temp_directory": "",
    "lock_configuration": "true", **GIVES_BACK,
}
"""One thread a question: questions are asked side by side, and shared out among threads each costs a quarter more (measured)."""

_connections: dict[Path, duckdb.DuckDBPyConnection] = {}
_guard = threading.Lock()


@dataclass(frozen=True)
class Reader:
    generation: str
    """The file name of the generation: what answers depend on, so part of every cache key."""
    _connection: duckdb.DuckDBPyConnection
    is_holding: bool = False
    """Whether views marked as held are reckoned once for all questions of a moment: for who asks many."""

    @classmethod
    def current(cls, workspace: Workspace) -> "Reader":
        """A reader of the generation that CURRENT names now. Raises StoreError where there is none or it cannot be opened."""
        for _ in range(3):
            name = current_name(workspace)
            if name is None:
                raise StoreError.worded(
                    "数据库尚未发布。", "The store has not been published yet.",
                    "请运行 sandtable doctor。", "Run sandtable doctor.",
                )
            try:
                return cls(name, _open(workspace.store / name))
            except duckdb.Error as unreadable:
                broken = unreadable
        raise StoreError.worded(
            "数据库文件损坏或缺失。", "The store's file is damaged or missing.",
            "请运行 sandtable rebuild，从已接收的批次重建；批次未受影响。",
            "Run sandtable rebuild to make it anew from the accepted batches, which are unharmed.",
        ) from broken

    def holding(self) -> "Reader":
        """The same reader for who asks many questions of one moment: they share the views that are held."""
        return replace(self, is_holding=True)

    def frame(self, sql: str, params: dict) -> "pd.DataFrame":
        """The rows of a query, as a frame. Parameters are bound by name."""
        with self._answer(sql, params) as answer:
            return answer.df()

    def rows(self, sql: str, params: dict) -> list[tuple]:
        """The rows of a query, as Python values."""
        with self._answer(sql, params) as answer:
            return answer.fetchall()

    def records(self, sql: str, params: dict) -> tuple[list[str], list[tuple]]:
        """Column names and rows of a query, as Python values."""
        with self._answer(sql, params) as answer:
            return [column[0] for column in answer.description], answer.fetchall()

    def columns(self, sql: str, params: dict) -> list[tuple[str, str]]:
        """Names and DuckDB types of what a query returns."""
        return [(row[0], row[1].lower()) for row in self.rows("describe " + sql, params)]

    def parameters(self, sql: str) -> set[str]:
        """The names that a query binds."""
        return set(self._connection.extract_statements(sql)[0].named_parameters)

    @contextmanager
    def _answer(self, sql: str, params: dict) -> Iterator[duckdb.DuckDBPyConnection]:
        # A comparison asks of two moments, so it reads the views themselves.
        with _in_words():
            if self.is_holding and params.get("as_of") and "since" not in params:
                with held_moment(self._connection, params["as_of"]).cursor() as cursor:
                    yield cursor.execute(sql, params)
            else:
                yield self._connection.cursor().execute(sql, params)


@contextmanager
def _in_words() -> Iterator[None]:
    """A question that fails, in words; rows may fail to come after the query was accepted."""
    try:
        yield
    except duckdb.OutOfMemoryException as too_much:
        raise UsageError.worded(
            "要的数据太多，无法一次给出。", "That is too much to answer at once.",
            "请缩短时间范围。", "Shorten the period.",
        ) from too_much
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as out_of_range:
        raise UsageError.worded(
            "参数超出可用范围。", "A parameter is out of range.",
            "请检查日期和数字。", "Check the dates and numbers.",
        ) from out_of_range
    except duckdb.Error as failed:
        raise StoreError.worded(
            "数据库无法回答这个问题。", "The store cannot answer this question.",
            "请运行 sandtable doctor；若数据库落后或损坏，sandtable rebuild 可从批次重建。",
            "Run sandtable doctor; if the store is behind or damaged, sandtable rebuild makes it anew from the batches.",
        ) from failed


def _open(file: Path) -> duckdb.DuckDBPyConnection:
    with _guard:
        if file not in _connections:
            opened = duckdb.connect(str(file), read_only=True, config=CLOSED_SANDBOX)
            opened.execute(BESIDE)
            _connections[file] = opened
            for old in list(_connections)[:-OPEN_GENERATIONS]:
                del _connections[old]
        return _connections[file]
