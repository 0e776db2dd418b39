"""Choices of one view of an answer: they stand in the address, and one that the present columns do not allow is passed over in silence."""

import re
from collections.abc import Mapping

import streamlit as st

from dashboard.plain_text import on_screen
from dashboard.ui.shell.address import asked, labelling, lead, on_change, remember

MARKED = re.compile(r"([\\`*_{}\[\]()#$:<>~|!+-])")
"""Letters by which a widget's label would become a link, a picture or a formula."""


def as_label(words: str) -> str:
    """Words of a statement or of its columns as the label of a widget, which reads Markdown: every letter stays one."""
    return MARKED.sub(r"\\\1", on_screen(" ".join(words.split())))


def choice(name: str, label: str, labels: Mapping[str, str], usual: str, width: int = 200) -> str:
    """A list to choose one of: what the address says where that is among `labels`, else `usual`.

    Another statement has other columns, so that what the address held for the last one is no mistake of the reader's.
    """
    held = asked(name) if asked(name) in labels else usual
    key = f"explore-{name}"
    lead(key, held)
    st.selectbox(
        label, list(labels), key=key, width=width, format_func=labelling(labels),
        on_change=on_change(key, lambda value: remember(name, value)),
    )
    return held
