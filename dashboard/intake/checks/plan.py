"""Which checks the columns of a file call for, in their order: cell by cell, then rows, then what one table alone is asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from dashboard.intake.checks.cells import cell_checks, extra_check
from dashboard.intake.checks.dates import date_checks
from dashboard.intake.checks.rows import row_checks
from dashboard.intake.checks.sense import sense_checks
from dashboard.intake.checks.statements import Check
from dashboard.intake.checks.zone_events import zone_event_checks
from dashboard.schema.declaration import Table


def checks_of(
    table: Table, present: list[str], window: tuple[datetime, datetime], begun: list[str], is_published: bool = False,
) -> Iterator[Check]:
    """Every check of a file that has the columns `present`.

    `window`: moments outside it are warned about. `begun`: zones that have events already; read for zone events alone.
    `is_published`: a moment before an earlier one is what was published, and warned about rather than refused.
    """
    for name in present:
        column = table.columns.get(name)
        if column is None:
            yield extra_check(name)
            continue
        yield from cell_checks(column, has_raw=f"{name}_raw" in table.columns)
        yield from date_checks(column, window)
    yield from sense_checks(table, present)
    for check in row_checks(table, present):
        yield replace(check, severity="warn") if is_published and check.rule.startswith("order:") else check
    if table.name == "zone_events":
        yield from zone_event_checks(present, begun)
