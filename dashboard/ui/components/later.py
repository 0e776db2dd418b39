"""What is below the screen is asked for and sent when it comes near the view: until then a place is kept, with a button that asks for it.

The browser says that it can tell what is near (a cookie that the document's script sets where there is an IntersectionObserver). Where it
does not, as in a test of a page without a browser, everything is drawn at once; so it is where SANDTABLE_DEFER is 0.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

from dashboard.data.opened import ahead
from dashboard.data.page_moment import moment
from dashboard.data.served import one_present
from dashboard.i18n.forms import present_year
from dashboard.ui.shell.language import t
from dashboard.ui.shell.screens import error_boundary

COOKIE = "sandtable_defers"
SEEN = "parts-seen"
"""Of the session: the parts that have come near, by page. They come with the page from then on, so that a way back finds the same place."""


@dataclass
class Turn:
    """How a part stands in this run of the page."""

    with_page: bool = True
    """The whole page runs, not the part alone."""
    drawn: bool = False


def defers() -> bool:
    """Whether parts of this session's pages wait until they come near."""
    if os.environ.get("SANDTABLE_DEFER", "1") == "0":
        return False
    of_nobody = ahead.get()
    return of_nobody.defers if of_nobody else st.context.cookies.get(COOKIE) == "1"


def when_near(page: str, key: str, draw: Callable[[], object], *, now: bool = False) -> None:
    """Draw a part of a page when it comes near the view. `now`: at once, since the address names it.

    `draw` may be called without the page around it.
    """
    if not defers():
        draw()
        return
    if now:
        _see(page, key)
    _part(page, key, draw, Turn())


@st.fragment
@one_present()
def _part(page: str, key: str, draw: Callable[[], object], turn: Turn) -> None:
    with_page, turn.with_page = turn.with_page, False
    if turn.drawn and not with_page:
        _run_page()  # something in it was touched, which may concern the whole page
    if (page, key) not in st.session_state.get(SEEN, frozenset()):
        with st.container(key=f"later-{key}"):
            st.button(t("section.later"), key=f"see-{key}", type="tertiary", width="stretch", on_click=_see, args=(page, key))
        return
    turn.drawn = True
    if with_page:
        draw()
        return
    present_year.set(moment().at.year)
    with error_boundary():
        draw()


def _run_page() -> None:
    """Run the page in place of its part, with the press for which the part runs: `st.rerun` alone would lose it."""
    context = get_script_run_ctx()
    if context and context.script_requests:
        pressed = WidgetStates(widgets=context.session_state.get_widget_states())  # of which the framework takes what is pressed now
        asked = {"query_string": context.query_string, "page_script_hash": context.page_script_hash}
        context.script_requests.request_rerun(RerunData(**asked, replay_trigger_states=pressed))
    st.rerun()


def _see(page: str, key: str) -> None:
    st.session_state[SEEN] = st.session_state.get(SEEN, frozenset()) | {(page, key)}
