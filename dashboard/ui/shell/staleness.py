"""Which of the tables behind a figure are overdue or made up: remembered once a run, said wherever the figure's source is said."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import pandas as pd
from markupsafe import Markup

from dashboard.plain_text import on_page
from dashboard.sentences import provenance
from dashboard.sentences.freshness import OVERDUE
from dashboard.ui.shell.language import lang
from dashboard.ui.shell.typeset import mark

_late: ContextVar[Mapping[str, dict]] = ContextVar("late", default=MappingProxyType({}))
_at: ContextVar[datetime | None] = ContextVar("at", default=None)
_made_up: ContextVar[frozenset[str]] = ContextVar("made_up", default=frozenset())


@dataclass(frozen=True)
class Noted:
    """What is remembered of feeds and tables. Nobody changes it: runs share it."""

    late: Mapping[str, dict]
    """By the table of an overdue feed, its row of `feeds_freshness`."""
    made_up: frozenset[str]
    """Tables with rows made up for a demonstration."""


def noted_of(feeds: pd.DataFrame, synthetic: pd.DataFrame) -> Noted:
    """Which feeds are overdue and which tables have made-up rows. Rows: as of the queries `feeds_freshness` and `synthetic_tables`."""
    rows = feeds[feeds["state"].isin(OVERDUE)].to_dict("records") if len(feeds) else []
    return Noted({row["table_name"]: row for row in rows}, frozenset(synthetic["table_name"]))


def remember(feeds: pd.DataFrame, synthetic: pd.DataFrame, at: datetime | None = None) -> None:
    """Note which feeds are overdue and which tables have made-up rows, for the rest of this run. Rows: as of `noted_of`."""
    remember_noted(noted_of(feeds, synthetic), at)


def remember_noted(noted: Noted, at: datetime | None = None) -> None:
    """The same from what was noted already. `at`: the moment that is shown."""
    _late.set(noted.late)
    _at.set(at)
    _made_up.set(noted.made_up)


def is_made_up(tables: Iterable[str]) -> bool:
    """Whether one of the tables has rows made up for a demonstration."""
    return not _made_up.get().isdisjoint(tables)


def overdue(frame: pd.DataFrame | None, tables: Iterable[str] | None = None) -> list[dict]:
    """The overdue feeds among those of some tables, or of all behind a fetched frame, the longest silent first."""
    if tables is None:
        tables = frame.attrs.get("tables", ()) if frame is not None else ()
    found = [_late.get()[table] for table in tables if table in _late.get()]
    return sorted(found, key=lambda feed: str(feed["last_received_at"]))


def stale_line(frame: pd.DataFrame | None) -> Markup:
    """A line of HTML that names the overdue feeds and since when the figure stands; "" where none is."""
    late = overdue(frame)
    return stale_paragraph(provenance.stale_sentence(late, lang(), _at.get())) if late else Markup()


def stale_paragraph(words: str) -> Markup:
    """Words about an overdue feed as they stand under a figure; nothing where there are none."""
    return Markup('<p class="stale">{} {}</p>').format(mark("act"), on_page(words)) if words else Markup()


def stale_words(tables: Iterable[str]) -> str:
    """The same in a few words, for a headline figure of some tables; "" where nothing of them is overdue."""
    late = overdue(None, tables)
    return provenance.stale_words(late, lang(), _at.get()) if late else ""
