"""The plane of the city map: equirectangular at the city's middle latitude, in viewbox units, y downwards.

A projection is a plain dict, so that it can be stored in `districts.json` and used again by whoever draws on the map:
`west`, `north` (degrees), `x`, `y` (units: where that corner lies), `units_per_lon`, `units_per_lat` (units a degree),
`metres_per_unit`. East-west lengths are up to 4 % off at the edges of a city 400 km high: for display, not measuring.
"""

import math

import numpy as np
import shapely
from numpy.typing import ArrayLike

LONGER_SIDE = 1000.0  # units
MARGIN = 10.0  # units, so that an outline's stroke is not cut
METRES_PER_DEGREE = 111_195.0  # of a great circle on a sphere of 6,371.0 km


def fit_projection(bounds: tuple[float, float, float, float]) -> tuple[dict[str, float], list[float]]:
    """The projection and the viewbox size [width, height] in units for (west, south, east, north) in degrees."""
    west, south, east, north = (float(value) for value in bounds)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * squeeze, north - south
    scale = (LONGER_SIDE - 2 * MARGIN) / max(wide, high)
    projection = {
        "west": west,
        "north": north,
        "x": MARGIN,
        "y": MARGIN,
        "units_per_lon": scale * squeeze,
        "units_per_lat": scale,
        "metres_per_unit": METRES_PER_DEGREE / scale,
    }
    return projection, [round(wide * scale + 2 * MARGIN, 1), round(high * scale + 2 * MARGIN, 1)]


def project(lon: ArrayLike, lat: ArrayLike, projection: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """x and y in viewbox units of WGS-84 degrees; arrays of the inputs' shape; NaN and None give NaN."""
    x = (np.asarray(lon, dtype=float) - projection["west"]) * projection["units_per_lon"] + projection["x"]
    y = (projection["north"] - np.asarray(lat, dtype=float)) * projection["units_per_lat"] + projection["y"]
    return x, y


def unproject(x: ArrayLike, y: ArrayLike, projection: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """WGS-84 longitude and latitude of viewbox units: the inverse of `project`."""
    lon = (np.asarray(x, dtype=float) - projection["x"]) / projection["units_per_lon"] + projection["west"]
    lat = projection["north"] - (np.asarray(y, dtype=float) - projection["y"]) / projection["units_per_lat"]
    return lon, lat


def project_outlines(outlines: ArrayLike, projection: dict[str, float]) -> np.ndarray:
    """Array of the outlines (shapely, WGS-84 degrees) in viewbox units."""
    return shapely.transform(np.asarray(outlines, dtype=object), lambda xy: np.column_stack(project(xy[:, 0], xy[:, 1], projection)))
