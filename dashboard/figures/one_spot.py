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


def names_of(point: dict) -> list[str]:
    """What a mark's tip names: the point itself, or those of a spot, as far as it has room."""
    lines = point["tip"].split("\n")
    return [shortened(line, LINE_EMS) for line in (lines[1 : MOST_NAMED + 1] if "n" in point else lines[:1])]


def told(names: list[str], n: int, said: Callable[[int], str], more: Callable[[int], str]) -> str:
    """The tip of `n` points together, of which as many are named as it has room for. `said`, `more`: as in `gathered`."""
    shown = names[:MOST_NAMED]
    return "\n".join([said(n), *shown, *([more(n - len(shown))] if n > len(shown) else [])])


def _all_of(here: list[dict], said: Callable[[int], str], more: Callable[[int], str]) -> str:
    return told([name for point in here for name in names_of(point)], len(here), said, more)


def count_layers(points: list[dict], ground: Ground) -> list[dict]:
    """The layer of the numbers beside gathered points and crowds (which have their place aside, `o`); none where every point is alone."""
    counted = [(f"{point['n']}", point["p"], point) for point in points if "n" in point]
    if not counted:
        return []
    layer = word_layer("counts", [(words, at) for words, at, _ in counted], ground)
    places = [beside(words, point) for words, _, point in counted]
    # Each word has two marks: its ground, all of which come first, and itself.
    data = [mark | {"o": aside} for mark, aside in zip(layer["data"], places * 2, strict=True)]
    return [layer | {"data": data, "getPixelOffset": "@@=o"}]


def beside(words: str, point: dict) -> list[float]:
    """px from a gathered point or a crowd to the middle of its number."""
    across, down = point.get("o", (0, 0))
    if not point.get("is_crowd"):
        return [across + BESIDE_PX[0], down + BESIDE_PX[1]]
    return [across + BESIDE_CROWD_PX + round(width_of(words, TYPE_PX) / 2), down]
