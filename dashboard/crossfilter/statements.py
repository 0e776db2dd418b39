"""The SQL of the crossfilter: one file a statement in sql/, and the one function that puts names into it."""

import re
from functools import cache
from pathlib import Path

from dashboard.crossfilter.subjects import Subject
from dashboard.warehouse.ddl import quoted

FOLDER = Path(__file__).with_name("sql")


def statement(name: str, **parts: str) -> str:
    """The statement of sql/<name>.sql, its placeholders (whole words such as a_column) replaced.

    `parts`: SQL by placeholder, made of the schema's names, this room's statements and whole numbers; what the store says is only bound.
    """
    text = _text(name)
    return re.sub(rf"\b({'|'.join(parts)})\b", lambda found: parts[found[0]], text) if parts else text


def rows_known(subject: Subject) -> str:
    """SELECT of a subject's rows as of $as_of, for the store: a column for each dimension."""
    return statement(f"rows_{subject.name}", a_relation=f"{quoted('current_' + subject.table)}($as_of)")


def rows_asked(subject: Subject) -> str:
    """The same for an analyst, who reads every table as of his question's moment under its own name."""
    return statement(f"rows_{subject.name}", a_relation=subject.table)


@cache
def _text(name: str) -> str:
    lines = (FOLDER / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))
