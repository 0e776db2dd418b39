"""The point map as deck.gl draws it: borders, boundaries, marks, numbers and names, as small as it can be sent."""

import json
from copy import copy
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd

from dashboard.figures.clusters import boxes_of, cell_high, columns_of, crowded_around, marks_of
from dashboard.figures.district_layers import border_layer, name_layer
from dashboard.figures.map_view import Sight, core_bounds, sighted_view
from dashboard.figures.one_spot import count_layers, gathered
from dashboard.figures.point_marks import ATLAS, FEW, PLACES, SIZES_PX, mark_name
from dashboard.figures.point_names import boxes_of_names, names_beside, names_under
from dashboard.figures.zone_shapes import Shapes, shape_layers, zone_shapes
from dashboard.i18n.forms import fmt_moment, is_missing
from dashboard.plain_text import TEXT_EMS, on_screen, shortened
from dashboard.tokens import Ground, ink_of, level_mark, rgb
from dashboard.ui.components.point_states import state_colour, state_label, state_rank
from dashboard.ui.shell.language import lang, t

MANY = 2_000
"""From so many marks on a mark has no darker edge, and its tip is the name alone: half the bytes."""
POINTS = '"id":"points"'
WHOLE = Sight()


@dataclass(frozen=True)
class Shown:
    """Which columns of the rows a map shows, and how."""

    state: str = "state"
    enum: str = ""
    name: str = "name"
    tips: tuple[str, ...] = ()
    shape: str = ""
    id: str = ""
    """The column by which a tap names a point; empty = a tap opens nothing."""
    parts: bool = False
    """Whether points that would lie on one another stand together until the map comes nearer."""
    since: str = ""
    """The column of the moment since when the state holds; empty = none."""
    since_of: tuple[str, str] | None = None
    """Column and enumeration of another state, which it is that holds since then."""
    chosen: tuple[str, ...] = ()
    """Points, by `id`, that the reader picked."""

    @property
    def columns(self) -> list[str]:
        """Every column that is read."""
        more = [column for column in (self.since, (self.since_of or ("",))[0], self.shape, self.id) if column]
        return [*dict.fromkeys(["lon", "lat", self.state, self.name, *self.tips, *more])]


class CompactDeck:
    """A deck.gl map as the element that st.pydeck_chart takes; pydeck's own JSON is indented and 5.6 times as large (measured)."""

    layers = ()
    mapbox_key = None
    width = None

    def __init__(self, spec: dict, tooltip: dict, shapes: Shapes | None = None) -> None:
        self.shapes = shapes
        self.view = spec["initialViewState"]
        self._turn = 0
        self._json = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
        self._tooltip = tooltip

    def turned(self, turn: int) -> "CompactDeck":
        """The same map after so many taps. The layer has another name then: the framework greys every point but the one that was tapped
        for as long as it finds the layer of that tap, and a point's colour is what the map is for."""
        deck = copy(self)
        deck._turn = turn
        return deck

    def to_json(self) -> str:
        return self._json.replace(POINTS, f'"id":"points-{self._turn}"') if self._turn else self._json


def compact_deck(
    placed: pd.DataFrame, *, shown: Shown, lang: str, ground: Ground, sight: Sight = WHOLE, outlines: dict | None = None,
    places: dict | None = None,
) -> CompactDeck:
    """The map as it is sent. Rows: the columns of `shown`; `outlines`: `districts.geojson`; `places`: `districts.json` as it is now.

    `lang` and `ground` are what the page itself knows; they stand here since the result depends on them.
    """
    view = sighted_view(placed, sight, places["bounds"] if places else None, core_bounds(places))
    points = points_of(placed, shown, view, ground)
    layers = [border_layer(outlines, ground)] if outlines else []
    shapes = zone_shapes(placed[shown.shape], placed[shown.state]) if shown.shape else None
    if shapes and shapes.drawn:
        fills = {state: rgb(state_colour(state, ground)) for state in shapes.by_state}
        lines = {state: rgb(ink_of(state_colour(state, ground), ground)) for state in shapes.by_state}
        layers += shape_layers(shapes, fills, lines)
    layers += _mark_layers(points, is_light=len(points) >= MANY)
    names = names_under(points, view, sight.steps)
    layers += [*names_beside(names, ground), *count_layers(points, ground)]
    if places:
        words, marks = boxes_of(points, view["zoom"]), [*marks_of(points, view["zoom"]), *boxes_of_names(names, view["zoom"])]
        layers.append(name_layer(places, view["zoom"], lang, ground, words, marks))
    # The wheel and one finger scroll the page; two fingers, a double tap and the buttons zoom.
    controller = {"scrollZoom": False, "dragRotate": False, "touchRotate": False}
    # Without a style the framework asks another host for one; its own word for "no basemap" stops that (Streamlit 1.67).
    spec = {
        "mapProvider": None, "mapStyle": "__MAP_STYLE__", "views": [{"@@type": "MapView", "controller": controller}],
        "initialViewState": view, "layers": layers,
    }
    return CompactDeck(spec, {"text": "{tip}", "style": _tip_style(ground)}, shapes)


def points_of(placed: pd.DataFrame, shown: Shown, view: dict, ground: Ground) -> list[dict]:
    """The marks: crowds first, under those that stand for themselves. Marks: p (longitude, latitude), tip, i (shape), c and edge (red,
    green, blue), k (how a tap names it, quoted), n (points on one spot or in a crowd), o (px aside), is_crowd."""
    high = cell_high(placed[shown.state].nunique(dropna=False))
    cells = crowded_around(placed, view, high) if shown.parts else pd.Series(-1, index=placed.index)
    is_crowd = cells.to_numpy() >= 0
    crowd = pd.DataFrame({"lon": placed["lon"], "lat": placed["lat"], "cell": cells, "state": placed[shown.state].astype(object)})[is_crowd]
    crowds = columns_of(crowd, view["zoom"], state_rank, lambda numbers: _crowd_tip(numbers, shown.enum), high) if len(crowd) else []
    alone = placed.loc[~is_crowd, shown.columns]
    is_light = len(alone) >= MANY
    points = [_point(row, shown, is_light) for row in alone.to_dict("records")]
    points = gathered(points, lambda n: t("map.one_spot", n=f"{n:,}"), lambda n: t("map.more_there", n=f"{n:,}"))
    moved = {"o": [0, 0]} if crowds else {}
    return [_looking(mark, ground) for mark in [*crowds, *(moved | point for point in points)]]


def _point(row: dict, shown: Shown, is_light: bool) -> dict:
    tip = _tip_line(row[shown.name]) if is_light else _tip(row, shown)
    named: dict[str, object] = {"k": quote(str(row[shown.id]))} if shown.id else {}  # it may hold what no page may carry
    named |= {"chosen": True} if shown.chosen and str(row[shown.id]) in shown.chosen else {}
    return {"p": [round(float(row["lon"]), 5), round(float(row["lat"]), 5)], "state": row[shown.state], "tip": tip} | named


def _looking(mark: dict, ground: Ground) -> dict:
    """The mark with the colour and the shape of its state in place of the state."""
    state = None if is_missing(mark["state"]) else mark["state"]
    colour = state_colour(state, ground)
    dropped = ("state", "k") if "n" in mark else ("state",)  # of several nobody knows which was meant
    look = {"c": rgb(colour), "i": mark_name(state), "edge": rgb(ground.accent if mark.get("chosen") else ink_of(colour, ground))}
    return {name: value for name, value in mark.items() if name not in dropped} | look


def _mark_layers(points: list[dict], is_light: bool) -> list[dict]:
    mark, edge = SIZES_PX[len(points) <= FEW]
    moved = {"getPixelOffset": "@@=o"} if any("o" in point for point in points) else {}
    edges = [{"p": point["p"], "i": point["i"], "c": point.pop("edge")} | ({"o": point["o"]} if moved else {}) for point in points]
    return [*([] if is_light else [_marks("edges", edges, edge) | moved]), _marks("points", points, mark) | moved]


def _marks(layer: str, points: list[dict], size: int) -> dict:
    return {
        "@@type": "IconLayer", "id": layer, "data": points, "getPosition": "@@=p", "getColor": "@@=c", "getIcon": "@@=i",
        "iconAtlas": ATLAS, "iconMapping": PLACES, "getSize": size, "sizeUnits": "pixels", "pickable": layer == "points",
    }


def _crowd_tip(numbers: dict[object, int], enum: str) -> str:
    lines = [f"{level_mark(str(state))} {state_label(state, enum)} {n:,}" for state, n in numbers.items()]
    return "\n".join([t("map.crowd", n=f"{sum(numbers.values()):,}"), *map(_tip_line, lines), t("map.crowd_parts")])


def _tip(row: dict, shown: Shown) -> str:
    """Lines of text, not of HTML: the framework escapes what it puts into a tip."""
    state = row[shown.state]
    said = [row[shown.name], f"{level_mark(state)} {state_label(state, shown.enum)}", *_since(row, shown)]
    return "\n".join(map(_tip_line, [*said, *(row[tip] for tip in shown.tips if not is_missing(row[tip]))]))


def _since(row: dict, shown: Shown) -> list[str]:
    """Since when the state holds, where it is known."""
    since = row[shown.since] if shown.since else None
    if is_missing(since):
        return []
    at = t("map.since", at=fmt_moment(since, lang()))
    column, enum = shown.since_of or ("", "")
    return [f"{state_label(row[column], enum)} {at}" if column else at]


def _tip_line(words: object) -> str:
    return shortened(" ".join(on_screen(str(words)).split()), TEXT_EMS)


def _tip_style(colours: Ground) -> dict:
    look = {"backgroundColor": colours.ink, "color": colours.paper, "fontSize": "13px", "padding": "5px 9px"}
    return look | {"width": "max-content", "maxWidth": "min(320px, calc(100% - 8px))", "whiteSpace": "pre-wrap", "overflowWrap": "anywhere"}
