"""A boundary drawn on the screen, made into the files that a clerk would have uploaded: a GeoJSON of one zone, and its declaration."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import shapely

from dashboard.errors import RefusedInput
from dashboard.geography.locate import BORDER_DEGREES, district_of
from dashboard.intake.checks.corners import Corners, counted
from dashboard.intake.city import EVERYTHING, city_of
from dashboard.intake.reading.outlines import DECIMALS, TABLE
from dashboard.rules.schemes import Scheme, scheme
from dashboard.schema.declaration import enums, tables
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace

File = tuple[str, bytes]

EVENTS = "zone_events"
DRAWN = ("geometry", "geometry_precision", "lon", "lat", "located_area_id")
"""Columns of a zone that follow from its boundary."""
NEEDED = {
    "zone_id": "the zone's number", "area_id": "the district", "scheme": "the rule set", "level": "the level",
    "extent_text": "the extent, as published",
}  # fmt: skip
ONE_ZONE = "select * from current_zones($as_of) where zone_id = $zone_id"


@dataclass(frozen=True)
class Declared:
    """What a form says of a zone that is declared now, as it was typed."""

    zone_id: str
    area_id: str | None
    scheme: str | None
    level: str | None
    extent_text: str
    at: datetime | None
    """When it takes effect."""
    decided_at: datetime | None = None
    notice_no: str = ""


def new_zone(workspace: Workspace, corners: Corners, declared: Declared) -> list[File]:
    """The boundary file and the declaration of a zone that the store does not know, for `take` with the datum wgs84.

    Raises: RefusedInput for a ring that is none, what is not filled in, a known number, a level that the rule set lacks, and for moments
    that are yet to come; UsageError for an unknown rule set.
    """
    ring = ring_of(workspace, corners)
    stated = {name: (getattr(declared, name) or "").strip() for name in (*NEEDED, "notice_no")}
    _complete(stated, declared.at)
    _level_of(scheme(stated["scheme"]), stated["level"])
    _passed(workspace, declared)
    if _row(workspace, stated["zone_id"]) is not None:
        raise RefusedInput.worded(
            f"风险区编号“{stated['zone_id']}”已有。", f"There is a zone “{stated['zone_id']}” already.",
            "要给它划边界，请改选“已有的风险区”；否则请另编号。",
            "To give it a boundary, choose “a zone on record”; else give another number.",
        )  # fmt: skip
    zone = {name: stated[name] for name in NEEDED} | {"geometry_precision": "polygon"}
    event = {
        "zone_id": stated["zone_id"], "event": "declare", "at": _text(declared.at), "decided_at": _text(declared.decided_at),
        "notice_no": stated["notice_no"], "level": stated["level"], "extent_text": stated["extent_text"],
    }  # fmt: skip
    return [_outline(ring, zone), (f"{EVENTS} {stated['zone_id']}.csv", _csv(event))]


def known_zone(workspace: Workspace, corners: Corners, zone_id: str) -> list[File]:
    """The boundary file of a zone on record, which keeps every other column.

    Raises: RefusedInput for a ring that is none, and for a zone that is not there.
    """
    ring = ring_of(workspace, corners)
    row = _row(workspace, zone_id)
    if row is None:
        raise RefusedInput.worded(
            f"没有风险区“{zone_id}”。", f"There is no zone “{zone_id}”.", "请重新选择。", "Choose again.",
        )  # fmt: skip
    # A row that comes again replaces the whole row: what the drawing does not say is carried over.
    kept = {name: row[name] for name in tables()[TABLE].columns if name not in DRAWN and row[name] is not None}
    return [_outline(ring, kept | {"geometry_precision": "polygon", "is_synthetic": bool(row["is_synthetic"])})]


def ring_of(workspace: Workspace, corners: Corners) -> shapely.Polygon:
    """The ring as a polygon, counter-clockwise. Raises: RefusedInput for too few corners, crossing lines, a corner outside the city."""
    ring = _polygon(corners)
    points = shapely.points(np.array(corners))
    near = shapely.dwithin(points, shapely.union_all(city_of(workspace).districts.geometry.to_numpy()), BORDER_DEGREES)
    if not near.all():
        first = int(np.flatnonzero(~near)[0]) + 1
        raise RefusedInput.worded(
            f"第 {first} 个角点在本市之外。", f"Corner {first} lies outside the city.",
            "请移动它；写坐标的，请核对坐标系与先后（先经度、后纬度）。",
            "Move it; if coordinates were typed, check their datum and order (longitude first).",
        )  # fmt: skip
    return shapely.orient_polygons(ring, exterior_cw=False)


def lies_in(workspace: Workspace, corners: Corners) -> str | None:
    """The district in which the inside of a ring lies; null outside all, and for a ring that is none."""
    try:
        inside = _polygon(corners).point_on_surface()
    except RefusedInput:
        return None
    return district_of(inside.x, inside.y, city_of(workspace).districts)


def _polygon(corners: Corners) -> shapely.Polygon:
    counted(len(set(corners)))
    ring = shapely.Polygon(np.array(corners).round(DECIMALS))
    if not ring.is_valid or not ring.area:
        raise RefusedInput.worded(
            "边线自相交，或没有围住任何地方。", "The line crosses itself, or encloses nothing.",
            "请移动角点或重划；不作自动修正。", "Move a corner or draw it again; nothing is repaired by guess.",
        )  # fmt: skip
    return ring


def _complete(stated: dict[str, str], at: datetime | None) -> None:
    missing = [name for name in NEEDED if not stated[name]]
    zh = [tables()[TABLE].columns[name].zh for name in missing] + ["生效时间"] * (at is None)
    en = [NEEDED[name] for name in missing] + ["when it takes effect"] * (at is None)
    if zh:
        raise RefusedInput.worded(f"没有填写：{'、'.join(zh)}。", f"Not filled in: {', '.join(en)}.")


def _level_of(rules: Scheme, level: str) -> None:
    """A rule set without steps counts districts, and has every level."""
    known = enums()["zone_level"].get(level)
    if known and rules.steps and level not in (*rules.steps, *(["low"] if rules.rest_is_low else [])):
        raise RefusedInput.worded(
            f"“{rules.title[0]}”没有{known.zh}。", f"The rule set “{rules.title[1]}” has no level “{known.en}”.",
            "请改选等级或标准。", "Choose another level or rule set.",
        )  # fmt: skip


def _passed(workspace: Workspace, declared: Declared) -> None:
    stated = (declared.at, "生效时间", "The moment it takes effect"), (declared.decided_at, "决定时间", "The moment it was decided")
    for moment, zh, en in stated:
        if moment and moment > workspace.now():
            raise RefusedInput.worded(
                f"{zh} {_text(moment)} 还没有到。", f"{en}, {_text(moment)}, is yet to come.",
                "请核对；预告的划定请作为文件接收。", "Check it; a declaration that is announced ahead is uploaded as a file.",
            )  # fmt: skip


def _row(workspace: Workspace, zone_id: str) -> dict | None:
    found = Reader.current(workspace).frame(ONE_ZONE, {"as_of": EVERYTHING, "zone_id": zone_id})
    return found.astype(object).where(found.notna(), None).to_dict("records")[0] if len(found) else None


def _outline(ring: shapely.Polygon, properties: dict) -> File:
    feature = {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(ring))}
    document = {"type": "FeatureCollection", "source_crs": "wgs84", "features": [feature]}
    return f"{TABLE} {properties['zone_id']}.geojson", json.dumps(document, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> object:
    """A number of the store as JSON has them."""
    return value.item() if isinstance(value, np.generic) else str(value)


def _csv(row: dict[str, str]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, row, lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return stream.getvalue().encode()


def _text(moment: datetime | None) -> str:
    return moment.isoformat(sep=" ", timespec="minutes") if moment else ""
