"""What somebody picked: measures, what they are split by, which rows, and with what they are compared."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dashboard.errors import RefusedInput

Compare = Literal["", "districts", "period", "moments"]
COMPARES: tuple[Compare, ...] = ("", "districts", "period", "moments")
BEFORE, CHANGE, TOTAL = "_before", "_change", "total"
"""What is put behind a measure's name for the earlier figure and the difference; the column of the sum over measures."""
MOST_ROWS = 10_000
"""Rows that a pick may ask for, which is what an answer holds."""


class PickRefused(RefusedInput):
    """A pick that has no true figure, or names what is not there; the words say why, and what can be picked."""


@dataclass(frozen=True)
class Filter:
    """Rows whose dimension has one of these values."""

    dimension: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Period:
    """Days: the last so many whole ones, or from the first to the last of two, both inclusive."""

    last: int | None = None
    start: date | None = None
    end: date | None = None

    @property
    def days(self) -> int:
        """How many; 0 where neither kind is whole."""
        if self.last is not None:
            return self.last
        return (self.end - self.start).days + 1 if self.start and self.end else 0


@dataclass(frozen=True)
class Keep:
    """Rows whose figure is on one side of a number: `cover_scarcest < 2`."""

    column: str
    sign: str
    number: float


@dataclass(frozen=True)
class Picked:
    measures: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    period: Period | None = None
    """Null = everything that is known."""
    compare: Compare = ""
    """With other districts (those of the filter), with the period before, or with the moment `$since`."""
    keep: tuple[Keep, ...] = ()
    order: str = ""
    """A column of the result; with "-" before it from the largest. Empty = by what it is split by."""
    limit: int | None = None
    is_of_district: bool = False
    """Whether only rows of `$district` are meant, the page's district."""
    is_added: bool = False
    """Whether the measures are added up beside them."""
    split: tuple[str, ...] = field(init=False)
    """The dimensions, and the district where districts are compared."""

    def __post_init__(self) -> None:
        own = () if self.compare != "districts" or "district" in self.dimensions else ("district",)
        object.__setattr__(self, "split", (*self.dimensions, *own))

    def filtered(self, dimension: str) -> tuple[str, ...]:
        """The values that a dimension may have; empty = any."""
        return tuple(value for one in self.filters if one.dimension == dimension for value in one.values)
