"""Whether the shapes for a map pack are of this city, and in the datum that was said."""

from typing import TYPE_CHECKING

import numpy as np
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.datum import DATUMS, from_wgs84, to_wgs84

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

SAMPLES, FEWEST = 1_500, 60
NEAR_DEGREES = 0.0016
"""About 150 m: what a border of the register is off; a wrong datum is 500 m off."""
LEAST_SHARE, TIMES = 0.08, 3.0
"""Of the shapes' length that must follow borders under another datum before that says anything, and how many times that under the one
that was said: roads and rivers cross borders anywhere, and follow them only where they are the same line."""


def require_city(shapes: np.ndarray, outline: shapely.Geometry, file: str, city: str) -> None:
    """Raises RefusedInput where nothing lies in the city, saying where it lies instead, or where something lies nowhere on Earth."""
    shapely.prepare(outline)
    if shapely.intersects(outline, shapes).any():
        if np.abs(shapely.total_bounds(shapes)[[1, 3]]).max() > 90:  # a latitude that the Earth does not have, beside ones of this city
            raise RefusedInput("coordinates.not_degrees")
        return
    if shapely.intersects(outline, shapely.transform(shapes, lambda xy: xy[:, ::-1])).any():
        raise RefusedInput("map_pack.swapped", file=file)
    there = ", ".join(f"{side:.2f}" for side in shapely.total_bounds(shapes))
    here = ", ".join(f"{side:.2f}" for side in outline.bounds)
    raise RefusedInput("map_pack.other_city", file=file, city=city, there=there, here=here)


def require_datum(shapes: np.ndarray, datum: str, districts: "gpd.GeoDataFrame", file: str) -> None:
    """Raises RefusedInput where lines that follow borders of districts do so only if they are taken in another datum.

    `shapes`: WGS-84, as read in `datum`. Nothing is said of shapes that follow no border: what is not known is not judged.
    """
    borders = shapely.union_all(shapely.boundary(districts.geometry.to_numpy()))
    points = _samples(shapes)
    if len(points) < FEWEST:
        return
    shapely.prepare(borders)
    raw = np.column_stack(from_wgs84(points[:, 0], points[:, 1], datum))
    shares = {}
    for one in DATUMS:
        moved = points if one == datum else np.column_stack(to_wgs84(raw[:, 0], raw[:, 1], one))
        shares[one] = float(shapely.dwithin(borders, shapely.points(moved), NEAR_DEGREES).mean())
    best = max(shares, key=lambda one: shares[one])
    if best != datum and shares[best] >= LEAST_SHARE and shares[best] >= TIMES * shares[datum]:
        told = {"file": file, "said": datum, "fits": best, "share": round(100 * shares[best]), "own": round(100 * shares[datum])}
        raise RefusedInput("map_pack.other_datum", **told)


def _samples(shapes: np.ndarray) -> np.ndarray:
    """Points that lie evenly along the lines and rings of the shapes; rows [lon, lat]."""
    parts = shapely.get_parts(shapes)
    size = shapely.get_dimensions(parts)
    lines = np.concatenate([parts[size == 1], shapely.get_parts(shapely.boundary(parts[size == 2]))])
    corners, of = shapely.get_coordinates(lines, return_index=True)
    if len(corners) < 2:
        return np.empty((0, 2))
    # Reckoned from the corners: asked for one point after the other, a line of a million corners is walked through for each of them.
    steps = np.hypot(*np.diff(corners, axis=0).T) * (np.diff(of) == 0)
    far = np.concatenate([[0.0], steps.cumsum()])
    if far[-1] == 0:
        return np.empty((0, 2))
    along = (np.arange(SAMPLES) + 0.5) / SAMPLES * far[-1]
    before = np.searchsorted(far, along, side="right") - 1
    share = (along - far[before]) / steps[before]
    return corners[before] + share[:, None] * (corners[before + 1] - corners[before])
