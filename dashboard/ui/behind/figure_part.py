"""What a number is: its tile as on its page, its definition in words, and what it does not know."""

import streamlit as st
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_exact, fmt_moment, is_missing
from dashboard.i18n.messages import messages
from dashboard.measures.declaration import measures
from dashboard.plain_text import on_page
from dashboard.schema.declaration import tables
from dashboard.sentences.provenance import SUPPORTING
from dashboard.ui.behind.subject import Subject
from dashboard.ui.components.kpi import kpi_strip
from dashboard.ui.shell.language import lang, listed, t
from dashboard.ui.shell.typeset import section


def figure_part(one: Subject) -> None:
    """Draw it."""
    section(t("behind.title", name=one.name), t("behind.lead"))
    left, right = st.columns([1, 2], gap="large") if one.kpi else (None, st.container())
    if one.kpi and left:
        with left:
            kpi_strip([one.kpi])
    with right:
        st.html(Markup('<dl class="behind-about">{}</dl>').format(Markup().join(_line(*line) for line in _lines(one))))


def definition(metric: str) -> str:
    """What a figure counts, in words."""
    key = f"behind_about.{metric}"
    return t(key) if key in messages() else measures()[metric].about(lang())


def _lines(one: Subject) -> list[tuple[str, str]]:
    found = [(t("behind.moment"), t("asof.label", moment=fmt_moment(moment().at, lang(), year=True)))]
    if one.kpi is None and one.value is not None and not isinstance(one.value, tuple):
        found.append((t("behind.value"), fmt_exact(one.value, lang()) if not is_missing(one.value) else t("word.unknown")))
    if one.metric and one.kpi:
        found.append((t("behind.definition"), definition(one.metric.id)))
    elif one.query:
        found.append((t("behind.definition"), one.query.notes["zh"] if lang() == "zh" else one.query.sentence))
    if one.metric and f"behind_made.{one.metric.id}" in messages() and one.kpi:
        found.append((t("behind.made_of"), t(f"behind_made.{one.metric.id}")))
    limits = [t(f"behind_limit.{table}") for table in one.tables if f"behind_limit.{table}" in messages()]
    found.append((t("behind.unknown"), (" " if lang() == "en" else "").join(limits) or t("behind.unknown_nothing")))
    named = [_title(table) for table in one.tables if table not in SUPPORTING or len(one.tables) == 1]
    return [*found, (t("behind.read_from"), listed(named))]


def _title(table: str) -> str:
    return tables()[table].title(lang()) if table in tables() else t("data.batches")  # the log is no table that a file fills


def _line(term: str, words: str) -> Markup:
    return Markup("<dt>{}</dt><dd>{}</dd>").format(term, on_page(words))
