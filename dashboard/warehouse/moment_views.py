"""Views that many questions of one moment read, computed once a moment and cached in memory beside the store."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from graphlib import TopologicalSorter
from itertools import count
from weakref import finalize

import duckdb

from dashboard.memo import BoundedCache
from dashboard.settings import folder
from dashboard.warehouse.ddl import literal, quoted
from dashboard.warehouse.statements import statement

MOMENTS = 3
"""Cached at one time: the present, a past one that somebody looks at, and the one before."""
MARKED = re.compile(r"^-- cached:", re.MULTILINE)
CALLED = re.compile(r"\b(\w+)\(as_of\b")

_numbers = count()


class CachedMoment:
    """The cached views as of one moment, and cursors that read them in place of the views.

    On such a cursor a cached view answers for this moment alone; asked of another one it raises duckdb.InvalidInputException
    (one without rows cannot tell: tests/warehouse/test_moment_views.py reads the files for that).
    """

    def __init__(self, store: duckdb.DuckDBPyConnection, at: datetime) -> None:
        self._store, number = store, next(_numbers)
        self._macros: list[str] = []
        tables = {view: quoted(f"{view}_{number}") for view in cached_views()}
        finalize(self, _forget, store, [*tables.values()]).atexit = False
        cursor = store.cursor()
        for view, table in tables.items():  # each view reads those already cached
            cursor.execute(statement("reading", "cache_view", a_table=table, a_view=quoted(view)), {"at": at})
            moment = f"timestamp {literal(str(at))}"
            self._macros.append(statement("reading", "read_cached", a_table=table, a_view=quoted(view), at_the_moment=moment))
            cursor.execute(self._macros[-1])
        self._idle = [cursor]

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one question, whose rows are fetched before the block ends."""
        try:
            cursor = self._idle.pop()
        except IndexError:  # all of them are asked something
            cursor = self._opened()
        try:
            yield cursor
        finally:
            self._idle.append(cursor)

    def _opened(self) -> duckdb.DuckDBPyConnection:
        cursor = self._store.cursor()
        for macro in self._macros:
            cursor.execute(macro)
        return cursor


@cache
def cached_views() -> tuple[str, ...]:
    """Names of the views whose header says `cached`, each after those that it reads."""
    views = {file.stem: file.read_text(encoding="utf-8") for file in (folder("queries") / "views").glob("*.sql")}
    reads = {name: set(CALLED.findall(sql)) & set(views) - {name} for name, sql in views.items()}
    return tuple(name for name in TopologicalSorter(reads).static_order() if MARKED.search(views[name]))


def cached_moment(store: duckdb.DuckDBPyConnection, at: datetime) -> CachedMoment:
    """The cached views of a store as of a moment, computed now where nobody has asked of it lately."""
    # What is cached refers to its store, so no other store can have that id meanwhile.
    return _moments.get((id(store), at), lambda: CachedMoment(store, at))


def _forget(store: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    cursor = store.cursor()
    for table in tables:
        cursor.execute(statement("reading", "forget_view", a_table=table))


_moments: BoundedCache[CachedMoment] = BoundedCache(MOMENTS, lambda moment: 1)
