"""Views that many questions of one moment read, computed by the first that reads them and cached in memory beside the store."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache
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
CALLED = re.compile(r"\b(\w+)\(\$?as_of\b")
LOOSE_ROWS = 2_000
"""So many rows are compressed as soon as nobody reads: as they are written, they take ten times the memory."""
TEXTS = 1_000
"""Questions whose views are known; a named query is looked at once."""

_numbers = count()


class CachedMoment:
    """The cached views as of one moment, and cursors that read them in place of the views.

    On such a cursor a cached view answers for this moment alone; asked of another one it raises duckdb.InvalidInputException
    (one without rows cannot tell: tests/warehouse/test_moment_views.py reads the files for that).
    """

    def __init__(self, store: duckdb.DuckDBPyConnection, at: datetime) -> None:
        self._store, self._at, self._number = store, at, next(_numbers)
        self._macros: dict[str, str] = {}
        self._tables: list[str] = []
        self._making, self._loose = threading.Lock(), 0
        finalize(self, _forget, store, self._tables).atexit = False
        self._idle: list[tuple[duckdb.DuckDBPyConnection, set[str]]] = []

    @contextmanager
    def cursor(self, sql: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one question, whose rows are fetched before the block ends."""
        needed = views_read(sql)
        if not self._macros.keys() >= needed:
            with self._making:
                self._make(needed)
        try:
            cursor, known = self._idle.pop()
        except IndexError:  # all of them are asked something
            cursor, known = self._store.cursor(), set()
        try:
            self._acquaint(cursor, known, needed)
            yield cursor
        finally:
            self._idle.append((cursor, known))
            if self._loose >= LOOSE_ROWS:
                self._compact()

    def _compact(self) -> None:
        """Compress what was written; where somebody reads, who reads last does."""
        if self._making.acquire(blocking=False):
            try:
                self._store.cursor().execute(statement("reading", "compact_views"))
                self._loose = 0
            except duckdb.Error:
                pass  # the next question tries again
            finally:
                self._making.release()

    def _make(self, needed: frozenset[str]) -> None:
        """Compute what is not cached of the views, each from those that are."""
        for view in cached_views():
            if view not in needed or view in self._macros:
                continue
            below = views_read(_views()[view]) - {view}
            self._make(below)
            table, cursor = quoted(f"{view}_{self._number}"), self._store.cursor()
            self._acquaint(cursor, set(), below)
            self._tables.append(table)
            cursor.execute(statement("reading", "cache_view", a_table=table, a_view=quoted(view)), {"at": self._at})
            self._loose += cursor.fetchall()[0][0]
            moment = f"timestamp {literal(str(self._at))}"
            self._macros[view] = statement("reading", "read_cached", a_table=table, a_view=quoted(view), at_the_moment=moment)

    def _acquaint(self, cursor: duckdb.DuckDBPyConnection, known: set[str], needed: frozenset[str]) -> None:
        """Have the cursor read these views where they are cached."""
        for view in needed - known:
            cursor.execute(self._macros[view])
            known.add(view)


@cache
def _views() -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in (folder("queries") / "views").glob("*.sql")}


@lru_cache(maxsize=TEXTS)
def views_read(sql: str) -> frozenset[str]:
    """Names of the cached views that a text reads, itself or through others; not those that only a cached one reads."""
    found: set[str] = set()
    open_ones, seen = _called(sql), set()
    while open_ones:
        view = open_ones.pop()
        if view in seen:
            continue
        seen.add(view)
        if view in cached_views():
            found.add(view)
        else:
            open_ones |= _called(_views()[view])
    return frozenset(found)


def _called(sql: str) -> set[str]:
    return set(CALLED.findall(sql)) & _views().keys()


@cache
def cached_views() -> tuple[str, ...]:
    """Names of the views whose header says `cached`, each after those that it reads."""
    reads = {name: _called(sql) - {name} for name, sql in _views().items()}
    return tuple(name for name in TopologicalSorter(reads).static_order() if MARKED.search(_views()[name]))


def cached_moment(store: duckdb.DuckDBPyConnection, at: datetime) -> CachedMoment:
    """The cached views of a store as of a moment; none is computed before a question reads it."""
    # What is cached refers to its store, so no other store can have that id meanwhile.
    return _moments.get((id(store), at), lambda: CachedMoment(store, at))


def _forget(store: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    cursor = store.cursor()
    for table in tables:
        cursor.execute(statement("reading", "forget_view", a_table=table))


_moments: BoundedCache[CachedMoment] = BoundedCache(MOMENTS, lambda moment: 1)
