"""Points on the outlines of districts as a picture of its own, in the shapes and colours of their states."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from dashboard.figures.district_layers import mercator
from dashboard.figures.point_marks import CELL, SHAPES
from dashboard.figures.svg.marks import attributes, box, words
from dashboard.figures.svg.text_width import LATIN_OF_NAMES, width_of
from dashboard.tokens import SMALL, Ground

MARGIN_SHARE, LEAST_SPAN = 0.06, 0.01
"""Of the points' own span that is left around them; degrees that are shown at least."""
SPOT_PX, MANY = 3.0, 2_000
"""From so many points on those of one state within so many px are one mark."""
SIZE_PX, SIZE_OF_MANY_PX, LARGEST = 11.0, 7.0, 2.0
FILL_SHARE = 0.28
PATH = Markup('<path d="{}" fill="{}" fill-opacity="{}" fill-rule="evenodd" stroke="{}" stroke-width="0.8"/>')


@dataclass(frozen=True)
class State:
    """The points of one state, and how they look."""

    mark: str
    colour: str
    edge: str
    points: Sequence[tuple[float, float]]
    """Longitude and latitude, degrees of WGS-84."""
    shapes: Sequence[Sequence[Sequence[Sequence[float]]]] = ()
    """Boundaries: polygons of rings of [longitude, latitude]."""


@dataclass(frozen=True)
class View:
    """The part of the earth that the picture shows, in Web Mercator as on the page."""

    west: float
    north: float
    scale: float
    left: float
    top: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """The place in px of a longitude and latitude."""
        return self.left + (lon - self.west) * self.scale, self.top + (self.north - math.degrees(mercator(lat))) * self.scale


def view_of(points: Sequence[tuple[float, float]], width: float, height: float) -> View:
    """The view that holds every one of these points."""
    lons, norths = [lon for lon, _ in points], [math.degrees(mercator(lat)) for _, lat in points]
    wide, high = (max(LEAST_SPAN, max(ends) - min(ends)) * (1 + 2 * MARGIN_SHARE) for ends in (lons, norths))
    scale = min(width / wide, height / high)
    middle, centre = (min(lons) + max(lons)) / 2, (min(norths) + max(norths)) / 2
    return View(middle, centre, scale, width / 2, height / 2)


def placed(
    states: Sequence[State], outlines: dict[str, Any] | None, names: Iterable[tuple[str, float, float]], *, width: float, height: float,
    ground: Ground,
) -> Markup:
    """The picture. `outlines`: `geodata/districts.geojson`; `names`: of districts with the degrees of their places, the largest first."""
    view = view_of([point for state in states for point in state.points], width, height)
    n = sum(len(state.points) for state in states)
    parts = [box(0, 0, width, height, ground.panel), *_borders(outlines, view, ground)]
    parts += [PATH.format(_path(shape, view), state.colour, FILL_SHARE, state.edge) for state in states for shape in state.shapes]
    parts += [_points(state, view, SIZE_OF_MANY_PX if n > MANY else SIZE_PX, n > MANY, (width, height)) for state in states]
    parts += _names(names, view, width, height, ground)
    used = dict(SHAPES.values())
    defs = Markup("").join(Markup('<g id="mark-{}">{}</g>').format(name, path) for name, path in used.items())
    return Markup('<defs>{}<clipPath id="frame">{}</clipPath></defs><g clip-path="url(#frame)">{}</g>').format(
        defs, box(0, 0, width, height, "none"), Markup("").join(parts)
    )


def _borders(outlines: dict[str, Any] | None, view: View, ground: Ground) -> Iterator[Markup]:
    for feature in outlines["features"] if outlines else ():
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for polygon in polygons:
            yield PATH.format(_path(polygon, view), ground.paper, 1, ground.edge)


def _path(rings: Sequence[Sequence[Sequence[float]]], view: View) -> str:
    """Rings as a path; corners that fall on the pixel before them are left out."""
    drawn = []
    for ring in rings:
        corners = [view.at(corner[0], corner[1]) for corner in ring]
        kept = corners[:1] + [here for before, here in pairwise(corners) if abs(here[0] - before[0]) + abs(here[1] - before[1]) > 0.3]
        drawn.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z")
    return "".join(drawn)


def _points(state: State, view: View, size: float, is_gathered: bool, frame: tuple[float, float]) -> Markup:
    spots: dict[tuple[float, float], int] = {}
    for lon, lat in state.points:
        x, y = view.at(lon, lat)
        if 0 <= x <= frame[0] and 0 <= y <= frame[1]:
            spot = (round(x / SPOT_PX) * SPOT_PX, round(y / SPOT_PX) * SPOT_PX) if is_gathered else (round(x, 1), round(y, 1))
            spots[spot] = spots.get(spot, 0) + 1
    shape = SHAPES[state.mark][0]
    marks = Markup("").join(_mark(shape, x, y, size * min(LARGEST, 1 + 0.18 * math.log2(n))) for (x, y), n in spots.items())
    return Markup('<g fill="{}" stroke="{}" stroke-width="5">{}</g>').format(state.colour, state.edge, marks)


def _mark(shape: str, x: float, y: float, size: float) -> Markup:
    scale = size / CELL
    return Markup('<use href="#mark-{}" transform="translate({:.1f} {:.1f}) scale({:.3f})"/>').format(
        shape, x - size / 2, y - size / 2, scale
    )


def _names(names: Iterable[tuple[str, float, float]], view: View, width: float, height: float, ground: Ground) -> list[Markup]:
    """The names that lie in the picture and meet no larger district's."""
    shown: list[Markup] = []
    boxes: list[tuple[float, float, float, float]] = []
    for name, lon, lat in names:
        x, y = view.at(lon, lat)
        half = width_of(name, SMALL, LATIN_OF_NAMES) / 2 + 4
        here = (x - half, y - SMALL, x + half, y + 6)
        is_free = not any(here[0] < b[2] and b[0] < here[2] and here[1] < b[3] and b[1] < here[3] for b in boxes)
        if half < x < width - half and SMALL < y < height - 6 and is_free:
            boxes.append(here)
            halo = attributes(style=f"paint-order:stroke;stroke:{ground.paper};stroke-width:3px")
            said = words(x, y, name, ground.ink, size=SMALL, anchor="middle", bold=True)
            shown.append(Markup("<g{}>{}</g>").format(halo, said))
    return shown
