"""The cubes that are held: by workspace, generation and subject, each for all the moments at which its rows are counted alike."""

import json
import logging
import pickle
import subprocess
import sys
import threading
from datetime import datetime

from dashboard.crossfilter import child
from dashboard.crossfilter.cube import Cube
from dashboard.crossfilter.selection import Selection
from dashboard.crossfilter.subjects import Subject
from dashboard.crossfilter.tiles import tiles
from dashboard.errors import StoreError
from dashboard.memo import BoundedCache
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import NotPublished
from dashboard.warehouse.workspace import Workspace

MOST_BYTES = 24 << 20
"""Of all cubes that are held, or one alone that is larger. Ten million calls of a year and a half take 8 MB (measured)."""
TILE_BYTES = 4 << 20
WITHIN = 120
"""Seconds that making a cube may take."""

logger = logging.getLogger("sandtable")


def cube_of(workspace: Workspace, subject: Subject, at: datetime) -> Cube:
    """The cube of a subject as of a moment, made now where none is held. Raises StoreError where it cannot be made."""
    name = current_name(workspace)
    if name is None:
        raise NotPublished("store.not_published")
    key = (str(workspace.root), name, subject.name)
    held = _held(key, at)
    if held:
        return held
    with _making:  # one is made at a time: each takes a core and a few hundred MB for a moment
        return _held(key, at) or _keep(key[0], _made(workspace, subject, at))


def wire(cube: Cube, active: str, selection: Selection) -> bytes:
    """The tiles of an active dimension as they go to the browser, from the cache where they were asked before."""
    others = selection.without(active)
    key = (cube.id, active, repr((sorted(others.spans.items()), sorted(others.values.items()))))
    return _tiles.get(key, lambda: tiles(cube, active, selection).wire(cube))


def _held(key: tuple[str, str, str], at: datetime) -> Cube | None:
    with _guard:
        for place, (root, cube) in enumerate(_cubes):
            if (root, cube.generation, cube.subject) == key and cube.since <= at < cube.until:
                _cubes.append(_cubes.pop(place))
                return cube
    return None


def _keep(root: str, cube: Cube) -> Cube:
    with _guard:
        _cubes.append((root, cube))
        while len(_cubes) > 1 and sum(one.bytes for _, one in _cubes) > MOST_BYTES:
            del _cubes[0]
    return cube


def _made(workspace: Workspace, subject: Subject, at: datetime) -> Cube:
    wanted = json.dumps({"workspace": str(workspace.root.resolve()), "subject": subject.name, "as_of": at.isoformat()})
    command = [sys.executable, "-m", child.__name__]
    try:
        done = subprocess.run(command, input=wanted.encode(), capture_output=True, timeout=WITHIN, check=False)
    except subprocess.TimeoutExpired as late:
        raise StoreError("crossfilter.too_slow", seconds=WITHIN) from late
    if done.returncode:
        logger.error("no cube of %s: %s", subject.name, done.stderr.decode(errors="replace")[-2000:])
        raise StoreError("crossfilter.not_made")
    cube: Cube = pickle.loads(done.stdout)
    return cube


_cubes: list[tuple[str, Cube]] = []
"""With the folder of their workspaces; the last used is the last."""
_guard, _making = threading.Lock(), threading.Lock()
_tiles: BoundedCache[bytes] = BoundedCache(TILE_BYTES, len)
