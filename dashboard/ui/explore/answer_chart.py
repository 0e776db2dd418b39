"""The answer as a chart: type, axes and group chosen by the columns, or by the reader; what a type lacks is said."""

import math

import pandas as pd
import streamlit as st

from dashboard.data.explore import Answer
from dashboard.data.figure_cache import drawn
from dashboard.i18n.forms import UNKNOWN, fmt_count, is_missing
from dashboard.rows.coded import said
from dashboard.ui.components.chart import chart
from dashboard.ui.explore.chart_choice import NEEDS, Chosen, allowed, completed, is_single, missing, suggested
from dashboard.ui.explore.chart_drawing import figure_of, kept
from dashboard.ui.explore.chart_words import chart_words
from dashboard.ui.explore.choices import choice
from dashboard.ui.explore.columns import Held, spoken
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.language import lang, listed, look, t
from dashboard.ui.shell.typeset import note

NO_GROUP = "-"
"""In the address: the reader wants no group, though one could be chosen."""


def answer_chart(given: Answer, columns: dict[str, Held]) -> None:
    """Draw the chart that the address asks for, else the one that fits, under the choices."""
    first = suggested(given.frame, columns)
    with st.container(horizontal=True, vertical_alignment="bottom", key="chart-ways"):
        kind = choice("chart", t("explore.axis_chart"), {n: t(f"explore.chart_{n}") for n in NEEDS}, first.kind if first else "bars", 170)
        lacking = missing(kind, columns)
        chosen = None if lacking else _axes(given.frame, columns, kind)
    if chosen is None:
        axes = listed(t(f"explore.lacks_{kind}_{axis}") for axis in lacking)
        note(t("explore.chart_missing", chart=t(f"explore.chart_{kind}"), axes=axes), "watch")
        return
    rows = worded(given.frame, columns, chosen)
    if kind != "scatter" and not is_single(rows, chosen):
        by = columns[chosen.by].label if chosen.by else ""
        key = "explore.chart_several_by" if by else "explore.chart_several"
        note(t(key, x=columns[chosen.x].label, by=by), "watch")
    else:
        if kind == "bars" and len(rows) > 1 and rows[chosen.y].nunique(dropna=False) == 1:
            note(t("explore.chart_flat", y=columns[chosen.y].label))
        _drawn(given, rows, columns, chosen)


def _axes(frame: pd.DataFrame, columns: dict[str, Held], kind: str) -> Chosen:
    by = asked("by")
    chosen = completed(frame, columns, kind, asked("x"), asked("y"), "" if by == NO_GROUP else by or None)
    labels = {name: spoken(held, lang()) for name, held in columns.items()}
    for axis, shown in (("x", chosen.x), ("y", chosen.y)):
        choice(axis, t(f"explore.axis_{axis}"), {name: labels[name] for name in allowed(columns, kind, axis)}, shown)
    groups = {name: labels[name] for name in allowed(columns, kind, "by") if name not in (chosen.x, chosen.y)}
    choice("by", t("explore.axis_by"), ({} if kind == "heat" else {NO_GROUP: t("explore.no_group")}) | groups, chosen.by or NO_GROUP)
    return chosen


def _drawn(given: Answer, worded_rows: pd.DataFrame, columns: dict[str, Held], chosen: Chosen) -> None:
    rows, groups, bars = kept(worded_rows, chosen)
    title = t("explore.chart_title", y=columns[chosen.y].titled, x=columns[chosen.x].label)
    if chosen.by:
        title = t("explore.chart_title_by", title=title, by=columns[chosen.by].label)
    figure = drawn(figure_of, rows, chosen=chosen, title=title, **look())
    left = [t(f"explore.left_{key}", n=fmt_count(n, lang())) for key, n in (("groups", groups), ("bars", bars)) if n]
    if given.result.is_cut:
        left.append(t("explore.chart_of_first", n=fmt_count(len(given.frame), lang())))
    for words in left:
        note(words, "watch")
    rows.attrs = given.frame.attrs
    enums = {name: held.enum for name, held in columns.items() if held.enum}
    chart(figure, rows, key="explore", sentence=chart_words(rows, chosen, columns, lang()), enums=enums, source=source_of(given))


def source_of(given: Answer) -> str | None:
    """What a foot names as the source where the statement reads no table."""
    return None if given.frame.attrs["tables"] else t("explore.from_nothing")


def worded(frame: pd.DataFrame, columns: dict[str, Held], chosen: Chosen) -> pd.DataFrame:
    """The rows with words in the columns that name things: codes in words, truths as yes and no, nothing as unknown; what was divided by
    nothing is no value that can be drawn."""
    named = {name for name in (chosen.x, chosen.by) if name and columns[name].kind in ("text", "truth", "area")}
    words = {name: [_word(value, columns[name]) for value in frame[name]] for name in named}
    return frame.assign(**words, **{chosen.y: frame[chosen.y].replace([math.inf, -math.inf], math.nan)})


def _word(value: object, held: Held) -> str:
    if is_missing(value):
        return UNKNOWN[lang()]
    if held.kind == "truth":
        return t("word.yes" if value else "word.no")
    return str(said(value, held.enum, lang())) if held.enum else str(value)
