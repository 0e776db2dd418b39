"""Where an analyst begins: questions that are written down, the board's named queries, and what was asked before."""

import streamlit as st
from markupsafe import Markup

from dashboard.i18n.forms import fmt_count, fmt_moment, fmt_number
from dashboard.plain_text import on_page, shortened
from dashboard.ui.explore.asking import take
from dashboard.ui.explore.choices import as_label
from dashboard.ui.explore.history import Asked, asked_before, asked_earlier
from dashboard.ui.explore.starters import Starter, queries, starters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import paragraph, section

SAID_EMS = 90
"""Width of a statement in the list of what was asked."""
SHOWN = 12
"""Named queries that are listed at once; the others are found by a word."""


def begin_here() -> None:
    """The written questions in the place of an answer, where nothing was asked yet."""
    section(t("explore.begin"), t("explore.begin_lead"))
    with st.container(key="explore-written", gap=None):
        for one in starters():
            st.button(one.title.say(lang()), key=f"explore-first-{one.name}", on_click=take, args=(one.sql,), type="tertiary")


def begin_with() -> None:
    """The button to the written questions and the named queries. A tap puts one into the editor and asks it."""
    ways = st.popover(t("explore.begin"), icon=":material/lightbulb:", key="explore-begin", on_change="rerun", width=280)
    if not ways.open:
        return
    with ways:
        st.html(paragraph("prov", t("explore.begin_lead")))
        for one in starters():
            _offered(one)
        sought = st.text_input(t("explore.begin_seek"), key="explore-begin-seek").lower().split()
        found = [one for one in queries() if all(word in f"{one.name} {one.title.zh} {one.title.en}".lower() for word in sought)]
        for one in found[:SHOWN]:
            _offered(one)
        if len(found) > SHOWN:
            st.html(paragraph("prov", t("explore.begin_more", n=len(found) - SHOWN)))


def history() -> None:
    """The button to what was asked: in this session, and by everybody before it."""
    ways = st.popover(t("explore.history"), icon=":material/history:", key="explore-history-ways", on_change="rerun", width=200)
    if not ways.open:
        return
    with ways:
        if not asked_before():
            st.html(paragraph("prov", t("explore.history_none")))
        for place, one in enumerate(asked_before()):
            label = as_label(shortened(one.sql, SAID_EMS))
            st.button(label, key=f"explore-again-{place}", on_click=take, args=(one.sql,), type="tertiary")
            st.html(paragraph("prov", _outcome(one)))
        _earlier()


def _earlier() -> None:
    """What anybody asked before, without answers; sought by its words where there is more than fits."""
    found = asked_earlier()
    if not found:
        return
    st.html(paragraph("prov", t("explore.history_earlier")))
    sought = st.text_input(t("explore.history_seek"), key="explore-history-seek").lower().split() if len(found) > SHOWN else []
    found = [one for one in found if all(word in one.sql.lower() for word in sought)]
    for place, one in enumerate(found[:SHOWN]):
        label = as_label(shortened(one.sql, SAID_EMS))
        st.button(label, key=f"explore-earlier-{place}", on_click=take, args=(one.sql,), type="tertiary")
        st.html(paragraph("prov", t("explore.history_when", when=fmt_moment(one.when, lang(), year=True))))
    if len(found) > SHOWN:
        st.html(paragraph("prov", t("kept.more", n=len(found) - SHOWN)))


def _offered(one: Starter) -> None:
    title = one.title.say(lang())
    if one.sql:
        st.button(title, key=f"explore-start-{one.name}", on_click=take, args=(one.sql,), type="tertiary")
        return
    words = t("explore.begin_elsewhere", command=f"sandtable query {one.name}")
    st.html(Markup('<p class="prov">{} — {}</p>').format(on_page(title), words))


def _outcome(one: Asked) -> str:
    asked_of = t("explore.asked_of", moment=fmt_moment(one.at, lang()))
    if one.refused:
        return t("punctuation.clauses", first=asked_of, second=one.refused.title(lang()))
    rows = t("explore.first_rows" if one.is_cut else "word.rows", n=fmt_count(one.rows, lang()))
    return " · ".join([asked_of, rows, t("explore.seconds", n=fmt_number(one.seconds, lang(), 2))])
