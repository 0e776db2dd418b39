"""What is asked of the rows of zone events together: that an event says what it needs, and that no zone ends before it begins."""

from collections.abc import Iterator

from dashboard.intake.checks.statements import Check, as_written, statement
from dashboard.warehouse.ddl import quoted

NEEDS = (("merge", "into_zone_id", "refuse"), ("raise", "level", "refuse"), ("lower", "level", "refuse"), ("extend", "reason", "warn"))
"""(event, the column that it cannot do without, severity): a merge into nowhere or a level that is not named would have to be guessed."""


def zone_event_checks(present: list[str], begun: list[str]) -> Iterator[Check]:
    """The checks of a file of zone events. `begun`: zones that have events in the store, of which the file alone says too little."""
    if "event" not in present:
        return
    for event, needed, severity in NEEDS:
        sql = statement("event_lacks", a_cell=quoted(needed) if needed in present else "null")
        yield Check(f"needs:{event}", needed, severity, sql, {"event": event})
    if {"zone_id", "at"} <= set(present):
        yield Check("before_declared", "at", "refuse", statement("before_declared", a_text=as_written("at")), {"begun": begun})
