"""What the tiles of the overview show: a few rows of a statement, asked beside the pages, one at a time, and shown for some minutes."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from queue import SimpleQueue

from dashboard.data.explore import Answer, answer
from dashboard.data.served import generation, workspace
from dashboard.errors import SandtableError
from dashboard.sandbox.question import Question
from dashboard.sandbox.refused import SandboxBusy, StatementRefused

ROWS = 5
"""Rows of a tile."""
KEPT_FOR = timedelta(minutes=5)
"""So long an answer of the same store stands for the present, with its moment said; a refusal too, which is often a costly one."""
MOST, MOST_WAITING, MOST_BYTES = 64, 24, 1 << 20
"""Tiles that are held, that wait, and what the rows of one may weigh."""
Key = tuple[str, str, str | None, datetime | None, datetime | None]


@dataclass(frozen=True)
class Tile:
    """What a statement answered, or why it did not."""

    at: datetime
    """The moment that it was asked of."""
    generation: str | None
    answer: Answer | None
    refused: SandtableError | None


@dataclass(frozen=True)
class Shown:
    """A tile as it can be shown now."""

    tile: Tile | None
    """Null while it is asked for the first time."""
    is_asked: bool
    """Whether it is being asked, so that another look is worth it."""


def shown(question: Question, is_fixed: bool) -> Shown:
    """What is held of a question, at once; what is not held, or has grown old, is asked meanwhile.

    `is_fixed`: it is of its moment alone; else what was asked some minutes ago of the same store may stand, with its own moment.
    """
    asked = replace(question, rows=ROWS)
    key = (str(workspace().root), asked.sql, asked.district, asked.since, asked.as_of if is_fixed else None)
    with _guard:
        held = _held.get(key)
        if held and _is_good(held, asked.as_of):
            _held.move_to_end(key)
            return Shown(held, False)
        if key in _waiting:
            return Shown(held, True)
        if len(_waiting) >= MOST_WAITING:
            return Shown(held or Tile(asked.as_of, None, None, SandboxBusy("sandbox.busy")), False)
        _waiting.add(key)
    _begin()
    _queue.put((key, asked))
    return Shown(held, True)


def _is_good(held: Tile, at: datetime) -> bool:
    return held.generation == generation() and abs(at - held.at) < KEPT_FOR


def _begin() -> None:
    """Have the thread that asks; one is enough, and leaves the other places of the sandbox to who waits for an answer."""
    global _asker
    with _guard:
        if _asker is None or not _asker.is_alive():
            _asker = threading.Thread(target=_ask_on, name="tiles", daemon=True)
            _asker.start()


def _ask_on() -> None:
    while True:
        key, asked = _queue.get()
        try:
            tile = _tile(asked)
        except Exception:  # whatever it is, the others are asked; the tile says that it could not be
            tile = Tile(asked.as_of, None, None, StatementRefused("sandbox.failed"))
        with _guard:
            _waiting.discard(key)
            if isinstance(tile.refused, SandboxBusy):
                continue  # nothing is known of it: it is asked again at the next look
            _held[key] = tile
            _held.move_to_end(key)
            while len(_held) > MOST:
                _held.popitem(last=False)


def _tile(asked: Question) -> Tile:
    now = generation()
    try:
        given = answer(asked)
    except SandtableError as refused:
        return Tile(asked.as_of, now, None, refused)
    if given.result.table.nbytes > MOST_BYTES:
        return Tile(asked.as_of, now, None, StatementRefused("kept.tile_too_large"))
    return Tile(asked.as_of, given.result.generation, given, None)


_guard = threading.Lock()
_queue: SimpleQueue[tuple[Key, Question]] = SimpleQueue()
_held: OrderedDict[Key, Tile] = OrderedDict()
_waiting: set[Key] = set()
_asker: threading.Thread | None = None
