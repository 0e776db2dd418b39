"""Tables that hold numbers of people and never a person: a file that names persons as well is refused whole."""

import tomllib
from collections.abc import Sequence
from functools import cache

from dashboard.i18n.messages import Words
from dashboard.intake.problems import Problem, Where, refusal
from dashboard.people.recognition import WORDS, masked
from dashboard.schema.declaration import Table

COUNTED_ONLY = frozenset({"special_groups"})


def persons_named(table: Table, unknown: Sequence[str], file: str, row: int | None) -> list[Problem]:
    """A refusal for every column that tells who somebody is, in a table of numbers only. `unknown`: headers that are no columns of it."""
    if table.name not in COUNTED_ONLY:
        return []
    title = Words(table.title_zh, table.title_en)
    return [
        refusal(file, "counts_only", "headers.counts_only", Where(row=row, column=masked(header)), table=title)
        for header in unknown if _names_persons(header.casefold())
    ]


def _names_persons(header: str) -> bool:
    """Whether a header is one of a list of persons: in Chinese by a part of it, in English by a whole word."""
    parts, words = _roster()
    return any(part in header for part in parts) or not words.isdisjoint(header.replace("_", " ").split())


@cache
def _roster() -> tuple[tuple[str, ...], frozenset[str]]:
    declared = tomllib.loads(WORDS.read_text(encoding="utf-8"))["roster"]
    return tuple(declared["parts"]), frozenset(declared["words"])
