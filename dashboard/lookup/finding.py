"""The answer to somebody who looks for something by its name: what there is of each kind, the best first."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from dashboard.lookup.folding import folded_words
from dashboard.lookup.index import Index, Named
from dashboard.lookup.matching import HOW_WELL, Matches, matching
from dashboard.lookup.names import FIND, Board, index_of, index_without_store
from dashboard.lookup.typing_errors import nearly
from dashboard.warehouse.ask import ask
from dashboard.warehouse.reader import NotPublished
from dashboard.warehouse.workspace import Workspace

KINDS = ("district", "page", "figure", "zone", "business", "supply_point", "notice", "ticket", "table", "query")
"""In the order in which equals are shown."""
OF_A_KIND = 5
LONGEST = 60
"""Letters of what is typed that count."""


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    kind: str
    first: tuple[Named, ...]
    total: int
    """How many there are, those that are not listed included."""


@dataclass(frozen=True)
class Found:
    """An answer."""

    groups: tuple[Group, ...]
    is_near: bool
    """Nothing is just what was typed: these are nearly that."""


def find(workspace: Workspace, text: str, at: datetime, board: Board, near: str = "") -> Found:
    """What matches a text at a moment; the first few of each kind, the kind with the best first. `near`: the district that goes first.

    Raises: StoreError where the store cannot be read.
    """
    sought = text[:LONGEST].strip()
    words = folded_words(sought)
    if not words:
        return Found((), False)
    index = names_of(workspace, at, board)
    tickets = _tickets(workspace, sought, at) if "tickets" in board.pages else None
    matches = matching(index, words, near)
    is_near = not len(matches.entries) and tickets is None
    if is_near:
        matches = nearly(index, words, near)
    groups = [*_groups(index, matches), *([tickets] if tickets else [])]
    exact = {group.kind for group in groups if group.first[0].id.casefold() == sought.casefold()}
    groups.sort(key=lambda group: group.kind not in exact)
    return Found(tuple(groups), is_near and bool(groups))


def names_of(workspace: Workspace, at: datetime, board: Board) -> Index:
    """The index of a moment; that of the board alone where nothing has been taken in."""
    try:
        return index_of(workspace, at, board)
    except NotPublished:
        return index_without_store(board)


def counted(index: Index) -> dict[str, int]:
    """How many names of each kind there are to be found, in the order of kinds; tickets are not among them."""
    counts = np.bincount(index.kinds, minlength=len(index.codes))
    known = {index.codes[place]: int(n) for place, n in enumerate(counts) if n}
    return {kind: known[kind] for kind in KINDS if kind in known}


def _groups(index: Index, matches: Matches) -> list[Group]:
    """The entries by kind, the kind of the best first; of equals, in the order of kinds."""
    kinds = index.kinds[matches.entries]
    found, firsts, totals = np.unique(kinds, return_index=True, return_counts=True)
    ranked = []
    for code, first, total in zip(found, firsts, totals, strict=True):
        kind, mine = index.codes[code], matches.entries[kinds == code][:OF_A_KIND]
        group = Group(kind, tuple(index.named(int(entry)) for entry in mine), int(total))
        ranked.append((int(matches.scores[first]) >> HOW_WELL, KINDS.index(kind), group))
    return [group for *_, group in sorted(ranked, key=lambda one: one[:2])]


def _tickets(workspace: Workspace, text: str, at: datetime) -> Group | None:
    """Tickets whose number holds the text; only asked for what may be a number. Their numbers alone would fill the memory."""
    if not any(letter.isdigit() for letter in text):
        return None
    try:
        rows = ask(workspace, "tickets_by_number", {"text": text, "limit": OF_A_KIND}, at, asker=FIND).records()
    except NotPublished:
        return None
    found = tuple(Named("ticket", row["ticket_id"], row["ticket_id"], area_id=row["area_id"] or "") for row in rows)
    return Group("ticket", found, rows[0]["matches"]) if found else None
