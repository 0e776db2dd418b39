"""Lists of lines, each with a mark or a number: a zone's history, notices, what changed."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.i18n.forms import fmt_count
from dashboard.plain_text import on_page
from dashboard.sentences.changes import matter_words
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.language import lang
from dashboard.ui.shell.typeset import mark, paragraph


def item_list(items: list[tuple[str, str, str, bool]], nothing: str, places: Sequence[str] = ()) -> None:
    """Lines of (state, when, words, whether it applies), each with the mark of its state; `nothing` where none applies.

    `places`: for each the name by which a link finds it, behind the # of the address.
    """
    named = zip(items, places or [""] * len(items), strict=True)
    rows = Markup().join(_item(state, when, words, place) for (state, when, words, applies), place in named if applies)
    st.html(_listed(rows) if rows else paragraph("lead", nothing))


def change_list(frame: pd.DataFrame, nothing: str) -> None:
    """What changed, counted: one line a kind of change. Rows: what, detail (a zone level or empty), n."""
    some = frame[frame["n"] > 0]
    row = Markup('<li><b class="n">{}</b><span>{}</span></li>')
    rows = Markup().join(
        row.format(fmt_count(n, lang()), on_page(matter_words(what, detail, n, lang())))
        for what, detail, n in zip(some["what"], some["detail"], some["n"], strict=True)
    )
    st.html(_listed(rows) + provenance_line(frame) if rows else paragraph("lead", nothing))


def _item(state: str, when: str, words: str, place: str = "") -> Markup:
    before = Markup('<span class="when">{}</span>').format(when) if when else ""
    name = Markup(' id="{}"').format(place) if place else ""
    return Markup('<li class="{}"{}>{}{}<span>{}</span></li>').format(state, name, mark(state), before, on_page(words))


def _listed(rows: Markup) -> Markup:
    return Markup('<ul class="items">{}</ul>').format(rows)
