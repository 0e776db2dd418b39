"""Pages take turns: a run that waits costs nothing, runs that share two cores cost each other's memory and time."""

import threading

AT_ONCE = 2
"""Runs of pages at one time. Twenty-five viewers who ask at once are answered sooner and take half the memory (measured)."""

TURNS = threading.BoundedSemaphore(AT_ONCE)
"""Held by a run of a page; whoever warms up, asks ahead or answers a document takes none, so a run that waits for them goes on."""
