"""Repairs to uploaded outlines, each one reported: what a person drew is changed only in the open."""

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

from dashboard.i18n.messages import Words, both, messages, text

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

POLYGONAL = ("Polygon", "MultiPolygon")
NAME_COLUMNS = ("name", "Name", "NAME", "名称", "小区名称", "小区", "zone_name", "title")


def repaired(frame: "gpd.GeoDataFrame") -> tuple["gpd.GeoDataFrame", list[dict]]:
    """The frame with flat, valid polygons only, and the notes on what was changed.

    Rows: those of the input less the ones without a polygon. Notes: dicts of row (feature number, from 1; null = the
    whole file), name (null = none), what_zh, what_en.
    """
    notes = []
    if frame.geometry.has_z.any():
        notes.append(note(both("outline.heights")))
    outlines = []
    for row, (name, shape) in enumerate(zip(names_of(frame), frame.geometry, strict=True), start=1):
        outline, what = _repair(shape)
        outlines.append(outline)
        if what:
            notes.append(note(what, row, name))
    fixed = frame.set_geometry(np.array(outlines, dtype=object), crs=frame.crs)
    return fixed[fixed.geometry.notna()], notes


def note(what: Words, row: int | None = None, name: str | None = None) -> dict:
    """One thing that was done to a file, or to one feature of it."""
    return {"row": row, "name": name, "what_zh": what.zh, "what_en": what.en}


def names_of(frame: "gpd.GeoDataFrame") -> list[str | None]:
    """The name of each feature, from the first column that is known to hold names; null where there is none."""
    column = next((column for column in NAME_COLUMNS if column in frame.columns), None)
    if column is None:
        return [None] * len(frame)
    return [value.strip() if isinstance(value, str) and value.strip() else None for value in frame[column]]


def _repair(shape: shapely.Geometry | None) -> tuple[shapely.Geometry | None, Words | None]:
    if shape is None or shape.is_empty:
        return None, both("outline.missing")
    flat = shapely.force_2d(shape)
    if flat.geom_type in POLYGONAL and flat.is_valid:
        return flat, None
    # 'structure' keeps overlapping parts whole; 'linework' would cut the overlap out, buffer(0) half of a bow-tie.
    valid = flat if flat.is_valid else shapely.make_valid(flat, method="structure", keep_collapsed=False)
    polygons = _polygons(valid)
    if not polygons:
        return None, both("outline.not_an_area")
    outline = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    if flat.is_valid:
        return outline, both("outline.areas_only")
    return outline, both("outline.repaired", reason=_fault(shapely.is_valid_reason(flat).split("[")[0].strip()))


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    parts = shapely.get_parts(shape)
    if shape.geom_type == "GeometryCollection":
        parts = [inner for part in parts for inner in shapely.get_parts(part)]
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _fault(reason: str) -> Words:
    """What is wrong with an outline, of which the geometry library gives the reason in English; one without a message stays as it is."""
    key = "outline_fault." + re.sub(r"\W+", "_", reason.lower())
    return both(key) if key in messages() else Words(text("outline_fault.any_other", "zh"), reason.lower())
