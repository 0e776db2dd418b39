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
from dashboard.i18n.messages import Words, both
from dashboard.intake.reading.corners import Corners, counted
from dashboard.intake.reading.outlines import DECIMALS, TABLE
from dashboard.intake.store_state import city_of, zone_on_record
from dashboard.rules.schemes import Scheme, scheme
from dashboard.schema.declaration import enums, tables
from dashboard.warehouse.workspace import Workspace

File = tuple[str, bytes]

EVENTS = "zone_events"
DRAWN = ("geometry", "geometry_precision", "lon", "lat", "located_area_id")
"""Columns of a zone that follow from its boundary."""
NEEDED = ("zone_id", "area_id", "scheme", "level", "extent_text")
"""What must be said of a zone that is declared now, beside the moment."""


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


def boundary_files(workspace: Workspace, corners: Corners, zone: Declared | str) -> list[File]:
    """The files of a drawn boundary, in the datum wgs84: of a zone that is declared now, or of one on record, by its number.

    Raises: as `new_zone` and `known_zone` do.
    """
    return known_zone(workspace, corners, zone) if isinstance(zone, str) else new_zone(workspace, corners, zone)


def new_zone(workspace: Workspace, corners: Corners, declared: Declared) -> list[File]:
    """The boundary file and the declaration of a zone that the store does not know.

    Raises: RefusedInput for a ring that is none, what is not filled in, a known number, a level that the rule set lacks, and for moments
    that are yet to come; UsageError for an unknown rule set.
    """
    ring = ring_of(workspace, corners)
    stated = {name: (getattr(declared, name) or "").strip() for name in (*NEEDED, "notice_no")}
    _complete(stated, declared.at)
    _level_of(scheme(stated["scheme"]), stated["level"])
    _passed(workspace, declared)
    if zone_on_record(workspace, stated["zone_id"]) is not None:
        raise RefusedInput("boundary.number_taken", zone=stated["zone_id"])
    zone: dict[str, object] = {name: stated[name] for name in NEEDED} | {"geometry_precision": "polygon"}
    event = {
        "zone_id": stated["zone_id"],
        "event": "declare",
        "at": _text(declared.at),
        "decided_at": _text(declared.decided_at),
        "notice_no": stated["notice_no"],
        "level": stated["level"],
        "extent_text": stated["extent_text"],
    }
    return [_outline(ring, zone), (f"{EVENTS} {stated['zone_id']}.csv", _csv(event))]


def known_zone(workspace: Workspace, corners: Corners, zone_id: str) -> list[File]:
    """The boundary file of a zone on record, which keeps every other column.

    Raises: RefusedInput for a ring that is none, and for a zone that is not there.
    """
    ring = ring_of(workspace, corners)
    row = zone_on_record(workspace, zone_id)
    if row is None:
        raise RefusedInput("boundary.no_zone", zone=zone_id)
    # A row that comes again replaces the whole row: what the boundary does not say is carried over.
    carried = {name: row[name] for name in tables()[TABLE].columns if name not in DRAWN and row[name] is not None}
    return [_outline(ring, carried | {"geometry_precision": "polygon", "is_synthetic": bool(row["is_synthetic"])})]


def ring_of(workspace: Workspace, corners: Corners) -> shapely.Polygon:
    """The ring as a polygon, counter-clockwise. Raises: RefusedInput for too few corners, crossing lines, a corner outside the city."""
    ring = _polygon(corners)
    points = shapely.points(np.array(corners))
    near = shapely.dwithin(points, shapely.union_all(city_of(workspace).districts.geometry.to_numpy()), BORDER_DEGREES)
    if not near.all():
        raise RefusedInput("boundary.outside", n=int(np.flatnonzero(~near)[0]) + 1)
    return shapely.orient_polygons(ring, exterior_cw=False)


def lies_in(workspace: Workspace, corners: Corners) -> str | None:
    """The district in which the inside of a ring lies; null outside all, and for a ring that is none."""
    try:
        inside = _polygon(corners).point_on_surface()
    except RefusedInput:
        return None
    found = district_of(inside.x, inside.y, city_of(workspace).districts)
    return None if found is None else str(found)


def _polygon(corners: Corners) -> shapely.Polygon:
    counted(len(set(corners)))
    ring = shapely.Polygon(np.array(corners).round(DECIMALS))
    if not ring.is_valid or not ring.area:
        raise RefusedInput("boundary.no_ring")
    return ring


def _complete(stated: dict[str, str], at: datetime | None) -> None:
    missing = [both(f"boundary.{name}") for name in NEEDED if not stated[name]] + [both("boundary.at")] * (at is None)
    if missing:
        names = Words("、".join(words.zh for words in missing), ", ".join(words.en for words in missing))
        raise RefusedInput("boundary.incomplete", names=names)


def _level_of(rules: Scheme, level: str) -> None:
    """A rule set without steps counts districts, and has every level."""
    known = enums()["zone_level"].get(level)
    if known and rules.steps and level not in (*rules.steps, *(["low"] if rules.rest_is_low else [])):
        raise RefusedInput("boundary.no_level", scheme=Words(*rules.title), level=Words(known.zh, known.en))


def _passed(workspace: Workspace, declared: Declared) -> None:
    for moment, what in ((declared.at, "boundary.moment_at"), (declared.decided_at, "boundary.moment_decided")):
        if moment and moment > workspace.now():
            raise RefusedInput("boundary.ahead", what=both(what), moment=_text(moment))


def _outline(ring: shapely.Polygon, properties: dict[str, object]) -> File:
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
