"""One soak: the board, its city, the cable and the wall, together; what is seen goes into a log of JSON lines."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.warehouse.workspace import Workspace
from tests.soak.board import Board
from tests.soak.cable import Cable
from tests.soak.departments import Departments
from tests.soak.watch import Watch, watched

TICK = 0.5
"""Seconds between two looks at the wall."""
EVERY = 30
"""Seconds between two rounds of the departments."""
Seen = dict


class Log:
    """A file of JSON lines, one an observation: at (seconds since the start), kind, and what belongs to it."""

    def __init__(self, file: Path) -> None:
        self.file, self.began = file.open("w", encoding="utf-8"), time.time()
        self.lock = threading.Lock()

    def __call__(self, kind: str, at: float | None = None, **what: object) -> None:
        """Write one; `at` is given in seconds since 1970, null is now."""
        line = json.dumps({"at": round((at or time.time()) - self.began, 3), "kind": kind, **what}, ensure_ascii=False)
        with self.lock:
            self.file.write(line + "\n")
            self.file.flush()


class Soak:
    """A run in progress; disturbances act on its parts and wait with `until`."""

    def __init__(self, workspace: Workspace, board: Board, cable: Cable, city: Departments, watch: Watch, note: Log, sample_every: float) -> None:
        self.workspace, self.board, self.cable, self.city, self.watch, self.note = workspace, board, cable, city, watch, note
        self.sample_every, self.sampled_at, self.known = sample_every, 0.0, {}
        self.shown: Seen = {}

    def until(self, reached: Callable[[Seen], bool], limit: float) -> bool:
        """Watch until the wall shows something, at most `limit` seconds. Returns whether it did."""
        end = time.monotonic() + limit
        while True:
            self.look()
            if self.shown and reached(self.shown):
                return True
            if time.monotonic() >= end:
                return False
            self.watch.page.wait_for_timeout(TICK * 1000)

    def watch_for(self, seconds: float) -> None:
        """Watch for a while."""
        self.until(lambda seen: False, seconds)

    def look(self) -> None:
        """One look at the wall, and at what everything costs when that is due."""
        self.shown = self.watch.take()
        for generation, at in list(self.city.published.items()):
            if generation not in self.known:
                self.known[generation] = at
                self.note("published", at=at, value=generation)
        if time.monotonic() - self.sampled_at >= self.sample_every and self.shown:
            self.sampled_at = time.monotonic()
            costs = self.watch.costs()
            if costs:
                self.note("sample", server_mb=self.board.memory_mb(), server=self.board.process.pid, load=os.getloadavg()[0], **costs)

    def caught_up(self, generation: str) -> Callable[[Seen], bool]:
        """Whether the wall shows a picture of this generation or a later one, and says that it is connected."""
        return lambda seen: seen["generation"] >= generation and seen["link"] == "live" and not seen["lost"] and not seen["missing"]


@contextmanager
def soak(workspace: Workspace, out: Path, seconds_a_scene: int, sample_every: float, every: float = EVERY) -> Iterator[Soak]:
    """Everything started, the first picture drawn. `workspace` will be written to."""
    out.mkdir(parents=True, exist_ok=True)
    note = Log(out / "log.jsonl")
    with (
        Board(workspace.root, out / "board.log") as board,
        Cable(board.port) as cable,
        Departments(workspace.root, out / "desk", every) as city,
        watched(cable.address, note, f"lang=zh&seconds={seconds_a_scene}") as watch,
    ):
        running = Soak(workspace, board, cable, city, watch, note, sample_every)
        yield running
        running.look()
        for words in city.refused:
            note("refused", text=words)
