"""Coordinates of a staged file: a declared datum, degrees, the right way round, in the city; moved to WGS-84."""

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from dashboard.geography.datum import to_wgs84
from dashboard.geography.locate import surely_in
from dashboard.intake.checks.staging import Fault, Staging
from dashboard.intake.chunks import DATUM

if TYPE_CHECKING:  # it takes 20 MB, which a server that takes no file in can do without
    import geopandas

Degrees = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
CHINA: Box = (73.0, 3.0, 136.0, 54.0)
"""West, south, east, north in degrees: a point beyond is in another country."""
LOCATED = "located_area_id"
"""The column of a table that says where its point lies, whatever its record says."""


def settle_points(staging: Staging, datum: str | None, box: Box | None, of_header: str | None = None) -> list[Fault]:
    """Convert the points of a staged file to WGS-84; the faults found.

    `datum`: of the whole file; a row's own outranks it, and so does the header's (`of_header`), which a row must not contradict.
    `box`: the city's; null = no point is called outside.
    """
    points = staging.points()
    if not points.num_rows:
        return []
    lines, lon, lat = (points.column(name).to_numpy().copy() for name in ("source_row", "lon", "lat"))
    if of_header and (other := _others(points, of_header)):
        return other
    datum = of_header or datum
    datums = pc.fill_null(points.column("datum"), datum) if datum else points.column("datum")
    undeclared = pc.is_null(datums).to_numpy()
    if undeclared.any():
        if not staging.has(DATUM):
            return [Fault(None, None, None, "datum", "refuse")]
        return [Fault(int(line), DATUM, None, "datum", "refuse") for line in lines[undeclared]]
    wrong = _misplaced(lines, lon, lat, box)
    if wrong:
        return wrong
    names = np.array(datums.to_pylist(), dtype=object)
    for name in set(names) - {"wgs84"}:
        chosen = names == name
        lon[chosen], lat[chosen] = to_wgs84(lon[chosen], lat[chosen], name)
    if set(names) != {"wgs84"}:
        staging.move(pa.table({"id": points.column("id"), "lon": lon, "lat": lat}))
    if box is None:
        return []
    outside = ~_within(lon, lat, box)
    return [_fault(*place, "outside", "warn", _written(box)) for place in zip(lines[outside], lon[outside], lat[outside], strict=True)]


def locate_points(staging: Staging, districts: "geopandas.GeoDataFrame") -> None:
    """Fill the column `LOCATED` of a table that has one, from points in WGS-84; what a file says there does not count."""
    if LOCATED not in staging.table.columns:
        return
    points = staging.points()
    found: Any = surely_in(points["lon"].to_numpy(), points["lat"].to_numpy(), districts) if points.num_rows else []
    staging.fill(LOCATED, pa.table({"id": points.column("id"), "value": pa.array(found, pa.string())}))


def settle_shapes(staging: Staging, datum: str | None) -> list[Fault]:
    """Boundaries that stand in a table as text must be GeoJSON polygons in WGS-84; others come as files of their own."""
    return [
        Fault(line, "geometry", text, "geometry", "refuse")
        for line, text, own in staging.shapes()
        if (own or datum) != "wgs84" or not _is_polygon(text)
    ]


def _others(points: pa.Table, of_header: str) -> list[Fault]:
    """Rows whose own datum is not the one that the header names."""
    rows = points.filter(pc.not_equal(points.column("datum"), of_header)).select(["source_row", "datum"]).to_pylist()
    return [Fault(row["source_row"], DATUM, row["datum"], "other_datum", "refuse", of_header) for row in rows]


def _misplaced(lines: npt.NDArray[np.int64], lon: Degrees, lat: Degrees, box: Box | None) -> list[Fault]:
    """Points that are swapped, or on no globe. Looked at before conversion: a datum shifts by half a kilometre only."""
    impossible = (np.abs(lon) > 180) | (np.abs(lat) > 90) | ((lon == 0) & (lat == 0))
    swapped = (_within(lat, lon, box) & ~_within(lon, lat, box)) if box else (np.abs(lat) > 90) & (np.abs(lon) <= 90)
    # Of a city that lies abroad itself nothing is abroad.
    abroad = ~_within(lon, lat, CHINA) if box is not None and _overlaps(box, CHINA) else np.zeros(len(lon), dtype=bool)
    rules = {"swapped": swapped, "degrees": impossible & ~swapped, "abroad": abroad & ~impossible & ~swapped}
    return [_fault(lines[i], lon[i], lat[i], rule, "refuse") for rule, found in rules.items() for i in np.flatnonzero(found)]


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(lon: Degrees, lat: Degrees, box: Box) -> npt.NDArray[np.bool_]:
    west, south, east, north = box
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _fault(line: int, lon: float, lat: float, rule: str, severity: str, detail: str | None = None) -> Fault:
    return Fault(int(line), "lon", f"{lon:g}, {lat:g}", rule, severity, detail)


def _written(box: Box) -> str:
    west, south, east, north = box
    return f"{west:.1f}–{east:.1f}, {south:.1f}–{north:.1f}"


def _is_polygon(text: str) -> bool:
    try:
        shape = shapely.from_geojson(json.dumps(json.loads(text)))
    except (ValueError, shapely.errors.ShapelyError):
        return False
    return shape.geom_type in ("Polygon", "MultiPolygon") and not shape.is_empty
