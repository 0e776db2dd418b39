"""The board of published figures: each with unit, counting unit, qualifier, moment and source; contradictions side by side."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.i18n.forms import fmt_day, fmt_exact, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.plain_text import LINE_EMS, NAME_EMS, on_page
from dashboard.rows.published import Entry, entries
from dashboard.sentences.published import publisher_words, qualifier_words, statement_words, topic_words, unit_words
from dashboard.ui.components.chart import empty_state
from dashboard.ui.components.ledger import STYLE
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.style import with_rules
from dashboard.ui.shell.typeset import mark, note

TOPICS = ("case", "zone", "hotline", "community", "supply", "utility", "business", "resumption", "other")
"""In the order of the board's sections; a topic that is not among them comes last."""
LONG = 8
"""Figures of a topic up to which it stands in one column; a longer one goes on under a heading of its own."""
FEW = 4
"""Figures up to which one column is enough."""


def indicator_board(frame: pd.DataFrame, *, key: str = "published", filters: str = "", nothing: str = "") -> None:
    """Draw published figures by topic.

    Rows: as of the query `indicators_board`. Nothing is corrected: figures that contradict each other stand side by side.
    `nothing` is said where there is no row; else a sentence that names `filters`.
    """
    if frame.empty:
        note(nothing) if nothing else empty_state(filters)
        return
    rows = entries(named(frame))
    present = {entry.first["topic"] for entry in rows}
    topics = [topic for topic in TOPICS if topic in present] + sorted(present - set(TOPICS))
    sections = Markup().join(_section(topic, [e for e in rows if e.first["topic"] == topic]) for topic in topics)
    with_rules(STYLE)
    spread = "few" if len(rows) <= FEW else ""
    st.html(Markup('<div class="figures-board {}">{}</div>').format(spread, sections))
    foot_line(frame, key=key, filters=filters)


def _section(topic: str, rows: list[Entry]) -> Markup:
    name = topic_words(topic, lang())
    middle = (len(rows) + 1) // 2 if len(rows) > LONG else len(rows)
    part = Markup("<section>{}{}</section>")
    title = Markup("<h3>{}<small>{}</small></h3>").format(on_page(name, NAME_EMS), t("community.figures", n=len(rows)))
    head = part.format(title, Markup().join(map(_entry, rows[:middle])))
    if middle == len(rows):
        return head
    goes_on = Markup('<h3 class="goes-on">{}</h3>').format(on_page(t("community.goes_on", topic=name), NAME_EMS))
    return head + part.format(goes_on, Markup().join(map(_entry, rows[middle:])))


def _entry(entry: Entry) -> Markup:
    what = _what(entry.first)
    if entry.verdict == "once":
        return Markup('<div class="line">{}{}{}</div>').format(what, _amount(entry.first), _counted(entry.first))
    state = "watch" if entry.verdict == "differ" else "quiet"
    verdict = t(f"community.{entry.verdict}", n=len(entry.statements))
    told = Markup(
        '<div class="line told {}">{}<span class="sides">{}</span><span class="verdict">{} {}</span></div>'
    )
    return told.format(state, what, Markup().join(map(_side, entry.statements)), mark(state), verdict)


def _what(row: dict) -> Markup:
    """What the figure is of, where, and where it comes from."""
    label = row["label"] if lang() == "zh" else row["label_en"] or row["label"]
    where = " · ".join(part for part in (row["area_name"], row["place"]) if not is_missing(part) and part)
    day = row["as_of"]
    said = fmt_day(day, lang()) + ("" if day == day.normalize() else f" {day:%H:%M}")
    since = row["period_start"]
    if not is_missing(since) and since < day:  # a figure of a span of time is not one of its last moment
        said = t("community.period", start=fmt_day(since, lang()), end=said)
    source = t("community.as_of", moment=said, source=publisher_words(row["source"], lang()))
    words = Markup('<span class="what"><b>{}</b><span class="where">{}</span><span class="prov">{}</span></span>')
    return words.format(on_page(label, LINE_EMS), on_page(where, LINE_EMS), on_page(source, LINE_EMS))


def _side(row: dict) -> Markup:
    """One of several statements of a figure."""
    words = Markup('<span>{}<span>{}</span><span class="who">{}</span></span>')
    return words.format(_amount(row), _unit(row), on_page(statement_words(row["statement"], lang()), LINE_EMS))


def _amount(row: dict) -> Markup:
    before = qualifier_words(row["qualifier"], lang())
    word = Markup('<span class="q">{}</span>').format(before) if before else ""
    return Markup('<span class="amount">{}<span class="v">{}</span></span>').format(word, fmt_exact(row["value"], lang()))


def _counted(row: dict) -> Markup:
    """The unit; below it what is counted, where the unit does not say so itself."""
    counted = row["counting_unit"]
    says_itself = is_missing(counted) or counted == row["unit"]
    under = "" if says_itself else t("community.counted", what=enum_label("counting_unit", counted, lang()))
    small = Markup("<small>{}</small>").format(under) if under else ""
    return Markup('<span class="counted">{}{}</span>').format(_unit(row), small)


def _unit(row: dict) -> Markup:
    return on_page(unit_words(row["unit"], lang(), fmt_exact(row["value"], lang())), NAME_EMS)
