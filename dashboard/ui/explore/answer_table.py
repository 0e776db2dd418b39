"""The answer as a table: sorted, sought and pinned in its head, narrowed by column, with what is to be known of each column."""

from datetime import datetime, time, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.data.explore import Answer, about, answer
from dashboard.i18n.forms import fmt_count, fmt_moment, fmt_number, is_missing
from dashboard.rows.coded import said
from dashboard.sandbox.refused import StatementRefused
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.table import table
from dashboard.ui.explore.choices import as_label
from dashboard.ui.explore.columns import Held, spoken
from dashboard.ui.explore.narrowing import Narrowed, narrowed, values_to_pick
from dashboard.ui.explore.statistics import Statistics, statistics, statistics_from, statistics_sql
from dashboard.ui.shell.address import labelling
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

STATISTICS = ("name", "rows", "missing", "distinct", "lowest", "highest", "mean")


def answer_table(given: Answer, columns: dict[str, Held]) -> None:
    """Draw the rows, and above them the ways to narrow them and to know their columns."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="table-ways"):
        sought = st.text_input(t("explore.seek_rows"), key="explore-seek", width=260)
        picked = _narrowing(given.frame, columns)
        known = st.popover(
            t("explore.statistics"), type="tertiary", icon=":material/functions:", key="explore-statistics", on_change="rerun",
        )
    if known.open:
        with known:
            _statistics(given, columns)
    rows = narrowed(given.frame, columns, sought, picked, lang())
    if len(rows) < len(given.frame):
        key = "explore.narrowed_of_first" if given.result.is_cut else "explore.narrowed"
        note(t(key, n=fmt_count(len(rows), lang()), all=fmt_count(len(given.frame), lang())), "watch" if given.result.is_cut else "quiet")
    rows.attrs = given.frame.attrs
    table(
        rows, key="explore-rows", columns=list(columns), labels={name: held.titled for name, held in columns.items()}, bare=True,
        enums={name: held.enum for name, held in columns.items() if held.enum}, filters=t("explore.narrowing"),
        shares=tuple(name for name, held in columns.items() if held.is_share),
    )


def _narrowing(frame: pd.DataFrame, columns: dict[str, Held]) -> list[Narrowed]:
    """The columns to narrow by, and of each what is to be left."""
    with st.popover(t("explore.narrow"), type="tertiary", icon=":material/filter_alt:", key="explore-narrow"):
        labels = labelling({name: spoken(held, lang()) for name, held in columns.items()})
        chosen = st.multiselect(
            t("explore.narrow_by"), list(columns), format_func=labels, key="explore-narrow-by", placeholder=t("explore.choose"),
        )
        return [_narrowed_by(frame[name], columns[name]) for name in chosen if name in columns]


def _narrowed_by(values: pd.Series, held: Held) -> Narrowed:
    key = f"explore-narrow-{held.name}"
    if held.kind in ("number", "lon", "lat"):
        low = st.number_input(t("explore.at_least", column=as_label(held.titled)), value=None, key=f"{key}-low")
        high = st.number_input(t("explore.at_most", column=as_label(held.titled)), value=None, key=f"{key}-high")
        return Narrowed(held.name, low, high)
    if held.kind == "time":
        days = st.date_input(t("explore.between", column=as_label(held.label)), (), key=key, format="YYYY-MM-DD")
        ends: list[Any] = list(days) if isinstance(days, tuple | list) else [days]
        if len(ends) != 2:
            return Narrowed(held.name)
        last = datetime.combine(ends[1], time()) + timedelta(days=1, microseconds=-1)
        return Narrowed(held.name, datetime.combine(ends[0], time()), last)
    if values_to_pick(values):
        labels = {value: str(said(value, held.enum, lang())) if held.enum else str(value) for value in values_to_pick(values)}
        left = st.multiselect(
            as_label(held.label), list(labels), format_func=labelling(labels), key=key, placeholder=t("explore.choose"),
        )
        return Narrowed(held.name, among=tuple(left))
    return Narrowed(held.name, has=st.text_input(t("explore.contains", column=as_label(held.label)), key=key))


def _statistics(given: Answer, columns: dict[str, Held]) -> None:
    found, is_whole = _known(given, columns)
    if not is_whole:
        note(t("explore.statistics_of_first", n=fmt_count(len(given.frame), lang())), "watch")
    ledger([t(f"explore.statistics_{part}") for part in STATISTICS], [_line(one, columns[one.name]) for one in found], height=420)


def _known(given: Answer, columns: dict[str, Held]) -> tuple[list[Statistics], bool]:
    """Of all rows: at hand, or asked for where these are only the first; and whether it is of all of them."""
    if not given.result.is_cut:
        return statistics(given.frame, columns), True
    try:
        row = answer(about(statistics_sql(given.question.sql, columns), given.question)).frame
    except StatementRefused:
        return statistics(given.frame, columns), False
    return statistics_from(row.iloc[0].tolist(), columns), True


def _line(one: Statistics, held: Held) -> list[Cell | str]:
    said = [_said(value, held) for value in (one.lowest, one.highest)]
    mean = "" if one.mean is None else fmt_number(one.mean, lang(), 2)
    counts = [Cell(fmt_count(n, lang()), is_figure=True) for n in (one.rows, one.missing, one.distinct)]
    return [Cell(held.label if not held.unit else held.titled, under=held.about or held.name), *counts, *said, mean]


def _said(value: object, held: Held) -> str:
    if is_missing(value):
        return ""
    if isinstance(value, datetime):
        return fmt_moment(value, lang(), year=True)
    if isinstance(value, bool):
        return t("word.yes" if value else "word.no")
    if isinstance(value, int | float):
        return fmt_number(value, lang(), 0 if value % 1 == 0 else 4 if held.kind in ("lon", "lat") else 2)
    return str(said(value, held.enum, lang())) if held.enum else str(value)
