"""The SQL of the crossfilter: one file a statement in sql/."""

from pathlib import Path

from dashboard.crossfilter.subjects import Subject
from dashboard.warehouse.ddl import quoted
from dashboard.warehouse.statements import filled

FOLDER = Path(__file__).with_name("sql")


def statement(name: str, **parts: str) -> str:
    """The statement of sql/<name>.sql, its placeholders (whole words such as a_column) replaced.

    `parts`: SQL by placeholder, made of the schema's names, this room's statements and whole numbers; what the store says is only bound.
    """
    return filled(FOLDER, name, parts)


def rows_known(subject: Subject) -> str:
    """SELECT of a subject's rows as of $as_of, for the store: a column for each dimension."""
    return statement(f"rows_{subject.name}", a_relation=f"{quoted('current_' + subject.table)}($as_of)")


def rows_asked(subject: Subject) -> str:
    """The same for an analyst, who reads every table as of his question's moment under its own name."""
    return statement(f"rows_{subject.name}", a_relation=subject.table)
