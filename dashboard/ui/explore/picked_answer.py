"""The answer of a pick, in the same panel as that of a statement; of two moments, both answers put side by side."""

from dataclasses import replace

import streamlit as st

from dashboard.data.explore import Answer, answer, frame_of, question_of
from dashboard.data.page_moment import moment
from dashboard.measures.compared import side_by_side
from dashboard.measures.picked import Picked
from dashboard.sandbox.refused import StatementRefused
from dashboard.ui.explore.asking import ask
from dashboard.ui.explore.results import draw, refusal
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import note

VIEWS = ("table", "chart", "map")
"""No pivot: it would add up and average what is neither added nor averaged; a pick is split as it is wanted."""


def picked_answer(now: Picked, sql: str, picked: Filters, days: str = "") -> None:
    """Ask, and draw the answer with the days that it is of; a refusal is said in words. Raises: StoreError."""
    if now.compare == "moments" and moment().since is None:
        note(t("picking.no_since"), "watch")
        return
    try:
        with st.spinner(t("explore.asking")):
            given = _of_two(now, sql, picked) if now.compare == "moments" else ask(sql, picked.district)
    except StatementRefused as refused:
        refusal(refused)
        return
    draw(_all_named(given), picked, VIEWS, days)


def _all_named(given: Answer) -> Answer:
    """The answer with words where a row names no district, whose area_id is then the empty text: what stated none is no nameless place."""
    if not {"area_id", "area_name"} <= set(given.frame.columns):
        return given
    names = given.frame["area_name"].astype(object).mask(given.frame["area_id"].eq(""), t("picking.district_unstated"))
    frame = given.frame.assign(area_name=names)
    frame.attrs = given.frame.attrs
    return replace(given, frame=frame)


def _of_two(now: Picked, sql: str, picked: Filters) -> Answer:
    at = moment()
    later, earlier = (answer(question_of(sql, one, None, picked.district)) for one in (at.at, at.since) if one)
    table = side_by_side(later.result.table, earlier.result.table, now)
    frame = frame_of(table)
    frame.attrs = later.frame.attrs
    is_cut = later.result.is_cut or earlier.result.is_cut
    seconds = later.result.seconds + earlier.result.seconds
    result = replace(later.result, table=table, is_cut=is_cut, total=None if is_cut else table.num_rows, seconds=seconds)
    return Answer(replace(later.question, since=at.since), result, frame)
