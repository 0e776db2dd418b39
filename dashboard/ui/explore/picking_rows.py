"""The controls of a pick that say which rows: comparison, filters, conditions on figures, order and how many."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.data.explore import answer, question_of
from dashboard.data.page_moment import moment
from dashboard.errors import SandtableError
from dashboard.measures.declaration import dimensions, measures
from dashboard.measures.permitted import SIGNS, figure_columns
from dashboard.measures.picked import Filter, Keep, Picked, PickRefused
from dashboard.measures.sql import pick
from dashboard.measures.told import of_column, permitted_with, values_of
from dashboard.rows.coded import said
from dashboard.ui.explore.picked_held import changed, changing
from dashboard.ui.shell.address import labelling, lead
from dashboard.ui.shell.filters import Filters, area_names
from dashboard.ui.shell.language import lang, listed, t
from dashboard.ui.shell.typeset import note

MOST_VALUES = 300
"""Names of units, points or zones that are offered."""
BEGUN = "picking-keep-begun"
"""The figure that was chosen for a condition which has no number yet."""


def comparison(now: Picked) -> None:
    """With what the figures are compared."""
    labels = {name or "none": t(f"picking.with_{name or 'none'}") for name in ("", "districts", "period", "moments")}
    key = "picking-compare"
    lead(key, now.compare or "none")
    st.segmented_control(
        t("picking.compare"), list(labels), key=key, required=True, format_func=labelling(labels),
        on_change=changing(key, lambda pick, value: changed(pick, compare="" if value == "none" else value)),
    )


def filtering(now: Picked, picked: Filters) -> None:
    """The button to the filters: by what, and of each the values."""
    ways = st.popover(t("picking.filter"), icon=":material/filter_alt:", key="picking-filters", on_change="rerun")
    if not ways.open:
        return
    with ways:
        known = {name for measure in now.measures for name in permitted_with(measures()[measure])} | {one.dimension for one in now.filters}
        labels = {name: one.label(lang()) for name, one in dimensions().items() if name in known}
        own = [one.dimension for one in now.filters]
        for name in own:
            _values(now, name, labels.get(name, name), picked)
        more = {name: words for name, words in labels.items() if name not in own}
        key = f"picking-filter-by-{len(own)}"
        chosen = st.selectbox(t("picking.filter_by"), list(more), index=None, key=key, format_func=labelling(more))
        if chosen:
            _values(now, chosen, more[chosen], picked)


def _values(now: Picked, name: str, label: str, picked: Filters) -> None:
    options = {value: value for value in now.filtered(name)} | _options(now, name, picked)
    if not options:
        note(t("picking.no_values", name=label))
        return
    key = f"picking-values-{name}"
    lead(key, list(now.filtered(name)))
    st.multiselect(
        label, list(options), key=key, format_func=labelling(options), placeholder=t("picking.any"), select_all=False,
        on_change=changing(key, lambda pick, value: _filtered(pick, name, tuple(value))),
    )


def _options(now: Picked, name: str, picked: Filters) -> dict[str, str]:
    """The values that a dimension can have, with what they are called: codes of the schema, districts, else what the data name."""
    if name == "district":
        return area_names()
    codes = dimensions()[name].codes
    if codes:
        return {value: str(said(value, codes, lang())) for value in values_of(name)}
    able = next((measure for measure in now.measures if name in measures()[measure].dimensions), None)
    if able is None:
        return {}
    one = dimensions()[name]
    try:
        sql = pick(Picked((able,), (name,), limit=MOST_VALUES))
        rows = answer(question_of(sql, moment().at, None, picked.district)).frame
    except SandtableError:  # what is wrong with the pick is said below it
        return {}
    beside = rows[one.beside or one.column]
    return {str(value): str(words or value) for value, words in zip(rows[one.column], beside, strict=True) if value}


def _filtered(now: Picked, name: str, values: tuple[str, ...]) -> Picked:
    others = tuple(one for one in now.filters if one.dimension != name)
    return replace(now, filters=(*others, Filter(name, values)) if values else others)


def keeping(now: Picked) -> None:
    """The button to what is kept of the rows: a condition on a figure, the order, how many; and whether the measures are added up."""
    ways = st.popover(t("picking.rows"), icon=":material/sort:", key="picking-rows", on_change="rerun")
    if not ways.open or not now.measures:
        return
    with ways:
        figures = _figures(now)
        splits = {dimensions()[name].column: dimensions()[name].label(lang()) for name in now.split if name in dimensions()}
        condition(now, figures)
        orders = {"": t("picking.by_split")}
        for name, words in {**splits, **figures}.items():
            orders |= {f"-{name}": t("picking.down", name=words), name: t("picking.up", name=words)}
        _select("picking-order", "picking.order", orders, now.order, lambda pick, value: replace(pick, order=value))
        lead("picking-limit", now.limit)
        st.number_input(t("picking.limit"), min_value=1, max_value=10_000, value=None, key="picking-limit", on_change=changing(
            "picking-limit", lambda pick, value: replace(pick, limit=int(value) if value else None)))
        lead("picking-added", now.is_added)
        st.toggle(t("picking.added"), key="picking-added", on_change=changing(
            "picking-added", lambda pick, value: replace(pick, is_added=bool(value))))


def condition(now: Picked, figures: dict[str, str]) -> None:
    """Which figure, how it compares, with what number. Until a number is given there is no condition."""
    kept = now.keep[0] if now.keep else None
    begun = st.session_state.get(BEGUN, "")
    column = kept.column if kept else begun if begun in figures else ""
    _select("picking-keep", "picking.keep", {"": t("picking.keep_all"), **figures}, column, _begun)
    if not column:
        return
    sign = kept.sign if kept else st.session_state.get("picking-sign", SIGNS[0])
    _select("picking-sign", "picking.sign", {sign: sign for sign in SIGNS}, sign,
            lambda pick, value: replace(pick, keep=tuple(replace(one, sign=value) for one in pick.keep)))
    lead("picking-number", float(kept.number) if kept else None)
    st.number_input(
        t("picking.number"), value=None, key="picking-number", format="%.15g", placeholder=t("picking.number_first"),
        on_change=changing("picking-number", lambda pick, value: replace(pick, keep=_kept(column, value))),
    )


def _kept(column: str, number: float | None) -> tuple[Keep, ...]:
    return () if number is None else (Keep(column, st.session_state["picking-sign"], number),)


def _begun(pick: Picked, column: str) -> Picked:
    st.session_state[BEGUN] = column
    return replace(pick, keep=())


def _figures(now: Picked) -> dict[str, str]:
    """The figures of the result with what they are called; of a pick that is refused, the measures alone."""
    try:
        names = figure_columns(now)
    except PickRefused:
        names = now.measures
    told = {name: of_column(name) for name in names}
    return {name: one.label.say(lang()) if one else t("pick.total") for name, one in told.items()}


def _select(key: str, label: str, labels: dict[str, str], value: str, change: Any) -> None:
    lead(key, value if value in labels else "")
    st.selectbox(t(label), list(labels), key=key, format_func=labelling(labels), on_change=changing(key, change))



def rows_in_words(now: Picked, picked: Filters) -> str:
    """Which rows are asked for, in a sentence under the controls, which hide it; empty where all are."""
    found = []
    for one in now.filters:
        known = dimensions().get(one.dimension)
        names = _options(now, one.dimension, picked) if known else {}
        values = listed(names.get(value, value) for value in one.values)
        found.append(t("picking.is", name=known.label(lang()) if known else one.dimension, values=values))
    for kept in now.keep:
        told = of_column(kept.column)
        label = told.label.say(lang()) if told else t("pick.total")
        found.append(f"{label} {kept.sign} {kept.number:.15g}")
    return t("picking.rows_are", rows=t("picking.and").join(found)) if found else ""
