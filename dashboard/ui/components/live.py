"""A still now, the live thing when it is touched: a picture in a box, and what a person can work with over it once somebody asks for it.

Nothing of what is live is computed, sent or loaded before. Which one is live is the session's: the one that was asked for last stays
live over a filter, the others are pictures again, so that a page costs one library's drawing at most.
"""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.data.served import one_present
from dashboard.i18n.forms import present_year
from dashboard.ui.shell.language import t

BOX = Markup('<div class="still-box"><div class="still-plot"></div><button type="button" class="still-ask"></button></div>')
WAIT = """// The picture's own script: it waits for the one that the page has (ui/shell/live.js), which is sent once.
export default (part) => { const go = () => window.sandtableStill ? window.sandtableStill(part) : setTimeout(go, 20); go() }"""
"""Every picture is sent with its script, so it is a short one."""
NOW, WHOLE = "live-now", "live-whole-page"
"""Of the session: the key of what was asked for last; that what was picked in it concerns the whole page."""

_picture = st.components.v2.component("sandtable_still", html=BOX, js=WAIT, isolate_styles=False)


def still_first(key: str, picture: Markup, live: Callable[[], None], *, at_once: bool = False) -> None:
    """Draw `picture`; when somebody touches it, call `live`, which draws over it in the same box.

    `picture` has its own words for who does not see it, and marks of the class "mark" that the arrow keys go through. `live` is called
    without the page around it, and must be as high as the picture. `at_once`: it is live from the beginning.
    """
    _part(key, picture, live, at_once)


def is_live(key: str) -> bool:
    """Whether somebody has asked for it, and for nothing else since."""
    return bool(st.session_state.get(NOW) == key)


def for_page(key: str, pick: Callable[[], None]) -> Callable[[], None]:
    """The callback of what is live where a pick concerns the whole page: `pick` says it, then the page is drawn anew."""

    def picked() -> None:
        pick()
        st.session_state[NOW] = key
        st.session_state[WHOLE] = True

    return picked


@st.fragment
@one_present()
def _part(key: str, picture: Markup, live: Callable[[], None], at_once: bool) -> None:
    if st.session_state.pop(WHOLE, False):
        st.rerun()
    present_year.set(moment().at.year)  # a fragment runs without the page around it
    lively = at_once or is_live(key)
    words = {"ask": t("live.ask"), "name": t("live.name")}
    with st.container(key=f"live-{key}", gap=None):
        data = {"html": str(picture), "live": lively, "stays": at_once, "words": words}
        _picture(key=f"still-{key}", data=data, on_wanted_change=lambda: _ask(key), on_rested_change=lambda: None)
        if lively:
            with st.container(key=f"over-{key}", gap=None):
                live()


def _ask(key: str) -> None:
    st.session_state[NOW] = key
