"""The nursery: a small process with the engine imported and nothing open, which forks a child for each question.

Started by `dashboard.sandbox.pool` as `python -m dashboard.sandbox.nursery DESCRIPTOR`, with an empty environment. One thread, so that
a fork copies a process that is whole. It ends, and all
its children with it, when the process that started it does.
"""

import os
import signal
import socket
import sys
from contextlib import suppress
from importlib.abc import MetaPathFinder

import duckdb
import pyarrow.compute  # noqa: F401  imported once here, so that no child pays for it
import rapidfuzz.process  # noqa: F401  likewise

from dashboard.i18n.messages import messages
from dashboard.sandbox import child, wire
from dashboard.sandbox.bounds import Bounds
from dashboard.sandbox.letting_in import allowed
from dashboard.sandbox.relations import relations
from dashboard.warehouse.statements import statements

UNWANTED = ("pandas", "polars")
"""Looked for by the engine where it meets a value: half a second to import, and no child has a use for them."""
LOOKS_SECONDS = 0.5
"""How often children that have ended are cleared away while nothing is said."""


class _NotInstalled(MetaPathFinder):
    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname in UNWANTED:
            raise ModuleNotFoundError(fullname)


def main(descriptor: int) -> None:
    """Serve the process at the other end of a socket until it is gone."""
    orders = socket.socket(fileno=descriptor)
    sys.meta_path.insert(0, _NotInstalled())
    os.chdir("/")
    duckdb.close()  # the connection that comes with the import has a thread of its own
    relations(), allowed(), messages(), statements("asking")
    alive: set[int] = set()
    try:
        while True:
            orders.settimeout(LOOKS_SECONDS)
            with suppress(TimeoutError):
                _carry_out(orders, alive)
            _clear_away(alive)
    except wire.Ended:
        for pid in alive:
            os.kill(pid, signal.SIGKILL)


def _carry_out(orders: socket.socket, alive: set[int]) -> None:
    first, descriptors, _, _ = socket.recv_fds(orders, wire.LENGTH.size, 1)
    if not first:
        raise wire.Ended
    orders.settimeout(None)
    (length,) = wire.LENGTH.unpack(first + wire.receive_bytes(orders, wire.LENGTH.size - len(first)))
    order = wire.parsed(wire.receive_bytes(orders, length))
    _clear_away(alive)
    if order["order"] == "end" and order["pid"] in alive:  # none that is gone: its number may be another's by now
        os.kill(order["pid"], signal.SIGKILL)
    elif order["order"] == "fork":
        with socket.socket(fileno=descriptors[0]) as talk:
            pid = os.fork()
            if pid == 0:
                child.run(talk, order["file"], Bounds(*order["bounds"]))
        alive.add(pid)


def _clear_away(alive: set[int]) -> None:
    while alive:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            alive.clear()
            return
        if pid == 0:
            return
        alive.discard(pid)


if __name__ == "__main__":
    main(int(sys.argv[1]))
