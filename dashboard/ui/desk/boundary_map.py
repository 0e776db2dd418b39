"""The map to draw a boundary on: the city's districts and the zones in force as ground, corners in the browser, the closed ring here."""

import math
from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.figures.zone_shapes import Shapes, zone_shapes
from dashboard.geography.projection import project, unproject
from dashboard.geography.short_names import short_name
from dashboard.i18n.forms import fmt_count
from dashboard.intake.reading.corners import DECIMALS, FEWEST, MOST, Corners
from dashboard.plain_text import shortened
from dashboard.ui.components.district_map import attribution
from dashboard.ui.shell.assets import asset
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.sent_once import script_of

SCRIPTS = ("boundary_lines.js", "boundary_view.js", "boundary_ring.js", "boundary_hand.js", "boundary_map.js")
"""One module in the browser; each part builds on those before it."""
HEIGHT_PX = 480
NAME_ON_MAP_EMS = 8
"""Width of a name on the map, in Chinese letters."""
MOST_BYTES = 250_000
"""Of the boundaries of zones in force, which are ground only."""
PLACES = 3
"""Decimals of a unit: less than half a metre in the largest city."""
WORDS = (
    "map", "add", "close", "back", "clear", "zoom_in", "zoom_in_label", "zoom_out", "zoom_out_label", "whole", "left", "left_label", "up",
    "up_label", "down", "down_label", "right", "right_label", "outside", "begin", "most",
)
FILLED = {
    "few": ("n",), "unclosed": ("n",), "closed": ("n",), "crossing": ("a", "b"), "closing": ("a",), "selected": ("n",),
    "corner": ("n", "at"), "metre": ("n",), "kilometre": ("n",),
}
"""Messages that the browser says, with the placeholders that it fills."""

_component = st.components.v2.component(
    "sandtable_drawing_map", html=asset(__file__, "boundary_map.html"), css=asset(__file__, "boundary_map.css"),
    js=script_of("boundary_map", asset(__file__, *SCRIPTS)),
)


def boundary_map(
    outlines: dict, zones: pd.DataFrame, corners: Corners, *, round_: int, mark: tuple[float, float] | None,
    drawn: Callable[[Corners], None],
) -> None:
    """Draw the map; `drawn` is called, before the next run, with the corners of a ring that was closed, or with none when it was opened.

    `outlines`: `districts.json`. Rows: `zones` as of `zones_open`. The browser has its own corners until `round_` changes, and then takes
    `corners`. `mark`: longitude and latitude of a place to begin at.
    """
    key = "drawing-map"
    projection = outlines["projection"]
    _component(
        key=key, data=map_data(outlines, zones, corners, round_, mark),
        on_drawn_change=lambda: drawn(ring_from(st.session_state[key].drawn, projection)),
    )


def ring_from(sent: object, projection: dict) -> Corners:
    """What the browser sent, in degrees; none where it is not what this map sends."""
    places = sent.get("corners") if isinstance(sent, dict) else None
    if not isinstance(places, list) or len(places) > MOST or not all(_is_place(place) for place in places):
        return []
    lon, lat = unproject([x for x, _ in places], [y for _, y in places], projection)
    return list(zip(lon.round(DECIMALS).tolist(), lat.round(DECIMALS).tolist(), strict=True))


def map_data(outlines: dict, zones: pd.DataFrame, corners: Corners, round_: int, mark: tuple[float, float] | None) -> dict:
    """What the browser draws: ground, the ring to begin with and words."""
    projection, is_chinese = outlines["projection"], lang() == "zh"
    shapes = zone_shapes(zones["geometry"], zones["level"], MOST_BYTES)
    return {
        "round": round_, "height": HEIGHT_PX, "fewest": FEWEST, "most": MOST, "viewbox": outlines["viewbox"], "projection": projection,
        "districts": [_district(d, d["name"] if is_chinese else d["name_en"]) for d in outlines["districts"]],
        "zones": [
            {"level": level, "path": "".join(_path(ring, projection) for ring in polygon)}
            for level, polygons in shapes.by_state.items() for polygon in polygons
        ],
        "ring": [_place(corner, projection) for corner in corners], "mark": _place(mark, projection) if mark else None,
        "notes": _ground(shapes, len(zones)) + _coarse(shapes) + attribution(outlines["attribution"]),
        "words": {name: t(f"draw.{name}") for name in WORDS}
        | {name: t(f"draw.{name}", **{slot: f"{{{slot}}}" for slot in slots}) for name, slots in FILLED.items()},
    }


def _district(district: dict, name: str) -> dict:
    """`short`: the name on the map, which must not run over its neighbours'; the whole one is said of the place under the cross."""
    short = shortened(short_name(name, lang()), NAME_ON_MAP_EMS)
    return {"id": district["area_id"], "name": name, "short": short, "path": district["path"], "label": district["label"]}


def _ground(shapes: Shapes, zones: int) -> str:
    """What lies under the drawing, and of how many zones the boundary is drawn too; nothing of them where none is."""
    return t("draw.ground" if shapes.drawn else "draw.ground_alone", n=fmt_count(shapes.drawn, lang()), all=fmt_count(zones, lang()))


def _coarse(shapes: Shapes) -> str:
    """How far the boundaries in force are simplified; "" where they are drawn as the city gave them."""
    return t("draw.boxes") if shapes.is_boxes else t("draw.coarse", m=shapes.coarse_m) if shapes.coarse_m else ""


def _place(point: tuple[float, float], projection: dict) -> list[float]:
    return [float(value) for value in project(*point, projection)]


def _path(ring: list[list[float]], projection: dict) -> str:
    x, y = project([lon for lon, _ in ring], [lat for _, lat in ring], projection)
    return "M" + "L".join(f"{a:.{PLACES}f} {b:.{PLACES}f}" for a, b in zip(x, y, strict=True)) + "Z"


def _is_place(place: object) -> bool:
    return (
        isinstance(place, list) and len(place) == 2
        and all(isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) for value in place)
    )
