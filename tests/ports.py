"""A free port for a server that starts in a moment."""

import secrets
import socket
from contextlib import suppress

FIRST, PAST = 20_000, 32_000
"""Below the ports that the system gives to outgoing connections: while a server starts, which takes seconds, a browser opens many, and one of
them would have its port in one start of some hundred."""


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens."""
    while True:
        port = FIRST + secrets.randbelow(PAST - FIRST)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
