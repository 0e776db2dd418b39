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
    lon, lat = to_wgs84(*np.array(pairs).T, datum)
    return list(zip(lon.round(DECIMALS).tolist(), lat.round(DECIMALS).tolist(), strict=True))


def text_of(corners: Corners) -> str:
    """Corners as `corners_of` reads them, in WGS-84."""
    return "\n".join(f"{lon:.{DECIMALS}f}, {lat:.{DECIMALS}f}" for lon, lat in corners)


def counted(corners: int) -> None:
    """Raises: RefusedInput for fewer or more corners than a ring may have."""
    if corners < FEWEST:
        raise RefusedInput.worded(
            f"只有 {corners} 个不同的角点。", f"There are {corners} different corners only.",
            f"一条边界至少要 {FEWEST} 个。", f"A boundary needs {FEWEST}.",
        )  # fmt: skip
    if corners > MOST:
        raise RefusedInput.worded(
            f"角点太多（{corners} 个）。", f"Too many corners ({corners}).",
            f"最多 {MOST} 个；更细的边界请作为文件接收。", f"At most {MOST}; upload a finer boundary as a file.",
        )  # fmt: skip


def square_km(corners: Corners) -> float:
    """About how large a ring is, km², on the plane of its middle latitude."""
    lon, lat = np.array(corners).T
    x, y = (lon - lon.mean()) * np.cos(np.radians(lat.mean())), lat - lat.mean()
    return shapely.Polygon(np.column_stack([x, y])).area * (METRES_PER_DEGREE / 1000) ** 2


def _pair(number: int, line: str) -> tuple[float, float]:
    shown = line.strip()[:SHOWN]
    try:
        lon, lat = (float(part) for part in BETWEEN.split(line) if part)
    except ValueError as unread:
        raise RefusedInput.worded(
            f"第 {number} 行“{shown}”不是一对经纬度。", f"Line {number}, “{shown}”, is no pair of longitude and latitude.",
            "每行一对，如 126.642000, 45.757000。", "One pair a line, such as 126.642000, 45.757000.",
        ) from unread  # fmt: skip
    west, south, east, north = CHINA_BOX
    if west <= lat <= east and south <= lon <= north:
        raise RefusedInput.worded(
            f"第 {number} 行的经度和纬度写反了：{shown}", f"Longitude and latitude are swapped in line {number}: {shown}",
            "先经度、后纬度。", "Longitude comes first.",
        )  # fmt: skip
    if not (west <= lon <= east and south <= lat <= north):
        raise RefusedInput.worded(
            f"第 {number} 行不在中国范围内：{shown}", f"Line {number} lies outside China: {shown}",
            "请核对坐标。", "Check the coordinates.",
        )  # fmt: skip
    return lon, lat
