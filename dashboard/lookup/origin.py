"""From where "near here" is asked: a pair of coordinates, or something that the board knows by its kind and number."""

import math
import re
from typing import NamedTuple

KINDS = ("zone", "business", "point", "grid")
"""What a place can be, as the address and the query places_named name it."""
PAIR = re.compile(r"^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，;；\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")


class Coordinates(NamedTuple):
    """A point in WGS-84 degrees."""

    lon: float
    lat: float


class Thing(NamedTuple):
    """One thing of the board."""

    kind: str
    """One of `KINDS`."""
    id: str


def origin_of(given: str) -> Coordinates | Thing | None:
    """What an address or a search field names: "126.63,45.75" (longitude first), "zone:Z12", or null for anything else."""
    if pair := PAIR.match(given):
        return _on_earth(float(pair[1]), float(pair[2]))
    kind, colon, number = given.partition(":")
    return Thing(kind, number) if colon and number and kind in KINDS else None


def other_way_round(given: str) -> Coordinates | None:
    """The pair with latitude and longitude exchanged, where it can be one only so ("45.75,126.63"); null otherwise."""
    pair = PAIR.match(given)
    return _on_earth(float(pair[2]), float(pair[1])) if pair and origin_of(given) is None else None


def _on_earth(lon: float, lat: float) -> Coordinates | None:
    return Coordinates(lon, lat) if math.fabs(lon) <= 180 and math.fabs(lat) <= 90 else None


def written(origin: Coordinates | Thing) -> str:
    """The origin as the address has it."""
    return f"{origin.kind}:{origin.id}" if isinstance(origin, Thing) else f"{round(origin.lon, 6)},{round(origin.lat, 6)}"
