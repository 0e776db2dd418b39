"""Saved views as tiles of the overview. Where nothing is pinned a page run costs a look at a folder's time, and nothing else is loaded."""

import logging

import streamlit as st

from dashboard.data.served import workspace
from dashboard.errors import SandtableError
from dashboard.kept.views import View, pinned

LOOKS = "tiles-looks"
"""How often the tiles were looked at since the page was drawn, in the session."""
logger = logging.getLogger("sandtable")


def pinned_tiles() -> None:
    """Draw the tiles, at once: what is not known yet is asked beside the page, and filled in without drawing the page anew."""
    if not (views := _pinned()):
        return
    from dashboard.ui.explore.tile_cards import tile_cards

    st.session_state[LOOKS] = 0
    tile_cards(views)


def _pinned() -> list[View]:
    try:
        return pinned(workspace())
    except SandtableError as unreadable:  # `doctor` says what to do; the page goes on without
        logger.warning("no tiles: %s", unreadable)
        return []
