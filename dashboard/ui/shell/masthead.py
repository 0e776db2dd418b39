"""What surrounds every page: masthead with city and moment, the sections, banners, and the pulse that follows the store."""

import secrets
from collections.abc import Mapping

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from dashboard.data.fetch import fetch
from dashboard.data.look_cache import kept
from dashboard.data.page_moment import Moment, moment
from dashboard.data.served import clock_behind, generation, log_fault, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_moment
from dashboard.i18n.messages import text
from dashboard.plain_text import LINE_EMS, NAME_EMS, on_page
from dashboard.sentences.freshness import freshness_words
from dashboard.ui.shell import sent_once
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.as_of import as_of_control
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.find import find_button
from dashboard.ui.shell.language import gap, lang, language_tag, t
from dashboard.ui.shell.links import carried_params, here, href, link
from dashboard.ui.shell.staleness import Noted, noted_of, remember_noted
from dashboard.ui.shell.style import SHEETS, sheet
from dashboard.ui.shell.theme import theme_switch
from dashboard.ui.shell.typeset import mark, note, simulated

MISSING_PAGE = "missing"
"""Address parameter with which the server sends an unknown address to the first page."""
MENU = {
    "ascending": "Sort ascending", "descending": "Sort descending", "autosize": "Autosize", "pin": "Pin column", "unpin": "Unpin column",
    "hide": "Hide column", "copy": "Copy column name", "name": "Dataframe column menu",
}
"""What the framework's menu of a column says."""
SCRIPTS = (
    "touch.js", "tables.js", "tips.js", "travel.js", "map_still.js", "live.js", "page_index.js", "later.js", "return.js", "lost.js",
    "pulse.js",
)
_pulse = st.components.v2.component(
    "sandtable_pulse", js=sent_once.script_of("pulse", asset(__file__, *SCRIPTS)),
)


def stylesheet() -> None:
    """The rules of every page. They stand in the document where a server answers for it."""
    if not sent_once.is_served():
        st.html(sheet(*SHEETS))


def masthead(pages: Mapping[str, StreamlitPage], current: str) -> None:
    """City, moment, freshness and language, then the sections with the current one marked, then the banners."""
    served, at = workspace(), moment()
    other = "en" if lang() == "zh" else "zh"
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_brand(served.city_name(lang())), width="stretch")
        st.html(_status(at), width="content")
        as_of_control(at)
        find_button()
        # A plain link: the document's own language changes only when it is loaded anew.
        switch = Markup('<a class="language" href="{}" target="_self">{}</a>').format(here(lang=other), t("nav.language"))
        st.html(switch + theme_switch(), width="content")
    with st.container(key="sections", horizontal=True, gap=None):
        for name, page in pages.items():
            with st.container(key=f"{'here' if name == current else 'tab'}-{name}", width="content"):
                st.page_link(page, label=t(f"nav.{name}"), query_params=carried_params(lang=lang()))
        to_wall = Markup('<a class="to-wall" href="{}" target="_self">{}</a>')
        st.html(to_wall.format(href("/wall", district=None, since=None), t("nav.wall")), width="content")
    banners(at)
    past, shown = at.is_past, str(generation())
    _follow({"token": shown if past else f"{shown} {at.now:%Y-%m-%dT%H:%M}", "generation": shown, "past": past})


def bare_masthead() -> None:
    """The masthead where there is no workspace to name; the page follows when there is one again."""
    with st.container(key="masthead"):
        st.html(_brand(""))
    st.html(_lost_banner(""))
    _follow({"token": "", "generation": "", "past": False})


def banners(at: Moment) -> None:
    """Loud lines about the moment: a stopped clock, another moment than now, an address that was not understood."""
    if asked(MISSING_PAGE):
        note(t("punctuation.sentences", first=t("error.missing_title"), second=t("error.missing_hint")), "watch")
    for fault in (log_fault(), clock_behind()):
        if fault:
            note(fault.say(lang()), "act")
    if at.problem:
        note(t(at.problem, value=(at.asked or "")[:30]), "watch")
    if at.is_past:
        words = t("asof.past", moment=fmt_moment(at.at, lang(), year=True))
        st.html(_banner("past", mark("watch"), words, link(here(as_of=None), t("asof.back"))))
    elif other_clock := other_clock_banner(at):
        st.html(other_clock)
    _compared(at)
    st.html(_lost_banner(t("lost.stands", moment=fmt_moment(at.at, lang()))))


def other_clock_banner(at: Moment) -> Markup:
    """The loud line about a clock that is not the machine's; empty where it is."""
    if not (at.stopped or workspace().shift):
        return Markup()
    words = t("asof.stopped" if at.stopped else "asof.shifted", moment=fmt_moment(at.now, lang(), year=True))
    if workspace().config.get("demo", {}).get("synthetic"):
        words += gap() + t("asof.synthetic")
    return _banner("demo", simulated(), words)


def _compared(at: Moment) -> None:
    """The loud line of a comparison, with the way to what changed and the way out; or why there is none."""
    if at.since_problem:
        note(t(at.since_problem, value=(at.since_asked or "")[:30]), "watch")
    if at.since is None:
        return
    words = t("since.on", since=fmt_moment(at.since, lang(), year=True), moment=fmt_moment(at.at, lang(), year=True))
    ways = link(href("/", "changes"), t("since.list")), link(here(since=None), t("since.stop"))
    st.html(_banner("past since", mark("watch"), words, *ways))


def _lost_banner(stands: str) -> Markup:
    """What the pulse shows while the server is out of reach; it fills in since when."""
    said = Markup('<b class="since">{}</b> {}{}{}').format(t("lost.title"), stands, gap(), t("lost.follows"))
    return Markup('<div class="banner lost" role="alert">{} {}</div>').format(mark("act"), said)


def _banner(kind: str, *parts: str) -> Markup:
    return Markup('<div class="banner {}">{}</div>').format(kind, Markup(" ").join(parts))


def _follow(shown: dict[str, str | bool]) -> None:
    # `run` differs at every run: by it the pulse knows that a server which was lost has drawn the page anew.
    words = {name: text(f"lost.{name}", lang(), n="{n}", since="{since}", ago="{ago}") for name in ("since", "seconds", "minutes")}
    words["sections"], words["menu"] = t("nav.sections"), {MENU[name]: t(f"menu.{name}") for name in MENU}
    of_page = {"sheet": sent_once.known_address(sent_once.SHEET), "run": secrets.token_hex(4), "lang": language_tag(), "words": words}
    _pulse(key="pulse", data=shown | of_page, on_news_change=_nothing)


def _brand(city: str) -> Markup:
    shown = Markup("{}{}<i>{}</i>").format(on_page(city, NAME_EMS), gap(), t("app.name"))
    return Markup('<div class="brand"><h1 class="city">{}</h1> <span class="board">{}</span></div>').format(shown, t("app.board"))


def _status(at: Moment) -> Markup:
    said = t("asof.label", moment=fmt_moment(at.at, lang(), year=True))
    state, words = _feeds()
    fresh = Markup('<span class="fresh {}">{} {}</span>').format(state, mark(state), on_page(words, LINE_EMS)) if words else ""
    return Markup('<div class="status"><span class="asof">{}</span>{}</div>').format(said, fresh)


def _feeds() -> tuple[str, str]:
    try:
        state, words, noted = kept("feeds", _feeds_now, of_address=False)
        remember_noted(noted, moment().at)
    except SandtableError:
        return "quiet", ""  # the page below says what is wrong; the masthead must still stand
    return state, words


def _feeds_now() -> tuple[str, str, Noted]:
    """The state of all feeds together, the words of it, and what is remembered of them."""
    feeds: pd.DataFrame = fetch("feeds_freshness")
    return *(freshness_words(feeds, lang()) if len(feeds) else ("quiet", "")), noted_of(feeds, fetch("synthetic_tables"))


def _nothing() -> None:
    """The rerun itself is the effect."""
