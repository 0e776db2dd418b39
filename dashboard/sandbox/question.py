"""What an analyst asks, and what comes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

ROWS = 10_000
"""Rows of an answer, unless a question says otherwise."""


@dataclass(frozen=True)
class Question:
    """One SELECT about one moment. In it, `$as_of`, `$since` and `$district` stand for the values here."""

    sql: str
    as_of: datetime
    """The moment whose knowledge every relation shows."""
    since: datetime | None = None
    """`$since`; null where nothing is compared."""
    district: str | None = None
    """`$district`, an area_id; null = the whole city."""
    rows: int = ROWS
    """Rows at most."""


@dataclass(frozen=True)
class Result:
    """The first rows of an answer, typed."""

    table: "pyarrow.Table"
    is_cut: bool
    """Whether there are more rows than the table has: the question's limit, or what an answer may weigh, was reached."""
    total: int | None
    """How many rows there are; null where counting them took too long."""
    seconds: float
    """From the question to the answer, waiting for a place included."""
    generation: str
    """The file name of the generation that answered."""
    reads: tuple[str, ...]
    """The relations that it read, in the order in which it names them."""
