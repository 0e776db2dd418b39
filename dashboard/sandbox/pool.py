"""Children that stand ready, and the nursery that forks them: in the process that asks."""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dashboard.errors import StoreError
from dashboard.sandbox import wire
from dashboard.sandbox.bounds import Bounds, bounds
from dashboard.settings import PACKAGE

STARTING_SECONDS = 20.0
"""A nursery and its first child need a second; on a machine that is very busy, many."""
ENDING_SECONDS = 2.0
"""For a nursery to end by itself, once nobody speaks to it."""

ENVIRONMENT = {"JE_ARROW_MALLOC_CONF": "background_thread:false", "ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1"}
"""All that the nursery knows of the world: what keeps it to one thread."""


@dataclass
class Child:
    """A child that is forked, or about to be, for one question."""

    talk: socket.socket
    file: str
    pid: int | None = None
    """Null until it has said that it is ready."""

    def close(self) -> None:
        """A child that nobody speaks to ends."""
        self.talk.close()


@dataclass
class Pool:
    """The nursery of this process and the children that wait. Used by any number of threads."""

    bounds: Bounds
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _orders: socket.socket | None = None
    _nursery: "subprocess.Popen[bytes] | None" = None
    _waiting: list[Child] = field(default_factory=list)

    def take(self, file: Path) -> Child:
        """A child that is open on a generation.

        Raises: StoreError where the generation cannot be opened, wire.Ended where no child can be had.
        """
        until = time.monotonic() + STARTING_SECONDS
        while True:
            child, is_new = self._waiting_one(file)
            try:
                said = wire.receive(child.talk, until)
                if said["status"] == "damaged":
                    child.close()
                    raise StoreError("store.damaged")
                child.pid = int(said["pid"])
                if wire.is_silent(child.talk):  # one that has waited too long is gone
                    return child
            except (wire.Ended, KeyError, TypeError, ValueError):
                if is_new:
                    raise wire.Ended from None
            except wire.TooLate:
                self.close()  # a nursery that hangs is no use to anybody; the next one that asks starts another
                raise wire.Ended from None
            child.close()

    def refill(self, file: Path) -> None:
        """See to it that enough children stand ready on a generation; those on another one of the same store are let go."""
        with self._guard:
            self._let_go(file)
            missing = self.bounds.questions_warm - sum(child.file == str(file) for child in self._waiting)
            self._waiting += [self._forked(file) for _ in range(missing)]

    def end(self, child: Child) -> None:
        """Kill a child that does not end by itself."""
        with self._guard:
            if self._orders is not None and child.pid is not None:
                _order(self._orders, {"order": "end", "pid": child.pid})

    def close(self) -> None:
        """End the nursery and all children."""
        with self._guard:
            self._stop()

    @property
    def nursery_pid(self) -> int | None:
        """The process number of the nursery; null before the first question."""
        return self._nursery.pid if self._nursery else None

    @property
    def has_lost_its_nursery(self) -> bool:
        """Whether the nursery has ended by itself, or was killed."""
        return self._nursery is not None and self._nursery.poll() is not None

    def _waiting_one(self, file: Path) -> tuple[Child, bool]:
        with self._guard:
            self._let_go(file)
            for child in self._waiting:
                if child.file == str(file):
                    self._waiting.remove(child)
                    return child, False
            return self._forked(file), True

    def _let_go(self, file: Path) -> None:
        old = [child for child in self._waiting if child.file != str(file) and Path(child.file).parent == file.parent]
        for child in old:
            child.close()
            self._waiting.remove(child)

    def _forked(self, file: Path) -> Child:
        ours, theirs = socket.socketpair()
        with theirs:
            order = {"order": "fork", "file": str(file), "bounds": list(self.bounds)}
            for _ in range(2):  # a nursery that was killed is started again
                if self._orders is None:
                    self._start()
                if self._orders is not None and _order(self._orders, order, theirs):
                    return Child(ours, str(file))
                self._stop()
        ours.close()
        raise wire.Ended

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            # From the folder of the package, so that it is this program's; with nothing of this process but one end of a socket.
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "dashboard.sandbox.nursery", str(theirs.fileno())], pass_fds=[theirs.fileno()], cwd=PACKAGE.parent,
                env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                # A group, so that a key pressed in the server's terminal is not for it; no session of its own, since some kernels give
                # each session the same share of the processor, however low its priority.
                process_group=0,
            )
        self._orders = ours

    def _stop(self) -> None:
        for child in self._waiting:
            child.close()
        self._waiting.clear()
        if self._orders is not None:
            self._orders.close()
        if self._nursery is not None:
            try:
                self._nursery.wait(ENDING_SECONDS)
            except subprocess.TimeoutExpired:
                self._nursery.kill()
                self._nursery.wait()
        self._orders = self._nursery = None


@cache
def pool() -> Pool:
    """The pool of this process."""
    os.register_at_fork(after_in_child=pool.cache_clear)  # a fork of the server speaks to a nursery of its own
    made = Pool(bounds())
    atexit.register(made.close)
    return made


def _order(orders: socket.socket, order: wire.Message, hand_over: socket.socket | None = None) -> bool:
    """Whether the nursery has heard an order."""
    try:
        if hand_over is None:
            wire.send(orders, order)
        else:
            said = json.dumps(order).encode()
            message = wire.LENGTH.pack(len(said)) + said
            sent = socket.send_fds(orders, [message], [hand_over.fileno()])
            orders.sendall(message[sent:])
    except (OSError, wire.Ended):
        return False
    return True
