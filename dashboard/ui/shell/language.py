"""The language of the page, from its address, else from the browser; and the ground it is drawn on."""

from collections.abc import Iterable
from typing import TypedDict

import streamlit as st

from dashboard.data.page_language import page_language
from dashboard.i18n import forms
from dashboard.i18n.forms import GAP
from dashboard.i18n.messages import text
from dashboard.tokens import NIGHT, PAPER, Ground


class Look(TypedDict):
    """What every figure function takes beside its frame."""

    lang: str
    ground: Ground


def lang() -> str:
    """"zh" or "en". Chinese where neither the address nor the browser says otherwise."""
    return page_language()


def language_tag() -> str:
    """The page's language as the document says it: "zh-CN" or "en"."""
    return "zh-CN" if lang() == "zh" else "en"


def t(key: str, **values: object) -> str:
    """The message `key` in the page's language."""
    return text(key, lang(), **values)


def gap() -> str:
    """What stands between a figure and its unit, and between a sentence and the next."""
    return GAP[lang()]


def listed(names: Iterable[str]) -> str:
    """Names one after the other, with the comma of the page's language."""
    return forms.listed(names, lang())


def ground() -> Ground:
    """The colours to draw with: paper, or night where the browser asks for a dark theme."""
    return NIGHT if st.context.theme.type == "dark" else PAPER


def look() -> Look:
    """What every figure function takes beside its frame: `epidemic_curve(frame, **look())`."""
    return {"lang": lang(), "ground": ground()}
