"""Boundaries of zones for a map, as coarse as the wire asks: the more there are, the fewer corners each keeps."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

MOST_BYTES = 900_000
"""Of all boundaries together, as they are sent."""
DETAIL = ((0.0, 5), (0.00002, 5), (0.0001, 5), (0.0003, 4))
"""Degrees that a corner may be moved by (0, 2, 10, 30 m), and decimals kept. The finest that fits is taken; after these, boxes."""
ROW_BYTES, CORNER_BYTES = 8, 20
"""About what a polygon and one of its corners take as text."""
DEGREE_M = 111_000
FILL_ALPHA = 70


@dataclass(frozen=True)
class Shapes:
    """What is drawn of the boundaries of a frame."""

    by_state: dict[str, list[list]]
    """For each state the polygons: rings of [lon, lat], the outer one first."""
    drawn: int
    """Rows whose boundary is drawn."""
    coarse_m: int
    """Metres that a drawn corner may be off; 0 = as the city gave them."""
    is_boxes: bool
    """Only the box around each is drawn."""


def zone_shapes(geometries: pd.Series, states: pd.Series, most_bytes: int = MOST_BYTES) -> Shapes:
    """The boundaries of rows as deck.gl takes them. `geometries`: GeoJSON text in WGS-84; null = none, and none is invented."""
    known = geometries.notna()
    outlines = shapely.from_geojson(geometries[known].to_numpy(dtype=object), on_invalid="ignore")
    names = states[known].fillna("").to_numpy(dtype=object)
    keep = np.array([o is not None and o.geom_type in ("Polygon", "MultiPolygon") and not o.is_empty for o in outlines], dtype=bool)
    outlines, names = outlines[keep], names[keep]
    for tolerance, decimals in DETAIL:
        simpler = shapely.simplify(outlines, tolerance, preserve_topology=True)
        if ROW_BYTES * len(simpler) + CORNER_BYTES * int(shapely.get_num_coordinates(simpler).sum()) <= most_bytes:
            return Shapes(_by_state(simpler, names, decimals), len(simpler), round(tolerance * DEGREE_M), is_boxes=False)
    (tolerance, decimals), boxes = DETAIL[-1], shapely.envelope(outlines)
    return Shapes(_by_state(boxes, names, decimals), len(boxes), round(tolerance * DEGREE_M), is_boxes=True)


def shape_layers(shapes: Shapes, fills: dict[str, list[int]], lines: dict[str, list[int]]) -> list[dict]:
    """One deck.gl layer a state, coloured as a whole, so that no polygon repeats its colour."""
    return [
        {
            "@@type": "PolygonLayer", "id": f"shapes-{state or 'unknown'}", "pickable": False,
            "data": [{"g": rings} for rings in polygons], "getPolygon": "@@=g",
            "getFillColor": [*fills[state], FILL_ALPHA], "getLineColor": [*lines[state], 255], "getLineWidth": 0, "lineWidthMinPixels": 1,
        }
        for state, polygons in shapes.by_state.items()
    ]


def _by_state(outlines: np.ndarray, states: np.ndarray, decimals: int) -> dict[str, list[list]]:
    """The polygons of each state as rings, each without the corner that closes it."""
    parts, row = shapely.get_parts(outlines, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    corners = shapely.get_coordinates(rings).round(decimals).tolist()
    ends = np.cumsum(shapely.get_num_coordinates(rings)).tolist()
    polygons: list[list] = [[] for _ in parts]
    for begin, end, owner in zip([0, *ends], ends, part.tolist(), strict=False):
        polygons[owner].append(corners[begin:end - 1])
    found: dict[str, list[list]] = {}
    for owner, polygon in zip(row.tolist(), polygons, strict=True):
        found.setdefault(states[owner], []).append(polygon)
    return found
