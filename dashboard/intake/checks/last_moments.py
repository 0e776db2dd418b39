"""Of when the rows of a file speak: the last moment in them, by which a feed is fresh or late."""

from datetime import datetime

from dashboard.intake.checks.staging import Staging
from dashboard.warehouse.ddl import quoted

BEGINNINGS = ("starts_at", "started_at", "valid_from")
"""Moments that a row is of, though not every notice states them."""


def latest(staged: Staging, now: datetime) -> datetime | None:
    """The last moment in the table's required times and beginnings that is not after `now`; null where there is none."""
    columns = [column for column in staged.columns if column.required or column.name in BEGINNINGS]
    times = [column.name for column in columns if column.kind in ("timestamp", "date")]
    found = [staged.ask("latest_until", {"now": now}, a_cell=quoted(name))[0][0] for name in times]
    return max((moment for moment in found if moment), default=None)


def last_of(staged: Staging, name: str) -> datetime | None:
    """The last moment in a column; null where the file has none."""
    if name not in {column.name for column in staged.columns}:
        return None
    last: datetime | None = staged.ask("last_of", a_cell=quoted(name))[0][0]
    return last
