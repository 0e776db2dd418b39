"""Which of the tables behind a figure are overdue: remembered once a run, said wherever the figure's source is said."""

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

import pandas as pd
from markupsafe import Markup

from dashboard.i18n.forms import fmt_moment, is_missing
from dashboard.sentences.freshness import OVERDUE, feed_name
from dashboard.ui.shell.language import lang, listed, t
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
    feeds = overdue(frame)
    if not feeds:
        return Markup()
    names = listed(feed_name(feed, lang()) for feed in feeds)
    last = min((feed["last_received_at"] for feed in feeds if not is_missing(feed["last_received_at"])), default=None)
    said = t("screen.stale_never", names=names) if last is None else t("screen.stale", names=names, moment=fmt_moment(last, lang()))
    return stale_paragraph(said)


def stale_paragraph(words: str) -> Markup:
    """Words about an overdue feed as they stand under a figure; nothing where there are none."""
    return Markup('<p class="stale">{} {}</p>').format(mark("act"), words) if words else Markup()


def stale_words(frame: pd.DataFrame | None) -> str:
    """The same in a few words, for a headline figure; "" where nothing is overdue."""
    last = [feed["last_received_at"] for feed in overdue(frame) if not is_missing(feed["last_received_at"])]
    return t("screen.stale_short", moment=fmt_moment(min(last), lang())) if last else ""
