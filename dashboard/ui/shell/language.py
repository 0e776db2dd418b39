"""The language of the page, from its address, else from the browser; and the ground it is drawn on."""

import streamlit as st

from dashboard.data.page_language import page_language
from dashboard.i18n.messages import text
from dashboard.tokens import NIGHT, PAPER, Ground


def lang() -> str:
    """"zh" or "en". Chinese where neither the address nor the browser says otherwise."""
    return page_language()


def t(key: str, **values: object) -> str:
    """The message `key` in the page's language."""
    return text(key, lang(), **values)


def ground() -> Ground:
    """The colours to draw with: paper, or night where the browser asks for a dark theme."""
    return NIGHT if st.context.theme.type == "dark" else PAPER


def look() -> dict:
    """What every figure function takes beside its frame: `epidemic_curve(frame, **look())`."""
    return {"lang": lang(), "ground": ground()}
