"""The one way for an analyst to ask: a statement goes in, the first rows of its answer come out, and the board never notices."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.sandbox import wire
from dashboard.sandbox.bounds import MB, MOST_ROWS, STATEMENT_KB, Bounds, bounds
from dashboard.sandbox.pool import Child, Pool, pool
from dashboard.sandbox.question import Question, Result
from dashboard.sandbox.refused import SandboxBusy, StatementRefused, told
from dashboard.settings import CITY_ZONE
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.reader import NotPublished
from dashboard.warehouse.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow

TRIES = 3
"""Children that a question is handed to, where one after the other is gone before it has taken it."""
TAKING_SECONDS = 5.0
PATIENCE_SECONDS = 1.0
"""How much longer than a child's own end the answer is waited for."""


class _NurseryGone(Exception):
    """The process that forks children was killed, and this child with it."""


def ask(workspace: Workspace, question: Question) -> Result:
    """The answer to a question, by a child that can be ended at any time.

    Raises: StatementRefused for whatever cannot be asked, takes too long or too much (SandboxBusy where too many ask); StoreError
    where the store cannot be read; UsageError for a setting of the bounds that is none.
    """
    begun = time.monotonic()
    _refuse_unreadable(question)
    generation = current_name(workspace)
    if generation is None:
        raise NotPublished("store.not_published")
    file = (workspace.store / generation).resolve()
    with _places().one():
        said, table = _answered(pool(), file, question)
    return Result(table, bool(said["is_cut"]), said["total"], time.monotonic() - begun, generation, tuple(said["reads"]))


def get_ready(workspace: Workspace) -> None:
    """Have children stand ready on the store as it is, before anybody asks. Does nothing where there is no store yet."""
    if generation := current_name(workspace):
        pool().refill((workspace.store / generation).resolve())


def _answered(children: Pool, file: Path, question: Question) -> tuple[dict[str, Any], "pyarrow.Table"]:
    for _ in range(TRIES):
        try:
            child = children.take(file)
        except wire.Ended:
            continue
        try:
            if _takes(child, question):
                return _heard(children, child)
        except _NurseryGone:  # the child went with it, through no fault of the statement
            continue
        finally:
            child.close()
            children.refill(file)
    raise StatementRefused("sandbox.failed")


def _takes(child: Child, question: Question) -> bool:
    """Whether a child has taken a question; one that was killed while it waited has not."""
    try:
        wire.send(child.talk, _as_message(question))
        return wire.receive(child.talk, time.monotonic() + TAKING_SECONDS).get("status") == "taken"
    except (wire.Ended, wire.TooLate):
        return False


def _heard(children: Pool, child: Child) -> tuple[dict[str, Any], "pyarrow.Table"]:
    import pyarrow as pa

    limits, begun = children.bounds, time.monotonic()
    until = begun + limits.question_seconds + limits.question_grace_seconds + PATIENCE_SECONDS
    try:
        said = wire.receive(child.talk, until)
        if said.get("status") == "refused":
            raise told(said["refusal"])
        size = said["bytes"]
        if said.get("status") != "answered" or not 0 < size <= 2 * limits.answer_mb * MB:
            raise StatementRefused("sandbox.failed")
        with pa.ipc.open_stream(pa.py_buffer(bytes(wire.receive_bytes(child.talk, size, until)))) as rows:
            table = rows.read_all()
        table.validate(full=True)  # it comes from a process that ran what anybody wrote
        return said, table
    except (wire.Ended, wire.TooLate) as ended:
        children.end(child)
        if isinstance(ended, wire.Ended) and children.has_lost_its_nursery:
            raise _NurseryGone from ended
        raise _why(ended, time.monotonic() - begun, limits) from None
    except (KeyError, TypeError, pa.ArrowException) as garbled:
        raise StatementRefused("sandbox.failed") from garbled


def _why(ended: Exception, seconds: float, limits: Bounds) -> StatementRefused:
    """What became of a child that has gone without an answer: its time was over, or its memory."""
    if isinstance(ended, wire.TooLate) or seconds > limits.question_seconds:
        return StatementRefused("sandbox.too_slow", seconds=limits.question_seconds)
    return StatementRefused("sandbox.too_much")


def _as_message(question: Question) -> wire.Message:
    as_of, since = _in_city_time(question.as_of), _in_city_time(question.since) if question.since else None
    return {"sql": question.sql, "as_of": as_of, "since": since, "district": question.district, "rows": question.rows}


def _in_city_time(moment: datetime) -> str:
    return (moment.astimezone(CITY_ZONE).replace(tzinfo=None) if moment.tzinfo else moment).isoformat()


def _refuse_unreadable(question: Question) -> None:
    if not question.sql.strip():
        raise StatementRefused("sandbox.empty")
    try:
        size = len(question.sql.encode())
    except UnicodeEncodeError as broken:
        raise StatementRefused("sandbox.unreadable_text") from broken
    if size > STATEMENT_KB * 1024:
        raise StatementRefused("sandbox.too_long_text", kb=size // 1024, limit=STATEMENT_KB)
    if "\0" in question.sql:
        raise StatementRefused("sandbox.unreadable_text")
    if not 1 <= question.rows <= MOST_ROWS:
        raise StatementRefused("sandbox.rows_range", n=f"{question.rows:,}", most=f"{MOST_ROWS:,}")


@dataclass
class _Places:
    """So many questions are answered at once; some wait a while; the others are told to come again."""

    limits: Bounds

    def __post_init__(self) -> None:
        self._free = threading.BoundedSemaphore(self.limits.questions_at_once)
        self._all = threading.BoundedSemaphore(self.limits.questions_at_once + self.limits.questions_waiting)

    @contextmanager
    def one(self) -> Iterator[None]:
        """A place for one question. Raises SandboxBusy."""
        if not self._all.acquire(blocking=False):
            raise SandboxBusy("sandbox.busy")
        try:
            if not self._free.acquire(timeout=self.limits.questions_wait_seconds):
                raise SandboxBusy("sandbox.busy")
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._all.release()


@cache
def _places() -> _Places:
    return _Places(bounds())
