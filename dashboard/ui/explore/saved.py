"""Saved views of Explore: the question at hand kept under a name, and those that were kept, each a link."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_moment
from dashboard.i18n.messages import Words, both
from dashboard.intake.actors import Actor
from dashboard.intake.keeping import pin_view, remove_view, save_view, unpin_view
from dashboard.kept.views import LONGEST_NAME, View, find, listed
from dashboard.moments import parse_moment
from dashboard.plain_text import LINE_EMS, on_page, on_screen
from dashboard.ui.explore.asking import is_in_address
from dashboard.ui.explore.tile_statement import statement_of
from dashboard.ui.shell.address import asked, remember
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.typeset import note, paragraph

SAVED = "saved"
"""The address's parameter."""
OF_THE_READER = ("lang", "theme", "missing", SAVED)
"""What an address says of who reads it, and not of what is asked."""
ASKS = ("sql", "pick", "brush")
"""Parameters of which one must be there: without them nothing is asked."""
SAID, NAME, WHEN, SOUGHT = "kept-said", "kept-name", "kept-moment", "kept-sought"
SHOWN = 12
ANALYST = Actor(surface="page")
"""Nobody is asked who he is on this page."""


def restore() -> None:
    """Where the address names a saved view, put what it asks into the address in its place; what is wrong with it is said."""
    if not (named := asked(SAVED)):
        _say()
        return
    remember(SAVED, "")
    try:
        view = find(workspace(), named)
    except SandtableError as refusal:
        note(refusal.whole().say(lang()), "watch")
        return
    for name in [one for one in st.query_params if one not in OF_THE_READER]:
        remember(name, "")
    for name, value in view.address.items():
        remember(name, value)
    when = fmt_moment(view.when, lang(), year=True)
    st.session_state[SAID] = both("kept.opened", name=on_screen(view.name), when=when)
    st.rerun()


def saved_views() -> None:
    """The button to the saved views: a field to keep the question at hand, and the list."""
    ways = st.popover(t("kept.views"), icon=":material/bookmark:", key="explore-kept", on_change="rerun", width=240)
    if not ways.open:
        return
    with ways:
        _form()
        _list()


def _form() -> None:
    present = {name: value for name, value in st.query_params.items() if name not in OF_THE_READER}
    if not any(present.get(name) for name in ASKS) or not is_in_address():
        st.html(paragraph("prov", t("kept.nothing")))
        return
    st.text_input(t("kept.name"), key=NAME, max_chars=LONGEST_NAME)
    words = {"now": t("kept.moment_now"), "fixed": t("kept.moment_fixed", moment=fmt_moment(moment().at, lang()))}
    st.radio(t("kept.moment"), list(words), format_func=words.get, key=WHEN)
    at = moment().at.isoformat(timespec="minutes")
    address = {name: value for name, value in present.items() if name != "as_of"}
    st.button(t("kept.save"), key="kept-save", on_click=_keep, args=(address, at))


def _keep(address: dict[str, str], at: str) -> None:
    """Save the view; for a callback, which runs before the page: what was chosen last is read now. `at`: the page's moment."""
    address = address | ({"as_of": at} if st.session_state.get(WHEN) == "fixed" else {})
    try:
        view = save_view(workspace(), st.session_state.get(NAME, ""), address, actor=ANALYST)
        st.session_state[SAID] = both("kept.saved", name=on_screen(view.name))
    except SandtableError as refusal:
        st.session_state[SAID] = refusal.whole()


def _list() -> None:
    try:
        views = listed(workspace())
    except SandtableError as unreadable:
        note(unreadable.whole().say(lang()), "watch")
        return
    if not views:
        st.html(paragraph("prov", t("kept.none")))
        return
    sought = st.text_input(t("kept.seek"), key=SOUGHT).lower().split() if len(views) > SHOWN else []
    found = [view for view in views if all(word in view.name.lower() for word in sought)]
    for view in found[:SHOWN]:
        _entry(view)
    if len(found) > SHOWN:
        st.html(paragraph("prov", t("kept.more", n=len(found) - SHOWN)))


def _entry(view: View) -> None:
    at = t("kept.of_moment", moment=fmt_moment(parse_moment(view.address["as_of"]), lang(), year=True)) if "as_of" in view.address else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"kept-{view.id}"):
        to = link(href("/explore", **{SAVED: view.id}), on_page(view.name, LINE_EMS))
        st.html(Markup('<p>{} <span class="prov">{}</span></p>').format(to, at))
        pinning = ("kept.unpin", _unpin) if view.pinned_at else ("kept.pin", _pin)
        st.button(t(pinning[0]), key=f"kept-pin-{view.id}", on_click=pinning[1], args=(view,), type="tertiary")
        st.button(t("kept.remove"), key=f"kept-remove-{view.id}", on_click=_take_out, args=(view,), type="tertiary")


def _take_out(view: View) -> None:
    _changed(view, "kept.removed_one", lambda: remove_view(workspace(), view.id, actor=ANALYST))


def _pin(view: View) -> None:
    def pin() -> None:
        statement_of(view.address)
        pin_view(workspace(), view.id, actor=ANALYST)

    _changed(view, "kept.pinned_one", pin)


def _unpin(view: View) -> None:
    _changed(view, "kept.unpinned_one", lambda: unpin_view(workspace(), view.id, actor=ANALYST))


def _changed(view: View, done: str, change: Callable[[], None]) -> None:
    """Carry out a change and remember what to say of it; for callbacks, which run before the page."""
    try:
        change()
        st.session_state[SAID] = both(done, name=on_screen(view.name))
    except SandtableError as refusal:
        st.session_state[SAID] = refusal.whole()


def _say() -> None:
    """Say what came of the last saving, removing or opening, once."""
    said: Words | None = st.session_state.pop(SAID, None)  # in both languages: a callback runs before the page knows its own
    if said:
        note(said.say(lang()))
