"""The files of a workspace's `geodata/`: full outlines for joins, and paths for the screen."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from dashboard.geography.areas import areas_for
from dashboard.geography.boundaries import ATTRIBUTION, city_adcode, districts_of
from dashboard.geography.labels import Label, label_of
from dashboard.geography.projection import fit_projection, project_outlines

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

SMALL_ENOUGH = 6_000  # vertices of a whole city that a browser draws without thinking about it
SIMPLIFY_UNITS = 0.7  # half a pixel at most where the map is shown at its own size
READABLE_RADIUS = 24.0  # units: half the diagonal of a name of three characters, 15 units high
GEOJSON_DECIMALS = 5  # about one metre
DENSE_MARGIN_SHARE = 0.08
DENSE_AREA_SHARE = 0.25  # of the map; a window larger than this would not magnify enough to be worth it


def write_geodata(folder: Path, city: str) -> dict:
    """Write the files of `write_outlines` for a city of the register, given by adcode or name; the content of `districts.json`.

    Raises: UsageError for an unknown city, OSError if the folder cannot be written.
    """
    adcode = city_adcode(city)
    return write_outlines(folder, districts_of(adcode), areas_for(adcode), adcode)


def write_outlines(folder: Path, districts: "gpd.GeoDataFrame", areas: list[dict], city: str, attribution: str = ATTRIBUTION) -> dict:
    """Write `areas.parquet`, `districts.json` and `districts.geojson`; existing files are replaced.

    `areas.parquet`: GeoParquet at full resolution, one row a district: area_id, adcode, name, geometry (WGS-84).
    `districts.json`: the returned dict, see `outlines_of`. `districts.geojson`: features with area_id, name, name_en.
    `city`: its area_id. Raises: OSError if the folder cannot be written.
    """
    outlines = outlines_of(districts, areas, city) | {"attribution": attribution}
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    districts.to_parquet(folder / "areas.parquet", compression="zstd")
    text = json.dumps(outlines, ensure_ascii=False, separators=(",", ":"))
    (folder / "districts.json").write_text(text, encoding="utf-8")
    (folder / "districts.geojson").write_text(geojson_of(districts, areas), encoding="utf-8")
    return outlines


def outlines_of(districts: "gpd.GeoDataFrame", areas: list[dict], adcode: str) -> dict:
    """The display geometry of a city, ready for JSON.

    Keys: city, attribution, bounds [w, s, e, n] in degrees, viewbox [w, h], projection (see `projection`), districts
    (area_id, name, name_en, path, label [x, y], label_radius, area_share), dense ({"viewbox": [x, y, w, h]} or null).
    Units: viewbox units, y downwards, one decimal; area_share 0-1 of the city's area.
    Null: dense, when every district can carry its name, or when those that cannot lie too far apart for one window.
    """
    projection, size = fit_projection(districts.total_bounds)
    planes = project_outlines(districts.geometry.to_numpy(), projection)
    labels = [label_of(plane) for plane in planes]
    total = sum(plane.area for plane in planes)
    english = {area["area_id"]: area["name_en"] for area in areas}
    rows = [
        {
            "area_id": area_id,
            "name": name,
            "name_en": english[area_id],
            "path": svg_path(drawn),
            "label": [round(label.x, 1), round(label.y, 1)],
            "label_radius": round(label.radius, 1),
            "area_share": round(plane.area / total, 5),
        }
        for area_id, name, drawn, plane, label in zip(
            districts["area_id"], districts["name"], thinned_for_display(planes), planes, labels, strict=True
        )
    ]
    return {
        "city": adcode,
        "attribution": ATTRIBUTION,
        "bounds": [round(float(value), 5) for value in districts.total_bounds],
        "viewbox": size,
        "projection": projection,
        "districts": rows,
        "dense": dense_window(planes, labels, size),
    }


def thinned_for_display(planes: np.ndarray) -> np.ndarray:
    """The outlines as they are, or thinned together along shared borders where they are many and fit without gaps."""
    if shapely.get_num_coordinates(planes).sum() <= SMALL_ENOUGH or not shapely.coverage_is_valid(planes):
        return planes
    return shapely.coverage_simplify(planes, SIMPLIFY_UNITS)


def svg_path(outline: shapely.Geometry) -> str:
    """SVG path text of a polygon or multipolygon: one `M…Z` a ring, one decimal.

    Rings that shrink to a line at one decimal are left out, except an outline's largest, so that no area disappears.
    """
    parts = sorted(shapely.get_parts(outline), key=lambda part: -part.area)
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    texts = []
    for ring in rings:
        corners = np.round(shapely.get_coordinates(ring)[:-1], 1)
        changed = np.any(corners != np.roll(corners, 1, axis=0), axis=1)
        if changed.sum() >= 3 or not texts:
            written = corners[changed] if changed.sum() >= 3 else corners
            texts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in written) + "Z")
    return "".join(texts)


def dense_window(planes: np.ndarray, labels: list[Label], size: list[float]) -> dict | None:
    """The zoom window {"viewbox": [x, y, w, h]} onto the districts too small to carry their name; null if none is.

    Districts far from the rest of the small ones are left out until the window is worth having.
    """
    small = [plane for plane, label in zip(planes, labels, strict=True) if label.radius < READABLE_RADIUS]
    limit = DENSE_AREA_SHARE * size[0] * size[1]
    while small:
        window = _window(small, size)
        if window[2] * window[3] <= limit:
            return {"viewbox": window}
        centre = shapely.MultiPoint([plane.centroid for plane in small])
        middle = shapely.Point(np.median(shapely.get_coordinates(centre), axis=0))
        small.remove(max(small, key=lambda plane: plane.distance(middle)))
    return None


def geojson_of(districts: "gpd.GeoDataFrame", areas: list[dict]) -> str:
    """GeoJSON text (RFC 7946, five decimals) of the districts at full resolution; properties area_id, name, name_en."""
    import geopandas as gpd  # 20 MB of memory, needed only where a file is read

    english = {area["area_id"]: area["name_en"] for area in areas}
    rounded = shapely.transform(districts.geometry.to_numpy(), lambda xy: np.round(xy, GEOJSON_DECIMALS))
    # Rounding moves a shared vertex the same way on both sides, but may fold a sliver: checked after it, not before.
    rounded = np.where(shapely.is_valid(rounded), rounded, districts.geometry.to_numpy())
    frame = gpd.GeoDataFrame(
        {"area_id": districts["area_id"], "name": districts["name"], "name_en": districts["area_id"].map(english)},
        geometry=shapely.orient_polygons(rounded, exterior_cw=False),
        crs=districts.crs,
    )
    return frame.to_json(drop_id=True, separators=(",", ":"), ensure_ascii=False)


def _window(planes: list[shapely.Geometry], size: list[float]) -> list[float]:
    west, north, east, south = shapely.total_bounds(np.array(planes, dtype=object))
    margin = DENSE_MARGIN_SHARE * max(east - west, south - north)
    x, y = max(0.0, west - margin), max(0.0, north - margin)
    right, bottom = min(size[0], east + margin), min(size[1], south + margin)
    return [round(float(value), 1) for value in (x, y, right - x, bottom - y)]
