"""The board of published figures: each with unit, counting unit, qualifier, moment and source; contradictions side by side."""

from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from dashboard.i18n.forms import WAN, YI, fmt_day, is_missing
from dashboard.i18n.messages import enum_label, messages
from dashboard.tokens import MARKS
from dashboard.ui.components.chart import empty_state
from dashboard.ui.components.ledger import STYLE
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

TOPICS = ("case", "zone", "hotline", "community", "supply", "utility", "business", "resumption", "other")
"""In the order of the board's sections; a topic that is not among them comes last."""
LONG = 8
"""Figures of a topic up to which it stands in one column; a longer one goes on under a heading of its own."""
FEW = 4
"""Figures up to which one column is enough."""
SAME_FIGURE = ["topic", "indicator", "area_id", "place", "as_of"]


@dataclass(frozen=True)
class Entry:
    """One published figure, told once or several times."""

    statements: list[dict]
    """Rows of the query, in the order of their statement."""

    @property
    def first(self) -> dict:
        return self.statements[0]

    @property
    def verdict(self) -> str:
        """once, agree, differ (values), or loosely (same value, another qualifier)."""
        if len(self.statements) == 1:
            return "once"
        if len({(row["value"], row["unit"]) for row in self.statements}) > 1:
            return "differ"
        return "agree" if len({row["qualifier"] for row in self.statements}) == 1 else "loosely"


def indicator_board(frame: pd.DataFrame, *, filters: str = "", nothing: str = "") -> None:
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
    sections = "".join(_section(topic, [e for e in rows if e.first["topic"] == topic]) for topic in topics)
    st.html(STYLE)
    spread = "few" if len(rows) <= FEW else ""
    st.html(f'<div class="figures-board {spread}">{sections}</div>{provenance_line(frame)}')


def entries(frame: pd.DataFrame) -> list[Entry]:
    """The figures of the frame, statements of one figure for one moment together.

    Within a topic the indicator with the largest figure leads, and of one indicator the largest: totals before their parts.
    """
    most = frame.groupby(["topic", "indicator"])["value"].transform("max")
    rows = frame.assign(most=most).sort_values(["topic", "most", "indicator", "value"], ascending=[True, False, True, False], kind="stable")
    figures: dict[tuple, list[dict]] = {}
    for row in rows.drop(columns="most").to_dict("records"):  # a frame a figure would cost a hundred times this (measured)
        figures.setdefault(tuple(None if is_missing(row[part]) else row[part] for part in SAME_FIGURE), []).append(row)
    # A null statement stands last, as in a sorted frame.
    return [Entry(sorted(same, key=lambda row: (is_missing(row["statement"]), str(row["statement"])))) for same in figures.values()]


def differing(frame: pd.DataFrame) -> int:
    """How many figures are told in two ways that differ in value."""
    return sum(entry.verdict == "differ" for entry in entries(frame)) if len(frame) else 0


def figure_text(value: float, language: str) -> str:
    """A published figure to its last digit: 133万 only where nothing is lost by it."""
    if is_missing(value):
        return t("word.unknown")
    for size, word in ((YI, "亿"), (WAN, "万")):
        if language == "zh" and abs(value) >= 10 * size and value % (size / 100) == 0:
            return f"{value / size:,.2f}".rstrip("0").rstrip(".") + word
    shown = f"{value:,.4f}" if value % 1 else f"{value:,.0f}"
    return shown.rstrip("0").rstrip(".").replace("-", "−") if "." in shown else shown.replace("-", "−")


def unit_text(unit: str) -> str:
    """A unit of measurement in the page's language; as published where no message names it."""
    return t(f"unit.{unit}") if f"unit.{unit}" in messages() else unit


def qualifier_text(qualifier: str) -> str:
    """至少, 约, 至多, or nothing for an exact figure."""
    return t(f"qualifier.{qualifier}") if f"qualifier.{qualifier}" in messages() else ""


def statement_text(statement: str) -> str:
    """Where on the page a figure was told: 标题, 正文; as recorded where no message names it."""
    return t(f"statement.{statement}") if f"statement.{statement}" in messages() else statement


def _section(topic: str, rows: list[Entry]) -> str:
    name = t(f"topic.{topic}") if f"topic.{topic}" in messages() else topic
    count, middle = t("community.figures", n=len(rows)), (len(rows) + 1) // 2 if len(rows) > LONG else len(rows)
    head = f"<section><h3>{escape(name)}<small>{escape(count)}</small></h3>{''.join(map(_entry, rows[:middle]))}</section>"
    if middle == len(rows):
        return head
    goes_on = f'<h3 class="goes-on">{escape(t("community.goes_on", topic=name))}</h3>'
    return f"{head}<section>{goes_on}{''.join(map(_entry, rows[middle:]))}</section>"


def _entry(entry: Entry) -> str:
    row = entry.first
    label = row["label"] if lang() == "zh" else row["label_en"] or row["label"]
    where = " · ".join(part for part in (row["area_name"], row["place"]) if not is_missing(part) and part)
    what = f'<span class="what"><b>{escape(label)}</b><span class="where">{escape(where)}</span>{_provenance(row)}</span>'
    if entry.verdict == "once":
        return f'<div class="line">{what}{_amount(row)}{_counted(row)}</div>'
    state = "watch" if entry.verdict == "differ" else "quiet"
    sides = "".join(
        f'<span>{_amount(side)}<span>{escape(unit_text(side["unit"]))}</span>'
        f'<span class="who">{escape(statement_text(side["statement"]))}</span></span>'
        for side in entry.statements
    )
    said = escape(t(f"community.{entry.verdict}", n=len(entry.statements)))
    verdict = f'<span class="verdict"><span class="mark">{MARKS[state]}</span> {said}</span>'
    return f'<div class="line told {state}">{what}<span class="sides">{sides}</span>{verdict}</div>'


def _amount(row: dict) -> str:
    before = qualifier_text(row["qualifier"])
    word = f'<span class="q">{escape(before)}</span>' if before else ""
    return f'<span class="amount">{word}<span class="v">{escape(figure_text(row["value"], lang()))}</span></span>'


def _counted(row: dict) -> str:
    """The unit; below it what is counted, where the unit does not say so itself."""
    counted = row["counting_unit"]
    says_itself = is_missing(counted) or counted == row["unit"]
    under = "" if says_itself else t("community.counted", what=enum_label("counting_unit", counted, lang()))
    return f'<span class="counted">{escape(unit_text(row["unit"]))}{f"<small>{escape(under)}</small>" if under else ""}</span>'


def _provenance(row: dict) -> str:
    day = row["as_of"]
    said = fmt_day(day, lang()) + ("" if day == day.normalize() else f" {day:%H:%M}")
    return f'<span class="prov">{escape(t("community.as_of", moment=said, source=row["source"]))}</span>'
