"""The point map: places as points in the colours of their state, over the districts' outlines, with no tiles and no network."""

import json
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.figure_cache import drawn
from dashboard.data.served import geodata, map_fault
from dashboard.figures.district_layers import border_layer, name_layer
from dashboard.figures.map_view import fitted_view, outside
from dashboard.figures.one_spot import count_layers, gathered
from dashboard.figures.point_marks import ATLAS, FEW, PLACES, SIZES_PX, mark_name
from dashboard.figures.zone_shapes import Shapes, shape_layers, zone_shapes
from dashboard.geography.map_files import BORDERS, DISTRICTS
from dashboard.i18n.forms import is_missing
from dashboard.plain_text import NAME_EMS, TEXT_EMS, on_page, on_screen, shortened
from dashboard.sentences.provenance import drawn_from
from dashboard.tokens import Ground, ink_of, level_mark, rgb
from dashboard.ui.components.chart import chart_title, empty_state, foot, undrawn
from dashboard.ui.components.map_zoom import zoom_buttons, zoom_steps
from dashboard.ui.components.pictures import point_picture
from dashboard.ui.components.point_states import state_colour, state_label
from dashboard.ui.components.provenance import provenance_text
from dashboard.ui.shell.districts import outlines_now
from dashboard.ui.shell.language import ground, lang, look, t
from dashboard.ui.shell.typeset import note

HEIGHT_PX = 480
MOST_POINTS = 20_000
"""The last rows are drawn, since they lie on top; how many are not is said under the map."""
MANY = 2_000
"""From so many points on a mark has no darker edge, and its tip is the name alone: half the bytes."""


class CompactDeck:
    """A deck.gl map as the element that st.pydeck_chart takes; pydeck's own JSON is indented and 5.6 times as large (measured)."""

    layers = ()
    mapbox_key = None
    width = None

    def __init__(self, spec: dict, tooltip: dict, shapes: Shapes | None = None) -> None:
        self.shapes = shapes
        self._json = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
        self._tooltip = tooltip

    def to_json(self) -> str:
        return self._json


def point_map(
    frame: pd.DataFrame, *, key: str, title: str, state: str = "state", enum: str = "", name: str = "name", sentence: str = "",
    height: int = HEIGHT_PX, source: str | None = None, as_of: datetime | None = None, filters: str = "", tips: tuple[str, ...] = (),
    shape: str = "", whole: pd.DataFrame | None = None,
) -> None:
    """Draw one point a row, coloured by `state`; rows without coordinates are counted below.

    `enum`: the enumeration of the states, or, with a trailing dot, the section of the messages that holds their labels. `shape`: the
    column of boundaries (GeoJSON text in WGS-84, null = none), under the points. `whole`: all the rows of which `frame` is a sample.

    Rows: lon, lat (WGS-84, null = not on the map), `name`, `state`, and the `tips` columns shown when a point is hovered.
    Raises: ValueError without provenance.
    """
    provenance_text(frame, source, as_of)
    known = frame[frame["lon"].notna() & frame["lat"].notna()] if len(frame) else frame
    placed = known.tail(MOST_POINTS)
    if frame.empty:
        return empty_state(filters, title, drawn_from(frame, lang()))
    if placed.empty:
        with st.container(key=f"chart-{key}", gap=None):
            undrawn(title, t("absent.unplaced", n=f"{len(frame):,}"))
            foot(frame, key=key, source=source, as_of=as_of, title=title, filters=filters)
        return
    with st.container(key=f"chart-{key}", gap=None):
        st.html(chart_title(title))
        shown = {"state": state, "name": name, "enum": enum, "tips": tips, "shape": shape, "closer": zoom_steps(key)}
        places, read = outlines_now(), placed[[*dict.fromkeys(["lon", "lat", state, name, *tips, *([shape] if shape else [])])]]
        deck = drawn(compact_deck, read, **shown, outlines=geodata(BORDERS), places=places, **look())
        # map_style must not be given: None would fetch a style from another host (measured).
        st.pydeck_chart(deck, height=height, key=key, width="stretch", alt=title)
        with st.container(horizontal=True, vertical_alignment="center", key=f"under-{key}"):
            beyond = int(outside(placed, places["bounds"] if places else None).sum())
            missing = (len(frame) - len(known), len(known) - len(placed), deck.shapes, beyond)
            st.html(legend(placed, state, enum, *missing), width="stretch")
            zoom_buttons(key)
        if fault := map_fault(BORDERS) or map_fault(DISTRICTS):
            note(t("map.without_borders", why=fault.say(lang())), "watch")
        picture, rows = point_picture(placed, state, enum, shape, places, place_notes(*missing)), frame if whole is None else whole
        foot(rows, key=key, sentence=sentence, source=source, as_of=as_of, title=title, filters=filters, shape=shape, picture=picture)


def compact_deck(
    placed: pd.DataFrame, *, closer: float, lang: str, ground: Ground, shape: str = "", places: dict | None = None, **shown: Any,
) -> CompactDeck:
    """The map as it is sent. `lang` and `ground` are what the page itself knows; they stand here since the result depends on them."""
    spec = deck_spec(placed, **shown, bounds=places["bounds"] if places else None)
    spec["initialViewState"]["zoom"] += closer
    shapes = zone_shapes(placed[shape], placed[shown["state"]]) if shape else None
    if shapes and shapes.drawn:
        fills = {state: rgb(state_colour(state, ground)) for state in shapes.by_state}
        lines = {state: rgb(ink_of(state_colour(state, ground), ground)) for state in shapes.by_state}
        _put_beneath(spec, shape_layers(shapes, fills, lines))
    if places:
        spec["layers"].append(name_layer(places, spec["initialViewState"]["zoom"], lang, ground))
    return CompactDeck(spec, {"text": "{tip}", "style": _tip_style(ground)}, shapes)


def _put_beneath(spec: dict, layers: list[dict]) -> None:
    """Put layers right under the points."""
    beneath = next(place for place, layer in enumerate(spec["layers"]) if layer["id"] in ("edges", "points"))
    spec["layers"][beneath:beneath] = layers


def deck_spec(
    placed: pd.DataFrame, state: str, name: str, enum: str, tips: tuple[str, ...], outlines: dict | None, bounds: list[float] | None = None,
) -> dict:
    """The deck.gl description of the map: outlines, points, and a view that holds every point within the city's bounds."""
    colours = ground()
    points = [
        {
            "p": [round(float(row["lon"]), 5), round(float(row["lat"]), 5)], "c": rgb(state_colour(row[state], colours)),
            "i": mark_name(None if is_missing(row[state]) else row[state]), "edge": rgb(ink_of(state_colour(row[state], colours), colours)),
            "tip": _tip(row, state, name, enum, tips) if len(placed) < MANY else _tip_line(row[name]),
        }
        for row in placed[[*dict.fromkeys(["lon", "lat", state, name, *tips])]].to_dict("records")
    ]
    points = gathered(points, lambda n: t("map.one_spot", n=f"{n:,}"), lambda n: t("map.more_there", n=f"{n:,}"))
    layers = [border_layer(outlines, colours)] if outlines else []
    mark, edge = SIZES_PX[len(points) <= FEW]
    edges = [{"p": point["p"], "i": point["i"], "c": point.pop("edge")} for point in points]
    layers += [_marks("edges", edges, edge)] if len(placed) < MANY else []
    layers += [_marks("points", points, mark), *count_layers(points, colours)]
    # The wheel and one finger scroll the page; two fingers, a double tap and the buttons zoom.
    controller = {"scrollZoom": False, "dragRotate": False, "touchRotate": False}
    views = [{"@@type": "MapView", "controller": controller}]
    # Without a style the framework asks another host for one; its own word for "no basemap" stops that (Streamlit 1.67).
    view = fitted_view(placed, bounds)
    return {"mapProvider": None, "mapStyle": "__MAP_STYLE__", "views": views, "initialViewState": view, "layers": layers}


def _marks(layer: str, points: list[dict], size: int) -> dict:
    return {
        "@@type": "IconLayer", "id": layer, "data": points, "getPosition": "@@=p", "getColor": "@@=c", "getIcon": "@@=i",
        "iconAtlas": ATLAS, "iconMapping": PLACES, "getSize": size, "sizeUnits": "pixels", "pickable": layer == "points",
    }


def _tip(row: dict, state: str, name: str, enum: str, tips: tuple[str, ...]) -> str:
    """Lines of text, not of HTML: the framework escapes what it puts into a tip."""
    said = [row[name], f"{level_mark(row[state])} {state_label(row[state], enum)}", *(row[tip] for tip in tips if not is_missing(row[tip]))]
    return "\n".join(map(_tip_line, said))


def _tip_line(words: object) -> str:
    return shortened(" ".join(on_screen(str(words)).split()), TEXT_EMS)


def legend(
    placed: pd.DataFrame, state: str, enum: str, unplaced: int, left_out: int, shapes: Shapes | None = None, beyond: int = 0,
) -> Markup:
    """What the marks mean, how many there are of each, how many are not on the map and why, and how exact the boundaries are."""
    counts = placed[state].value_counts(dropna=False)
    item = Markup('<span><i style="color:{}">{}</i> {} {:,}</span>')
    counted = zip(counts.index.to_list(), counts, strict=True)
    inks = {value: ink_of(state_colour(value, ground()), ground()) for value in counts.index}
    names = ((inks[value], level_mark(value), on_page(state_label(value, enum), NAME_EMS), n) for value, n in counted)
    items = Markup().join(item.format(*named) for named in names)
    notes = place_notes(unplaced, left_out, shapes, beyond)
    said = Markup().join(Markup('<span class="prov">{}</span>').format(words) for words in notes)
    return Markup('<div class="point-legend">{}{}</div>').format(items, said)


def place_notes(unplaced: int, left_out: int, shapes: Shapes | None = None, beyond: int = 0) -> tuple[str, ...]:
    """How many rows are not on the map and why, and how exact the boundaries are."""
    missing = (("map.no_points", unplaced), ("map.more_points", left_out), ("map.points_outside", beyond))
    said = [t(key, n=f"{n:,}") for key, n in missing if n]
    if shapes and shapes.drawn:
        exactness = "shapes_boxes" if shapes.is_boxes else "shapes_coarse" if shapes.coarse_m else "shapes"
        said.append(t(f"map.{exactness}", n=f"{shapes.drawn:,}", m=shapes.coarse_m))
    return tuple(said)


def _tip_style(colours: Ground) -> dict:
    look = {"backgroundColor": colours.ink, "color": colours.paper, "fontSize": "13px", "padding": "5px 9px"}
    return look | {"width": "max-content", "maxWidth": "min(320px, calc(100% - 8px))", "whiteSpace": "pre-wrap", "overflowWrap": "anywhere"}
