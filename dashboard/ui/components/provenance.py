"""Where a number comes from: every chart, map, table and headline figure says so or is not drawn."""

from datetime import datetime

import pandas as pd
from markupsafe import Markup

from dashboard.i18n.forms import fmt_moment
from dashboard.i18n.messages import messages
from dashboard.schema.declaration import tables
from dashboard.ui.shell.language import lang, listed, t
from dashboard.ui.shell.staleness import stale_line
from dashboard.ui.shell.typeset import simulated

MOST_NAMED = 3
"""Sources named on one line."""
SUPPORTING = ("areas", "bulletin_cells", "zone_events", "business_events", "identities")
"""Tables that are parts of another or give names only; they are not named as a source beside others."""
MISSING = "no provenance: pass a frame from fetch(), or source= and as_of="


def provenance_text(frame: pd.DataFrame | None = None, source: str | None = None, as_of: datetime | None = None) -> str:
    """"疫情通报 · 截至 11月29日 15:00", from a fetched frame or from what is given.

    Raises: ValueError where neither says where the numbers come from; this is a mistake in a page, not in the data.
    """
    attrs = frame.attrs if frame is not None else {}
    source = source or _sources(frame) or attrs.get("query", "")
    as_of = as_of or attrs.get("as_of")
    if not source or as_of is None:
        raise ValueError(MISSING)
    parts = [source]
    parts.append(f"{t('word.as_of')} {fmt_moment(as_of, lang())}")
    if has_synthetic(frame):
        parts.append(t("word.synthetic"))
    return " · ".join(parts)


def provenance_line(frame: pd.DataFrame | None = None, source: str | None = None, as_of: datetime | None = None) -> Markup:
    """The same as one line of HTML, and a second one where a feed behind the frame is overdue."""
    said = Markup('<p class="prov">{}{}{}</p>').format(synthetic_mark(frame), t("word.source"), provenance_text(frame, source, as_of))
    return said + stale_line(frame)


def synthetic_mark(frame: pd.DataFrame | None) -> Markup:
    """The mark of made-up rows with a space behind it, where the frame has any; else nothing."""
    return simulated() + " " if has_synthetic(frame) else Markup()


def has_synthetic(frame: pd.DataFrame | None) -> bool:
    """Whether any row of the frame says that it is made up."""
    return frame is not None and "is_synthetic" in frame.columns and bool(frame["is_synthetic"].fillna(False).any())


def _sources(frame: pd.DataFrame | None) -> str:
    """What the rows themselves say, else the tables that the query reads, by title."""
    if frame is None:
        return ""
    stated = [str(name) for name in frame["source"].dropna().unique()] if "source" in frame.columns else []
    names = [t(f"source.{name}") if f"source.{name}" in messages() else name for name in stated]
    behind = frame.attrs.get("tables", ())
    names = names or [tables()[name].title(lang()) for name in behind if name not in SUPPORTING or len(behind) == 1]
    return listed(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
