"""The files of a workspace's `geodata/`, read and checked for what drawing needs: a damaged one takes down its map, and nothing else."""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.errors import StoreError
from dashboard.plain_text import on_screen

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas

DISTRICTS, BORDERS, OUTLINES = "districts.json", "districts.geojson", "areas.parquet"
"""What maps of districts are drawn from; borders under points; outlines for what lies where."""
PROJECTION = ("west", "north", "x", "y", "units_per_lon", "units_per_lat", "metres_per_unit")
NAMES = ("name", "name_en")
TEXTS, NUMBERS = ("area_id", "name", "path"), ("label_radius", "area_share")


class DamagedMap(StoreError):
    """A file of boundaries that is there and cannot be drawn from."""

    def __init__(self, file: str) -> None:
        super().__init__("map.damaged_geodata", file=file)


def read_map(file: Path) -> dict[str, Any]:
    """`districts.json` or `districts.geojson`, as `outline` writes them.

    Raises: DamagedMap where the file cannot be read, is no JSON, or lacks what drawing needs.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_with_names_seen)
    except (OSError, ValueError, RecursionError) as unreadable:
        raise DamagedMap(file.name) from unreadable
    if not isinstance(content, dict) or not CHECKS.get(file.name, has_anything)(content):
        raise DamagedMap(file.name)
    return content


def read_districts(file: Path) -> "geopandas.GeoDataFrame":
    """`areas.parquet`: one row a district with its outline in full. Raises: DamagedMap where it cannot be read."""
    import geopandas  # 20 MB of memory, needed only where a file is read

    try:
        districts = geopandas.read_parquet(file)
    except Exception as unreadable:  # Arrow, GEOS and pandas each have errors of their own for a damaged file
        raise DamagedMap(file.name) from unreadable
    if districts.empty or not {"area_id", "adcode", "name", "geometry"} <= set(districts.columns):
        raise DamagedMap(file.name)
    return districts


def has_places(content: dict[str, Any]) -> bool:
    """Whether it has what maps of districts are drawn from."""
    projection, dense, districts = (content.get(name) for name in ("projection", "dense", "districts"))
    return (
        isinstance(content.get("city"), str) and isinstance(content.get("attribution"), str)
        and are_numbers(content.get("bounds"), 4) and are_numbers(content.get("viewbox"), 2) and min(content["viewbox"]) > 0
        and isinstance(projection, dict) and are_numbers([projection.get(name) for name in PROJECTION], len(PROJECTION))
        and min(projection["units_per_lon"], projection["units_per_lat"]) > 0
        and (dense is None or (isinstance(dense, dict) and are_numbers(dense.get("viewbox"), 4)))
        and isinstance(districts, list) and bool(districts) and all(isinstance(d, dict) and _is_district(d) for d in districts)
    )


def has_borders(content: dict[str, Any]) -> bool:
    """Whether it is GeoJSON of polygons."""
    features = content.get("features")
    if not isinstance(features, list) or not features:
        return False
    shapes = [feature.get("geometry") if isinstance(feature, dict) else None for feature in features]
    return all(isinstance(shape, dict) and are_rings(shape.get("coordinates")) for shape in shapes)


def has_anything(content: dict[str, Any]) -> bool:
    """Of a file that nothing is drawn from."""
    return bool(content)


def are_numbers(values: object, n: int) -> bool:
    """Whether it is a list of n numbers that can be drawn with."""
    return isinstance(values, list) and len(values) == n and all(
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) for value in values
    )


def are_rings(coordinates: object) -> bool:
    """Whether it is a list of corners, or lists of such lists."""
    if not isinstance(coordinates, list) or not coordinates:
        return False
    return (all(are_numbers(corner, 2) for corner in coordinates) and len(coordinates) > 2) or all(are_rings(part) for part in coordinates)


def _is_district(row: dict[str, Any]) -> bool:
    return (
        all(isinstance(row.get(name), str) and row[name] for name in TEXTS) and isinstance(row.get("name_en"), str | None)
        and are_numbers(row.get("label"), 2) and are_numbers([row.get(name) for name in NUMBERS], len(NUMBERS))
    )


CHECKS = {DISTRICTS: has_places, BORDERS: has_borders}


def _with_names_seen(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A part of a file of boundaries, its names with nothing unseen in them: they are drawn, and asked for by nobody."""
    return {key: on_screen(value) if key in NAMES and isinstance(value, str) else value for key, value in pairs}
