"""The origin of a frame's rows, as its `.attrs` carry it.

pandas copies attrs deeply with every look at a frame, thousands of times a page: these values are never changed, so a copy is the same.
"""

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import Any

from dashboard.warehouse.ask import Provenance


class Given(dict[str, Any]):
    """The parameters that were given."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Given":
        return self


class Tables(tuple[str, ...]):
    """The tables that a query reads."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Tables":
        return self


class At(datetime):
    """The moment of an answer."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "At":
        return self


def attrs_of(origin: Provenance, given: Mapping[str, object], at: datetime) -> dict[Hashable | None, Any]:
    """query, parameters (those given), generation, as_of, tables (that the query reads, through its views)."""
    moment = At(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond)
    return {
        "query": origin.query, "parameters": Given(given), "generation": origin.generation, "as_of": moment,
        "tables": Tables(origin.tables),
    }
