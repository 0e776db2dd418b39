"""Closures: in force by kind and term, begun and ended by day, planned against real ends, one by one."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.zones import closure_flow, closures_by_end, planned_ends
from dashboard.i18n.forms import fmt_count, is_missing, joined, listed
from dashboard.i18n.messages import column_label, enum_label
from dashboard.rows.community import kind_rows, of_kinds
from dashboard.rows.selection import flagged, within, worded
from dashboard.rows.tallies import column_sums, counts, district_totals
from dashboard.sentences.closures import term_words, terms_sentence
from dashboard.sentences.counted import amount_words, begin_words, begins, outing_words
from dashboard.sentences.documents import source_words
from dashboard.sentences.published import sum_qualifier_words
from dashboard.sentences.standing import parts, standing, trend
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.table import table
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import paragraph, section

CLOSED = [
    "target", "amount", "kind", "restriction", "outings", "exceptions", "area_name", "starts_at", "planned_end_at", "hours_past_plan",
    "term", "notice_no",
]
ENUMS = {"kind": "closure_target"}
SELDOM = ("amount", "outings", "exceptions")
"""Columns that are shown where a row has something to say in them."""
MOST_TOLD = 12
"""Closures that a city without zones reads at once; the rest is in the table below."""
HEADS = ("target", "amount", "restriction", "area", "since", "exceptions", "source")


def closures_in(picked: Filters) -> pd.DataFrame:
    """The closures in force in the chosen district: its own, and those that are the city's or name no district. Rows: `closures_active`."""
    return within(fetch("closures_active"), picked.areas, also=(None, picked.city))


def closed_now(closures: pd.DataFrame, picked: Filters) -> None:
    """What is closed, first, on the page of a city without zones: how much, where, until when, then the largest in words.

    Where two moments are compared, then and now. Rows: `closures_active`.
    """
    compared_strip(lambda: closed_figures(picked), strip="closures", district=picked.district)
    if closures.empty:
        return
    left, right = st.columns([5, 4], gap="large")
    with left:
        _closed_where(fetch("closures_active"), picked)
    with right:
        _closed_until(closures, picked, "closed.f_until")
    said = t("closed.first", n=MOST_TOLD, all=fmt_count(len(closures), lang())) if len(closures) > MOST_TOLD else t("closed.lead")
    section(t("closed.section"), said)
    first = closures.sort_values(["places", "starts_at"], ascending=[False, True], kind="stable").head(MOST_TOLD)
    told = [_closed(row) for row in first.to_dict("records")]
    heads = [place for place, name in enumerate(HEADS) if name not in SELDOM or any(_is_said(line[place]) for line in told)]
    ledger([t(f"closed.{HEADS[place]}") for place in heads], [[line[place] for place in heads] for line in told])
    foot_line(closures, key="closed-now", title=t("zones.closures"))


def _closed_where(closures: pd.DataFrame, picked: Filters) -> None:
    """Closures in force by district on the map; nothing where none names a district. Rows: `closures_active` of the whole city."""
    placed = closures[closures["area_name"].notna()]
    if placed.empty:
        return
    beyond = int((closures["area_name"].isna() | closures["area_id"].eq(picked.city)).sum())
    totals = district_totals(placed, ["places"], fetch("areas"))
    words = standing("closed.f_area", placed, "places", lang(), picked.district, city=picked.city)
    said = joined(words, t("closed.f_city", n=fmt_count(beyond, lang())) if beyond else "", lang=lang())
    named = {"title": t("closed.map_title"), "unit": t("closed.unit")}
    district_map(totals, "places", key="closures-map", **named, sentence=said, filters=picked.words)


def _closed_until(closures: pd.DataFrame, picked: Filters, words: str) -> None:
    """Closures in force by kind and by what is left of their time. `words`: the message of its sentence."""
    tally = counts(closures.assign(term=planned_ends(closures)), "term", ("past", "not_set"), weight="places")
    sentence = parts(words, lang(), total=int(closures["places"].sum()), **tally)
    bars = drawn(closures_by_end, closures, **look())
    chart(bars, closures, key="closures", sentence=sentence, filters=picked.words, enums=ENUMS)


def _is_said(cell: Cell | str) -> bool:
    return bool(cell if isinstance(cell, str) else cell.text)


def closed_figures(picked: Filters) -> list[Kpi]:
    """The same figures at the page's moment: of the district, and what is the city's or names none."""
    gates = within(fetch("checkpoints_by_kind_area"), picked.areas, also=("", picked.city))
    return closed_kpis(closures_in(picked), gates)


def closed_kpis(closures: pd.DataFrame, gates: pd.DataFrame) -> list[Kpi]:
    """How much is closed, and the checkpoints that guard it. Rows: `closures_active`, `checkpoints_by_kind_area`."""
    kinds = closures.groupby("kind")["places"].sum().sort_values(ascending=False)
    of_kind = (t("closed.of_kind", kind=enum_label("closure_target", kind, lang()), n=fmt_count(n, lang())) for kind, n in kinds.items())
    detail = listed(of_kind, lang())
    at_gates = kind_rows(gates, sampling=False)  # who samples is not on duty at a gate
    staff = at_gates["staff"].sum(min_count=1)
    guards = f"{sum_qualifier_words(at_gates, lang(), 'staff_qualifier')} {fmt_count(staff, lang())}".strip()
    return [
        Kpi("closures_active", closures["places"].sum() if len(closures) else None, closures, detail=detail,
            qualifier=sum_qualifier_words(closures, lang())),
        Kpi("gates", of_kinds(gates, sampling=False), gates, qualifier=sum_qualifier_words(at_gates, lang()),
            detail="" if is_missing(staff) else t("closed.staff", n=guards)),
    ]


def _closed(row: dict) -> list[Cell | str]:
    target = row["target"] if lang() == "zh" or is_missing(row["target_en"]) else row["target_en"]
    said = outing_words(row, lang())
    return [
        Cell(target, under=enum_label("closure_target", row["kind"], lang())), Cell(amount_words(row, lang()), is_unbroken=True),
        Cell(enum_label("restriction", row["restriction"], lang()), under=said),
        t("counted.whole_city") if is_missing(row["area_name"]) else row["area_name"], begin_words(row["starts_at"], lang()),
        "" if is_missing(row["exceptions"]) else row["exceptions"],
        " · ".join(source_words(str(row[name]), lang()) for name in ("notice_no", "source") if not is_missing(row[name])),
    ]
TERMS = ["past", "set", "not_set"]
"""What is left of a closure's time, the worst first."""


def closure_panels(closures: pd.DataFrame, picked: Filters, is_told: bool) -> None:
    """Closures in force by kind and by what is left of their time, begun and ended by day, planned and real ends.

    Rows: `closures_active`. `is_told`: the first screen has those in force already.
    """
    flow = fetch("closure_flow_by_day", **picked.dates, areas=picked.areas)
    left, right = (None, st.container()) if is_told else st.columns([5, 4], gap="large")
    if left:
        with left:
            _closed_until(closures, picked, "zones.f_closures")
    with right:
        undated = int(closures.loc[closures["starts_at"].isna(), "places"].sum())
        key = "zones.f_closure_flow_undated" if undated else "zones.f_closure_flow"
        sentence = trend(key, flow, "in_force_at_end", "begun", "ended", lang())
        sentence = joined(sentence, t("zones.closures_undated", n=fmt_count(undated, lang())) if undated else "", lang=lang())
        chart(drawn(closure_flow, flow, **look()), flagged(flow, closures), key="closure-flow", sentence=sentence, filters=picked.words)
    closure_terms(fetch("closure_terms_by_kind", areas=picked.areas))


def closure_list(closures: pd.DataFrame, is_told: bool) -> None:
    """Closures in force, one by one, those past their planned end first. Rows: `closures_active`.

    `is_told`: `closed_now` has told them already, so that a short list is not shown again.
    """
    if len(closures) <= (MOST_TOLD if is_told else 0):
        return
    termed = closures.assign(term=planned_ends(closures))
    rows = termed.sort_values(["term", "hours_past_plan", "starts_at"], key=_order, ascending=[True, False, True])
    told = in_words(worded(rows, "term", "planned_end.", lang()))
    labels = {"target": t("zones.target"), "term": t("planned_end.label"), "exceptions": t("closed.exceptions")}
    labels["starts_at"] = t("closed.since")  # of a shift, the column's own name says
    labels |= {name: t(f"counted.{name}") for name in ("amount", "outings")}
    columns = [column for column in CLOSED if column not in SELDOM or told[column].map(lambda v: not is_missing(v) and v != "").any()]
    st.html(chart_title(t("closed.list")))
    table(told, key="closure-list", columns=columns, labels=labels, enums=ENUMS)


def in_words(closures: pd.DataFrame) -> pd.DataFrame:
    """The rows with `amount`, `outings` and their beginning in words. Rows: `closures_active`."""
    rows = closures.to_dict("records")
    amounts, outings = ([said(row, lang()) for row in rows] for said in (amount_words, outing_words))
    return closures.assign(amount=amounts, outings=outings, starts_at=begins(closures["starts_at"], lang()))


def closure_terms(terms: pd.DataFrame) -> None:
    """Planned and real ends by kind, and what they come to in one sentence. Rows: `closure_terms_by_kind`."""
    sums = column_sums(terms)
    if terms.empty or (not sums["ended"] and sums["in_force"] == sums["in_force_without_plan"]):
        return  # nothing has ended and nothing has a planned end: there is nothing to compare
    st.html(chart_title(t("terms.title")) + paragraph("sentence", terms_sentence(terms, lang())))
    ledger([column_label(column, lang()) for column in ("kind", "ended", "in_force")], [_term_row(row) for row in terms.to_dict("records")])
    foot_line(terms, key="closure-terms", title=t("terms.title"))


def _term_row(row: dict) -> list[Cell | str]:
    numbers = {part: t("terms.places", n=fmt_count(row[part], lang())) for part in ("ended", "in_force")}
    counted = [Cell(number, under=term_words(row, part, lang())) for part, number in numbers.items()]
    return [enum_label("closure_target", row["kind"], lang()), *counted]


def _order(column: pd.Series) -> pd.Series:
    return column.map(TERMS.index) if column.name == "term" else column
