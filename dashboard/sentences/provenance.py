"""Where a number comes from, in words: source, moment, whether it is made up, which feeds behind it are late."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from dashboard.i18n.forms import fmt_end, fmt_moment, is_missing, listed
from dashboard.i18n.messages import messages, text
from dashboard.schema.declaration import tables
from dashboard.sentences.freshness import feed_name
from dashboard.sentences.published import publisher_words

MOST_NAMED = 3
"""Sources named on one line."""
SUPPORTING = ("areas", "bulletin_cells", "zone_events", "business_events", "identities")
"""Tables that are parts of another or give names only; they are not named as a source beside others."""
MISSING = "no provenance: pass a frame from fetch(), or source= and as_of="


def provenance_words(frame: pd.DataFrame | None, source: str | None, as_of: datetime | None, lang: str) -> str:
    """"疫情通报 · 截至 11月29日 15:00", from a fetched frame or from what is given.

    Raises: ValueError where neither says where the numbers come from; this is a mistake in a page, not in the data.
    """
    attrs = frame.attrs if frame is not None else {}
    source = source or source_words(frame, lang) or attrs.get("query", "")
    shown = attrs.get("as_of") if as_of is None else as_of
    if not source or shown is None:
        raise ValueError(MISSING)
    # A moment that is given is where the window of a figure ends; the frame's own is when it was asked.
    moment = fmt_moment(shown, lang) if as_of is None else fmt_end(shown, lang)
    made_up = [text("word.synthetic", lang)] if has_synthetic(frame) else []
    return " · ".join([source, f"{text('word.as_of', lang)} {moment}", *made_up])


def source_words(frame: pd.DataFrame | None, lang: str) -> str:
    """What the rows themselves say, else the tables that the query reads, by title."""
    if frame is None:
        return ""
    stated = [str(name) for name in dict.fromkeys(frame["source"].tolist()) if not is_missing(name)] if "source" in frame.columns else []
    names = [text(f"source.{name}", lang) if f"source.{name}" in messages() else publisher_words(name, lang) for name in stated]
    names = names or tables_behind(frame, lang)
    return listed(names[:MOST_NAMED], lang) + (" …" if len(names) > MOST_NAMED else "")


def tables_behind(frame: pd.DataFrame | None, lang: str) -> list[str]:
    """The titles of the tables that a query reads, without those that are parts of another; none for a frame of no query."""
    behind = () if frame is None else frame.attrs.get("tables", ())
    return [tables()[name].title(lang) for name in behind if name not in SUPPORTING or len(behind) == 1]


def drawn_from(frame: pd.DataFrame, lang: str) -> str:
    """The tables that a query reads, by title: what has to be delivered for it to have rows. Empty for a frame of no query."""
    names = tables_behind(frame, lang)
    return listed(names[:MOST_NAMED], lang) + (" …" if len(names) > MOST_NAMED else "")


def has_synthetic(frame: pd.DataFrame | None) -> bool:
    """Whether any row of the frame says that it is made up."""
    return frame is not None and "is_synthetic" in frame.columns and any(made_up is True for made_up in frame["is_synthetic"].tolist())


def stale_sentence(feeds: Sequence[dict], lang: str, at: datetime | None = None) -> str:
    """Which overdue feeds a figure rests on, and since when it stands; "" without one. `feeds`: rows of `feeds_freshness`."""
    if not feeds:
        return ""
    names, last = listed((feed_name(feed, lang) for feed in feeds), lang), _last(feeds)
    if last is None:
        return text("screen.stale_never", lang, names=names)
    return text("screen.stale", lang, names=names, moment=fmt_moment(last, lang, year=_is_of_another_year(last, at)))


def stale_words(feeds: Sequence[dict], lang: str, at: datetime | None = None) -> str:
    """The same in a few words, for a headline figure; "" where none of the feeds ever came."""
    last = _last(feeds)
    return "" if last is None else text("screen.stale_short", lang, moment=fmt_moment(last, lang, year=_is_of_another_year(last, at)))


def _is_of_another_year(last: datetime, at: datetime | None) -> bool:
    """Whether a moment lies in another year than the one that is shown (`at`): without its year it would be read as of this one."""
    return at is not None and last.year != at.year


def _last(feeds: Sequence[dict]) -> datetime | None:
    """When the feed came that has been silent the longest."""
    return min((feed["last_received_at"] for feed in feeds if not is_missing(feed["last_received_at"])), default=None)
