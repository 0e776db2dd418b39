"""Whether a point lies in the city, from the borders that its maps are drawn with; and where a zone's own point is."""

from typing import Any

import shapely


def area_at(borders: dict[str, Any], lon: float, lat: float) -> str | None:
    """The `area_id` of the district that a WGS-84 point lies in, on its border included; null in none: beyond the city, or in the sea.

    `borders`: `districts.geojson`.
    """
    for feature in borders["features"]:
        outline = shapely.geometry.shape(feature["geometry"])
        west, south, east, north = outline.bounds
        if west <= lon <= east and south <= lat <= north and shapely.intersects_xy(outline, lon, lat):
            found: str = feature["properties"]["area_id"]
            return found
    return None


def point_within(geometry: str) -> tuple[float, float] | None:
    """Longitude and latitude of a point inside a boundary (GeoJSON text); null where it cannot be read."""
    outline = shapely.from_geojson(geometry, on_invalid="ignore")
    if outline is None or outline.is_empty:
        return None
    inside = shapely.point_on_surface(outline)
    return round(float(inside.x), 6), round(float(inside.y), 6)
