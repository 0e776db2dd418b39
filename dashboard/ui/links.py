"""Addresses inside the board: filters, language and moment travel from page to page."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

KEPT = ("lang", "as_of", "district", "from", "to")
"""What a link keeps of the present address."""


def kept_params(**changed: str | None) -> dict[str, str]:
    """The address parameters to keep, with some replaced; null takes one out."""
    params = {name: st.query_params[name] for name in KEPT if name in st.query_params} | changed
    return {name: value for name, value in params.items() if value}


def href(path: str, **changed: str | None) -> str:
    """A link to a page of the board ("/cases"), safe to stand in an HTML attribute."""
    params = urlencode(kept_params(**changed))
    return escape(path + ("?" + params if params else ""), quote=True)
