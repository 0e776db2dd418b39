"""The workspace that is served: its folder, the published generation of its store, its files of boundaries."""

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.errors import StoreError
from dashboard.geography.map_files import DamagedMap, read_map
from dashboard.i18n.forms import GAP
from dashboard.i18n.messages import LANGUAGES, Words, both
from dashboard.settings import default_workspace
from dashboard.warehouse.digests import NEWEST
from dashboard.warehouse.integrity import DamagedLog, order_faults
from dashboard.warehouse.log_clock import ClockFault, clock_fault, newest_recorded
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace

FILES = 8
"""Opened workspaces, and files of boundaries, that are cached."""


def workspace() -> Workspace:
    """The workspace that is served. Raises StoreError where there is none."""
    root = str(default_workspace())
    # A changed city.toml (a moved demonstration clock) is another workspace to the cache; 0 lets `open` say what is missing.
    return _workspace(root, _stamp(f"{root}/city.toml"))


def generation() -> str | None:
    """The published generation of the store that answers come from now; null before the first publication."""
    served = workspace()
    try:
        told = os.stat(f"{served.root}/store/CURRENT")
    except OSError:
        return current_name(served)  # which has the words
    return _generation(served, told.st_ino, told.st_mtime_ns)  # a new generation is a new file


def geodata(file: str) -> dict[str, Any] | None:
    """A JSON file of the workspace's boundaries; null where it is not there or is damaged, of which `map_fault` has the words."""
    try:
        return _map_file(file)
    except DamagedMap:
        return None


def map_fault(file: str) -> Words | None:
    """Why there is no map from this file, and what to do, in words; null where there is one."""
    try:
        return None if _map_file(file) else both("map.missing_geodata")
    except DamagedMap as damaged:
        return damaged.whole()


def _map_file(file: str) -> dict[str, Any] | None:
    path = workspace().geodata / file
    stamp = _stamp(path)
    found = _geodata(path, stamp) if stamp else None
    if isinstance(found, DamagedMap):
        raise found
    return found


def log_fault() -> Words | None:
    """What the order of the log says against it, in words; null where nothing does. The whole proof is `sandtable verify`."""
    served = workspace()
    return _log_fault(served, *(_stamp(served.root / name) for name in ("batches", NEWEST, "store/CURRENT")))


def clock_doubt() -> ClockFault | None:
    """What the newest batch says against the machine's clock; null where nothing does."""
    served = workspace()
    return clock_fault(_newest_recorded(served, _stamp(served.batches)))


def clock_behind() -> Words | None:
    """That the machine's clock is earlier than the newest batch, in words; null where it is not."""
    doubt = clock_doubt()
    if doubt is None or doubt.kind != "behind":
        return None
    return Words(*(doubt.said.say(lang) + gap + doubt.advised.say(lang) for lang, gap in GAP.items()))


@lru_cache(maxsize=FILES)
def _newest_recorded(served: Workspace, stamp: int) -> datetime | None:
    return newest_recorded(served)


@lru_cache(maxsize=FILES)
def _log_fault(served: Workspace, *stamps: int) -> Words | None:
    try:
        faults = [*order_faults(served)]
    except StoreError as unreadable:
        return Words(*(unreadable.title(lang) for lang in LANGUAGES))
    return Words(*(DamagedLog(faults).title(lang) for lang in LANGUAGES)) if faults else None


@lru_cache(maxsize=FILES)
def _generation(served: Workspace, file: int, stamp: int) -> str | None:
    return current_name(served)


@lru_cache(maxsize=FILES)
def _workspace(root: str, stamp: int) -> Workspace:
    return Workspace.open(root)


@lru_cache(maxsize=FILES)
def _geodata(path: Path, stamp: int) -> dict[str, Any] | DamagedMap:
    try:
        return read_map(path)
    except DamagedMap as damaged:
        return damaged  # so that it is read once, too


def _stamp(path: Path | str) -> int:
    """When a file or folder was changed; 0 where it is not there."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
