"""Names beside the points of a map that has come near enough for them."""

import pandas as pd

from dashboard.figures.clusters import boxes_of
from dashboard.figures.district_layers import HIGH_PX, TYPE_PX, Box, word_layer
from dashboard.figures.map_view import pixels, seen
from dashboard.figures.svg.text_width import width_of
from dashboard.plain_text import shortened
from dashboard.tokens import Ground

MOST_SEEN, MOST_AFAR = 60, 12
"""Points on the widest canvas that may be named where the reader came nearer for them, and where he did not; more would hide the marks."""
NAMED_FROM = 2
"""Steps nearer than the whole."""
CANVAS_PX = (1_100, 480)
NAME_EMS = 10
BELOW_PX, MARK_PX = 17, 6


def names_beside(named: list[tuple[str, list[float]]], ground: Ground) -> list[dict]:
    """The deck.gl layer of the names under their marks; none where none has room. Named: as of `names_under`."""
    return [word_layer("point-names", named, ground) | {"getPixelOffset": [0, BELOW_PX]}] if named else []


def names_under(points: list[dict], view: dict, steps: int = NAMED_FROM) -> list[tuple[str, list[float]]]:
    """(name, [longitude, latitude]) of the points whose name has room `BELOW_PX` under them; none where too many are in view.

    Points: p (longitude, latitude), tip, whose first line is the name. A gathered point or a crowd (`n`) has its number instead.
    `steps`: how many times nearer than the whole the reader came.
    """
    if not points:
        return []
    marks = pd.DataFrame([point["p"] for point in points], columns=["lon", "lat"])
    inside = seen(marks, view, CANVAS_PX).to_numpy()
    alone = [place for place in range(len(points)) if inside[place] and "n" not in points[place]]
    if not alone or (len(alone) > MOST_SEEN if steps >= NAMED_FROM else inside.sum() > MOST_AFAR):
        return []
    x, y = pixels(marks, view["zoom"])
    taken = [(x[n] - MARK_PX, y[n] - MARK_PX, x[n] + MARK_PX, y[n] + MARK_PX) for n in range(len(points)) if inside[n]]
    taken += boxes_of(points, view["zoom"])
    named: list[tuple[str, list[float]]] = []
    for place in alone:
        name = shortened(points[place]["tip"].partition("\n")[0], NAME_EMS)
        box = _box(name, x[place], y[place])
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            named.append((name, points[place]["p"]))
            taken.append(box)
    return named


def boxes_of_names(named: list[tuple[str, list[float]]], zoom: float) -> list[Box]:
    """Where the names under points stand, px on the map of the world at a zoom: a district's name stands aside of them. Named: as above."""
    if not named:
        return []
    x, y = pixels(pd.DataFrame([at for _, at in named], columns=["lon", "lat"]), zoom)
    return [_box(name, *place) for (name, _), *place in zip(named, x, y, strict=True)]


def _box(name: str, x: float, y: float) -> Box:
    """Where a name stands under the point at a place."""
    half = width_of(name, TYPE_PX) / 2 + 3
    return x - half, y + BELOW_PX - HIGH_PX / 2, x + half, y + BELOW_PX + HIGH_PX / 2
