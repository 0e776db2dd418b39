"""The shapes of a file that a map pack is made from: GeoJSON, Shapefile or PMTiles, in WGS-84, each with its name and its weight."""

import io
import json
import shutil
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.coordinates import declared_datum, required_datum
from dashboard.geography.datum import to_wgs84
from dashboard.geography.map_pack_words import described
from dashboard.geography.shapefile import MAX_UNPACKED_BYTES, NEEDED, WANTED, declared_encoding, names_encoding, unpack_shapefile
from dashboard.plain_text import on_screen, shortened

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd
    import pyproj

Box = tuple[float, float, float, float]
CRS, CGCS2000 = "EPSG:4326", "EPSG:4490"
MAX_BYTES = {".geojson": 100_000_000, ".json": 100_000_000, ".zip": 100_000_000, ".shp": MAX_UNPACKED_BYTES, ".pmtiles": 1_000_000_000}
"""By the ending of a file: what is read at all. Tiles are read for the city alone, the others whole."""
MAX_SHAPES, MAX_VERTICES = 400_000, 5_000_000
TYPES = (
    "FeatureCollection", "Feature", "GeometryCollection", "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
)


@dataclass(frozen=True)
class Layer:
    """What one layer of a file holds."""

    called: str
    """The layer's name; that of the file, without its ending, where it has only one."""
    shapes: "gpd.GeoDataFrame"
    """Rows: one a shape: name, name_en ("" = none), weight (0 the heaviest to 2), geometry (WGS-84, flat, finite)."""
    datum: str


def read_layers(file: Path, datum: str | None, box: Box) -> list[Layer]:
    """The layers of a file. `datum`: of its coordinates; null only where a GeoJSON says `source_crs`. `box`: the city's, degrees.

    Raises: RefusedInput for a file that is not there, too large, broken, of no kind that is read, or whose coordinates cannot be used.
    """
    suffix = file.suffix.lower()
    if not file.is_file():
        raise RefusedInput("map_pack.no_file", file=file.name)
    if suffix not in MAX_BYTES:
        raise RefusedInput("map_pack.not_geographic", file=file.name)
    _require_size(file, box)
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # the reader's own
        if suffix == ".pmtiles":
            from dashboard.geography.map_pack_tiles import read_tiles  # as below

            found, datum = read_tiles(file, box), required_datum(datum, None)
        elif suffix in (".zip", ".shp"):
            found, datum = {file.stem: _shapefile(file)}, required_datum(datum, None)
        else:
            document = _document(file)
            datum = required_datum(datum, declared_datum(document))
            found = {file.stem: _geojson(document, file.name)}
    return [Layer(called, _usable(frame, datum, file.name), datum) for called, frame in found.items()]


def _require_size(file: Path, box: Box) -> None:
    most = MAX_BYTES[file.suffix.lower()]
    parts = [file.with_suffix(suffix) for suffix in WANTED] if file.suffix.lower() == ".shp" else [file]
    size = sum(part.stat().st_size for part in parts if part.is_file())
    if size > most:
        sides = ",".join(f"{side:.2f}" for side in box)
        raise RefusedInput("map_pack.too_large", file=file.name, mb=size // 1_000_000, most=most // 1_000_000, box=sides)


def _document(file: Path) -> dict:
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            document = json.loads(content.decode(encoding))
        except UnicodeDecodeError:
            continue
        except (ValueError, RecursionError) as error:
            raise RefusedInput("map_pack.broken", file=file.name) from error
        if isinstance(document, dict) and document.get("type") in TYPES:
            return document
        break
    raise RefusedInput("map_pack.broken", file=file.name)


def _geojson(document: dict, name: str) -> "gpd.GeoDataFrame":
    import pyogrio  # GDAL takes 29 MB of memory, needed only where a file is read

    try:
        # Written anew: the reader tells files by their content, and one that names other files is none of ours.
        return _placed(pyogrio.read_dataframe(io.BytesIO(json.dumps(document).encode()), DATE_AS_STRING="YES"), name)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, shapely.errors.ShapelyError, ValueError) as error:
        raise RefusedInput("map_pack.broken", file=name) from error


def _shapefile(file: Path) -> "gpd.GeoDataFrame":
    import pyogrio  # as above

    with tempfile.TemporaryDirectory() as folder:
        layer = unpack_shapefile(file.read_bytes(), Path(folder)) if file.suffix.lower() == ".zip" else _parts(file, Path(folder))
        cpg = layer.with_suffix(".cpg")
        declared = declared_encoding(cpg.read_text("ascii", "ignore")) if cpg.exists() else None
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"})
        try:
            frame = pyogrio.read_dataframe(layer, encoding=names_encoding(layer.with_suffix(".dbf").read_bytes(), declared))
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, LookupError, UnicodeDecodeError) as error:
            raise RefusedInput("map_pack.broken", file=file.name) from error
        if not layer.with_suffix(".prj").exists():
            raise RefusedInput("map_pack.no_projection", file=file.name)
    return _placed(frame, file.name)


def _parts(file: Path, folder: Path) -> Path:
    """A Shapefile that is not packed, copied under our own names."""
    beside = {part.suffix.lower(): part for part in file.parent.glob(f"{_literal(file.stem)}.*") if part.is_file()}
    for suffix in NEEDED:
        if suffix not in beside:
            raise RefusedInput("map_pack.lacks_part", file=file.name, suffix=suffix)
    for suffix in set(WANTED) & set(beside):
        shutil.copyfile(beside[suffix], folder / f"layer{suffix}")
    return folder / "layer.shp"


def _literal(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)


def _placed(frame: "gpd.GeoDataFrame", name: str) -> "gpd.GeoDataFrame":
    """The frame in degrees of the WGS-84 family, by what the file says of its coordinates; GCJ-02 and BD-09 have no name there."""
    if "geometry" not in frame or frame.empty:
        raise RefusedInput("map_pack.no_shapes", file=name)
    if frame.crs is None:
        return frame.set_crs(CRS)
    way = _way(frame.crs)
    if way is None:
        raise RefusedInput("map_pack.unknown_projection", file=name, crs=shortened(on_screen(str(frame.crs.name))))
    moved = shapely.transform(shapely.force_2d(frame.geometry.to_numpy()), lambda xy: np.column_stack(way(xy[:, 0], xy[:, 1])))
    return frame.set_geometry(moved, crs=None).set_crs(CRS, allow_override=True)


def _way(crs: "pyproj.CRS") -> Callable | None:
    """What turns coordinates into degrees of WGS-84, or of CGCS2000, which is centimetres from it; null where only a guess would."""
    import pyproj  # as above

    for degrees in (CRS, CGCS2000):
        try:
            return pyproj.Transformer.from_crs(crs, degrees, always_xy=True, allow_ballpark=False).transform
        except pyproj.exceptions.ProjError:
            continue
    return None


def _usable(frame: "gpd.GeoDataFrame", datum: str, name: str) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # as above

    shapes = shapely.force_2d(frame.geometry.to_numpy())
    there = np.array([shape is not None and not shape.is_empty for shape in shapes])
    if not there.any():
        raise RefusedInput("map_pack.no_shapes", file=name)
    if len(shapes) > MAX_SHAPES or shapely.get_num_coordinates(shapes).sum() > MAX_VERTICES:
        raise RefusedInput("map_pack.too_many", file=name, shapes=MAX_SHAPES, points=MAX_VERTICES)
    bounds = shapely.bounds(shapes)
    numbers = np.array([bool(np.isfinite(shapely.get_coordinates(shape)).all()) for shape in shapes])
    if bad := [str(row + 1) for row in np.flatnonzero(there & ~numbers)]:
        raise RefusedInput("map_pack.not_finite", file=name, n=len(bad), listed="、".join(bad[:5]))
    if np.abs(bounds[there]).max() > 180:
        raise RefusedInput("coordinates.not_degrees")
    moved = shapely.transform(shapes[there], lambda xy: np.column_stack(to_wgs84(xy[:, 0], xy[:, 1], datum)))
    return gpd.GeoDataFrame(described(frame[there]), geometry=moved, crs=CRS)


