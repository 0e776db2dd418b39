"""The shapes of a map pack cut to the city and thinned for the sizes that its maps are drawn at, within the bytes that a page may take."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.labels import label_of
from dashboard.geography.map_pack import BUDGETS, WEIGHTS, as_text
from dashboard.geography.map_pack_cut import MARGIN, Part, borders_of, parts_of
from dashboard.geography.map_pack_paths import path_of
from dashboard.geography.map_pack_words import called_kind
from dashboard.geography.projection import project_outlines, unproject

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

SIDES, ENDS = 0.3, 0.05
"""Of the window onto the core that is kept on each side of it, and above and below: a wide screen shows more than the window."""
TOLERANCE, STEP, SHORTEST, SMALLEST = 0.6, 0.25, 4.0, 3.0
"""In units of the map of the whole city, about a pixel each: how far a line may be off, the grid, the shortest line, the smallest area."""
COARSER, TIMES_AT_MOST = (1.0, 1.7, 3.0), 12
"""How much coarser it is drawn where it does not fit; where that is not enough, the lightest are left out, in so many steps at most."""
CORE_SHARE, CORE_ZOOM = 0.45, 0.5
"""Of the bytes, for the window onto the city's core; how many times the map must be doubled before that is drawn."""
MOST_NAMES = 250
META_BYTES = 1_000
"""Of a pack that say where it comes from."""
SIZES = {"rivers": (1, 2), "lakes": (2,), "roads": (1,), "townships": (2,), "places": (0, 2)}
"""Dimensions of the shapes that each kind is made of: points 0, lines 1, areas 2."""


@dataclass(frozen=True)
class Window:
    """A part of the map: its box in units, how many times larger it is drawn than the whole, and from which zoom on."""

    box: tuple[float, float, float, float]
    times: float
    min_zoom: float
    share: float


def levels_of(kind: str, shapes: "gpd.GeoDataFrame", districts: np.ndarray, places: dict[str, Any], file: str) -> list[dict[str, Any]]:
    """The levels of a pack (`map_pack`). Rows: name, name_en, weight, geometry (WGS-84). `districts`: outlines; `places`: `districts.json`.

    Raises: RefusedInput where no shape in the city is of the sort that this kind is made of.
    """
    flat = project_outlines(districts, places["projection"])
    around = shapely.union_all(flat).simplify(TOLERANCE).buffer(MARGIN)
    parts = parts_of(shapes, around, SIZES[kind], places["projection"])
    if not parts:
        raise RefusedInput("map_pack.no_such_shapes", file=file, kind=called_kind(kind))
    if kind == "townships":
        parts += borders_of(parts, flat)
    return [_fitted(kind, parts, window, places["projection"]) for window in _windows(places)]


def _windows(places: dict[str, Any]) -> list[Window]:
    wide, high = places["viewbox"]
    dense = places.get("dense")
    whole = Window((-MARGIN, -MARGIN, wide + MARGIN, high + MARGIN), 1.0, 0.0, 1 - CORE_SHARE if dense else 1.0)
    if not dense:
        return [whole]
    x, y, w, h = dense["viewbox"]
    times = min(wide / w, high / h)
    box = (x - SIDES * w, y - ENDS * h, x + (1 + SIDES) * w, y + (1 + ENDS) * h)
    return [whole, Window(box, times, min(CORE_ZOOM, math.log2(times)), CORE_SHARE)]


def _fitted(kind: str, parts: list[Part], window: Window, projection: dict[str, float]) -> dict[str, Any]:
    """The level of a window, as much coarser as its bytes ask for."""
    inside = [(name, en, weight, cut) for name, en, weight, shape in parts if not (cut := _cut(shape, window)).is_empty]
    inside.sort(key=lambda part: (part[2], -part[3].area, -part[3].length))
    most = BUDGETS[kind] * window.share - META_BYTES
    for coarse in COARSER:
        level = _level(kind, inside, window, projection, coarse)
        if (size := len(as_text(level).encode())) <= most:
            return level
    for _ in range(TIMES_AT_MOST):
        inside = inside[: int(len(inside) * min(0.9, most / size))]
        level = _level(kind, inside, window, projection, coarse)
        if (size := len(as_text(level).encode())) <= most:
            break
    return level


def _cut(shape: shapely.Geometry, window: Window) -> shapely.Geometry:
    if shapely.get_dimensions(shape) == 1:
        return shapely.clip_by_rect(shape, *window.box)
    return shapely.intersection(shape, shapely.box(*window.box))


def _level(kind: str, parts: list[Part], window: Window, projection: dict[str, float], coarse: float) -> dict[str, Any]:
    lon, lat = unproject([window.box[0], window.box[2]], [window.box[3], window.box[1]], projection)
    box = [round(float(side), 5) for side in (lon[0], lat[0], lon[1], lat[1])]
    step = float(f"{STEP * coarse / window.times / projection['units_per_lat']:.3g}")

    def stepped(corners: np.ndarray) -> np.ndarray:
        lons, lats = unproject(corners[:, 0], corners[:, 1], projection)
        return np.rint(np.column_stack([lons - box[0], box[3] - lats]) / step)

    by_size = [(shapely.get_dimensions(shape), weight, shape) for *_, weight, shape in parts]
    lines = [(weight, shape) for size, weight, shape in by_size if size == 1]
    areas = [shape for size, _, shape in by_size if size == 2] if kind in ("rivers", "lakes") else []
    drawn = {"lines": _lines(lines, coarse, window.times, stepped), "areas": _areas(areas, coarse, window.times, stepped)}
    names = _names(kind, parts, coarse, window, stepped)
    return {"min_zoom": window.min_zoom, "box": box, "step": step} | drawn | {"names": names}


def _lines(lines: list[tuple[int, shapely.Geometry]], coarse: float, times: float, stepped: Callable) -> list[list]:
    found = []
    for weight in range(WEIGHTS):
        whole = np.array([line for own, line in lines if own == weight], dtype=object)
        # Light lines go first where there is no room: a stream of a kilometre says less than a river of one.
        shown = whole[shapely.length(whole) * times >= SHORTEST * coarse ** (1 + weight)]
        pieces = shapely.get_parts(shown)
        thin = shapely.simplify(pieces[shapely.length(pieces) * times >= coarse], TOLERANCE * coarse / times)
        path = "".join(path_of(stepped(shapely.get_coordinates(line)), False) for line in thin)
        found += [[weight, path]] if path else []
    return found


def _areas(areas: list[shapely.Geometry], coarse: float, times: float, stepped: Callable) -> list[str]:
    parts = shapely.get_parts(np.array(areas, dtype=object))
    shown = shapely.simplify(parts[shapely.area(parts) * times**2 >= SMALLEST * coarse**2], TOLERANCE * coarse / times)
    rings = [[path_of(stepped(shapely.get_coordinates(ring)), True) for ring in (area.exterior, *area.interiors)] for area in shown]
    return [path for outer in rings if outer[0] and (path := "".join(outer))]


def _names(kind: str, parts: list[Part], coarse: float, window: Window, stepped: Callable) -> list[list]:
    """The names with their places, the heaviest and roomiest first: of each name the largest piece carries it."""
    best: dict[str, tuple[tuple[float, float], list]] = {}
    for name, name_en, weight, shape in parts:
        if not name or (kind == "roads" and (window.times == 1 or weight == WEIGHTS - 1)):
            continue
        x, y, room = _place(kind, shape)
        unit = stepped(np.array([[x, y], [x + 1, y]]))
        order = (weight, -room)
        if name not in best or order < best[name][0]:
            steps = round(room * float(abs(unit[1][0] - unit[0][0])))
            best[name] = order, [name, name_en, int(unit[0][0]), int(unit[0][1]), weight, steps]
    ordered = sorted(best.values(), key=lambda one: one[0])
    return [named for _, named in ordered[: max(12, round(MOST_NAMES / coarse))]]


def _place(kind: str, shape: shapely.Geometry) -> tuple[float, float, float]:
    """Where a name stands, and how wide it may be there, in units; 0 = it is a point, beside which there is room or not."""
    size = shapely.get_dimensions(shape)
    if size == 0 or kind == "places":
        point = shape.representative_point()
        return point.x, point.y, 0.0
    if size == 1:
        longest = max(shapely.get_parts(shape), key=lambda line: line.length)
        point = longest.interpolate(0.5, normalized=True)
        return point.x, point.y, longest.length
    if kind == "townships":
        label = label_of(shape)
        return label.x, label.y, 2 * label.radius
    point = shape.representative_point()
    west, _, east, _ = shape.bounds
    return point.x, point.y, 2 * (east - west)
