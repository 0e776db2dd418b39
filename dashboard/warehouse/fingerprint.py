"""What shapes the store, in eight hex digits: a generation is made anew where they are others, and only there."""

import hashlib
from collections.abc import Iterator
from functools import cache

from dashboard.rules.schemes import schemes
from dashboard.rules.working_days import special_days, years_covered
from dashboard.warehouse import ddl
from dashboard.warehouse.statements import statements, without_comments

STORE_FORMAT = 1
"""Raise it when a change of the program makes another store from the same log, and no statement says so.

`tests/warehouse/test_store_format.py` fails where that was forgotten.
"""
FILLING = ("bookkeeping", "versions", "overlaps", "inside")
"""Files of sql/ that make and fill the store; what tables.sql makes is taken as the schema has it."""


@cache
def fingerprint() -> str:
    """Eight hex digits that change when a table, a rule set, a view, a rollup or a statement that fills the store does.

    Comments change nothing, nor does how the program is written.
    """
    digest = hashlib.sha256()
    for part in _parts():
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:8]


def rule_steps() -> list[list[object]]:
    """What the store holds of every rule set: a row a level."""
    return [
        [scheme.id, step.level, step.lift_days, step.after_lowering_days, scheme.anchor_day, step.round, step.round_days,
         step.contact_days, step.transfer_days, step.lowers_to, scheme.rest_is_low]
        for scheme in schemes().values() for step in scheme.steps.values()
    ]


def special_day_columns() -> dict[str, object]:
    """What the store is told of the calendar: days, kinds and Chinese names of holidays side by side; first and last year covered."""
    days, (first, last) = list(special_days().values()), years_covered()
    return {
        "days": [day.day for day in days], "kinds": [day.kind for day in days], "names": [day.holiday[0] for day in days],
        "first": first, "last": last,
    }


def _parts() -> Iterator[str]:
    yield str(STORE_FORMAT)
    for name in FILLING:
        yield from statements(name).values()
    for table in ddl.every_table():
        yield from (ddl.create_table(table), *ddl.comments(table), ddl.current_macro(table), ddl.current_macro(table, is_moved=True))
    yield from map(str, rule_steps())
    yield str(special_day_columns())
    for file in (*ddl.sql_files("rollups"), *ddl.sql_files("views")):
        yield without_comments(file.read_text(encoding="utf-8"))
