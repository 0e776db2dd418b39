"""Repairs to uploaded outlines, each one reported: what a person drew is changed only in the open."""

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:  # it takes 20 MB, which a server that takes no file in need not hold
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
        notes.append(_note(None, None, "高程已去掉", "heights were dropped"))
    outlines = []
    for row, (name, shape) in enumerate(zip(names_of(frame), frame.geometry, strict=True), start=1):
        outline, what = _repair(shape)
        outlines.append(outline)
        if what:
            notes.append(_note(row, name, *what))
    fixed = frame.set_geometry(np.array(outlines, dtype=object), crs=frame.crs)
    return fixed[fixed.geometry.notna()], notes


def names_of(frame: "gpd.GeoDataFrame") -> list[str | None]:
    """The name of each feature, from the first column that is known to hold names; null where there is none."""
    column = next((column for column in NAME_COLUMNS if column in frame.columns), None)
    if column is None:
        return [None] * len(frame)
    return [value.strip() if isinstance(value, str) and value.strip() else None for value in frame[column]]


def _repair(shape: shapely.Geometry | None) -> tuple[shapely.Geometry | None, tuple[str, str] | None]:
    if shape is None or shape.is_empty:
        return None, ("没有图形，未取用", "has no outline; not taken")
    flat = shapely.force_2d(shape)
    if flat.geom_type in POLYGONAL and flat.is_valid:
        return flat, None
    # 'structure' keeps overlapping parts whole; 'linework' would cut the overlap out, buffer(0) half of a bow-tie.
    valid = flat if flat.is_valid else shapely.make_valid(flat, method="structure", keep_collapsed=False)
    polygons = _polygons(valid)
    if not polygons:
        return None, ("不是面状图形，未取用", "is not an area; not taken")
    outline = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    if flat.is_valid:
        return outline, ("只取用其中的面", "only the areas in it were taken")
    reason = shapely.is_valid_reason(flat).split("[")[0].strip()
    return outline, (f"边线有误，已修正（{_in_chinese(reason)}）", f"invalid outline, repaired ({reason.lower()})")


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    parts = shapely.get_parts(shape)
    if shape.geom_type == "GeometryCollection":
        parts = [inner for part in parts for inner in shapely.get_parts(part)]
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _in_chinese(reason: str) -> str:
    return {
        "Self-intersection": "自相交",
        "Ring Self-intersection": "环自相交",
        "Nested shells": "面套面",
        "Duplicate Rings": "重复的环",
        "Hole lies outside shell": "洞在面外",
        "Interior is disconnected": "内部不连通",
        "Too few points in geometry component": "点数不足",
    }.get(reason, "形状无效")


def _note(row: int | None, name: str | None, what_zh: str, what_en: str) -> dict:
    return {"row": row, "name": name, "what_zh": what_zh, "what_en": what_en}
