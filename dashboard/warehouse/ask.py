"""The one door for questions: a named query of a moment, asked by somebody, answered with where the answer comes from.

It knows no framework. Caching answers, asking ahead and the language of a page are layers around it, in `dashboard.data`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from dashboard.errors import UsageError
from dashboard.memo import BoundedCache
from dashboard.warehouse.catalogue import Query, bind, find, tables_behind
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.statements import statement
from dashboard.warehouse.steps import frame_with_step, rows_with_step
from dashboard.warehouse.workspace import Workspace

if TYPE_CHECKING:  # importing pandas costs a third of a second, which a command that prints rows need not pay
    import pandas as pd

Surface = Literal["page", "wall", "document", "command", "check", "intake", "docs", "find", "test"]
ASK_MUCH = frozenset({"page", "wall", "document", "check"})
"""Surfaces that ask many questions of one moment: the views that several of them read are computed once, and cached."""
MOMENTS = 200
"""Counts of known batches that are cached, by generation and moment."""


@dataclass(frozen=True)
class Asker:
    """Who asks, and where the answer will be seen."""

    surface: Surface = "command"
    role: str = "anyone"
    """Everybody may ask everything today; see `may_ask`."""


@dataclass(frozen=True)
class BatchesKnown:
    """What the store had been told at the moment of an answer."""

    count: int
    """Batches that were in force."""
    last: int | None
    """The highest batch number among them; null = none was known."""


@dataclass(frozen=True)
class Provenance:
    """Where an answer comes from."""

    query: str
    parameters: dict[str, Any]
    """Every parameter of the query with the value that was bound."""
    as_of: datetime
    generation: str
    """The file name of the generation that answered."""
    tables: tuple[str, ...]
    """Tables of the schema that the query reads, directly or through views."""
    batches: BatchesKnown


@dataclass(frozen=True)
class Answer:
    """The rows of an answer, as Python values, and where they come from."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    provenance: Provenance

    def records(self) -> list[dict[str, Any]]:
        """One dict a row, by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class FrameAnswer:
    """The rows of an answer, as a frame, and where they come from."""

    frame: "pd.DataFrame"
    provenance: Provenance


def ask(
    workspace: Workspace, question: str | Query, given: dict[str, Any] | None = None, moment: datetime | None = None,
    *, asker: Asker = Asker(), reader: Reader | None = None,
) -> Answer:
    """The answer to a named query, or a check, as of a moment (default: the workspace's now), with the parameters that are given.

    `reader`: one that was opened before, so that several questions are answered by the same generation.
    Raises: UsageError for an unknown query or parameter, or a question that the asker may not ask; StoreError where the store
    cannot be read.
    """
    prepared = _prepared(workspace, question, given, moment, asker, reader)
    columns, rows = prepared.reader.records(prepared.query.sql, prepared.bound)
    if prepared.query.step:
        columns, rows = rows_with_step(prepared.query, columns, rows)
    return Answer(tuple(columns), rows, prepared.provenance())


def ask_frame(
    workspace: Workspace, question: str | Query, given: dict[str, Any] | None = None, moment: datetime | None = None,
    *, asker: Asker = Asker(), reader: Reader | None = None,
) -> FrameAnswer:
    """As `ask`, with the rows as a frame of pandas."""
    prepared = _prepared(workspace, question, given, moment, asker, reader)
    frame = prepared.reader.frame(prepared.query.sql, prepared.bound)
    return FrameAnswer(frame_with_step(prepared.query, frame) if prepared.query.step else frame, prepared.provenance())


def may_ask(asker: Asker, query: Query) -> bool:
    """Whether somebody may ask a query. Today everybody may; a role that may not see something is refused here, and nowhere else."""
    return True


@dataclass(frozen=True)
class _Prepared:
    workspace: Workspace
    query: Query
    bound: dict[str, Any]
    moment: datetime
    reader: Reader

    def provenance(self) -> Provenance:
        return Provenance(
            self.query.name, self.bound, self.moment, self.reader.generation, tables_behind(self.query.file),
            _batches_known(self.workspace, self.reader, self.moment),
        )


def _prepared(
    workspace: Workspace, question: str | Query, given: dict[str, Any] | None, moment: datetime | None, asker: Asker, reader: Reader | None,
) -> _Prepared:
    query, at = find(question) if isinstance(question, str) else question, moment or workspace.now()
    if not may_ask(asker, query):
        raise UsageError("question.not_permitted", query=query.name)
    bound = bind(query, workspace.settled(given or {}, query.params), at)
    opened = reader or Reader.current(workspace)
    asked = opened.sharing_views() if asker.surface in ASK_MUCH else opened
    return _Prepared(workspace, query, bound, bound.get("as_of") or at, asked)


def _batches_known(workspace: Workspace, reader: Reader, at: datetime) -> BatchesKnown:
    def count() -> BatchesKnown:
        [(known, last)] = reader.rows(statement("reading", "batches_known"), {"as_of": at})
        return BatchesKnown(known, last)

    return _batches.get((str(workspace.root), reader.generation, at), count)


_batches: BoundedCache[BatchesKnown] = BoundedCache(MOMENTS, lambda known: 1)
