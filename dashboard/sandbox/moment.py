"""The store as an analyst sees it at one moment: a connection that can only read, and a view for each relation that a statement names."""

from collections.abc import Iterable
from datetime import datetime

import duckdb

from dashboard.sandbox.bounds import Bounds
from dashboard.sandbox.parsing import reader_beside
from dashboard.sandbox.relations import AREA_NAMES, Relation, RelationColumn, relations
from dashboard.warehouse import GIVES_BACK
from dashboard.warehouse.ddl import literal, quoted
from dashboard.warehouse.statements import statement

SEALED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    "allow_community_extensions": "false", "python_enable_replacements": "false", "temp_directory": "", **GIVES_BACK,
}
"""No way to files, the network, extensions, Python or a disk to spill to."""


def open_store(file: str, bounds: Bounds) -> tuple[duckdb.DuckDBPyConnection, duckdb.DuckDBPyConnection]:
    """A sealed connection to a generation in which no relation can be read yet, and a scratch one beside it that reads statements.

    Raises: duckdb.Error where the generation cannot be opened.
    """
    own = {"memory_limit": f"{bounds.question_memory_mb}MB", "threads": str(bounds.question_threads)}
    con = duckdb.connect(file, read_only=True, config={**SEALED, **own})
    reader = reader_beside(con)
    [(store,)] = con.execute(statement("asking", "store_name")).fetchall()
    stored = [name for (name,) in con.execute(statement("asking", "stored_tables")).fetchall()]
    steps = [
        *(statement("asking", name) for name in ("attach", "make_schema")),
        *(statement("asking", "hide", a_name=quoted(name)) for name in stored),
        statement("asking", "search", a_path=literal(f"asked.desk,{quoted(store)}.main")),
        *(statement("asking", name) for name in ("quiet", "errors_in_parts", "lock")),
    ]
    con.execute(";".join(steps))  # at once: a third of the time that one after the other takes
    return con, reader


def show(con: duckdb.DuckDBPyConnection, names: Iterable[str], at: datetime) -> None:
    """Make the relations readable as of a moment. The store stays as it is: they are views in memory."""
    moment = f"timestamp {literal(at.isoformat(sep=' '))}"
    for name in names:
        con.execute(_view(relations()[name], moment))


def _view(relation: Relation, moment: str) -> str:
    arguments = ", ".join(part for part in (moment, relation.call) if part)
    macro = f"current_{relation.name}" if relation.kind == "table" else relation.name
    parts = {"a_name": quoted(relation.name), "a_source": f"{quoted(macro)}({arguments})"}
    if relation.name == "area_known" or AREA_NAMES[0] not in {column.name for column in relation.columns}:
        return statement("asking", "show", some_columns=_columns(relation, "r"), **parts)
    return statement("asking", "show_with_area", some_columns=_columns(relation, "k"), a_moment=moment, **parts)


def _columns(relation: Relation, names_from: str) -> str:
    """The columns of a relation, each of the type that is declared for it."""
    sides = dict.fromkeys(AREA_NAMES, names_from)
    return ", ".join(_column(column, sides.get(column.name, "r")) for column in relation.columns)


def _column(column: RelationColumn, side: str) -> str:
    cell = f"{side}.{quoted(column.name)}"
    if column.is_pseudonym:
        cell = statement("asking", "mark", a_cell=cell).strip()
    return f"cast({cell} as {column.type}) as {quoted(column.name)}"
