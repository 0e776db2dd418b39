"""How a number was asked: the query, what it was given, what it reads, how fresh that is, and the SQL of query and rows as text."""

from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.i18n.forms import fmt_moment, is_missing
from dashboard.i18n.messages import messages
from dashboard.ui.behind.subject import Subject
from dashboard.ui.components.behind_link import query_title
from dashboard.ui.components.freshness import freshness
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.staleness import is_made_up
from dashboard.ui.shell.typeset import note, section
from dashboard.warehouse.catalogue import Query, bind

HEADS = ("parameter", "given", "meaning")


def query_part(one: Subject) -> None:
    """Draw it; nothing for a figure that no query answers."""
    if one.query is None:
        return
    section(t("behind.asked"), f"{query_title(one.query)} · {one.query.name}")
    left, right = st.columns([3, 2], gap="large")
    with left:
        bound = bind(one.query, workspace().settled(dict(one.given or {}), one.query.params), moment().at)
        ledger([t(f"behind.{name}") for name in HEADS], [_parameter(one.query, name, value) for name, value in bound.items()])
        reads = one.query.notes.get("source", "")
        st.html(Markup('<p class="prov">{}<code>{}</code></p>').format(t("behind.reads"), reads))
        sql_text(t("behind.sql_of_query"), statement(one.query))
    with right:
        if is_made_up(one.tables):
            note(t("behind.made_up"))
        feeds = fetch("feeds_freshness")
        about = feeds[feeds["table_name"].isin(one.tables)]
        freshness(about) if len(about) else note(t("behind.no_feed"))


def statement(query: Query) -> str:
    """The SQL of a query without its header, which the page says in words."""
    lines = query.sql.splitlines()
    return "\n".join(lines[next((place for place, line in enumerate(lines) if not line.startswith("--")), 0):]).strip()


def sql_text(title: str, sql: str) -> None:
    """SQL as text that unfolds."""
    shown = '<details class="behind-sql"><summary>{}</summary><pre tabindex="0"><code>{}</code></pre></details>'
    st.html(Markup(shown).format(title, sql))


def _parameter(query: Query, name: str, value: Any) -> list[Cell | str]:
    key = f"behind_param.{name}"
    meaning = t(key) if key in messages() else query.params[name].comment
    return [f"${name}", Cell(_said(value), is_unbroken=True), meaning]


def _said(value: Any) -> str:
    if is_missing(value) or value == []:
        return t("behind.not_given")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return fmt_moment(value, lang(), year=True) if hasattr(value, "hour") else str(value)
