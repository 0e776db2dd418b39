"""How long the server waits: a connection that says nothing, says it a letter at a time, or does not read its answer is closed."""

import asyncio
from array import array
from contextlib import suppress
from fcntl import ioctl
from resource import RLIMIT_NOFILE, getrlimit, setrlimit
from termios import TIOCOUTQ
from typing import Any

from uvicorn import config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from dashboard.i18n.messages import both

HEAD_WITHIN = 20.0
"""Seconds from the connection, or the last answer, to the end of a request's head; and between two parts of its body."""
READ_AT_LEAST = 16 << 10
"""Bytes of an answer that a client takes in that time, or all that is left: a modem does."""
MOST_CONNECTIONS = 1_000
"""Open at one time; each is a file to the system, and pages need files of their own."""
FILES = 4_096
"""That the process may have open, where the system lets it."""


class Impatient(H11Protocol):
    """uvicorn's HTTP/1.1 with a limit on waiting. Uvicorn itself closes only a connection that is idle after an answer."""

    within, most = HEAD_WITHIN, MOST_CONNECTIONS
    waiting: asyncio.TimerHandle | None = None
    following: asyncio.TimerHandle | None = None
    went_on = False
    upgraded = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.write(full())
            transport.close()
        else:
            self.wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.upgraded or self.transport.is_closing():
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self.stop_waiting()  # its head is whole: the time for the answer is the board's own
            if self.cycle.more_body:
                self.wait()
        elif self.waiting is None:
            self.wait()  # the head of the next request; what comes later of it does not begin the time anew

    def on_response_complete(self) -> None:
        self.stop_waiting()
        super().on_response_complete()
        self.follow_reading()

    def handle_websocket_upgrade(self, event: Any) -> None:
        self.upgraded = True
        self.stop_waiting()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop_waiting()
        if self.following is not None:
            self.following.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """More of an answer waits for the client than the server sends ahead."""
        super().pause_writing()
        self.follow_reading()

    def resume_writing(self) -> None:
        """The client has read nearly all of what waited for it."""
        super().resume_writing()
        self.went_on = True

    def follow_reading(self) -> None:
        """See that the client goes on reading, from now until it has read everything."""
        if self.following is None and not self.upgraded:
            self.look_later()

    def look_later(self) -> None:
        """Look again in time, where anything is left to read."""
        left, self.went_on = unread(self.transport), False
        self.following = self.loop.call_later(self.within, self.look, left) if left else None

    def look(self, left: int) -> None:
        """`left` bytes waited for the client when the time began; close the connection where it has read too little of them."""
        now_left = unread(self.transport)
        if self.went_on or now_left == 0 or now_left <= left - READ_AT_LEAST:
            self.look_later()
        else:
            self.transport.abort()

    def wait(self) -> None:
        """Close the connection when the time is over, counted from now."""
        self.stop_waiting()
        self.waiting = self.loop.call_later(self.within, self.give_up)

    def give_up(self) -> None:
        """The time is over; but where the board itself has stopped reading a body, it is not the client that is slow."""
        if self.flow.read_paused:
            self.wait()
        else:
            self.transport.abort()

    def stop_waiting(self) -> None:
        """Let the connection be."""
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None


def unread(transport: asyncio.Transport) -> int:
    """Bytes that were sent and that the client's machine has not taken: here, and (Linux) in the system's own buffer of megabytes."""
    waiting, socket = array("i", [0]), transport.get_extra_info("socket")
    with suppress(OSError, ValueError, AttributeError):
        ioctl(socket.fileno(), TIOCOUTQ, waiting)
    return waiting[0] + transport.get_write_buffer_size()


def full() -> bytes:
    """The answer to a connection that is one too many, before it has asked anything."""
    body = "\n".join([*both("door.many_connections"), ""]).encode()
    length = f"content-length: {len(body)}"
    head = ("HTTP/1.1 503 Service Unavailable", "content-type: text/plain; charset=utf-8", length, "connection: close")
    return "\r\n".join([*head, "", ""]).encode() + body


class ImpatientSocket(WebSocketsSansIOProtocol):
    """uvicorn's websocket, which closes one that answers no ping, but waits for ever for a client that does not read that it is closed."""

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        if self.transport.get_write_buffer_size():
            self.transport.abort()


def close_slow_connections() -> None:
    """Before the server starts: Streamlit hands no option on to uvicorn, so its default protocols are named anew."""
    soft, hard = getrlimit(RLIMIT_NOFILE)
    if soft < FILES and soft < hard:
        setrlimit(RLIMIT_NOFILE, (min(FILES, hard), hard))
    config.HTTP_PROTOCOLS["auto"] = f"{__name__}:{Impatient.__name__}"
    for name in ("auto", "websockets", "websockets-sansio"):
        config.WS_PROTOCOLS[name] = f"{__name__}:{ImpatientSocket.__name__}"
