"""The files of what people keep: read all at once and known until the folder changes, written in one step, one writer at a time."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dashboard.errors import StoreError
from dashboard.people.recognition import OFFICES, found_in
from dashboard.plain_text import has_unseen
from dashboard.warehouse.durable import disk_in_words, write_text, writer_lock
from dashboard.warehouse.workspace import Workspace

FOLDER = "kept"
WAIT_SECONDS = 5.0
"""For another who writes: a file takes some milliseconds."""
SETTLED_NS = 2_000_000_000
"""A folder that changed less than this ago may change again without its time showing it: it is read anew."""
MOST_READINGS = 32
Kept = TypeVar("Kept")
Readings = dict[str, Any]


def read_all(workspace: Workspace, kind: str, made: Callable[[str, Any], Kept | None]) -> dict[str, Kept | None]:
    """What `made(name, document)` makes of each file of a kind, by the file's name; null for one that cannot be read.

    Raises: StoreError for a folder that cannot be read. Whoever gets the readings shares them and may not change them.
    """
    place = workspace.root / FOLDER
    with _folder_in_words():
        try:
            stamp = place.stat().st_mtime_ns
        except FileNotFoundError:
            return {}
        known = _readings.get((place, kind))
        if known and known[0] == stamp:
            return known[1]
        begun = time.time_ns()
        names = sorted(name for name in os.listdir(place) if name.startswith(f"{kind}-") and name.endswith(".json"))
    found = {name: read_one(place / name, made) for name in names}
    if begun - stamp > SETTLED_NS:
        while len(_readings) >= MOST_READINGS:
            _readings.pop(next(iter(_readings)), None)
        _readings[place, kind] = (stamp, found)
    return found


def read_one(file: Path, made: Callable[[str, Any], Kept | None]) -> Kept | None:
    """What is made of one file; null where it is not there, damaged, or not what `made` expects."""
    try:
        return made(file.name, json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def write(workspace: Workspace, name: str, document: object) -> None:
    """Put a file in its place in one step. Raises: StoreError for the disk."""
    with disk_in_words():
        (workspace.root / FOLDER).mkdir(exist_ok=True)
        write_text(workspace.root / FOLDER / name, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def one_writer(workspace: Workspace, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """The right to look and then write, alone. Raises: StoreError for a disk that takes nothing, or another who writes too long."""
    with disk_in_words():
        (workspace.root / FOLDER).mkdir(exist_ok=True)
    with writer_lock(workspace.root / FOLDER, "kept", wait_seconds):
        yield


def unreadable(*readings: Readings) -> list[str]:
    """The names of files of these readings that cannot be read."""
    return [name for reading in readings for name, held in reading.items() if held is None]


def is_about_a_person(*texts: str) -> bool:
    """Whether a text has a number or a name of a person; an office's number may stand."""
    return any(found_in(words, without=OFFICES) for words in texts)


def is_plain(text: str) -> bool:
    """Whether a text has nothing that is not seen as it stands."""
    return text.isprintable() and not has_unseen(text)


@contextmanager
def _folder_in_words() -> Iterator[None]:
    try:
        yield
    except OSError as refused:
        raise StoreError("kept.folder_unreadable") from refused


_readings: dict[tuple[Path, str], tuple[int, Readings]] = {}
