"""How many page runs there are at once: a semaphore. More of them share two cores, and take each other's time and memory."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.server.malloc import give_back

AT_ONCE = 2
"""Runs of pages at one time. Twenty-five viewers who ask at once are answered sooner and take half the memory (measured)."""

_semaphore = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def admitted() -> Iterator[None]:
    """Around a page run: waits for the semaphore, and afterwards gives the memory that the run took back to the machine.

    Threads beside the pages (jobs, the document's figures) do not take it: a page run may wait for them, and would wait for ever.
    """
    _count(1)
    try:
        with _semaphore:
            try:
                yield
            finally:
                give_back()
    finally:
        _count(-1)


def quiet_for() -> float:
    """Seconds since the last page run ended; 0 while one runs or waits to."""
    with _guard:
        return 0 if _under_way else time.monotonic() - _ended


def _count(more: int) -> None:
    global _under_way, _ended
    with _guard:
        _under_way += more
        _ended = time.monotonic()


_under_way, _ended = 0, float("-inf")
_guard = threading.Lock()
