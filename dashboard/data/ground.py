"""The map packs of the workspace that is served: read once, named by their digest, so that a browser keeps them for good."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.data.served import workspace
from dashboard.errors import StoreError
from dashboard.geography.map_files import DamagedMap
from dashboard.geography.map_pack import FOLDER, KINDS, read_pack

KEPT = 16
"""Packs that are held, 30 kB each."""
DIGITS = 16
HIGHEST = 2_000
"""px of a still map."""
_SIGHT = re.compile(
    r"view_(?P<zoom>\d\d?\.\d\d)_(?P<lon>-?\d{1,3}\.\d{5})_(?P<lat>-?\d\d?\.\d{5})_(?P<high>\d{1,4})_(?P<theme>paper|night)_(?P<digest>[0-9a-f]{16})\.svg"
)


@dataclass(frozen=True)
class Pack:
    """A pack as it is drawn and sent."""

    kind: str
    name: str
    """By which the browser asks for it: kind and digest."""
    content: dict[str, Any]
    sent: bytes


def packs() -> tuple[Pack, ...]:
    """The packs of this city, in the order in which they are drawn; without those that are damaged (`damaged_packs`)."""
    return tuple(pack for pack in _all() if isinstance(pack, Pack))


def damaged_packs() -> tuple[str, ...]:
    """Files of packs that cannot be drawn: damaged, or of another city."""
    return tuple(pack for pack in _all() if isinstance(pack, str))


def pack_called(name: str) -> Pack | None:
    """The pack that a browser asks for; null where there is none of that name now."""
    return next((pack for pack in packs() if pack.name == name), None)


def _all() -> list[Pack | str]:
    try:
        served = workspace()
    except StoreError:  # which the page says in words
        return []
    return [found for kind in KINDS if (found := _pack(served.geodata / FOLDER / f"{kind}.json", served.city))]


def _pack(file: Path, city: str) -> Pack | str | None:
    try:
        return _read(file, file.stat().st_mtime_ns, city)
    except OSError:
        return None


@lru_cache(maxsize=KEPT)
def _read(file: Path, stamp: int, city: str) -> Pack | str:
    try:
        content = read_pack(file)
        sent = file.read_bytes()
    except (DamagedMap, OSError):
        return file.name
    if content["city"] != city:
        return file.name
    name = f"{content['kind']}-{hashlib.sha256(sent).hexdigest()[:DIGITS]}.json"
    return Pack(content["kind"], name, content, sent)


@dataclass(frozen=True)
class Sight:
    """A view of the ground as a picture of its own, by whose name the browser asks for it."""

    zoom: float
    lon: float
    lat: float
    high: int
    """px."""
    theme: str
    digest: str
    """Of the packs that are drawn."""

    @property
    def name(self) -> str:
        """As `sight_called` reads it."""
        return f"view_{self.zoom:.2f}_{self.lon:.5f}_{self.lat:.5f}_{self.high}_{self.theme}_{self.digest}.svg"


def packs_digest() -> str:
    """Of all packs together; "" = there are none."""
    names = " ".join(pack.name for pack in packs())
    return hashlib.sha256(names.encode()).hexdigest()[:DIGITS] if names else ""


def sight_called(name: str) -> Sight | None:
    """The view that a browser asks for; null where the name is none that a page of this board gives, or of other packs than those now."""
    found = _SIGHT.fullmatch(name)
    if found is None or found["digest"] != packs_digest():
        return None
    zoom, lon, lat = (float(found[part]) for part in ("zoom", "lon", "lat"))
    is_sight = 3 <= zoom <= 20 and abs(lon) <= 180 and abs(lat) <= 80 and 0 < int(found["high"]) <= HIGHEST
    return Sight(zoom, lon, lat, int(found["high"]), found["theme"], found["digest"]) if is_sight else None
