"""A child: forked for one question, sealed off, open on one generation before the question is there; answers it and ends."""

import ctypes
import os
import resource
import signal
import socket
from typing import Any, NoReturn

import duckdb
import pyarrow as pa

from dashboard.sandbox import wire
from dashboard.sandbox.answering import Answered, Asked, answer
from dashboard.sandbox.bounds import MB, Bounds
from dashboard.sandbox.moment import open_store
from dashboard.sandbox.refused import StatementRefused

NICENESS = 10
DESCRIPTORS = 16
"""Files that may be open once the store is: none more than there are."""
IDLE_SECONDS = 600
"""A child that nobody asks ends by itself, so that it holds no generation that is gone from the disk for ever."""
END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl."""


def run(talk: socket.socket, file: str, bounds: Bounds) -> NoReturn:
    """Everything that a child does, from its fork on. Never returns: what the nursery has open and registered is not a child's to close."""
    status = 1
    try:
        _seal(talk, bounds)
        _serve(talk, file, bounds)
        status = 0
    except BaseException:  # whatever it is, whoever asked hears that the child is gone
        status = 1
    finally:
        os._exit(status)


def _seal(talk: socket.socket, bounds: Bounds) -> None:
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
    os.closerange(3, talk.fileno())
    os.closerange(talk.fileno() + 1, 4096)
    os.environ.clear()
    os.nice(NICENESS)
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:  # where memory ends, the board is the last to go
        score.write("1000")
    seconds = (bounds.question_seconds + bounds.question_grace_seconds) * max(1, bounds.question_threads) + 1
    memory = bounds.question_address_mb * MB
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))


def _serve(talk: socket.socket, file: str, bounds: Bounds) -> None:
    try:
        con, reader = open_store(file, bounds)
    except duckdb.Error:
        wire.send(talk, {"status": "damaged"})
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    wire.send(talk, {"status": "ready", "pid": os.getpid()})
    signal.setitimer(signal.ITIMER_REAL, IDLE_SECONDS)
    asked = Asked.from_json(wire.receive(talk))
    wire.send(talk, {"status": "taken"})
    # From here on the kernel ends it, whatever the engine is doing and whoever watches.
    signal.setitimer(signal.ITIMER_REAL, bounds.question_seconds + bounds.question_grace_seconds)
    _tell(talk, asked, con, reader, bounds)


def _tell(talk: socket.socket, asked: Asked, con: duckdb.DuckDBPyConnection, reader: duckdb.DuckDBPyConnection, bounds: Bounds) -> None:
    try:
        found = answer(con, reader, asked, bounds)
        rows = _as_bytes(found.table)
    except StatementRefused as refused:
        wire.send(talk, {"status": "refused", "refusal": refused.as_json()})
    except (MemoryError, RecursionError):
        wire.send(talk, {"status": "refused", "refusal": StatementRefused("sandbox.too_much").as_json()})
    except Exception:  # a fault of ours: said as such, and never with what it says
        wire.send(talk, {"status": "refused", "refusal": StatementRefused("sandbox.failed").as_json()})
    else:
        wire.send(talk, _announced(found, len(rows)), memoryview(rows))


def _announced(found: Answered, size: int) -> dict[str, Any]:
    return {"status": "answered", "bytes": size, "is_cut": found.is_cut, "total": found.total, "reads": list(found.reads)}


def _as_bytes(table: pa.Table) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue()
