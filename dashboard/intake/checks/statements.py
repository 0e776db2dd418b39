"""The SQL of the checks: one file a statement in `sql/`, with the names of columns in place of its words."""

from dataclasses import dataclass, field
from pathlib import Path

from dashboard.warehouse.ddl import quoted
from dashboard.warehouse.statements import filled

FOLDER = Path(__file__).with_name("sql")


@dataclass(frozen=True)
class Check:
    """One question about staged rows."""

    rule: str
    column: str
    severity: str
    """refuse or warn."""
    sql: str
    """Returns line, value (the cell as in the file), detail."""
    bound: dict[str, object] = field(default_factory=dict)


def statement(name: str, **parts: str) -> str:
    """The statement of `sql/<name>.sql`, with its placeholders (whole words such as a_cell) replaced.

    `parts`: SQL by placeholder, made of identifiers of the schema alone; what a file says is only ever bound, or read as a table.
    """
    return filled(FOLDER, name, parts)


def as_written(name: str) -> str:
    """The quoted identifier of a column's text as it stands in the file."""
    return quoted(f"{name} as written")
