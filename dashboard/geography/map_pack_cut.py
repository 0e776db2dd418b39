"""What of the shapes for a map pack lies in the city, in units of its map: pieces of one name together, borders once."""

from typing import TYPE_CHECKING

import numpy as np
import shapely

from dashboard.geography.projection import project_outlines

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

MARGIN = 10.0
"""Units of the map that are kept around the city, so that a river does not end on the border."""
BESIDE = 1.2
"""Units from a district's border, within which a township's is the same line."""
Part = tuple[str, str, int, shapely.Geometry]
"""Name, English name, weight, and what of a shape is drawn, in units of the map."""


def parts_of(shapes: "gpd.GeoDataFrame", around: shapely.Geometry, sizes: tuple[int, ...], projection: dict[str, float]) -> list[Part]:
    """What lies within, pieces of one name and weight as one: files cut lines at every crossing, and tiles whatever they meet."""
    shapely.prepare(around)
    planes = project_outlines(shapes.geometry.to_numpy(), projection)
    near = shapely.intersects(around, planes)
    found: list[Part] = []
    for (name, name_en, weight), rows in shapes[near].assign(plane=planes[near]).groupby(["name", "name_en", "weight"], sort=False):
        for size in sizes:
            found += [(name, name_en, int(weight), piece) for piece in _pieces(rows["plane"].to_numpy(), around, size, bool(name))]
    return found


def _pieces(flat: np.ndarray, around: shapely.Geometry, size: int, is_named: bool) -> list[shapely.Geometry]:
    parts = shapely.get_parts(shapely.get_parts(flat))
    parts = parts[shapely.get_dimensions(parts) == size]
    if not len(parts):
        return []
    if size == 2:
        parts = shapely.make_valid(parts, method="structure", keep_collapsed=False)
        parts = np.array([shapely.union_all(parts)]) if is_named else parts
    elif size == 1:
        return _line_pieces(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(parts))), around, is_named)
    cut = shapely.get_parts(shapely.get_parts(shapely.intersection(parts, around)))
    return [piece for piece in cut if shapely.get_dimensions(piece) == size and not piece.is_empty]


def _line_pieces(lines: np.ndarray, around: shapely.Geometry, is_named: bool) -> list[shapely.Geometry]:
    """Lines cut at the city's margin. A named river or road is one shape however it is cut; of nameless ones each stands for itself."""
    lines = lines[shapely.intersects(around, lines)]
    within = shapely.contains_properly(around, lines)
    pieces = [*lines[within], *(piece for line in lines[~within] for piece in _runs(line, around))]
    return [shapely.multilinestrings(pieces)] if is_named and pieces else pieces


def _runs(line: shapely.Geometry, around: shapely.Geometry) -> list[shapely.Geometry]:
    """The parts of a line whose corners lie within. An exact cut would also part it wherever it meets itself."""
    corners = shapely.get_coordinates(shapely.segmentize(line, MARGIN))
    inside = shapely.contains_xy(around, corners[:, 0], corners[:, 1])
    ends = np.flatnonzero(np.diff(inside)) + 1
    runs = np.split(np.arange(len(corners)), ends)
    return [shapely.linestrings(corners[run]) for run in runs if inside[run[0]] and len(run) > 1]


def borders_of(parts: list[Part], districts: np.ndarray) -> list[Part]:
    """The borders of areas, each once, since two neighbours share theirs; without those that are a district's, which the map has."""
    rings = shapely.boundary(np.array([shape for *_, shape in parts], dtype=object))
    own = shapely.buffer(shapely.union_all(shapely.boundary(districts)), BESIDE, quad_segs=2)
    inner = shapely.difference(shapely.union_all(rings), own)
    return [("", "", 1, line) for line in shapely.get_parts(shapely.line_merge(inner))]
