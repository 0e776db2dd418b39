"""What is asked of the rows of zone events together: that an event says what it needs, and that no zone ends before it begins."""

from collections.abc import Iterator

from dashboard.intake.checks.rows import Check, raw_of
from dashboard.warehouse.ddl import quoted

NEEDS = (("merge", "into_zone_id", "refuse"), ("raise", "level", "refuse"), ("lower", "level", "refuse"), ("extend", "reason", "warn"))
"""(event, the column that it cannot do without, severity): a merge into nowhere or a level that is not named would have to be guessed."""


def zone_event_checks(present: list[str], begun: list[str]) -> Iterator[Check]:
    """The checks of a file of zone events. `begun`: zones that have events in the store, of which the file alone says too little."""
    if "event" not in present:
        return
    for event, needed, severity in NEEDS:
        is_empty = f"{quoted(needed)} is null" if needed in present else "true"
        sql = (
            "select source_row as line, cast(null as varchar) as value, cast(null as varchar) as detail from staged "
            f"where event = $event and {is_empty}"
        )
        yield Check(f"needs:{event}", needed, severity, sql, {"event": event})
    if {"zone_id", "at"} <= set(present):
        yield Check("before_declared", "at", "refuse", _ended_before(), {"begun": begun})


def _ended_before() -> str:
    """Liftings and merges before the first declaration that the file has of a zone unknown until now."""
    return (
        "with firsts as (select zone_id, min(\"at\") as first_at from staged where event = 'declare' group by zone_id) "
        f"select s.source_row as line, s.{raw_of('at')} as value, strftime(f.first_at, '%Y-%m-%d %H:%M') as detail "
        "from staged as s inner join firsts as f on s.zone_id = f.zone_id "
        "where s.event in ('lift', 'merge') and s.\"at\" < f.first_at and not list_contains($begun::varchar[], s.zone_id)"
    )
