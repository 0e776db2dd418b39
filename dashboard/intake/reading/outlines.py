"""Boundaries of zones from GeoJSON or a zipped Shapefile: one row a feature, its attributes under their own headers."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas
import pyarrow as pa
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.polygons import read_polygons
from dashboard.i18n.messages import Words, both
from dashboard.intake.chunks import SYNTHETIC
from dashboard.intake.problems import Problem, Where, left_out, refusal
from dashboard.intake.reading.headers import Match, match_headers
from dashboard.intake.reading.tabular import frame_chunks

if TYPE_CHECKING:  # it takes 20 MB, which a server that takes no file in can do without
    import geopandas

Box = tuple[float, float, float, float]
TABLE = "zones"
LOST = ("outline.missing", "outline.not_an_area")
"""What is said of a feature that has no area, and is left out by the reader of outlines."""
DECIMALS = 6  # a tenth of a metre


@dataclass(frozen=True)
class Outlines:
    match: Match
    chunks: list[pa.Table]
    problems: list[Problem]


def read_outlines(file: Path, kind: str, name: str, table: str | None, datum: str | None, box: Box) -> Outlines:
    """The zones of a boundary file, in WGS-84, numbered by feature from 1; a warning for each repair, a refusal for each without an area.

    Raises: RefusedInput for a file that is not one, lacks a datum, or whose attributes are not those of a zone;
    UsageError for an unknown datum.
    """
    if table not in (None, TABLE):
        raise RefusedInput("files.boundary_of_zones")
    suffix = ".zip" if kind == "shapefile" else ".geojson"
    frame, notes = read_polygons(file, Path(name).stem + suffix, datum=datum, box=box)
    attributes = [str(column) for column in frame.columns if column != frame.geometry.name]
    match = match_headers([(1, attributes)], TABLE, name)
    problems = [_repair(name, note) for note in notes]
    if match.unknown:
        columns = Words("、".join(match.unknown), ", ".join(match.unknown))
        problems.append(left_out(name, "unknown_column", "headers.unknown", columns=columns))
    return Outlines(match, list(frame_chunks(_zones(frame, attributes, match), match.table)), problems)


def _repair(name: str, note: dict[str, Any]) -> Problem:
    """A repair as a warning. A feature that has no area is refused: a zone would be gone from the board without its sender knowing."""
    what = Words(note["what_zh"], note["what_en"])
    if what in [both(key) for key in LOST]:
        return refusal(name, "outline", "files.lost_outline", Where(row=note["row"], value=note["name"]), row=note["row"], what=what)
    return Problem(name, "repaired", what, row=note["row"], value=note["name"], severity="warn")


def _zones(frame: "geopandas.GeoDataFrame", attributes: list[str], match: Match) -> pandas.DataFrame:
    """The features in the columns of `zones`; precision and representative point are filled in where the file has none."""
    zones = pandas.DataFrame({name: frame[attributes[at]] for name, at in match.positions.items()})
    zones = zones.rename(columns={SYNTHETIC: "is_synthetic"})
    shapes = frame.geometry.to_numpy()
    rounded = shapely.transform(shapes, lambda xy: xy.round(DECIMALS))
    zones["geometry"] = shapely.to_geojson([r if r.is_valid else s for r, s in zip(rounded, shapes, strict=True)])
    points = shapely.point_on_surface(shapes)
    # The file's own point is in an unknown datum, the outline in a known one.
    zones["lon"], zones["lat"] = shapely.get_x(points).round(DECIMALS), shapely.get_y(points).round(DECIMALS)
    if "geometry_precision" not in zones:
        zones["geometry_precision"] = "polygon"
    zones["source_row"] = range(1, len(zones) + 1)
    return zones
