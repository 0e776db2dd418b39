"""Outlines that a city uploads (zones, compounds, grids): GeoJSON or a zipped Shapefile, in a declared datum."""

import io
import json
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.coordinates import check_coordinates, declared_datum, required_datum
from dashboard.geography.datum import to_wgs84
from dashboard.geography.repair import note, repaired
from dashboard.geography.shapefile import declared_encoding, names_encoding, unpack_shapefile
from dashboard.i18n.messages import both

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

MAX_FILE_BYTES = 50_000_000
MAX_FEATURES = 20_000
MAX_VERTICES = 2_000_000
GEOJSON_TYPES = ("FeatureCollection", "Feature", "Polygon", "MultiPolygon", "GeometryCollection")
CRS = "EPSG:4326"
Box = tuple[float, float, float, float]


def read_polygons(
    path_or_bytes: str | Path | bytes,
    filename: str,
    encoding: str | None = None,
    datum: str | None = None,
    box: Box | None = None,
) -> tuple["gpd.GeoDataFrame", list[dict]]:
    """The polygons of a file, in WGS-84, and the notes on every repair.

    Rows: one a feature that has an area, with the file's own columns; geometry valid, flat, EPSG:4326.
    Notes: dicts of row (feature number, from 1; null = the whole file), name, what_zh, what_en; [] = nothing changed.
    `encoding` of names: null = found out from the bytes. `datum`: "wgs84", "gcj02" or "bd09"; may be null only for a
    GeoJSON that declares `source_crs`. `box`: (w, s, e, n) that the coordinates must touch, as of `locate.city_box`.
    Raises: RefusedInput, in words, for whatever is not that; UsageError for an unknown datum.
    """
    content = path_or_bytes if isinstance(path_or_bytes, bytes) else Path(path_or_bytes).read_bytes()
    if len(content) > MAX_FILE_BYTES:
        raise _too_large()
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # the reader's own; ours are notes
        frame, notes, datum = _read(content, filename, encoding, datum)
    if len(frame) > MAX_FEATURES or shapely.get_num_coordinates(frame.geometry.to_numpy()).sum() > MAX_VERTICES:
        raise _too_large()
    frame, repairs = repaired(frame)
    if frame.empty:
        raise RefusedInput("boundary_file.no_area")
    check_coordinates(frame, box)
    frame = frame.set_geometry(_converted(frame.geometry, datum), crs=CRS).reset_index(drop=True)
    return frame, notes + repairs


def _read(content: bytes, filename: str, encoding: str | None, datum: str | None) -> tuple["gpd.GeoDataFrame", list[dict], str]:
    """What the file holds as it stands, the notes so far, and the datum that applies."""
    suffix = Path(filename).suffix.lower()
    if suffix == ".zip":
        frame, notes = _read_zip(content, encoding)
        datum = required_datum(datum, None)
    elif suffix in (".geojson", ".json"):
        document, notes = _parse(content, encoding)
        datum = required_datum(datum, declared_datum(document))
        frame = _read_geojson(document)
    else:
        raise _not_geographic()
    return frame, notes, datum


def _parse(content: bytes, encoding: str | None) -> tuple[dict, list[dict]]:
    notes = []
    try:
        text = content.decode(encoding or "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise _not_geographic() from error
        notes.append(note(both("boundary_file.read_as_gbk")))
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_geographic() from error
    if not isinstance(document, dict) or document.get("type") not in GEOJSON_TYPES:
        raise _not_geographic()
    return document, notes


def _read_geojson(document: dict) -> "gpd.GeoDataFrame":
    import pyogrio  # GDAL takes 29 MB of memory, needed only where a file is read

    try:
        # A zone may be numbered like a date, and is not to be turned into one.
        frame = pyogrio.read_dataframe(io.BytesIO(json.dumps(document).encode()), DATE_AS_STRING="YES")
        return _with_geometry(frame, projected=False)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, shapely.errors.ShapelyError) as error:
        raise _not_geographic() from error


def _read_zip(content: bytes, encoding: str | None) -> tuple["gpd.GeoDataFrame", list[dict]]:
    import pyogrio  # as above

    with tempfile.TemporaryDirectory() as folder:
        layer = unpack_shapefile(content, Path(folder))
        cpg = layer.with_suffix(".cpg")
        declared = declared_encoding(cpg.read_text("ascii", "ignore")) if cpg.exists() else None
        found = encoding or names_encoding(layer.with_suffix(".dbf").read_bytes(), declared)
        try:
            # A .shx that is missing is only an index: GDAL can build it again.
            pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"})
            frame = pyogrio.read_dataframe(layer, encoding=found)
        except UnicodeDecodeError as error:
            raise RefusedInput("boundary_file.names_unreadable") from error
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, LookupError) as error:
            raise _not_geographic() from error
    guessed = encoding is None and declared is None and found != "utf-8"
    return _with_geometry(frame, projected=True), [note(both("boundary_file.names_read_as", encoding=found))] if guessed else []


def _with_geometry(frame, projected: bool) -> "gpd.GeoDataFrame":
    if "geometry" not in frame or frame.empty:
        raise RefusedInput("boundary_file.no_shapes")
    # Only a projected .prj is acted on. A geographic one says nothing of GCJ-02, which is saved under WGS-84's name.
    if projected and frame.crs is not None and frame.crs.is_projected:
        return frame.to_crs(CRS)
    return frame.set_crs(CRS, allow_override=True)


def _converted(outlines: "gpd.GeoSeries", datum: str) -> np.ndarray:
    return shapely.transform(outlines.to_numpy(), lambda xy: np.column_stack(to_wgs84(xy[:, 0], xy[:, 1], datum)))


def _not_geographic() -> RefusedInput:
    return RefusedInput("boundary_file.not_geographic")


def _too_large() -> RefusedInput:
    return RefusedInput("boundary_file.too_large", megabytes=MAX_FILE_BYTES // 1_000_000, shapes=MAX_FEATURES, points=MAX_VERTICES)
