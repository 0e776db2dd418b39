"""The outlines of a place that describes itself: from its own boundary file, else those of the register that its codes name."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.boundaries import CRS, districts_of, prefecture_cities
from dashboard.geography.layer import district_outlines, district_table
from dashboard.geography.locate import city_box
from dashboard.geography.polygons import read_polygons
from dashboard.geography.repair import names_of
from dashboard.i18n.messages import both, text
from dashboard.schema.declaration import tables

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

TABLE = "areas"
CODED = ("area_id", "adcode")
"""Columns of the table `areas` by any of whose headers a feature may say which area it is."""
LISTED = 5
NOT_TAKEN = (text("outline.missing", "zh"), text("outline.not_an_area", "zh"))
"""What is said of features without an area, which nobody may leave out of a place unseen."""


def own_outlines(areas: list[dict], file: Path | None = None, datum: str | None = None) -> "gpd.GeoDataFrame":
    """The outlines of a place's areas, WGS-84; the place's own is left out where those below it have some.

    Rows: one an area that has an outline, in the order of `areas` (area_id, adcode, name, parent_id; the place has no parent).
    Columns: area_id, adcode, name, geometry. `file`: GeoJSON or zipped Shapefile, whose features say area_id, adcode or name;
    null = the outlines of the register that the areas' codes name. `datum`: of the file.
    Raises: RefusedInput for a file that cannot be read, lies elsewhere, names an area that is none of these or one twice, or gives
    one no outline, or that of another.
    """
    import geopandas as gpd  # 20 MB of memory, needed only where a file is read

    found = _of_file(areas, file, datum) if file else _of_register(areas)
    below = [area for area in areas if area["parent_id"] and area["area_id"] in found]
    drawn = below or [area for area in areas if area["area_id"] in found]
    columns = {name: [area[name] for area in drawn] for name in ("area_id", "adcode", "name")}
    return gpd.GeoDataFrame(columns, geometry=[found[area["area_id"]] for area in drawn], crs=CRS)


def _of_file(areas: list[dict], file: Path, datum: str | None) -> dict[str, shapely.Geometry]:
    known = _of_register(areas)
    box = city_box(_frame_of(known)) if known else None
    frame, notes = read_polygons(file, file.name, datum=datum, box=box)
    if left_out := [f"{one['row']} {one['name'] or ''}".strip() for one in notes if one["what_zh"] in NOT_TAKEN]:
        raise RefusedInput("own_areas.no_outline", file=file.name, listed="、".join(left_out[:LISTED]), n=len(left_out))
    headers = [header for name in CODED for header in tables()[TABLE].columns[name].headers]
    column = next((header for header in headers if header in frame.columns), None)
    said = [str(code) for code in frame[column]] if column else names_of(frame)
    ids = {str(area[key]): area["area_id"] for key in ("name", "adcode", "area_id") for area in areas if area[key]}
    strange = [f"{number} {name or '—'}" for number, name in enumerate(said, start=1) if name not in ids]
    if strange:
        raise RefusedInput("own_areas.strange_outline", file=file.name, listed="、".join(strange[:LISTED]), n=len(strange))
    twice = [name for name, n in Counter(ids[str(name)] for name in said).items() if n > 1]
    if twice:
        raise RefusedInput("own_areas.outline_twice", file=file.name, listed="、".join(twice[:LISTED]))
    found = {ids[str(name)]: shape for name, shape in zip(said, frame.geometry, strict=True)}
    _require_own_shapes(found, file.name)
    return found


def _require_own_shapes(found: dict[str, shapely.Geometry], file: str) -> None:
    """Raises RefusedInput where two areas have one outline: a point in it would be in whichever comes first."""
    by_shape: dict[bytes, list[str]] = {}
    for area, shape in found.items():
        by_shape.setdefault(shapely.normalize(shape).wkb, []).append(area)
    same = [" = ".join(areas) for areas in by_shape.values() if len(areas) > 1]
    if same:
        raise RefusedInput("own_areas.outlines_alike", file=file, listed="、".join(same[:LISTED]))


def _of_register(areas: list[dict]) -> dict[str, shapely.Geometry]:
    """By area_id the outlines that the register has for their codes; of the place itself, if it is a city of the register, all together."""
    table = district_table()
    rows = dict(zip(table["district_adcode"], table.index, strict=True))
    coded = {area["area_id"]: rows[code] for area in areas if (code := area["adcode"] or area["area_id"]) in rows}
    found = dict(zip(coded, district_outlines(list(coded.values())), strict=True)) if coded else {}
    place = next(area for area in areas if not area["parent_id"])
    code = place["adcode"] or place["area_id"]
    if place["area_id"] not in found and code in set(prefecture_cities()["adcode"]):
        found[place["area_id"]] = shapely.union_all(districts_of(code).geometry.to_numpy())
    return {area: shapely.make_valid(shape, method="structure", keep_collapsed=False) for area, shape in found.items()}


def _frame_of(shapes: dict[str, shapely.Geometry]) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # as above

    return gpd.GeoDataFrame({"area_id": list(shapes)}, geometry=list(shapes.values()), crs=CRS)


def said_source(file: Path) -> str:
    """Where outlines of a place's own file come from, as it stands under its maps, in both languages."""
    return " · ".join(both("own_areas.attribution", file=file.name))
