"""How many page runs there are at once: a semaphore. More of them share two cores, and take each other's time and memory."""

import threading
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
    with _semaphore:
        try:
            yield
        finally:
            give_back()
