"""GeoJSON (RFC 7946): one feature a row, a point where the row has coordinates, else the outline of its district."""

import json
import math
from datetime import date
from typing import Any

from dashboard.i18n.forms import is_missing
from dashboard.plain_text import on_screen
from dashboard.ui.components.exports.parcel import Parcel


def geojson_file(
    parcel: Parcel, *, lon: str = "", lat: str = "", area: str = "", outlines: dict[str, Any] | None = None, shape: str = "",
) -> bytes:
    """The file. `lon`, `lat`: the columns of WGS-84 degrees; `area`: else the column of area_ids, whose `outlines` are GeoJSON geometries.

    `shape`: a column of boundaries as GeoJSON text, which go before both. A row without a place keeps its feature, with no geometry.
    """
    features = []
    for row in parcel.rows.to_dict("records"):
        place = _point(row, lon, lat) if lon and lat else (outlines or {}).get(str(row.get(area)))
        told = {str(k): _plain(v) for k, v in row.items() if k != shape}
        features.append({"type": "Feature", "geometry": _boundary(row.get(shape)) or place, "properties": told})
    about = {
        "as_of": parcel.as_of.isoformat(), "source": parcel.source, "facts": {label: words for label, words in parcel.facts},
        "columns": {
            name: {"label": held.label, "unit": held.unit, "about": held.about}
            for name in map(str, parcel.rows.columns) if (held := parcel.described(name))
        },
    }
    document = {"type": "FeatureCollection", "name": parcel.name, **about, "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _point(row: dict[Any, Any], lon: str, lat: str) -> dict[str, Any] | None:
    if is_missing(row[lon]) or is_missing(row[lat]):
        return None
    return {"type": "Point", "coordinates": [float(row[lon]), float(row[lat])]}


def _boundary(given: Any) -> dict[str, Any] | None:
    """The boundary that a cell holds; null where it has none, or something that is no GeoJSON."""
    try:
        found = json.loads(given) if isinstance(given, str) else None
    except ValueError:
        return None
    return found if isinstance(found, dict) and {"type", "coordinates"} <= found.keys() else None


def _plain(value: Any) -> Any:
    if is_missing(value) or (isinstance(value, float) and math.isinf(value)):  # JSON has no word for either
        return None
    if isinstance(value, date):
        return value.isoformat()
    return on_screen(value) if isinstance(value, str) else value.item() if hasattr(value, "item") else value
