"""Corners of a boundary as somebody types or pastes them: a pair of longitude and latitude a line, in a declared datum."""

import re

import numpy as np
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.coordinates import CHINA_BOX
from dashboard.geography.datum import to_wgs84
from dashboard.geography.projection import METRES_PER_DEGREE
from dashboard.intake.reading.outlines import DECIMALS

Corners = list[tuple[float, float]]
"""Longitude and latitude in WGS-84 degrees, in the order drawn; the first is not repeated."""

FEWEST, MOST = 3, 500
"""Corners of a ring."""
BETWEEN = re.compile(r"[\s,，;；、\[\]()（）]+")
SHOWN = 40
"""Characters of a line that a message repeats."""


def corners_of(text: str, datum: str) -> Corners:
    """The corners of typed lines; a last one that repeats the first is left out.

    Raises: RefusedInput, by line, for what is no pair of degrees in China, longitude first, and for too few or too many; UsageError for an
    unknown datum.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    pairs = [_pair(number, line) for number, line in lines]
    if len(pairs) > 1 and pairs[0] == pairs[-1]:
        pairs.pop()
    counted(len(set(pairs)))
    given_lon, given_lat = np.array(pairs).T
    lon, lat = to_wgs84(given_lon, given_lat, datum)
    return list(zip(lon.round(DECIMALS).tolist(), lat.round(DECIMALS).tolist(), strict=True))


def text_of(corners: Corners) -> str:
    """Corners as `corners_of` reads them, in WGS-84."""
    return "\n".join(f"{lon:.{DECIMALS}f}, {lat:.{DECIMALS}f}" for lon, lat in corners)


def counted(corners: int) -> None:
    """Raises: RefusedInput for fewer or more corners than a ring may have."""
    if corners < FEWEST:
        raise RefusedInput("corners.few", n=corners, fewest=FEWEST)
    if corners > MOST:
        raise RefusedInput("corners.many", n=corners, most=MOST)


def square_km(corners: Corners) -> float:
    """About how large a ring is, km², on the plane of its middle latitude."""
    lon, lat = np.array(corners).T
    x, y = (lon - lon.mean()) * np.cos(np.radians(lat.mean())), lat - lat.mean()
    return float(shapely.Polygon(np.column_stack([x, y])).area * (METRES_PER_DEGREE / 1000) ** 2)


def _pair(number: int, line: str) -> tuple[float, float]:
    shown = line.strip()[:SHOWN]
    try:
        lon, lat = (float(part) for part in BETWEEN.split(line) if part)
    except ValueError as unread:
        raise RefusedInput("corners.no_pair", row=number, line=shown) from unread
    west, south, east, north = CHINA_BOX
    if west <= lat <= east and south <= lon <= north:
        raise RefusedInput("corners.swapped", row=number, line=shown)
    if not (west <= lon <= east and south <= lat <= north):
        raise RefusedInput("corners.abroad", row=number, line=shown)
    return lon, lat
