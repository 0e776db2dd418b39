"""Which of the tables behind a figure are overdue: remembered once a run, said wherever the figure's source is said."""

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

import pandas as pd
from markupsafe import Markup

from dashboard.plain_text import on_page
from dashboard.sentences import provenance
from dashboard.sentences.freshness import OVERDUE
from dashboard.ui.shell.language import lang
from dashboard.ui.shell.typeset import mark

_late: ContextVar[Mapping[str, dict]] = ContextVar("late", default=MappingProxyType({}))


def remember(feeds: pd.DataFrame) -> None:
    """Note which feeds are overdue, for the rest of this run. Rows: as of the query `feeds_freshness`."""
    rows = feeds[feeds["state"].isin(OVERDUE)].to_dict("records") if len(feeds) else []
    _late.set({row["table_name"]: row for row in rows})


def overdue(frame: pd.DataFrame | None) -> list[dict]:
    """The overdue feeds among those behind a fetched frame, the longest silent first."""
    tables = frame.attrs.get("tables", ()) if frame is not None else ()
    found = [_late.get()[table] for table in tables if table in _late.get()]
    return sorted(found, key=lambda feed: str(feed["last_received_at"]))


def stale_line(frame: pd.DataFrame | None) -> Markup:
    """A line of HTML that names the overdue feeds and since when the figure stands; "" where none is."""
    return stale_paragraph(provenance.stale_sentence(overdue(frame), lang()))


def stale_paragraph(words: str) -> Markup:
    """Words about an overdue feed as they stand under a figure; nothing where there are none."""
    return Markup('<p class="stale">{} {}</p>').format(mark("act"), on_page(words)) if words else Markup()


def stale_words(frame: pd.DataFrame | None) -> str:
    """The same in a few words, for a headline figure; "" where nothing is overdue."""
    return provenance.stale_words(overdue(frame), lang())
