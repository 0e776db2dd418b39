"""Points of a map that lie on one spot: one mark with their number beside it, whose tip names them all."""

from collections.abc import Callable

from dashboard.figures.district_layers import TYPE_PX, word_layer
from dashboard.figures.svg.text_width import width_of
from dashboard.plain_text import shortened
from dashboard.tokens import Ground

MOST_NAMED = 16
"""Points of a spot that its tip names, a line each: what a map's height holds. The table has the others."""
LINE_EMS = 22
BESIDE_PX = (13, -11)
BESIDE_CROWD_PX = 12
"""From the mark to the number of a crowd, on one line with it."""


def gathered(points: list[dict], said: Callable[[int], str], more: Callable[[int], str]) -> list[dict]:
    """The points with those of one place as one: the mark of the last, which lies on top, the number of all, and the first line
    of each tip.

    Points: p (longitude, latitude), tip and whatever else a mark has. A point alone stays as it is and has no number `n`.
    `said`: the words for so many points on one spot; `more`: for so many that are not named.
    """
    spots: dict[tuple, list[dict]] = {}
    for point in points:
        spots.setdefault(tuple(point["p"]), []).append(point)
    return [here[0] if len(here) == 1 else here[-1] | {"n": len(here), "tip": _all_of(here, said, more)} for here in spots.values()]


def _all_of(here: list[dict], said: Callable[[int], str], more: Callable[[int], str]) -> str:
    names = [shortened(point["tip"].partition("\n")[0], LINE_EMS) for point in here]
    rest = [more(len(names) - MOST_NAMED)] if len(names) > MOST_NAMED else []
    return "\n".join([said(len(here)), *names[:MOST_NAMED], *rest])


def count_layers(points: list[dict], ground: Ground) -> list[dict]:
    """The layer of the numbers beside gathered points and crowds (which have their place aside, `o`); none where every point is alone."""
    counted = [(f"{point['n']}", point["p"], point) for point in points if "n" in point]
    if not counted:
        return []
    layer = word_layer("counts", [(words, at) for words, at, _ in counted], ground)
    beside = [_beside(words, point) for words, _, point in counted]
    # Each word has two marks: its ground, all of which come first, and itself.
    data = [mark | {"o": aside} for mark, aside in zip(layer["data"], beside * 2, strict=True)]
    return [layer | {"data": data, "getPixelOffset": "@@=o"}]


def _beside(words: str, point: dict) -> list[float]:
    across, down = point.get("o", (0, 0))
    if not point.get("is_crowd"):
        return [across + BESIDE_PX[0], down + BESIDE_PX[1]]
    return [across + BESIDE_CROWD_PX + round(width_of(words, TYPE_PX) / 2), down]
