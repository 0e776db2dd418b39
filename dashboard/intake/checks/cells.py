"""What is asked of every staged cell: that it can be read, is filled where it must be, and lies within its range."""

from collections.abc import Iterator

from dashboard.intake.checks.statements import Check, as_written, statement
from dashboard.schema.declaration import Column
from dashboard.warehouse.ddl import quoted

COUNTED = ("integer", "number", "boolean")
"""Kinds of which the word for "none" may mean zero or no."""
LONGEST_TEXT = 10_000
"""Characters of a text that people are to read; a boundary is as long as it is."""


def extra_check(name: str) -> Check:
    """The check of a column beside the table's own, such as a row's datum."""
    return Check("unread", name, "refuse", _of_cell("unread", name))


def cell_checks(column: Column, has_raw: bool) -> Iterator[Check]:
    """The checks of one column. `has_raw`: the table has a column for its own words, so an unknown one is taken as other."""
    form = "_text" if column.kind == "text" else "" if column.kind in COUNTED else "_value"
    rule, severity = ("kept_raw", "warn") if has_raw else ("unread", "refuse")
    yield Check(rule, column.name, severity, _of_cell(f"unread{form}", column.name))
    if column.required:
        yield Check("required", column.name, "refuse", _of_cell(f"required{form}", column.name))
    if column.is_identifier:
        yield Check("rounded", column.name, "refuse", _of_cell("rounded_id", column.name))
    if column.kind == "text" and column.name != "geometry":
        yield Check("long", column.name, "refuse", _of_cell("too_long", column.name), {"longest": LONGEST_TEXT})
    if column.minimum is not None:
        yield Check("min", column.name, "refuse", _of_cell("below_minimum", column.name), {"bound": column.minimum})
    if column.maximum is not None:
        yield Check("max", column.name, "refuse", _of_cell("above_maximum", column.name), {"bound": column.maximum})


def _of_cell(name: str, column: str) -> str:
    return statement(name, a_cell=quoted(column), a_text=as_written(column))
