"""Sections and notes: the typesetting between the figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from markupsafe import Markup

from dashboard.plain_text import SENTENCES_EMS, on_page
from dashboard.tokens import MARKS

_heading: ContextVar[str] = ContextVar("heading", default="")
"""The words that head the part of the page that is being drawn."""


@contextmanager
def under_heading(words: str) -> Iterator[None]:
    """What is drawn meanwhile stands under these words, which are not said again."""
    before = _heading.set(words)
    try:
        yield
    finally:
        _heading.reset(before)


def section(title: str, lead: str = "") -> None:
    """A section's heading under a rule, with one sentence beneath it where given; the sentence alone under a heading of the same words."""
    if title == _heading.get():
        if lead:
            st.html(paragraph("section-lead", lead))
        return
    st.html(Markup('<div class="section"><h2>{}</h2>{}</div>').format(title, paragraph("lead", lead)))


def note(text: str, state: str = "quiet") -> None:
    """A remark with the mark of its state: act, watch or ok; a quiet one has none."""
    st.html(Markup('<p class="note {}">{} {}</p>').format(state, mark(state), on_page(text)))


def mark(state: str) -> Markup:
    """The mark of a state: act, watch or ok. The place of a quiet one is empty: its ○ means elsewhere that something is not known."""
    return Markup('<span class="mark">{}</span>').format("" if state == "quiet" else MARKS[state])


def paragraph(kind: str, words: str) -> Markup:
    """A paragraph of a kind; nothing where there are no words."""
    return Markup('<p class="{}">{}</p>').format(kind, on_page(words, SENTENCES_EMS)) if words else Markup()


def simulated() -> Markup:
    """The mark of made-up rows."""
    return Markup('<span class="sim">◇</span>')
