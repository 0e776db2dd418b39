"""A map of points as a still SVG: what the live map shows of the same view, with no WebGL and no script to draw it.

Everything stands so many px from the middle of the box, as on the live map: the same picture at any width, and words keep their size.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figures.clusters import LINE_PX, MARK_PX
from dashboard.figures.district_layers import HIGH_PX, TILE_PX, TYPE_PX, Box
from dashboard.figures.one_spot import beside, names_of, told
from dashboard.figures.point_marks import CELL, FEW, SHAPES
from dashboard.figures.svg.map_ground import Frame
from dashboard.figures.svg.marks import box
from dashboard.figures.svg.text_width import width_of

SPOTS_PX, MOST_MARKS = (4, 8, 12, 18, 26), 500
"""Points of one state within so many px are one mark; the finest of these that leaves so many marks at most."""
SIZES_PX, LARGEST = {True: 13, False: 9}, 1.9
"""px of a mark, for few and for many; how much larger one of several points is at most."""
EARTH_M, BAR_PX, BAR_AT = 40_075_016.686, 110, (12, 14)
"""Round the equator; the longest bar of the scale; how far it stands from the corner."""
STEPS = (1, 2, 5)
BODY = Markup(
    '<div class="map-still" style="height:{:.0f}px"><svg width="100%" height="100%" role="group" aria-label="{}"><defs>{}</defs>'
    '<svg x="50%" y="50%" overflow="visible">{}</svg><svg x="0" y="100%" overflow="visible">{}</svg></svg></div>'
)
MARK = Markup('<{0} class="mark{5}" tabindex="{1}"{2}><title>{3}</title>{4}</{0}>')
SHAPE = Markup('<use href="#still-{}" transform="translate({:.1f} {:.1f}) scale({:.3f})"/>')
WORD = Markup('<text class="{}" x="{:.0f}" y="{:.0f}">{}</text>')

Named = Sequence[tuple[str, list[float]]]
"""Words with their longitude and latitude."""


@dataclass(frozen=True)
class Said:
    """The words of a still map, and where its marks lead."""

    title: str
    here: Callable[[int], str]
    """Of so many points together."""
    more: Callable[[int], str]
    """Of so many that are not named."""
    metres: Callable[[int], str]
    """A distance."""
    way: Callable[[dict], str]
    """The address that a mark leads to; "" = nowhere."""


def still_map(points: list[dict], under: Iterable[Markup], names: Sequence[tuple[str, Named, float]], frame: Frame, said: Said) -> Markup:
    """The picture. Marks: as `points_of`; `under`: what lies under them; `names`: words by kind, with how many px they stand below."""
    marks = sorted(together(_placed(points, frame), said.here, said.more), key=lambda mark: bool(mark.get("chosen")))  # on top
    words = [word for kind, named, down in names for word in _words(kind, named, frame, down)]
    body = Markup("").join([*under, *_marks(marks, said.way), *words, *_numbers(marks, _boxes_of(names, frame))])
    used = {mark["i"] for mark in marks}
    shapes = Markup("").join(Markup('<g id="still-{}">{}</g>').format(name, path) for name, path in SHAPES.values() if name in used)
    return BODY.format(2 * frame.half_high, said.title, shapes, body, _scale(frame, said))


def _placed(points: list[dict], frame: Frame) -> list[dict]:
    """The marks that are drawn, with x and y."""
    places = frame.at([point["p"] for point in points]).tolist()
    moved = [(x + point.get("o", (0, 0))[0], y + point.get("o", (0, 0))[1]) for point, (x, y) in zip(points, places, strict=True)]
    return [point | {"x": x, "y": y} for point, (x, y) in zip(points, moved, strict=True) if frame.holds(x, y)]


def together(marks: list[dict], here: Callable[[int], str], more: Callable[[int], str]) -> list[dict]:
    """The marks (with x and y, px) with those of one state that a picture cannot tell apart as one. Crowds stand apart already."""
    crowds, alone = [mark for mark in marks if mark.get("is_crowd")], [mark for mark in marks if not mark.get("is_crowd")]
    spots: dict[tuple, list[dict]] = {}
    for px in SPOTS_PX:
        spots = {}
        for mark in alone:
            spots.setdefault((round(mark["x"] / px), round(mark["y"] / px), mark["i"], tuple(mark["c"])), []).append(mark)
        if len(spots) <= MOST_MARKS:
            break
    return crowds + [_one(some, here, more) for some in spots.values()]


def _one(some: list[dict], here: Callable[[int], str], more: Callable[[int], str]) -> dict:
    """One mark for several, in their middle; `parts`: they do where the map comes nearer."""
    if len(some) == 1:
        return some[0]
    n = sum(mark.get("n", 1) for mark in some)
    middle = {axis: sum(mark[axis] for mark in some) / len(some) for axis in ("x", "y")}
    at = [round(sum(mark["p"][axis] for mark in some) / len(some), 5) for axis in (0, 1)]
    tip = told([name for mark in some for name in names_of(mark)], n, here, more)
    parts = any(mark["p"] != some[0]["p"] for mark in some)
    return {name: value for name, value in some[-1].items() if name != "k"} | middle | {"p": at, "n": n, "tip": tip, "parts": parts}


def _marks(marks: list[dict], way: Callable[[dict], str]) -> Iterator[Markup]:
    """Each in the shape and colour of its state, with its words. One is a stop of the keyboard; the arrow keys reach the others."""
    size = SIZES_PX[len(marks) <= FEW]
    for number, mark in enumerate(marks):
        wide = size if mark.get("is_crowd") else size * min(LARGEST, 1 + 0.18 * math.log2(mark.get("n", 1)))
        shape = SHAPE.format(mark["i"], mark["x"] - wide / 2, mark["y"] - wide / 2, wide / CELL)
        look = Markup(' fill="rgb{}" stroke="rgb{}"').format(tuple(mark["c"]), tuple(mark["edge"]))
        kind, does = ("a", Markup(' href="{}" target="_self"').format(to)) if (to := way(mark)) else ("g", Markup(' role="img"'))
        yield MARK.format(kind, -1 if number else 0, does + look, mark["tip"], shape, " chosen" if mark.get("chosen") else "")


def _boxes_of(names: Sequence[tuple[str, Named, float]], frame: Frame) -> Iterator[Box]:
    """Where words stand, px from the middle of the frame."""
    for _, named, down in names:
        for (name, _), (x, y) in zip(named, frame.at([at for _, at in named]).tolist(), strict=True):
            half = width_of(name, TYPE_PX) / 2
            yield x - half, y + down - LINE_PX / 2, x + half, y + down + LINE_PX / 2


def _numbers(marks: list[dict], words_at: Iterable[Box]) -> Iterator[Markup]:
    """The numbers of crowds, and of gathered points where one of four places beside them is free: else the mark's own words have it."""
    half = MARK_PX / 2
    taken = [*words_at, *((mark["x"] - half, mark["y"] - half, mark["x"] + half, mark["y"] + half) for mark in marks)]
    for mark in (one for one in marks if "n" in one):
        words = f"{mark['n']}"
        right, down = beside(words, mark | {"o": (0, 0)})
        wide = width_of(words, TYPE_PX) / 2 + 1
        ways = [(1, 1)] if mark.get("is_crowd") else [(1, 1), (1, -1), (-1, 1), (-1, -1)]
        places = [(mark["x"] + across * right, mark["y"] + along * down) for across, along in ways]
        rooms = [(x - wide, y - LINE_PX / 2, x + wide, y + LINE_PX / 2) for x, y in places]
        free = next((n for n, room in enumerate(rooms) if not _is_met(room, taken)), 0 if mark.get("is_crowd") else None)
        if free is not None:
            taken.append(rooms[free])
            yield WORD.format("n", *places[free], words)


def _is_met(room: Box, others: Iterable[Box]) -> bool:
    return any(room[0] < b[2] and b[0] < room[2] and room[1] < b[3] and b[1] < room[3] for b in others)


def _words(kind: str, named: Named, frame: Frame, down: float) -> Iterator[Markup]:
    for (name, _), (x, y) in zip(named, frame.at([at for _, at in named]).tolist(), strict=True):
        if frame.holds(x, y + down + math.copysign(HIGH_PX / 2, y)):
            yield WORD.format(kind, x, y + down, name)


def scale_of(zoom: float, latitude: float) -> tuple[int, float]:
    """The round distance that the bar of a map's scale stands for, metres, and its length, px."""
    metre_px = TILE_PX * 2**zoom / (EARTH_M * math.cos(math.radians(latitude)))
    unit = 10 ** math.floor(math.log10(BAR_PX / metre_px))
    metres = max(step * unit for step in STEPS if step * unit * metre_px <= BAR_PX)
    return round(metres), metres * metre_px


def _scale(frame: Frame, said: Said) -> Markup:
    metres, wide = scale_of(frame.zoom, frame.latitude)
    left, up = BAR_AT
    path = f"M{left} {-up - 5}v5h{wide:.1f}v-5"
    ground = box(left - 6, -up - 22, wide + 12, up + 16, "var(--panel)", fill_opacity=0.85)
    drawn = Markup('{}<path class="scale" d="{}"/><text class="scale" x="{:.0f}" y="{}">{}</text>')
    return drawn.format(ground, path, left + wide / 2, -up - 4, said.metres(metres))
