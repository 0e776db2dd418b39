"""Views that many questions of one moment read, reckoned once a moment and held in memory beside the store."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from graphlib import TopologicalSorter
from itertools import count
from weakref import finalize

import duckdb

from dashboard.memo import Kept
from dashboard.settings import folder

BESIDE = "attach if not exists ':memory:' as beside (read_write)"
"""Where the held views lie; connections to one file share it. The store itself stays read-only."""
MOMENTS = 3
"""Held at one time: the present, a past one that somebody looks at, and the one before."""
MARKED = re.compile(r"^-- held:", re.MULTILINE)
CALLED = re.compile(r"\b(\w+)\(as_of\b")

_numbers = count()


class HeldMoment:
    """The held views as of one moment, and cursors that read them in place of the views.

    On such a cursor a held view answers for this moment alone; asked of another one it raises duckdb.InvalidInputException
    (one without rows cannot tell: tests/warehouse/test_moment_views.py reads the files for that).
    """

    def __init__(self, store: duckdb.DuckDBPyConnection, at: datetime) -> None:
        self._store, number = store, next(_numbers)
        self._macros: list[str] = []
        tables = {view: f"beside.main.{view}_{number}" for view in held_views()}
        finalize(self, _drop, store, [*tables.values()]).atexit = False
        cursor = store.cursor()
        for view, table in tables.items():  # each view reads those already held
            cursor.execute(f"create table {table} as select * from {view}($at)", {"at": at})
            self._macros.append(
                f"create temp macro {view}(as_of) as table select * from {table} "
                f"where if(as_of = timestamp '{at}', true, error('held for another moment'))"
            )
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
def held_views() -> tuple[str, ...]:
    """Names of the views whose header says `held`, each after those that it reads."""
    views = {file.stem: file.read_text(encoding="utf-8") for file in (folder("queries") / "views").glob("*.sql")}
    reads = {name: set(CALLED.findall(sql)) & set(views) - {name} for name, sql in views.items()}
    return tuple(name for name in TopologicalSorter(reads).static_order() if MARKED.search(views[name]))


def held_moment(store: duckdb.DuckDBPyConnection, at: datetime) -> HeldMoment:
    """The held views of a store as of a moment, reckoned now where nobody has asked of it lately."""
    return _moments.get((id(store), at), lambda: HeldMoment(store, at))  # what is kept holds its store, so the id stays its own


def _drop(store: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    cursor = store.cursor()
    for table in tables:
        cursor.execute(f"drop table if exists {table}")


_moments: Kept[HeldMoment] = Kept(MOMENTS, lambda moment: 1)
