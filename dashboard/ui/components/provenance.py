"""Where a number comes from: every chart, map, table and headline figure says so or is not drawn."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.i18n.forms import present_year
from dashboard.plain_text import on_page
from dashboard.sentences.provenance import has_synthetic, provenance_words, tables_behind
from dashboard.ui.components.behind_link import behind_frame
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.staleness import is_made_up, stale_line
from dashboard.ui.shell.typeset import simulated

SOURCES = "page-sources"
"""What this run has drawn comes from: words by themselves, in their order, in the session; for the foot of the page on paper."""
NO_YEAR = 0
"""As the present year: every moment is then of another one."""


def provenance_text(frame: pd.DataFrame | None = None, source: str | None = None, as_of: datetime | None = None) -> str:
    """"疫情通报 · 截至 11月29日 15:00", from a fetched frame or from what is given.

    Raises: ValueError where neither says where the numbers come from; this is a mistake in a page, not in the data.
    """
    words, made_up = provenance_words(frame, source, as_of, lang()), t("word.synthetic")
    return f"{words} · {made_up}" if is_made_up(_untold(frame)) else words


def dated_text(frame: pd.DataFrame | None = None, source: str | None = None, as_of: datetime | None = None) -> str:
    """The same with the year: for what is taken away, and read in another one."""
    before = present_year.set(NO_YEAR)
    try:
        return provenance_text(frame, source, as_of)
    finally:
        present_year.reset(before)


def provenance_line(frame: pd.DataFrame | None = None, source: str | None = None, as_of: datetime | None = None) -> Markup:
    """The same as one line of HTML with the way behind it, and a second one where a feed behind the frame is overdue."""
    words = on_page(provenance_text(frame, source, as_of))
    st.session_state.setdefault(SOURCES, {}).update(dict.fromkeys([source] if source else tables_behind(frame, lang()), True))
    said = Markup('<p class="prov">{}{}{}{}</p>').format(synthetic_mark(frame), t("word.source"), words, behind_frame(frame))
    return said + stale_line(frame)


def synthetic_mark(frame: pd.DataFrame | None, tables: Iterable[str] = ()) -> Markup:
    """The mark of made-up rows with a space behind it, where the frame has any; else nothing.

    `tables`: those of one figure, else all behind the frame; they decide where its rows do not say which of them are made up.
    """
    says = frame is not None and "is_synthetic" in frame.columns
    return simulated() + " " if has_synthetic(frame) or (not says and is_made_up(tables or _untold(frame))) else Markup()


def _untold(frame: pd.DataFrame | None) -> Iterable[str]:
    """The tables behind rows that do not say which of them are made up: counts by day, changes, a table that was turned."""
    return () if frame is None or "is_synthetic" in frame.columns else frame.attrs.get("tables", ())
