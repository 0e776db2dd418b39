"""How the processes of the sandbox speak: a length, a JSON message, and bytes behind it where the message announces some."""

import json
import select
import socket
import struct
import time
from typing import Any

LENGTH = struct.Struct("!I")
MESSAGE_BYTES = 1 << 20
"""The longest message; rows are no message."""
PART = 1 << 20
Message = dict[str, Any]


class Ended(Exception):
    """The other side is gone, or says what no side says."""


class TooLate(Exception):
    """The other side has not said anything by the deadline."""


def send(to: socket.socket, message: Message, rows: bytes | memoryview = b"") -> None:
    """Raises Ended where nobody is there to hear."""
    said = json.dumps(message).encode()
    try:
        to.sendall(LENGTH.pack(len(said)) + said)
        if rows:
            to.sendall(rows)
    except OSError as gone:
        raise Ended from gone


def receive(come_from: socket.socket, until: float | None = None) -> Message:
    """The next message. `until`: by the clock of `time.monotonic`; null = wait. Raises Ended, TooLate."""
    (length,) = LENGTH.unpack(receive_bytes(come_from, LENGTH.size, until))
    if length > MESSAGE_BYTES:
        raise Ended
    return parsed(receive_bytes(come_from, length, until))


def parsed(said: bytes | bytearray) -> Message:
    """A message from its bytes. Raises Ended where they are none."""
    try:
        message = json.loads(said)
    except (ValueError, RecursionError) as garbled:
        raise Ended from garbled
    if not isinstance(message, dict):
        raise Ended
    return message


def receive_bytes(come_from: socket.socket, count: int, until: float | None = None) -> bytearray:
    """So many bytes. Raises Ended, TooLate."""
    found = bytearray()
    while len(found) < count:
        if until is not None:
            _wait(come_from, until)
        try:
            part = come_from.recv(min(PART, count - len(found)))
        except OSError as gone:
            raise Ended from gone
        if not part:
            raise Ended
        found += part
    return found


def is_silent(come_from: socket.socket) -> bool:
    """Whether there is nothing to hear, not even that the other side is gone."""
    try:
        return not _poll(come_from, 0)
    except OSError:
        return False


def _wait(come_from: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    try:
        if left <= 0 or not _poll(come_from, left):
            raise TooLate
    except (OSError, ValueError) as gone:
        raise Ended from gone


def _poll(come_from: socket.socket, seconds: float) -> bool:
    poll = select.poll()  # not select.select: a busy server has descriptors above 1024
    poll.register(come_from, select.POLLIN)
    return bool(poll.poll(seconds * 1000))
