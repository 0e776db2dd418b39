"""What uploaded coordinates must be: in a declared datum, in degrees, longitude first, and in the city."""

from typing import TYPE_CHECKING

import numpy as np

from dashboard.errors import RefusedInput
from dashboard.geography.repair import names_of

if TYPE_CHECKING:  # it takes 20 MB, which a server that takes no file in need not hold
    import geopandas as gpd

CHINA_BOX = (73.0, 3.0, 136.0, 54.0)  # west, south, east, north; includes the South China Sea
DATUM_NAMES = {
    "wgs84": "wgs84",
    "epsg4326": "wgs84",
    "epsg4490": "wgs84",  # CGCS2000: centimetres from WGS-84
    "cgcs2000": "wgs84",
    "gcj02": "gcj02",
    "bd09": "bd09",
    "bd09ll": "bd09",
}
LISTED = 5


def declared_datum(document: dict) -> str | None:
    """The datum that a GeoJSON declares as `source_crs` (top level, its `properties`, or every feature's properties).

    Null: none declared. The old `crs` member does not count: writers put WGS-84 there whatever the data are.
    Raises: RefusedInput for an unknown name, or for features that disagree.
    """
    own = document.get("properties")
    features = document.get("features")
    holders = [document, own, *(_properties(feature) for feature in features or [] if isinstance(feature, dict))]
    said = {str(holder["source_crs"]) for holder in holders if isinstance(holder, dict) and holder.get("source_crs")}
    known = {DATUM_NAMES.get("".join(filter(str.isalnum, name.lower()))) for name in said}
    if None in known or len(known) > 1:
        listed = "、".join(sorted(said))
        raise RefusedInput.worded(
            f"文件声明的坐标系不认识或不一致：{listed}",
            f"The file declares a datum that is unknown or not the same throughout: {listed}",
            "可用：WGS-84、GCJ-02、BD-09。",
            "Usable: WGS-84, GCJ-02, BD-09.",
        )
    return known.pop() if known else None


def required_datum(given: str | None, declared: str | None) -> str:
    """The datum to read the file in. Raises: RefusedInput when there is none, or when the file says another."""
    if given is None and declared is None:
        raise RefusedInput.worded(
            "没有说明坐标系",
            "The datum is not stated",
            "请选择：wgs84（GPS、天地图）、gcj02（高德、腾讯）、bd09（百度）。选错会偏移五百米以上。",
            "Choose wgs84 (GPS, Tianditu), gcj02 (AutoNavi, Tencent) or bd09 (Baidu). A wrong one is 500 m off.",
        )
    if given is not None and declared is not None and given != declared:
        raise RefusedInput.worded(
            f"选择的坐标系是 {given}，文件声明的是 {declared}",
            f"The datum chosen is {given}, but the file declares {declared}",
            "请核对来源后再导入。",
            "Check with its source before importing it.",
        )
    return given or declared


def check_coordinates(frame: "gpd.GeoDataFrame", box: tuple[float, float, float, float] | None) -> None:
    """Nothing, or RefusedInput when an outline is not in degrees, has lon and lat swapped, or lies outside the box.

    `box` is (w, s, e, n) in degrees; null = the box of China.
    """
    bounds = frame.geometry.bounds.to_numpy()
    if not np.isfinite(bounds).all() or np.abs(bounds).max() > 180:
        raise RefusedInput.worded(
            "坐标不是经纬度",
            "The coordinates are not degrees",
            "请用经纬度（度）导出；Shapefile 请附上 .prj。",
            "Export them as degrees; with a Shapefile, include its .prj.",
        )
    outside = ~_touches(bounds, box or CHINA_BOX)
    if not outside.any():
        return
    listed_zh, listed_en = _listed(frame, outside)
    if _touches(bounds[:, [1, 0, 3, 2]], box or CHINA_BOX)[outside].all():
        raise RefusedInput.worded(
            f"经度和纬度写反了：{listed_zh}",
            f"Longitude and latitude are swapped: {listed_en}",
            "GeoJSON 和 Shapefile 都是先经度、后纬度。",
            "GeoJSON and Shapefile put longitude first.",
        )
    raise RefusedInput.worded(
        f"不在本市范围内：{listed_zh}" if box else f"不在中国范围内：{listed_zh}",
        f"Outside the city: {listed_en}" if box else f"Outside China: {listed_en}",
        "请核对文件和城市，或删去这些图形。",
        "Check the file and the city, or remove these shapes.",
    )


def _touches(bounds: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    west, south, east, north = box
    return (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)


def _listed(frame: "gpd.GeoDataFrame", chosen: np.ndarray) -> tuple[str, str]:
    names, rows = names_of(frame), np.flatnonzero(chosen)
    numbers = frame.index.to_numpy() + 1
    zh = "、".join(f"第 {numbers[row]} 个 {names[row] or ''}".strip() for row in rows[:LISTED])
    en = ", ".join(f"no. {numbers[row]} {names[row] or ''}".strip() for row in rows[:LISTED])
    more = len(rows) - LISTED
    return (f"{zh}等 {len(rows)} 个", f"{en} and {more} more") if more > 0 else (zh, en)


def _properties(feature: dict) -> dict | None:
    return feature.get("properties")
