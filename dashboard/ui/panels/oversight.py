"""Inspections: visits and places, what they found, where faults come back, and which orders to rectify nobody has followed up."""

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import moment
from dashboard.figures.bars import horizontal_bars
from dashboard.figures.oversight import inspection_days
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_end, is_missing, joined, listed
from dashboard.i18n.messages import enum_label
from dashboard.rows.selection import worded
from dashboard.sentences.counted import amount_words
from dashboard.sentences.oversight import days_sentence, found_sentence, part_name, repeat_words
from dashboard.sentences.published import publisher_words
from dashboard.sentences.standing import seven_days, share_words
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.ledger import Cell, Heading, Row, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.links import here, link
from dashboard.ui.shell.typeset import section

DIMENSIONS = ("area", "unit", "category")
MOST_PARTS, MOST_LISTED = 6, 12
"""Parts of a dimension, and rows of a list, that are told; the rest is in the files at the foot."""
HEIGHT_PX = 420


def inspections(picked: Filters) -> None:
    """Everything about inspections; nothing where none was received."""
    outcomes, published = fetch("inspections_by_outcome", areas=picked.areas), fetch("inspections_published", areas=picked.areas)
    if outcomes.empty and published.empty:
        return
    section(t("oversight.inspections"), t("oversight.inspections_lead"))
    if len(published):
        published_numbers(published)
    if outcomes.empty:
        return
    by_part, days = fetch("inspections_by_part", areas=picked.areas), fetch("inspections_by_day", **picked.dates, areas=picked.areas)
    left, right = st.columns(2, gap="large")
    with left:
        visits_by_outcome(outcomes, by_part, picked)
    if days["day"].nunique() > 1:
        with right:
            bars = drawn(inspection_days, days, **look())
            chart(bars, days, key="inspection-days", sentence=days_sentence(days, lang()), filters=picked.district_name)
    split = [name for name in DIMENSIONS if by_part["dimension"].eq(name).sum() > 1]
    left, right = st.columns(2, gap="large") if split else (None, st.container())
    if left:
        with left:
            visits_by_part(by_part, split)
    with right:
        repeated(fetch("inspections_repeat", areas=picked.areas))
        with st.container(key="rectifications"):
            to_rectify(fetch("rectifications_open", areas=picked.areas))


def visits_by_outcome(outcomes: pd.DataFrame, by_part: pd.DataFrame, picked: Filters) -> None:
    """Visits of the last 7 days by outcome, with visits and places in words. Rows: `inspections_by_outcome`, `inspections_by_part`."""
    told = worded(outcomes, "outcome", "inspection_outcome", lang(), into="outcome_name")
    bars = drawn(horizontal_bars, told, "visits", title=t("businesses.inspections_title"), name="outcome_name", **look())
    sentence = joined(found_sentence(outcomes, by_part, lang()), seven_days(moment().at, lang()), lang=lang())
    chart(bars, told, key="inspections", sentence=sentence, filters=picked.district_name)


def visits_by_part(by_part: pd.DataFrame, split: list[str]) -> None:
    """Visits, places and faults by district, unit and category those that `split` names. Rows: `inspections_by_part`."""
    st.html(chart_title(t("oversight.parts_title")))
    rows: list[Row] = []
    parts = named(by_part.assign(area_id=by_part["part"].where(by_part["dimension"] == "area"), area_name=by_part["part_name"]))
    for dimension in split:
        own = parts[parts["dimension"] == dimension].sort_values(["visits", "part"], ascending=[False, True])
        rest = len(own) - MOST_PARTS
        rows.append(Heading(t(f"oversight.by_{dimension}"), t("oversight.and_more", n=rest) if rest > 0 else ""))
        rows += [_part(row) for row in own.head(MOST_PARTS).to_dict("records")]
    ledger([t(f"oversight.{head}") for head in ("part", "visits", "places", "faulty")], rows)
    foot_line(by_part, key="inspection-parts", title=t("oversight.parts_title"))


def _part(row: dict[str, Any]) -> list[Cell | str]:
    known = "" if is_missing(row["faulty_share"]) else share_words(row["faulty_share"], 1, lang())
    figures = (Cell(fmt_count(row[column], lang()), is_figure=True) for column in ("visits", "places"))
    return [part_name(row, lang()), *figures, Cell(fmt_count(row["faulty"], lang()), under=known, is_figure=True)]


def repeated(places: pd.DataFrame) -> None:
    """Places found faulty again, most often first, each leading to its card. Rows: `inspections_repeat`."""
    if places.empty:
        return
    title = t("oversight.repeat_title", days=int(places["repeat_days"].iloc[0]), n=fmt_count(len(places), lang()))
    st.html(chart_title(title))
    first = named(places).sort_values(["faults", "last_at", "place_key"], ascending=[False, False, True]).head(MOST_LISTED)
    lines: list[Row] = [
        [_place(row), Cell(t("oversight.times", n=row["faults"]), under=repeat_words(row, lang()), state="watch"),
         Cell(fmt_end(row["last_at"], lang()), is_unbroken=True)]
        for row in first.to_dict("records")
    ]
    ledger([t(f"oversight.{head}") for head in ("place", "faults", "last_at")], lines, height=HEIGHT_PX)
    foot_line(places, key="inspection-repeat", title=title)


def to_rectify(orders: pd.DataFrame) -> None:
    """Orders to rectify that nobody has followed up, those past their date first. Rows: `rectifications_open`."""
    if orders.empty:
        return
    late = int((orders["rectification"] == "overdue").sum())
    key = "oversight.rectify_title" if orders["rectify_by"].notna().any() else "oversight.rectify_undated"
    title = t(key, n=fmt_count(len(orders), lang()), late=fmt_count(late, lang()))
    st.html(chart_title(title))
    first = named(orders).sort_values(["days_over", "inspection_id"], ascending=[False, True], na_position="last").head(MOST_LISTED)
    lines: list[Row] = [
        [_place(row), Cell(fmt_day(row["visited_at"], lang()), under=row["unit"] or "", is_unbroken=True), _deadline(row)]
        for row in first.to_dict("records")
    ]
    ledger([t(f"oversight.{head}") for head in ("place", "visited", "rectify_by")], lines, height=HEIGHT_PX)
    foot_line(orders, key="rectifications", title=title)


def _place(row: dict[str, Any]) -> Cell:
    name = t("oversight.no_place") if is_missing(row["place_name"]) else row["place_name"]
    kind = "" if row["category"] == "unknown" else enum_label("business_category", row["category"], lang())
    under = " · ".join(part for part in (row["area_name"], kind) if not is_missing(part) and part)
    shown: str | Markup = name if is_missing(row["business_id"]) else link(here(business=row["business_id"]), name)
    return Cell(shown, under=under)


def _deadline(row: dict[str, Any]) -> Cell:
    if is_missing(row["rectify_by"]):
        return Cell(t("oversight.no_date"), is_settled=True)
    is_late, days = row["rectification"] == "overdue", abs(int(row["days_over"]))
    under = t("oversight.days_over" if is_late else "oversight.days_left", n=days)
    return Cell(fmt_day(row["rectify_by"], lang()), under=under, state="act" if is_late else "", is_unbroken=True)


def published_numbers(published: pd.DataFrame) -> None:
    """Numbers of inspections as published, each in its own unit: visits, places, cases. Rows: `inspections_published`."""
    st.html(chart_title(t("oversight.published_title")))
    rows = named(published).sort_values(["reported_at", "count"], ascending=False, kind="stable").to_dict("records")
    ledger([t(f"oversight.{head}") for head in ("what", "number", "counts", "as_of", "source")], [_number(row) for row in rows])
    foot_line(published, key="inspections-published", title=t("oversight.published_title"))


def _number(row: dict[str, Any]) -> list[Cell | str]:
    outcome = "" if is_missing(row["outcome"]) else enum_label("inspection_outcome", row["outcome"], lang())
    under = listed((part for part in (row["area_name"], row["unit"]) if not is_missing(part) and part), lang())
    what = t("oversight.any_target") if is_missing(row["target"]) else row["target"]
    return [
        Cell(" · ".join(filter(None, (what, outcome))), under=under), Cell(amount_words(row, lang()), is_unbroken=True),
        t(f"oversight.counts_{row['counts']}"), Cell(fmt_day(row["reported_at"], lang()), is_unbroken=True),
        "" if is_missing(row["source"]) else publisher_words(row["source"], lang()),
    ]
