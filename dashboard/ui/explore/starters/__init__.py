"""Questions to begin with: written ones, a file each beside this module, and the board's named queries where the sandbox can ask them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.i18n.messages import Words
from dashboard.sandbox.relations import relations
from dashboard.warehouse.catalogue import Query, catalogue

HERE = Path(__file__).parent
NOT_ASKED = HERE / "not_asked.txt"
"""Named queries that read only what an analyst may, and still cannot be asked so: a column that he does not have, a parameter that must be
given. A test asks all others."""
READ = re.compile(r"\b(?:current_)?(\w+)\(\$as_of\)")
STORED = re.compile(r"\bmain\.|\(\$as_of\s*,")
"""A stored table, or a view that takes more than the moment."""
COMMENT = re.compile(r"^--.*\n", re.M)
EMPTY = {"varchar[]": "[]::varchar[]", "date": "null::date", "timestamp": "null::timestamp", "varchar": "null::varchar"}
"""What stands for a parameter that nobody gave, by type."""
OWN = ("as_of", "since", "district")


@dataclass(frozen=True)
class Starter:
    """A question that is written down."""

    name: str
    title: Words
    sql: str
    """As a statement over an analyst's relations; "" where it cannot be asked so."""


@cache
def starters() -> tuple[Starter, ...]:
    """The written questions, in the order of their files' names."""
    return tuple(_read(file) for file in sorted(HERE.glob("*.sql")))


@cache
def queries() -> tuple[Starter, ...]:
    """The named queries, those that can be asked first."""
    found = [Starter(query.name, _title(query), as_asked(query) if can_be_asked(query) else "") for query in catalogue().values()]
    return tuple(sorted(found, key=lambda one: (not one.sql, one.name)))


def can_be_asked(query: Query) -> bool:
    """Whether a named query reads, by its own header, nothing but an analyst's relations, each as of the moment alone."""
    reads = {name.strip().removeprefix("views/") for name in query.notes.get("source", "").split(",")}
    rest = as_asked(query)
    is_plain = not (query.step or STORED.search(rest) or READ.search(rest))
    return is_plain and reads <= set(relations()) and query.name not in NOT_ASKED.read_text(encoding="utf-8").split()


def as_asked(query: Query) -> str:
    """A named query as a statement of an analyst: relations under their own names, parameters that are not his own left empty."""
    sql = READ.sub(lambda found: found[1] if found[1] in relations() else found[0], COMMENT.sub("", query.sql))
    for name, param in query.params.items():
        if name not in OWN:
            sql = re.sub(rf"\${name}\b(::[\w\[\]]+)?", EMPTY.get(param.type, f"null::{param.type}"), sql)
    return sql.strip()


def _title(query: Query) -> Words:
    return Words(query.notes.get("zh", query.sentence), query.sentence[:1].upper() + query.sentence[1:])


def _read(file: Path) -> Starter:
    zh, en, sql = file.read_text(encoding="utf-8").split("\n", 2)
    return Starter(file.stem, Words(zh.removeprefix("-- "), en.removeprefix("-- ")), sql.strip())
