"""The generations of the store that stay on disk: the latest few, and the last of each day."""

import contextlib
import re
from datetime import date, datetime

from dashboard.errors import StoreError
from dashboard.warehouse import batches as log
from dashboard.warehouse.purged import purges
from dashboard.warehouse.workspace import Workspace

NAME = re.compile(r"gen-\d+-[0-9a-f]+\.duckdb")
"""What a generation is called; a file of another name in its folder is not the store's, and stays."""
GENERATIONS_ON_DISK = 5
"""Latest generations that stay on disk; beside them one a day."""


def forget_old(workspace: Workspace, current: str) -> None:
    """Delete generations beyond the latest few and the last of each day, and all from before the last purge of the log.

    Readers of a deleted file keep it until they close it.

    By the numbers of their batches and the days on which those were written down, never by the clock or the times of files: a clock
    that is wrong must not cost the newest. `current`, the one that readers see, stays whatever its number is.
    """
    found = (file for file in workspace.store.glob("gen-*.duckdb") if NAME.fullmatch(file.name))
    files = sorted(found, key=lambda file: through(file.name), reverse=True)
    purged_at = max(purges(workspace), default=0)
    files, old = [f for f in files if through(f.name) >= purged_at], [f for f in files if through(f.name) < purged_at]
    last_of_day = {_day_of(workspace, through(file.name)): file for file in reversed(files)}.values()
    stay = {current, *(file.name for file in (*files[:GENERATIONS_ON_DISK], *last_of_day))}
    with contextlib.suppress(OSError):  # a file that stays costs room, not truth
        for file in (*files, *old):
            if file.name not in stay:
                file.unlink()


def through(generation: str) -> int:
    """The last batch in a generation, from its file name."""
    return int(generation.split("-")[1])


def _day_of(workspace: Workspace, batch_id: int) -> date | None:
    """The day on which a batch was written down; null for the generation before the first, or where its record cannot be read."""
    try:
        recorded: datetime = log.record_of(workspace, batch_id)["recorded_at"]
    except StoreError:
        return None
    return recorded.date()
