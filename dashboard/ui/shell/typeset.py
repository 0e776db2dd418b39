"""Sections, notes and badges: the typesetting between the figures."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.i18n.forms import fmt_count
from dashboard.i18n.messages import enum_label
from dashboard.tokens import MARKS
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.language import lang, t


def section(title: str, lead: str = "") -> None:
    """A section's heading under a rule, with one sentence beneath it where given."""
    st.html(f'<div class="section"><h2>{escape(title)}</h2>{_paragraph("lead", lead)}</div>')


def note(text: str, state: str = "quiet") -> None:
    """A remark with the mark of its state: act, watch, ok or quiet."""
    st.html(f'<p class="note {escape(state)}"><span class="mark">{MARKS[state]}</span> {escape(text)}</p>')


def synthetic_badge() -> None:
    """Says that what follows includes made-up rows."""
    st.html(f'<p class="note quiet"><span class="sim">◇</span> {escape(t("word.synthetic"))}</p>')


def item_list(items: list[tuple[str, str, str, bool]], nothing: str) -> None:
    """Lines of (state, when, words, whether it applies), each with the mark of its state; `nothing` where none applies."""
    rows = "".join(
        f'<li class="{escape(state)}"><span class="mark">{MARKS[state]}</span>{_span("when", when)}<span>{escape(words)}</span></li>'
        for state, when, words, applies in items if applies
    )
    st.html(f'<ul class="items">{rows}</ul>' if rows else f'<p class="lead">{escape(nothing)}</p>')


def change_list(frame: pd.DataFrame, nothing: str) -> None:
    """What changed, counted: one line a kind of change. Rows: what, detail (a zone level or empty), n."""
    some = frame[frame["n"] > 0]
    lines = [(n, t(f"change.{what}"), _detail(detail)) for what, detail, n in zip(some["what"], some["detail"], some["n"], strict=True)]
    rows = "".join(f'<li><b class="n">{fmt_count(n, lang())}</b><span>{escape(words + detail)}</span></li>' for n, words, detail in lines)
    st.html(f'<ul class="items">{rows}</ul>{provenance_line(frame)}' if rows else f'<p class="lead">{escape(nothing)}</p>')


def _detail(detail: str | None) -> str:
    if not detail:
        return ""
    words = enum_label("zone_level", detail, lang())
    return f"（{words}）" if lang() == "zh" else f" ({words})"


def _span(kind: str, text: str) -> str:
    return f'<span class="{kind}">{escape(text)}</span>' if text else ""


def _paragraph(kind: str, text: str) -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if text else ""
