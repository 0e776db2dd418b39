"""The districts on the point map: borders as plain lines, names as pictures of words.

A machine without a graphics card compiles and draws every kind of layer itself. Polygons with outlines under the points took 6 of the
12 s that such a machine needs for a page, lines and one more set of marks next to nothing (measured).
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import quote

from markupsafe import Markup

from dashboard.figures.svg.marks import attributes
from dashboard.figures.svg.text_width import width_of
from dashboard.geography.projection import unproject
from dashboard.tokens import FONT, Ground, rgb

Box = tuple[float, float, float, float]
"""West, north, east, south."""
BORDER_ALPHA = 150
SHARP = 2
"""Pixels of the picture for one of the screen."""
TYPE_PX, HIGH_PX = 13, 20
TILE_PX = 512
"""Of the whole world at zoom 0."""
GAP_PX = 6
ASIDE_PX = (0, -16, 16, -30, 30)
"""Places of a district's name, from its own one up and down, where marks lie under it."""
HALO_PX = 3
"""Ground around a name, which stands over the points: one that lies under them could not be read."""


def border_layer(outlines: dict, ground: Ground) -> dict:
    """The deck.gl layer of the districts' borders, each side drawn once. `outlines`: `geodata/districts.geojson`."""
    sides = {side for feature in outlines["features"] for ring in _rings(feature["geometry"]["coordinates"]) for side in _sides(ring)}
    return {
        "@@type": "LineLayer", "id": "borders", "data": [{"s": start, "t": end} for start, end in sorted(sides)],
        "getSourcePosition": "@@=s", "getTargetPosition": "@@=t", "getColor": [*rgb(ground.grey), BORDER_ALPHA],
        "getWidth": 1, "widthUnits": "pixels", "pickable": False,
    }


def _rings(coordinates: list) -> Iterator[list]:
    """The rings of a polygon or of several."""
    if isinstance(coordinates[0][0], (int, float)):
        yield coordinates
        return
    for part in coordinates:
        yield from _rings(part)


def _sides(ring: list) -> Iterator[tuple]:
    """Pairs of neighbouring corners, in one order whichever way round the ring goes: two districts share theirs."""
    for start, end in pairwise(tuple(corner) for corner in ring):
        yield min(start, end), max(start, end)


def name_layer(
    outlines: dict, zoom: float, lang: str, ground: Ground, taken: Sequence[Box] = (), marks: Sequence[Box] = (),
) -> dict:
    """The deck.gl layer of the names that have room at a zoom, the largest districts first. `outlines`: `geodata/districts.json`.

    `taken`: boxes where other words stand; `marks`: where marks do, beside which a name stands rather than on them. px on the map of the
    world at this zoom, y downwards.
    """
    return word_layer("names", with_room(outlines, zoom, lang, taken, marks), ground)


def word_layer(layer: str, named: list[tuple[str, list[float]]], ground: Ground) -> dict:
    """A deck.gl layer of short words over the points, each on a ground of its own. Named: (words, [longitude, latitude])."""
    picture, places = _picture_of(list(dict.fromkeys(name for name, _ in named)))
    data = [{"p": at, "i": _ground_of(name), "c": rgb(ground.panel)} for name, at in named]
    data += [{"p": at, "i": name, "c": rgb(ground.ink)} for name, at in named]
    return {
        "@@type": "IconLayer", "id": layer, "data": data, "getPosition": "@@=p", "getIcon": "@@=i", "getColor": "@@=c",
        "iconAtlas": "data:image/svg+xml;charset=utf-8," + quote(picture), "iconMapping": places, "getSize": HIGH_PX, "sizeUnits": "pixels",
        "pickable": False,
    }


def _picture_of(names: list[str]) -> tuple[Markup, dict[str, dict]]:
    """One picture with a line for the ground around each name, then one for each name; and the place of each line, by its icon."""
    grounds: list[Markup] = []
    words: list[Markup] = []
    places: dict[str, dict] = {}
    for line, name in enumerate(names):
        wide = math.ceil(_wide(name) * SHARP)
        for texts, icon, row in ((grounds, _ground_of(name), line), (words, name, len(names) + line)):
            top = row * HIGH_PX * SHARP
            places[icon] = {"x": 0, "y": top, "width": wide, "height": HIGH_PX * SHARP, "mask": True}
            texts.append(Markup('<text x="{:.0f}" y="{:.0f}">{}</text>').format(wide / 2, top + 14.5 * SHARP, name))
    halo = attributes(stroke="#000", stroke_width=HALO_PX * SHARP, stroke_linejoin="round")
    look = attributes(font_family=FONT, font_size=TYPE_PX * SHARP, font_weight=600, text_anchor="middle")
    wide = max([place["width"] for place in places.values()], default=1)
    svg = Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"><g{}><g{}>{}</g>{}</g></svg>')
    return svg.format(wide, max(1, len(places)) * HIGH_PX * SHARP, look, halo, Markup("").join(grounds), Markup("").join(words)), places


def _ground_of(name: str) -> str:
    """The icon of the ground around a name. Both are masks that the map colours: it blends a picture's own colours twice, which
    left a grey rim."""
    return f"{name} ground"


def with_room(
    outlines: dict, zoom: float, lang: str, taken: Sequence[Box] = (), marks: Sequence[Box] = (),
) -> list[tuple[str, list[float]]]:
    """(name, [longitude, latitude]) of the districts whose box meets no larger district's, and none that is taken (`name_layer`)."""
    shown: list[tuple[str, list[float]]] = []
    boxes = [*taken]
    for district in sorted(outlines["districts"], key=lambda district: -district["area_share"]):
        name = district["name"] if lang == "zh" else district["name_en"] or district["name"]
        x, y = district["label"]
        lon, lat = (float(degrees) for degrees in unproject(x, y, outlines["projection"]))
        x, y = lon * _px_a_degree(zoom), -math.degrees(mercator(lat)) * _px_a_degree(zoom)
        half, tall = _wide(name) / 2 + GAP_PX, HIGH_PX / 2
        places = [(x - half, y + aside - tall, x + half, y + aside + tall) for aside in ASIDE_PX]
        free = [place for place in places if not _is_met(place, boxes)]
        if not _is_met(places[0], boxes):
            box = min(free, key=lambda place: _is_met(place, marks))  # the first of those that hide no mark, else the first
            shown.append((name, [round(lon, 5), round(latitude((box[1] + box[3]) / 2 / _px_a_degree(zoom)), 5)]))
            boxes.append(box)
    return shown


def _is_met(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in others)


def _wide(name: str) -> float:
    return width_of(name, TYPE_PX) + GAP_PX


def _px_a_degree(zoom: float) -> float:
    return TILE_PX * 2**zoom / 360


def mercator(lat: float) -> float:
    """How far north a latitude lies in Web Mercator, radians of the equator."""
    return math.asinh(math.tan(math.radians(lat)))


def latitude(south: float) -> float:
    """The latitude, degrees, of a place so many degrees of the equator south in Web Mercator."""
    return math.degrees(math.atan(math.sinh(math.radians(-south))))
