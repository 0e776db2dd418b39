"""Conversion between WGS-84 (GPS, 天地图), GCJ-02 (高德, 腾讯) and BD-09 (百度), vectorised.

A point read in the wrong datum is 500-1,300 m off, silently; every import therefore declares its datum.
Longitudes and latitudes are degrees; NaN or None stays NaN. Points outside the box in which GCJ-02 is defined
come back unchanged, in every datum.
Source: the published formula as in `prcoords` and `coordtransform`; inverse by fixed-point iteration. (`eviltransform`
agrees for GCJ-02, but its BD-09 lacks the factor 3000/180 and is up to 42 m from the others.)
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.errors import UsageError

DATUMS = ("wgs84", "gcj02", "bd09")
Coordinates = tuple[NDArray[np.float64], NDArray[np.float64]]

KRASOVSKY_AXIS_M = 6378245.0
KRASOVSKY_E2 = 0.00669342162296594323
GCJ_BOX = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north
BD_OFFSET = (0.0065, 0.006)
BD_ANGLE = np.pi * 3000.0 / 180.0
ITERATIONS = 4  # leaves 1.4e-5 m at most over China; two would leave 0.15 m


def to_wgs84(lon: ArrayLike, lat: ArrayLike, datum: str) -> Coordinates:
    """WGS-84 longitudes and latitudes of points given in `datum` ("wgs84", "gcj02", "bd09").

    Rows: two arrays of the shape of the inputs (0-d for scalars). Units: degrees.
    Null: NaN or None in either coordinate gives NaN in both. Raises: UsageError for an unknown datum.
    """
    x, y = _arrays(lon, lat)
    match _known(datum):
        case "wgs84":
            return x, y
        case "gcj02":
            return _inverse(x, y, _gcj_from_wgs)
        case _:
            return _inverse(*_inverse(x, y, _bd_from_gcj), _gcj_from_wgs)


def from_wgs84(lon: ArrayLike, lat: ArrayLike, datum: str) -> Coordinates:
    """Longitudes and latitudes in `datum` of WGS-84 points; rows, units, null and errors as in `to_wgs84`."""
    x, y = _arrays(lon, lat)
    match _known(datum):
        case "wgs84":
            return x, y
        case "gcj02":
            return _gcj_from_wgs(x, y)
        case _:
            return _bd_from_gcj(*_gcj_from_wgs(x, y))


def _known(datum: str) -> str:
    if datum not in DATUMS:
        raise UsageError("datum.unknown", datum=datum)
    return datum


def _arrays(lon: ArrayLike, lat: ArrayLike) -> Coordinates:
    x, y = np.broadcast_arrays(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64))
    missing = np.isnan(x) | np.isnan(y)
    return np.where(missing, np.nan, x), np.where(missing, np.nan, y)


def _in_box(lon: NDArray, lat: NDArray) -> NDArray[np.bool_]:
    west, south, east, north = GCJ_BOX
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _gcj_from_wgs(lon: NDArray, lat: NDArray) -> Coordinates:
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    waves = 20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m += (waves + 20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north_m += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y / 30.0 * np.pi)) * 2.0 / 3.0
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m += (waves + 20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east_m += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    phi = np.radians(lat)
    magic = 1.0 - KRASOVSKY_E2 * np.sin(phi) ** 2
    meridian_radius = KRASOVSKY_AXIS_M * (1.0 - KRASOVSKY_E2) / (magic * np.sqrt(magic))
    parallel_radius = KRASOVSKY_AXIS_M / np.sqrt(magic) * np.cos(phi)
    inside = _in_box(lon, lat)
    return (
        np.where(inside, lon + np.degrees(east_m / parallel_radius), lon),
        np.where(inside, lat + np.degrees(north_m / meridian_radius), lat),
    )


def _bd_from_gcj(lon: NDArray, lat: NDArray) -> Coordinates:
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BD_ANGLE)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BD_ANGLE)
    inside = _in_box(lon, lat)
    return (
        np.where(inside, radius * np.cos(angle) + BD_OFFSET[0], lon),
        np.where(inside, radius * np.sin(angle) + BD_OFFSET[1], lat),
    )


def _inverse(lon: NDArray, lat: NDArray, forward) -> Coordinates:
    """The points that `forward` sends to the given ones; each step gains about two digits, as the shift is smooth."""
    x, y = lon, lat
    for _ in range(ITERATIONS):
        forward_x, forward_y = forward(x, y)
        x, y = x + (lon - forward_x), y + (lat - forward_y)
    return x, y
