"""GeoJSON (RFC 7946): one feature a row, a point where the row has coordinates, else the outline of its district."""

import json
import math
from datetime import datetime
from typing import Any

from dashboard.i18n.forms import is_missing
from dashboard.plain_text import on_screen
from dashboard.ui.components.exports.parcel import Parcel


def geojson_file(parcel: Parcel, *, lon: str = "", lat: str = "", area: str = "", outlines: dict[str, Any] | None = None) -> bytes:
    """The file. `lon`, `lat`: the columns of WGS-84 degrees; `area`: else the column of area_ids, whose `outlines` are GeoJSON geometries.

    A row without a place keeps its feature, with no geometry.
    """
    features = []
    for row in parcel.rows.to_dict("records"):
        place = _point(row, lon, lat) if lon and lat else (outlines or {}).get(str(row.get(area)))
        features.append({"type": "Feature", "geometry": place, "properties": {str(k): _plain(v) for k, v in row.items()}})
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


def _plain(value: Any) -> Any:
    if is_missing(value) or (isinstance(value, float) and math.isinf(value)):  # JSON has no word for either
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    return on_screen(value) if isinstance(value, str) else value.item() if hasattr(value, "item") else value
