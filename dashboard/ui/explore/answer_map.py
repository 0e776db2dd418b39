"""The answer as a map: one value a district in shades, or one point a row."""

import pandas as pd
import streamlit as st

from dashboard.data.explore import Answer
from dashboard.i18n.forms import fmt_count
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.point_map import point_map
from dashboard.ui.explore.choices import choice
from dashboard.ui.explore.columns import Held, of_kind, spoken
from dashboard.ui.explore.places import by_area, place_column
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

PLAIN = "explore-point"
MOST_STATES = 6


def answer_map(given: Answer, columns: dict[str, Held]) -> None:
    """Draw points where there are coordinates, else districts; says which column is missing for either."""
    ways = {}
    if {"lon", "lat"} <= {held.kind for held in columns.values()}:
        ways["points"] = t("explore.map_points")
    if area := place_column(given.frame, columns):
        ways["districts"] = t("explore.map_districts")
    if not ways:
        note(t("explore.map_missing"), "watch")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-ways"):
        way = next(iter(ways)) if len(ways) == 1 else choice("map", t("explore.map_way"), ways, next(iter(ways)), 180)
        numbers = {name: spoken(columns[name], lang()) for name in of_kind(columns, "number")}
        states = {"": t("explore.one_colour")} | _states(given.frame, columns)
        if way == "points":
            picked = choice("colour", t("explore.map_colour"), states, "")
        else:
            picked = choice("value", t("explore.map_value"), numbers, next(iter(numbers)), 220) if numbers else ""
    if way == "points":
        _points(given, columns, picked)
    elif picked:
        _districts(given, columns, area, picked)
    else:
        note(t("explore.map_no_number"), "watch")


def _states(frame: pd.DataFrame, columns: dict[str, Held]) -> dict[str, str]:
    """The columns of codes that may colour points."""
    return {name: spoken(held, lang()) for name, held in columns.items() if held.enum and frame[name].nunique() <= MOST_STATES}


def _districts(given: Answer, columns: dict[str, Held], area: str, value: str) -> None:
    rows = by_area(given.frame, area, value, area_names())
    if rows is None:
        note(t("explore.map_several", column=columns[area].label), "watch")
        return
    held = columns[value]
    whole = bool((rows[value].dropna() % 1 == 0).all())
    rows.attrs = given.frame.attrs
    with st.container(key="map-place"):
        district_map(rows, value, key="explore-districts", title=held.titled, unit=held.unit, decimals=None if whole else 2)


def _points(given: Answer, columns: dict[str, Held], colour: str) -> None:
    words = of_kind(columns, "text", "area")
    names = [name for name in words if name in ("name", "place", "address")] or words
    rows = given.frame.rename(columns={next(iter(of_kind(columns, kind))): kind for kind in ("lon", "lat")})
    rows = rows.assign(**{PLAIN: t("explore.a_row")})
    name = names[0] if names else PLAIN
    rows = rows.assign(**{name: rows[name].astype(object).where(rows[name].notna(), t("word.unknown"))} if names else {})
    rows.attrs = given.frame.attrs
    title = t("explore.map_points_title", n=fmt_count(len(rows), lang()))
    tips = tuple(c for c in columns if c not in (name, colour) and columns[c].kind in ("text", "number", "time"))[:4]
    with st.container(key="map-place"):
        point_map(
            _shown(rows, tips, columns), key="explore-points", title=title, state=colour or PLAIN, name=name, tips=tips,
            enum=columns[colour].enum if colour else "",
        )


def _shown(rows: pd.DataFrame, tips: tuple[str, ...], columns: dict[str, Held]) -> pd.DataFrame:
    """Tips that name their column, since a bare number under a point says nothing."""
    told = {tip: [None if pd.isna(v) else f"{columns[tip].label} {v}{columns[tip].unit}" for v in rows[tip]] for tip in tips}
    shown = rows.assign(**told)
    shown.attrs = rows.attrs
    return shown
