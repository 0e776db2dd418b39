"""What shapes the store, in eight hex digits: a generation is made anew where they are others, and only there."""

import hashlib
from collections.abc import Iterator
from functools import cache

from dashboard.warehouse import ddl
from dashboard.warehouse.rules_stored import modes_in_zones, rule_steps, special_day_columns, ticket_limits
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


def _parts() -> Iterator[str]:
    yield str(STORE_FORMAT)
    for name in FILLING:
        yield from statements(name).values()
    for table in ddl.every_table():
        yield from (ddl.create_table(table), *ddl.comments(table), ddl.current_macro(table), ddl.current_macro(table, is_moved=True))
    yield from map(str, (*rule_steps(), *ticket_limits(), *modes_in_zones()))
    yield str(special_day_columns())
    for file in (*ddl.sql_files("rollups"), *ddl.sql_files("views")):
        yield without_comments(file.read_text(encoding="utf-8"))
