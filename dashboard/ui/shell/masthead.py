"""What surrounds every page: masthead with city and moment, the sections, banners, and the pulse that follows the store."""

import secrets
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import Moment, moment
from dashboard.data.served import generation, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_moment
from dashboard.i18n.messages import text
from dashboard.tokens import MARKS
from dashboard.ui.components.freshness import freshness_words
from dashboard.ui.shell.as_of import as_of_control
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, href, kept_params
from dashboard.ui.shell.staleness import remember
from dashboard.ui.shell.style import sheet
from dashboard.ui.shell.theme import theme_switch
from dashboard.ui.shell.typeset import note

MISSING_PAGE = "missing"
"""Address parameter with which the server sends an unknown address to the first page."""
HERE = Path(__file__).parent
STYLES = ("board.css", "still.css", "touch.css", "connection.css")
_SCRIPT = "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("touch.js", "travel.js", "pulse.js"))
_pulse = st.components.v2.component("sandtable_pulse", js=_SCRIPT)


def stylesheet() -> None:
    """The style sheets of the board: its look, what a finger needs, and a page without its server."""
    st.html(sheet(*STYLES))


def masthead(pages: Mapping[str, st.Page], current: str) -> None:
    """City, moment, freshness and language, then the sections with the current one marked, then the banners."""
    served, at = workspace(), moment()
    other = "en" if lang() == "zh" else "zh"
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_brand(served.city_name(lang())), width="stretch")
        st.html(_status(at), width="content")
        as_of_control(at)
        # A plain link: the document's own language changes only when it is loaded anew.
        st.html(f'<a class="language" href="{here(lang=other)}" target="_self">{t("nav.language")}</a>{theme_switch()}', width="content")
    with st.container(key="sections", horizontal=True, gap=None):
        for name, page in pages.items():
            with st.container(key=f"{'here' if name == current else 'tab'}-{name}", width="content"):
                st.page_link(page, label=t(f"nav.{name}"), query_params=kept_params(lang=lang()))
        st.html(f'<a class="to-wall" href="{href("/wall", district=None, since=None)}" target="_self">{t("nav.wall")}</a>', width="content")
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
    if st.query_params.get(MISSING_PAGE):
        note(f'{t("error.missing_title")}{"。" if lang() == "zh" else ". "}{t("error.missing_hint")}', "watch")
    if at.problem:
        note(t(at.problem, value=(at.asked or "")[:30]), "watch")
    if at.is_past:
        back = f'<a href="{here(as_of=None)}" target="_self">{escape(t("asof.back"))}</a>'
        words = escape(t("asof.past", moment=fmt_moment(at.at, lang(), year=True)))
        st.html(f'<div class="banner past"><span class="mark">{MARKS["watch"]}</span> {words} {back}</div>')
    elif at.stopped or workspace().shift:
        words = t("asof.stopped" if at.stopped else "asof.shifted", moment=fmt_moment(at.now, lang(), year=True))
        if workspace().config.get("demo", {}).get("synthetic"):
            words += " " * (lang() == "en") + t("asof.synthetic")
        st.html(f'<div class="banner demo"><span class="sim">◇</span> {escape(words)}</div>')
    _compared(at)
    st.html(_lost_banner(t("lost.stands", moment=fmt_moment(at.at, lang()))))


def _compared(at: Moment) -> None:
    """The loud line of a comparison, with the way to what changed and the way out; or why there is none."""
    if at.since_problem:
        note(t(at.since_problem, value=(at.since_asked or "")[:30]), "watch")
    if at.since is None:
        return
    words = escape(t("since.on", since=fmt_moment(at.since, lang(), year=True), moment=fmt_moment(at.at, lang(), year=True)))
    ways = f'<a href="{href("/", "changes")}" target="_self">{escape(t("since.list"))}</a>'
    ways += f' <a href="{here(since=None)}" target="_self">{escape(t("since.stop"))}</a>'
    st.html(f'<div class="banner past since"><span class="mark">{MARKS["watch"]}</span> {words} {ways}</div>')


def _lost_banner(stands: str) -> str:
    """What the pulse shows while the server is out of reach; it fills in since when."""
    said = f'<b class="since">{escape(t("lost.title"))}</b> {escape(stands)}{" " * (lang() == "en")}{escape(t("lost.follows"))}'
    return f'<div class="banner lost" role="alert"><span class="mark">{MARKS["act"]}</span> {said}</div>'


def _follow(shown: dict[str, str | bool]) -> None:
    # `run` differs at every run: by it the pulse knows that a server which was lost has drawn the page anew.
    words = {name: text(f"lost.{name}", lang(), n="{n}", since="{since}", ago="{ago}") for name in ("since", "seconds", "minutes")}
    words["sections"] = t("nav.sections")
    code = "zh-CN" if lang() == "zh" else "en"
    _pulse(key="pulse", data={**shown, "run": secrets.token_hex(4), "lang": code, "words": words}, on_news_change=_nothing)


def _brand(city: str) -> str:
    name = escape(t("app.name"))
    shown = f"{escape(city)}<i>{name}</i>" if lang() == "zh" else f"{escape(city)} <i>{name}</i>"
    return f'<div class="brand"><h1 class="city">{shown}</h1> <span class="board">{escape(t("app.board"))}</span></div>'


def _status(at: Moment) -> str:
    said = escape(t("asof.label", moment=fmt_moment(at.at, lang(), year=True)))
    state, words = _feeds()
    fresh = f'<span class="fresh {state}"><span class="mark">{MARKS[state]}</span> {escape(words)}</span>' if words else ""
    return f'<div class="status"><span class="asof">{said}</span>{fresh}</div>'


def _feeds() -> tuple[str, str]:
    try:
        feeds: pd.DataFrame = fetch("feeds_freshness")
    except SandtableError:
        return "quiet", ""  # the page below says what is wrong; the masthead must still stand
    remember(feeds)
    return freshness_words(feeds) if len(feeds) else ("quiet", "")


def _nothing() -> None:
    """The rerun itself is the effect."""
