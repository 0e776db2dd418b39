"""Names beside the points of a map that has come near enough for them."""

import pandas as pd

from dashboard.figures.clusters import boxes_of
from dashboard.figures.district_layers import HIGH_PX, TYPE_PX, word_layer
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


def names_beside(points: list[dict], view: dict, ground: Ground, steps: int = NAMED_FROM) -> list[dict]:
    """The deck.gl layer of the names that have room, under their marks; none where too many points are in view."""
    named = names_under(points, view, steps)
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
        half = width_of(name, TYPE_PX) / 2 + 3
        box = (x[place] - half, y[place] + BELOW_PX - HIGH_PX / 2, x[place] + half, y[place] + BELOW_PX + HIGH_PX / 2)
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            named.append((name, points[place]["p"]))
            taken.append(box)
    return named
