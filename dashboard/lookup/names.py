"""The index of names of a moment: what the store knows, and what the board itself has: pages, figures, tables, queries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.i18n.messages import both
from dashboard.lookup.index import Index, Named, indexed
from dashboard.lookup.places import FIGURE_PAGES
from dashboard.memo import BoundedCache
from dashboard.metrics import METRICS
from dashboard.schema.declaration import tables
from dashboard.warehouse.ask import Asker, ask
from dashboard.warehouse.catalogue import catalogue
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

FIND = Asker("find")
MOST_BYTES = 40 << 20
"""Of all indexes that are kept, the newest at any rate: one of 50 000 names takes 13 MB (measured)."""
MOST_NAMES = 150_000
"""Of the store. In a city with more, the last businesses by their numbers are not found, and what can be found says so."""
MOMENTS = 64
"""Moments of which is remembered when the names of then were last changed."""


@dataclass(frozen=True)
class Board:
    """What the board has beside its data."""

    pages: Mapping[str, str]
    """Name of a page (a key of the navigation table) to its address, of those that are served."""
    queries: Mapping[str, str]
    """Name of a named query to how the address of the Explore page asks it, of those that it can ask."""

    @property
    def key(self) -> tuple[tuple[str, ...], ...]:
        """What its names depend on."""
        return tuple(self.pages), tuple(self.queries)


def index_of(workspace: Workspace, at: datetime, board: Board) -> Index:
    """The index of what is known at a moment. Made once, for all moments between two changes of the names.

    Raises: StoreError where the store cannot be read.
    """
    reader = Reader.current(workspace)
    changed = _changed_at(reader, workspace, at)
    key = (str(workspace.root), reader.generation, changed, board.key)
    return _indexes.get(key, lambda: indexed([*of_the_board(board), *of_the_store(reader, workspace, at)]))


def index_without_store(board: Board) -> Index:
    """The index of a workspace in which nothing has been taken in."""
    return _indexes.get(board.key, lambda: indexed(of_the_board(board)))


def of_the_store(reader: Reader, workspace: Workspace, at: datetime) -> list[Named]:
    """Districts, zones, businesses, supply points and notices that are known at a moment."""
    rows = ask(workspace, "names_known", {"limit": MOST_NAMES}, at, asker=FIND, reader=reader).rows
    return [
        Named(kind, id_, name, name_en or "", "" if also == name else also or "", area_id or "", detail or "")
        for kind, id_, name, name_en, also, area_id, detail in rows
    ]


def of_the_board(board: Board) -> Iterator[Named]:
    """What every board has: its pages, figures, tables and named queries, as far as a page that is served shows them."""
    for page in board.pages:
        yield Named("page", page, *both(f"nav.{page}"))
    for metric in METRICS:
        if FIGURE_PAGES[metric] in board.pages:
            yield Named("figure", metric, *both(f"metric.{metric}"), also=metric)
    if "data" in board.pages:
        for table in tables().values():
            yield Named("table", table.name, table.title_zh, table.title_en, table.name)
    for name, asked in board.queries.items():
        query = catalogue()[name]
        yield Named("query", name, query.notes.get("zh", name), query.sentence, name, detail=asked)


def _changed_at(reader: Reader, workspace: Workspace, at: datetime) -> datetime | None:
    def asked() -> datetime | None:
        rows = ask(workspace, "names_changed", {}, at, asker=FIND, reader=reader).rows
        return rows[0][0] if rows else None

    return _changes.get((str(workspace.root), reader.generation, at), asked)


_changes: BoundedCache[datetime | None] = BoundedCache(MOMENTS, lambda changed: 1)
_indexes: BoundedCache[Index] = BoundedCache(MOST_BYTES, lambda index: min(index.bytes, MOST_BYTES))
