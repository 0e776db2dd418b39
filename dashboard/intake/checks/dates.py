"""What is asked of the cell of a date or moment: a year that a file can mean, and a moment that is not far from now."""

from collections.abc import Iterator
from datetime import datetime

from dashboard.intake.checks.statements import Check, as_written, statement
from dashboard.moments import YEARS
from dashboard.schema.declaration import Column
from dashboard.warehouse.ddl import quoted

KINDS = ("date", "timestamp")


def date_checks(column: Column, window: tuple[datetime, datetime]) -> Iterator[Check]:
    """The checks of one column of dates or moments. `window`: a possible moment outside it is asked about."""
    if column.kind not in KINDS:
        return
    cell, text = quoted(column.name), as_written(column.name)
    years: dict[str, object] = {"first_year": YEARS[0], "last_year": YEARS[-1]}
    yield Check("year", column.name, "refuse", statement("impossible_year", a_cell=cell, a_text=text), years)
    unlikely = statement("unlikely_moment", a_cell=cell, a_text=text)
    yield Check("unlikely", column.name, "warn", unlikely, {**years, "first": window[0], "last": window[1]})
