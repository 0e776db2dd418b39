"""The workspace that is served: its folder, the published generation of its store, its files of boundaries.

One run of a page looks once: a generation that is published meanwhile, and a minute that begins meanwhile, are the next run's.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Present:
    """What a run of a page looks at."""

    workspace: Workspace
    generation: str | StoreError | None
    """As of `generation()`, or why there is no telling."""
    now: datetime
    """The workspace's clock, read after the generation, so that no batch in it is of the future."""


@contextmanager
def one_present() -> Iterator[None]:
    """Answer everything within from one present: the workspace, its generation and its clock are looked at once."""
    if _present.get() is not _EVERY_TIME:  # a part of a page that looks already
        yield
        return
    token = _present.set(None)
    try:
        yield
    finally:
        _present.reset(token)


def workspace() -> Workspace:
    """The workspace that is served. Raises StoreError where there is none."""
    return found.workspace if (found := _looked()) else _workspace_now()


def generation() -> str | None:
    """The published generation of the store that answers come from; null before the first publication."""
    if not (found := _looked()):
        return generation_now()
    if isinstance(found.generation, StoreError):
        raise found.generation
    return found.generation


def now() -> datetime:
    """The workspace's clock."""
    return found.now if (found := _looked()) else _workspace_now().now()


def generation_now() -> str | None:
    """The published generation, whatever the page that runs looks at: for who has just changed the store."""
    served = _workspace_now()
    try:
        told = os.stat(f"{served.root}/store/CURRENT")
    except OSError:
        return current_name(served)  # which has the words
    return _generation(served, told.st_ino, told.st_mtime_ns)  # a new generation is a new file


def _looked() -> Present | None:
    """The present of the page that runs, looked at when it is first needed; null where every look is one of its own."""
    found = _present.get()
    if isinstance(found, Present):
        return found
    if found is _EVERY_TIME:
        return None
    served, published = _workspace_now(), _or_why(generation_now)
    looked = Present(served, published, served.now())
    _present.set(looked)
    return looked


def _or_why(ask: Callable[[], str | None]) -> str | StoreError | None:
    try:
        return ask()
    except StoreError as unreadable:
        return unreadable


def _workspace_now() -> Workspace:
    root = str(default_workspace())
    # A changed city.toml (a moved demonstration clock) is another workspace to the cache; 0 lets `open` say what is missing.
    return _workspace(root, _stamp(f"{root}/city.toml"))


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


_EVERY_TIME = object()
_present: ContextVar[Any] = ContextVar("what the page that runs looks at; null = it has not looked yet", default=_EVERY_TIME)
