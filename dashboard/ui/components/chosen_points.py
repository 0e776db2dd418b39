"""Several points of a map that a reader picked one after the other: which they are, in the address, and their table under the map.

Address: `chosen`, the key of the map and the points: "zones-points:Z1,Z2". A map whose key stands there is being picked from.
"""

from urllib.parse import quote, unquote

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.ui.components.point_states import state_label
from dashboard.ui.components.table import table
from dashboard.ui.shell.address import asked, remember
from dashboard.ui.shell.language import t
from dashboard.ui.shell.links import here, link
from dashboard.ui.shell.typeset import note

CHOSEN = "chosen"
"""The parameter of the address."""
MOST = 60
"""Points that can be picked: what an address holds."""


def is_choosing(key: str) -> bool:
    """Whether taps on this map pick points instead of opening them."""
    return asked(CHOSEN).partition(":")[0] == key


def chosen_points(key: str) -> tuple[str, ...]:
    """The points that were picked on this map, in that order."""
    named, _, points = asked(CHOSEN).partition(":")
    return tuple(dict.fromkeys(unquote(point) for point in points.split(",") if point))[:MOST] if named == key else ()


def _named(key: str) -> int:
    """How many different points the address names for this map, on it or not."""
    named, _, points = asked(CHOSEN).partition(":")
    return len({unquote(point) for point in points.split(",") if point}) if named == key else 0


def with_point(key: str, point: str) -> str:
    """What the address says when a point is picked, or put back where it was picked already."""
    now = chosen_points(key)
    after = [one for one in now if one != point] if point in now else [*now, point][-MOST:]
    return f"{key}:" + ",".join(quote(one, safe="") for one in after)


def choose_point(key: str, point: str) -> None:
    """Pick a point, or put it back. For callbacks."""
    remember(CHOSEN, with_point(key, point))


def choosing_link(key: str) -> Markup:
    """The link that begins to pick points on this map, or ends it."""
    on = is_choosing(key)
    return link(here(**{CHOSEN: None if on else f"{key}:"}), t("map.choose_end" if on else "map.choose"))


def chosen_table(placed: pd.DataFrame, key: str, *, id: str, name: str, state: str, enum: str, tips: tuple[str, ...]) -> None:
    """The points that were picked, a row each; nothing where none is being picked. Rows: `id`, `name`, `state` and the tips' columns."""
    if not is_choosing(key):
        return
    chosen = chosen_points(key)
    rows = placed[placed[id].astype(str).isin(chosen)]
    st.html(Markup('<p class="sentence">{}</p>').format(t("map.chosen", n=len(rows)) if len(rows) else t("map.choose_how")))
    if lacking := _named(key) - len(rows):
        note(t("map.chosen_unknown", n=lacking, most=MOST), "watch")
    if len(rows):
        said = rows.assign(**{state: [state_label(value, enum) for value in rows[state]]})
        said.attrs = placed.attrs
        table(said, key=f"chosen-{key}", columns=[name, state, *(tip for tip in tips if tip in COLUMNS)], bare=True)


COLUMNS = ("area_name", "address", "operator")
"""Columns of tips that a table has a heading for."""
