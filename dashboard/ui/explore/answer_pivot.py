"""The answer as a pivot: rows by columns, counted, added up, the least, the greatest or the mean, from all rows of the statement."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.data.explore import Answer, about, answer, in_page_language
from dashboard.data.explore_sql import HOWS, pivot_sql
from dashboard.i18n.forms import fmt_count
from dashboard.rows.coded import said
from dashboard.sandbox.refused import StatementRefused
from dashboard.ui.components.picking import AREA_COLUMN
from dashboard.ui.components.table import table
from dashboard.ui.components.take_away import take_away
from dashboard.ui.explore.choices import choice
from dashboard.ui.explore.columns import Held, of_kind, spoken
from dashboard.ui.explore.pivot import wide
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

CELLS = 50_000
"""Cells at most that are asked for; a pivot is made to be read."""


def answer_pivot(given: Answer, columns: dict[str, Held]) -> None:
    """Choose what stands where, and draw the pivot."""
    heads = {name: spoken(columns[name], lang()) for name in of_kind(columns, "text", "area", "truth", "time")}
    numbers = {name: spoken(columns[name], lang()) for name in of_kind(columns, "number")}
    if not heads:
        note(t("explore.pivot_missing"), "watch")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="pivot-ways"):
        row = choice("rows", t("explore.pivot_rows"), heads, next(iter(heads)))
        others = {"": t("explore.pivot_single")} | {name: words for name, words in heads.items() if name != row}
        across = choice("across", t("explore.pivot_across"), others, "")
        hows = {how: t(f"explore.how_{how}") for how in HOWS if how == "rows" or numbers}
        how = choice("how", t("explore.pivot_how"), hows, "rows", 140)
        value = choice("value", t("explore.pivot_value"), numbers, next(iter(numbers))) if how != "rows" else None
    try:
        cells = answer(about(pivot_sql(given.question.sql, row, across or None, how, value), given.question, rows=CELLS))
    except StatementRefused as refused:
        note(t("explore.pivot_refused", why=refused.title(lang())), "act")
        return
    _draw(given, cells, columns, row, across, how, value)


def _words(cells: Answer, place: str, held: Held | None) -> pd.Series:
    """The rows' or columns' values in words: codes, and areas in the page's language."""
    values = cells.frame[place]
    if held is None or not (held.enum or held.name == AREA_COLUMN):
        return values
    if held.enum:
        return pd.Series([said(value, held.enum, lang()) for value in values], dtype=object)
    return in_page_language(replace(cells, frame=pd.DataFrame({AREA_COLUMN: values}))).frame[AREA_COLUMN]


def _draw(given: Answer, cells: Answer, columns: dict[str, Held], row: str, across: str, how: str, value: str | None) -> None:
    measure = t("explore.how_rows") if value is None else t("explore.pivot_of", how=t(f"explore.how_{how}"), column=columns[value].titled)
    worded = cells.frame.assign(r=_words(cells, "r", columns[row]), c=_words(cells, "c", columns.get(across)))
    first = columns[row].label
    shown, columns_left, rows_left = wide(worded, first, None if across else measure, how, t("word.unknown"))
    note(t("explore.pivot_lead", measure=measure, row=first) if not across
         else t("explore.pivot_lead_across", measure=measure, row=first, across=columns[across].label))
    for key, n in (("columns", columns_left), ("rows", rows_left)):
        if n:
            note(t(f"explore.pivot_left_{key}", n=fmt_count(n, lang())), "watch")
    if cells.result.is_cut:
        note(t("explore.pivot_cut", n=fmt_count(CELLS, lang())), "watch")
    shown.attrs = given.frame.attrs
    labels = {name: str(name).strip() for name in shown.columns}
    table(shown, key="explore-pivot", labels=labels, bare=True, source=t("explore.tab_sql"))
    take_away(shown, key="explore-pivot", labels=labels, title=measure, source=t("explore.tab_sql"))
