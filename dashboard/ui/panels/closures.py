"""Closures: in force by kind and term, begun and ended by day, planned against real ends, one by one."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.zones import closure_flow, closures_by_end, planned_ends
from dashboard.i18n.forms import fmt_count
from dashboard.i18n.messages import column_label, enum_label
from dashboard.rows.selection import flagged, worded
from dashboard.rows.tallies import counts
from dashboard.sentences.closures import term_words, terms_sentence
from dashboard.sentences.counted import amount_words, begins, outing_words
from dashboard.sentences.standing import parts, trend
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.components.table import table
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import paragraph

CLOSED = [
    "target", "amount", "kind", "restriction", "outings", "area_name", "starts_at", "planned_end_at", "hours_past_plan", "term",
    "notice_no",
]
ENUMS = {"kind": "closure_target"}
SELDOM = ("amount", "outings")
"""Columns that are shown where a row has something to say in them."""
TERMS = ["past", "set", "not_set"]
"""What is left of a closure's time, the worst first."""


def closure_panels(picked: Filters) -> None:
    """Closures in force by kind and by what is left of their time, begun and ended by day, planned and real ends, one by one."""
    closures, flow = fetch("closures_active", areas=picked.areas), fetch("closure_flow_by_day", **picked.dates, areas=picked.areas)
    termed = closures.assign(term=planned_ends(closures))
    left, right = st.columns([5, 4], gap="large")
    with left:
        tally = counts(termed, "term", ("past", "not_set"), weight="places")
        finding = parts("zones.f_closures", lang(), total=int(closures["places"].sum()), **tally)
        bars = drawn(closures_by_end, closures, **look())
        chart(bars, closures, key="closures", sentence=finding, filters=picked.words, enums=ENUMS)
    with right:
        finding = trend("zones.f_closure_flow", flow, "in_force_at_end", "begun", "ended", lang())
        chart(drawn(closure_flow, flow, **look()), flagged(flow, closures), key="closure-flow", sentence=finding, filters=picked.words)
    closure_terms(fetch("closure_terms_by_kind", areas=picked.areas))
    if len(closures):
        rows = termed.sort_values(["term", "hours_past_plan", "starts_at"], key=_order, ascending=[True, False, True])
        told = in_words(worded(rows, "term", "planned_end.", lang()))
        labels = {"target": t("zones.target"), "term": t("planned_end.label")} | {name: t(f"counted.{name}") for name in SELDOM}
        columns = [column for column in CLOSED if column not in SELDOM or told[column].any()]
        table(told, key="closure-list", columns=columns, labels=labels, enums=ENUMS)


def in_words(closures: pd.DataFrame) -> pd.DataFrame:
    """The rows with `amount`, `outings` and their beginning in words. Rows: `closures_active`."""
    rows = closures.to_dict("records")
    amounts, outings = ([said(row, lang()) for row in rows] for said in (amount_words, outing_words))
    told = closures.assign(amount=amounts, outings=outings, starts_at=begins(closures["starts_at"], lang()))
    told.attrs = closures.attrs
    return told


def closure_terms(terms: pd.DataFrame) -> None:
    """Planned and real ends by kind, and what they come to in one sentence. Rows: `closure_terms_by_kind`."""
    if terms.empty:
        return
    st.html(chart_title(t("terms.title")) + paragraph("sentence", terms_sentence(terms, lang())))
    ledger([column_label(column, lang()) for column in ("kind", "ended", "in_force")], [_term_row(row) for row in terms.to_dict("records")])
    st.html(provenance_line(terms))


def _term_row(row: dict) -> list[Cell | str]:
    numbers = {part: t("terms.places", n=fmt_count(row[part], lang())) for part in ("ended", "in_force")}
    counted = [Cell(number, under=term_words(row, part, lang())) for part, number in numbers.items()]
    return [enum_label("closure_target", row["kind"], lang()), *counted]


def _order(column: pd.Series) -> pd.Series:
    return column.map(TERMS.index) if column.name == "term" else column
