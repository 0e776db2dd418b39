"""Pages take turns: a run that waits costs nothing, runs that share two cores cost each other's memory and time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.server.malloc import give_back

AT_ONCE = 2
"""Runs of pages at one time. Twenty-five viewers who ask at once are answered sooner and take half the memory (measured)."""

_turns = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Held by a run of a page, which gives back what it took.

    Whoever warms up, asks ahead or answers a document takes none, so a run that waits for them goes on.
    """
    with _turns:
        try:
            yield
        finally:
            give_back()
