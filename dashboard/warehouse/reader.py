"""Reading the published store: one read-only connection a generation, a cursor a question; what a moment's questions share is cached.

No question changes what another one sees: only a SELECT passes (`questions`), it is run in a read-only transaction, in which the engine
refuses to write anywhere, the cached views included, and the engine has no way to the files of the machine.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from dashboard.errors import StoreError, UsageError
from dashboard.warehouse.moment_views import cached_moment
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.questions import CLOSED_SANDBOX, parameters, refuse_unless_question
from dashboard.warehouse.statements import statement
from dashboard.warehouse.workspace import Workspace

if TYPE_CHECKING:  # importing pandas costs a third of a second, which a command that prints rows need not pay
    import pandas as pd

OPEN_GENERATIONS = 3
"""Connections kept open; older ones close when their last cursor is gone."""

_connections: dict[Path, duckdb.DuckDBPyConnection] = {}
_guard = threading.Lock()


class NotPublished(StoreError):
    """The workspace has no store yet; it is no damage."""


@dataclass(frozen=True)
class Reader:
    generation: str
    """The file name of the generation: what answers depend on, so part of every cache key."""
    _connection: duckdb.DuckDBPyConnection
    shares_views: bool = False
    """Whether views marked as cached are computed once for all questions of a moment: for who asks many."""

    @classmethod
    def current(cls, workspace: Workspace) -> "Reader":
        """A reader of the generation that CURRENT names now. Raises StoreError where there is none or it cannot be opened."""
        for _ in range(3):
            name = current_name(workspace)
            if name is None:
                raise NotPublished("store.not_published")
            try:
                return cls(name, _open(workspace.store / name))
            except duckdb.Error as unreadable:
                broken = unreadable
        raise StoreError("store.damaged") from broken

    @classmethod
    def of(cls, workspace: Workspace, generation: str | None) -> "Reader":
        """A reader of a generation that CURRENT named a moment ago; of the one that it names now where that one is gone, or null."""
        if generation is not None:
            with suppress(duckdb.Error):
                return cls(generation, _open(workspace.store / generation))
        return cls.current(workspace)

    def sharing_views(self) -> "Reader":
        """The same reader for who asks many questions of one moment: they share the cached views."""
        return replace(self, shares_views=True)

    def frame(self, sql: str, params: dict[str, Any]) -> "pd.DataFrame":
        """The rows of a query, as a frame. Parameters are bound by name."""
        with self._answer(sql, params) as answer:
            return answer.df()

    def rows(self, sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of a query, as Python values."""
        with self._answer(sql, params) as answer:
            return answer.fetchall()

    def records(self, sql: str, params: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of a query, as Python values."""
        with self._answer(sql, params) as answer:
            return [column[0] for column in answer.description], answer.fetchall()

    def arrays(self, sql: str, params: dict[str, Any]) -> dict[str, Any]:
        """The columns of a query as arrays of numpy, by name: for millions of rows of numbers, none of them null."""
        with self._answer(sql, params) as answer:
            return dict(answer.fetchnumpy())

    def columns(self, sql: str, params: dict[str, Any]) -> list[tuple[str, str]]:
        """Names and DuckDB types of what a query returns."""
        return [(row[0], row[1].lower()) for row in self.rows("describe " + sql, params)]

    def parameters(self, sql: str) -> set[str]:
        """The names that a query binds."""
        return parameters(sql)

    @contextmanager
    def _answer(self, sql: str, params: dict[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
        refuse_unless_question(sql)
        with _in_words(), self._cursor(sql, params) as cursor:
            cursor.execute(statement("reading", "begin_reading"))
            try:
                yield cursor.execute(sql, params)
            finally:
                cursor.execute(statement("reading", "end_reading"))

    @contextmanager
    def _cursor(self, sql: str, params: dict[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
        # A comparison asks of two moments, so it reads the views themselves.
        if self.shares_views and params.get("as_of") and "since" not in params:
            with cached_moment(self._connection, params["as_of"]).cursor(sql) as cursor:
                yield cursor
        else:
            yield self._connection.cursor()


@contextmanager
def _in_words() -> Iterator[None]:
    """A question that fails, in words; rows may fail to come after the query was accepted."""
    try:
        yield
    except duckdb.OutOfMemoryException as too_much:
        raise UsageError("question.too_much") from too_much
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as out_of_range:
        raise UsageError("question.out_of_range") from out_of_range
    except duckdb.Error as failed:
        raise StoreError("question.failed") from failed


def _open(file: Path) -> duckdb.DuckDBPyConnection:
    with _guard:
        if file not in _connections:
            opened = duckdb.connect(str(file), read_only=True, config=CLOSED_SANDBOX)
            opened.execute(statement("reading", "attach_beside"))
            _connections[file] = opened
            for old in list(_connections)[:-OPEN_GENERATIONS]:
                del _connections[old]
        return _connections[file]
