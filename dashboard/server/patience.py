"""How long the server waits for a request: a connection that says nothing, or says it a letter at a time, is closed."""

import asyncio
from typing import Any

from uvicorn import config
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN = 20.0
"""Seconds from the connection, or the last answer, to the end of a request's head; and between two parts of its body."""


class Impatient(H11Protocol):
    """uvicorn's HTTP/1.1 with a limit on waiting. Uvicorn itself closes only a connection that is idle after an answer."""

    within = HEAD_WITHIN
    waiting: asyncio.TimerHandle | None = None
    upgraded = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
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

    def handle_websocket_upgrade(self, event: Any) -> None:
        self.upgraded = True
        self.stop_waiting()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop_waiting()
        super().connection_lost(exc)

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


def close_slow_connections() -> None:
    """Before the server starts: Streamlit hands no option on to uvicorn, so its default protocol is named anew."""
    config.HTTP_PROTOCOLS["auto"] = f"{__name__}:{Impatient.__name__}"
