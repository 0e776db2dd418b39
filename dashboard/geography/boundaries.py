"""The prefecture-level cities of China and the outlines of their districts.

A *city* here is every unit that can have a board of its own: prefecture-level cities, prefectures and leagues; the four
municipalities, given by their province code (110000, 120000, 310000, 500000) with all their districts and counties
below them, since the layer has no "市辖区" level; Hong Kong, Macao and 台湾省 by theirs; and the county-level units
that answer to a province directly (济源, 仙桃, 石河子 and their like). Units without districts (东莞, 中山, 嘉峪关,
儋州) are their own and only area.
"""

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import shapely

from dashboard.errors import UsageError
from dashboard.geography.layer import city_table, district_outlines, district_table
from dashboard.geography.names import core_of

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

ATTRIBUTION = "边界：国家地理信息公共服务平台 天地图，审图号 GS(2024)0650号"
CRS = "EPSG:4326"
STATISTICS_CODES = {  # 市辖区 and 县 blocks of the municipalities -> the municipality
    "110100": "110000",
    "120100": "120000",
    "310100": "310000",
    "500100": "500000",
    "500200": "500000",
}
EXAMPLE = "230100"  # the city to name where none is near
NEAREST = 5
LIKENESS = 0.3  # difflib ratio: one common character of a name of two or three


def prefecture_cities() -> pd.DataFrame:
    """Every unit that a board can be made for.

    Rows: 375, one a city, by adcode. Columns: adcode, name (哈尔滨市), short_name (哈尔滨), province, districts
    (how many it has; 0 where the city itself is its only area). Source: 天地图 layer, 2024 or later.
    """
    return _prefecture_cities().copy()


@cache
def _prefecture_cities() -> pd.DataFrame:
    cities, districts = city_table(), district_table()
    below = districts[districts["district_adcode"] != districts["city_adcode"]].groupby("city_adcode").size()
    frame = pd.DataFrame(
        {
            "adcode": cities["city_adcode"],
            "name": cities["city_name"],
            "short_name": cities["short_name"],
            "province": cities["province_name"],
            "districts": cities["city_adcode"].map(below).fillna(0).astype(int),
        }
    )
    return frame.sort_values("adcode", ignore_index=True)


def city_adcode(city: str) -> str:
    """The adcode of a city given by adcode ("230100") or name: whole (哈尔滨市), short (哈尔滨) or as people say it (德宏州, 德宏).

    Raises: UsageError that names the nearest codes or names; for a district's code or name, the city it belongs to.
    """
    wanted = str(city).strip().encode(errors="replace").decode()  # half a letter, of a name that is not UTF-8, is of no city
    wanted = STATISTICS_CODES.get(wanted, wanted)
    cities = prefecture_cities()
    core = cities["name"].map(core_of)
    called = (cities["adcode"], cities["name"], cities["short_name"], core, core + cities["name"].str[-1])
    match = cities[[wanted in names for names in zip(*called, strict=True)]]
    if len(match) == 1:
        return match["adcode"].iloc[0]
    raise _unknown(wanted, cities)


def city_name(city: str) -> str:
    """The full name of a city given by adcode or name; raises as `city_adcode`."""
    cities = prefecture_cities()
    return cities.loc[cities["adcode"] == city_adcode(city), "name"].iloc[0]


def districts_of(city: str) -> "gpd.GeoDataFrame":
    """The county-level areas of a city given by adcode or name.

    Rows: one a district, by adcode; the city itself where it has none. Columns: area_id (= adcode), adcode, name,
    geometry: valid polygons or multipolygons at full resolution, degrees, WGS-84 (EPSG:4326).
    Raises: UsageError for an unknown city. Source: 天地图 (`ATTRIBUTION`).
    """
    adcode = city_adcode(city)
    table = district_table()
    table = table[table["city_adcode"] == adcode].sort_values("district_adcode")
    outlines = [_valid(outline) for outline in district_outlines(table.index.tolist())]
    columns = {
        "area_id": table["district_adcode"].tolist(),
        "adcode": table["district_adcode"].tolist(),
        "name": table["district_name"].tolist(),
    }
    import geopandas as gpd  # 20 MB of memory, needed only where a file is read

    return gpd.GeoDataFrame(columns, geometry=outlines, crs=CRS)


def no_outlines() -> "gpd.GeoDataFrame":
    """As `districts_of`, without a row: of a place that has no outlines."""
    import geopandas as gpd  # as above

    return gpd.GeoDataFrame({"area_id": [], "adcode": [], "name": []}, geometry=[], crs=CRS)


def _valid(outline: shapely.Geometry) -> shapely.Geometry:
    if outline.is_valid:
        return outline
    repaired = shapely.make_valid(outline, method="structure", keep_collapsed=False)
    return repaired if repaired.geom_type == "Polygon" else shapely.MultiPolygon(_polygons(repaired))


def _polygons(geometry: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(shapely.get_parts([geometry])) if part.geom_type == "Polygon"]


def _unknown(wanted: str, cities: pd.DataFrame) -> UsageError:
    districts = district_table()
    district = districts[(districts["district_adcode"] == wanted) | (districts["district_name"] == wanted)]
    if 0 < len(district) <= NEAREST:
        return UsageError("city.is_district", wanted=wanted, near=_listed(cities[cities["adcode"].isin(district["city_adcode"])]))
    if near := _listed(_nearest(wanted, cities)):
        return UsageError("city.unknown", wanted=wanted, near=near)
    return UsageError("city.unlike_any", wanted=wanted, example=_listed(cities[cities["adcode"] == EXAMPLE]))


def _nearest(wanted: str, cities: pd.DataFrame) -> pd.DataFrame:
    if wanted.isdigit():
        distance = (cities["adcode"].astype(int) - int(wanted[:6].ljust(6, "0"))).abs()
        return cities.loc[distance.nsmallest(NEAREST).index]
    names = dict(zip(cities["name"], cities.index, strict=True)) | dict(zip(cities["short_name"], cities.index, strict=True))
    found = get_close_matches(wanted, list(names), n=2 * NEAREST, cutoff=LIKENESS)
    return cities.loc[list(dict.fromkeys(names[name] for name in found))[:NEAREST]]


def _listed(cities: pd.DataFrame) -> str:
    return "、".join(f"{name} {adcode}" for name, adcode in zip(cities["name"], cities["adcode"], strict=True))
