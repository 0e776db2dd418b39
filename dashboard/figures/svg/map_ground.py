"""What lies under the marks of a still map: borders and boundaries, in px from the middle of the view."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from markupsafe import Markup

from dashboard.figures.map_view import world_px
from dashboard.figures.svg.marks import attributes
from dashboard.tokens import Ground

HALF_WIDE = 960
"""px drawn on either side of the middle: what the widest screen shows."""
NEXT_PX, LEAST_PX = 0.7, 2.5
"""A corner nearer than this to the one before is left out; a boundary smaller than this on the screen is its mark alone."""
BORDER_OPACITY, FILL_OPACITY = 0.6, 0.28

Ring = Sequence[Sequence[float]]


class Frame:
    """The part of the earth that a still map shows: px from its middle, to the right and down, in Web Mercator as the live map."""

    def __init__(self, view: dict, high: float) -> None:
        self.zoom, self.half_high, self.latitude = view["zoom"], high / 2, view["latitude"]
        self.middle = np.column_stack(world_px(np.array([view["longitude"]]), np.array([view["latitude"]]), self.zoom))

    def at(self, points: Sequence[Sequence[float]]) -> np.ndarray:
        """n rows of x and y, px, of points as longitude and latitude."""
        degrees = np.array([point[:2] for point in points], dtype=float).reshape(-1, 2)
        places: np.ndarray = np.column_stack(world_px(degrees[:, 0], degrees[:, 1], self.zoom)) - self.middle
        return places

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is drawn."""
        return abs(x) <= HALF_WIDE and abs(y) <= self.half_high

    def meets(self, west: float, north: float, east: float, south: float) -> bool:
        """Whether a box meets what is drawn."""
        return west <= HALF_WIDE and east >= -HALF_WIDE and north <= self.half_high and south >= -self.half_high


def borders(outlines: dict[str, Any], frame: Frame) -> str:
    """The borders of districts as one path, each side drawn once. `outlines`: `geodata/districts.geojson`."""
    seen: set[tuple] = set()
    return "".join(_lines(ring, frame, seen) for feature in outlines["features"] for ring in rings_of(feature["geometry"]))


def rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    """The rings of a polygon or of several, of GeoJSON."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def _lines(ring: Ring, frame: Frame, seen: set[tuple]) -> str:
    """The sides of a ring that lie in the picture and were not drawn with the ring of a neighbour."""
    names, corners = [tuple(corner) for corner in ring], frame.at(ring).round(1).tolist()
    drawn: list[str] = []
    last: list[float] | None = None
    for start, end, (x1, y1), (x2, y2) in zip(names, names[1:], corners, corners[1:], strict=False):
        side = (min(start, end), max(start, end))
        if side in seen or not frame.meets(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)):
            last = None
            continue
        seen.add(side)
        if last is None:
            drawn.append(f"M{x1:g} {y1:g}")
            last = [x1, y1]
        if abs(x2 - last[0]) + abs(y2 - last[1]) > NEXT_PX or end == names[-1]:
            drawn.append(_step(last, x2, y2))
            last = [x2, y2]
    return "".join(drawn)


def _step(start: Sequence[float], x: float, y: float) -> str:
    """A line to a corner, as far as it is from the one before: half the bytes of its place."""
    across, down = round(x - start[0], 1), round(y - start[1], 1)
    return f"l{across:g}{'' if down < 0 else ' '}{down:g}"


def boundary(rings: Sequence[Ring], frame: Frame) -> str:
    """A boundary as a path; "" where it lies outside the picture or is too small for it."""
    outer = frame.at(rings[0])
    if not frame.meets(*outer.min(axis=0), *outer.max(axis=0)) or np.ptp(outer, axis=0).max() < LEAST_PX:
        return ""
    return "".join(_closed(frame.at(ring).round(1).tolist()) for ring in rings)


def _closed(corners: list[list[float]]) -> str:
    last = corners[0]
    drawn = [f"M{last[0]:g} {last[1]:g}"]
    for x, y in corners[1:]:
        if abs(x - last[0]) + abs(y - last[1]) > NEXT_PX:
            drawn.append(_step(last, x, y))
            last = [x, y]
    return "".join(drawn) + "Z"


def lined(path: str, ground: Ground) -> Markup:
    """Borders as they look."""
    return Markup('<path d="{}"{}/>').format(path, attributes(fill="none", stroke=ground.grey, stroke_opacity=BORDER_OPACITY))


def filled(path: str, fill: str, edge: str) -> Markup:
    """Boundaries of one state as they look."""
    return Markup('<path d="{}"{}/>').format(path, attributes(fill=fill, fill_opacity=FILL_OPACITY, fill_rule="evenodd", stroke=edge))
