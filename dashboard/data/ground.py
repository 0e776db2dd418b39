"""The map packs of the workspace that is served: read once, named by their digest, so that a browser keeps them for good."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.data.served import workspace
from dashboard.geography.map_files import DamagedMap
from dashboard.geography.map_pack import FOLDER, KINDS, read_pack

KEPT = 16
"""Packs that are held, 30 kB each."""
DIGITS = 16


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
    served = workspace()
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
