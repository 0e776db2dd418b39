"""Who has a place within a straight line of so many metres: exact, for hundreds of thousands of points.

Distances are great circles on the sphere of the queries (`EARTH_M`). A tree looks up neighbours in a plane, and a plane stretches lengths;
how far it can is known, so a point is settled by the tree where that leaves no doubt, and measured on the sphere where it does.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from numpy.typing import NDArray

EARTH_M = 6_371_008.8
"""Mean radius of the Earth, metres; the same number stands in queries/near_here.sql."""
SLACK_M = 0.01
"""Metres for the rounding of the reckoning itself."""


def metres(lon: ArrayLike, lat: ArrayLike, other_lon: ArrayLike, other_lat: ArrayLike) -> "NDArray[np.float64]":
    """Great-circle distance in metres of points in WGS-84 degrees; NaN where a coordinate is NaN."""
    west, south, east, north = (np.radians(np.asarray(degrees, dtype=float)) for degrees in (lon, lat, other_lon, other_lat))
    half = np.sin((north - south) / 2) ** 2 + np.cos(south) * np.cos(north) * np.sin((east - west) / 2) ** 2
    distance: NDArray[np.float64] = 2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return distance


def reached(
    lon: ArrayLike, lat: ArrayLike, place_lon: ArrayLike, place_lat: ArrayLike, radius_m: float,
) -> "NDArray[np.bool_]":
    """Whether each point has a place within `radius_m` metres; false for all where there is no place.

    Rows: WGS-84 degrees without NaN; one truth a point, in order. A place just at the radius is within it.
    """
    import shapely  # a command that prints other rows need not wait for it

    homes, places = np.column_stack([lon, lat]).astype(float), np.column_stack([place_lon, place_lat]).astype(float)
    if not len(homes) or not len(places):
        return np.zeros(len(homes), dtype=bool)
    middle = np.median(places, axis=0)
    plane_homes, plane_places = _plane(homes, middle), _plane(places, middle)
    stretch = float(np.cosh(max(abs(plane_homes[:, 0]).max(), abs(plane_places[:, 0]).max()) / EARTH_M))
    tree, points = shapely.STRtree(shapely.points(plane_places)), shapely.points(plane_homes)
    nearest = tree.nearest(points)
    found = metres(*homes.T, *places[nearest].T) <= radius_m
    # Where the nearest in the plane lies beyond the radius on the sphere by less than the plane stretches, another may lie within it.
    farthest = radius_m * stretch + SLACK_M
    doubtful = np.flatnonzero(~found & (np.hypot(*(plane_homes - plane_places[nearest]).T) <= farthest))
    one, other = tree.query(points[doubtful], predicate="dwithin", distance=farthest)
    one = doubtful[one]
    found[one[metres(*homes[one].T, *places[other].T) <= radius_m]] = True
    return found


def _plane(points: "NDArray[np.float64]", middle: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Metres east and north of the middle's meridian, transverse Mercator of the sphere.

    It shows lengths too long, by cosh(x / EARTH_M) at most (1.0005 at 200 km), and never too short.
    """
    lon, lat = np.radians(points[:, 0] - middle[0]), np.radians(points[:, 1])
    east = np.arctanh(np.clip(np.cos(lat) * np.sin(lon), -0.999, 0.999))
    return EARTH_M * np.column_stack([east, np.arctan2(np.tan(lat), np.cos(lon))])
