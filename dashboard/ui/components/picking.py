"""A tap on a district's bar, its small chart or its name in a table sets the page's district; another tap takes it back."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.figures.figure import Figure, Part
from dashboard.plain_text import in_figure
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.filters import DISTRICT, area_names, pick_district

STEPPED_BACK = 0.35
"""Opacity of the bars of other districts while one is chosen."""
AREA_COLUMN = "area_name"


def pickable(figure: Figure) -> dict[str, str]:
    """The districts that a figure has bars of: name to area_id; empty where it shows none."""
    names = {name: area for area, name in area_names().items()}
    said = {str(label) for trace in figure.data if trace.type == "bar" for label in labels(trace)}
    return {name: names[name] for name in said & names.keys()}


def labels(trace: Part) -> list:
    """What the bars of a trace stand for: its own name where it has one district a trace, else the names on its axis."""
    return list(trace.y) if trace.orientation == "h" else [trace.name]


def picking_figure(figure: Figure, districts: dict[str, str]) -> Figure:
    """The figure ready for taps: anywhere in a bar's line counts, the chosen district stands out, and nothing else fades."""
    chosen = next((name for name, area in districts.items() if area == asked(DISTRICT)), None)
    for trace in (trace for trace in figure.data if trace.type == "bar"):
        # The colour of the text is said for both, since plotly.js otherwise stops at a bar whose figure stands inside it.
        text = {"color": trace.textfont.color or figure.layout.font.color}
        trace.selected = {"marker": {"opacity": 1}, "textfont": text}
        trace.unselected = {"marker": {"opacity": STEPPED_BACK}, "textfont": text}
        if chosen and len(districts) > 1:
            shades = [1 if label == chosen else STEPPED_BACK for label in labels(trace)]
            trace.marker.opacity = shades if trace.orientation == "h" else shades[0]
    if figure.layout.hovermode == "closest":
        figure.update_layout(hovermode="y" if figure.data[0].orientation == "h" else "x", hoverdistance=-1)
    return figure


def chart_pick(key: str, figure: Figure, districts: dict[str, str]) -> Callable[[], None]:
    """The callback of a chart under `key`."""
    sent = {in_figure(name): area for name, area in districts.items()}  # what the browser knows a bar by
    return partial(_from_chart, key, [trace.name for trace in figure.data], districts | sent)


def table_pick(key: str, frame: pd.DataFrame, other: Callable[[int], None] | None = None) -> Callable[[], None]:
    """The callback of a table under `key`: the name of a district sets the district, any other cell is handed to `other` by its row."""
    return partial(_from_table, key, list(frame.get("area_id", [])), other)


def state_key(key: str) -> str:
    """The key of what can be picked from: a new one for each district, so that no old selection stays and the next tap counts."""
    return f"{key}-{asked(DISTRICT)}" if asked(DISTRICT) else key


def _from_chart(key: str, names: list[str], districts: dict[str, str]) -> None:
    points = st.session_state[key].selection.points
    if points:
        _toggle(districts.get(str(points[0].get("y"))) or districts.get(str(names[points[0]["curve_number"]]), ""))


def _from_table(key: str, areas: list[str], other: Callable[[int], None] | None) -> None:
    for row, column in st.session_state[key].selection.cells:
        if column == AREA_COLUMN and areas:
            _toggle(areas[row] if areas[row] in area_names() else "")
        elif other:
            other(row)


def _toggle(area_id: str) -> None:
    pick_district("" if area_id == asked(DISTRICT) else area_id)
