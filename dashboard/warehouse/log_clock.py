"""The machine's clock against the log: what is written down now must not seem older than what was written down before."""

from datetime import datetime, timedelta
from typing import NamedTuple

from dashboard.errors import StoreError
from dashboard.i18n.messages import Words, advice, both
from dashboard.settings import wall_clock
from dashboard.warehouse import batches as log
from dashboard.warehouse.workspace import Workspace

TOLERATED = timedelta(minutes=2)
"""Clocks that are set by a server jump by so much."""
LONG_SILENT = timedelta(days=60)
"""An office that sends nothing for so long is rarer than a clock that is wrong."""


class ClockFault(NamedTuple):
    """Why the clock is doubted."""

    kind: str
    """behind: earlier than the newest batch was written down. ahead: so much later that it is worth a look."""
    said: Words
    advised: Words


def clock_fault(newest: datetime | None) -> ClockFault | None:
    """What the newest batch, written down at `newest`, says against the machine's clock; null where nothing does."""
    now = wall_clock()
    if newest is None or newest - TOLERATED <= now <= newest + LONG_SILENT:
        return None
    kind = "behind" if now < newest else "ahead"
    values = {"now": f"{now:%Y-%m-%d %H:%M}", "newest": f"{newest:%Y-%m-%d %H:%M}", "days": abs((now - newest).days)}
    return ClockFault(kind, both(f"log_clock.{kind}", **values), advice(f"log_clock.{kind}", **values))


def newest_recorded(workspace: Workspace) -> datetime | None:
    """When the newest batch was written down; null where there is none, or its record cannot be read."""
    try:
        committed = log.committed(workspace)
        return log.record_of(workspace, committed[-1])["recorded_at"] if committed else None
    except StoreError:
        return None
