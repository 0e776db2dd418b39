"""SQL that carries names of tables and columns. Identifiers come from the schema declaration alone, never from a file or a person."""

from pathlib import Path

from dashboard.schema.declaration import SYSTEM_COLUMNS, Table, tables
from dashboard.settings import folder
from dashboard.warehouse.statements import statement

STAND_IN_TABLES = ("zones", "zone_events")
"""Tables whose synthetic rows are shown only while no real zone is known (decision note 0001)."""

AS_PUBLISHED = ("contacts", "identities", "indicators", "special_groups", "zone_statements")
"""Tables of what was stated of an area as a whole: said of a merged district, it is not so of the one that it went into."""


def quoted(identifier: str) -> str:
    """An identifier as SQL text."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL text, where the engine takes no parameter."""
    return "'" + text.replace("'", "''") + "'"


def on_table(file: str, name: str, table: Table) -> str:
    """A statement about any table, for this one."""
    return statement(file, name, a_table=quoted(table.name))


def create_table(table: Table) -> str:
    columns = {c.name: c.sql_type for c in table.columns.values()} | SYSTEM_COLUMNS
    body = ", ".join(f"{quoted(name)} {kind}" for name, kind in columns.items())
    return statement("tables", "create", a_table=quoted(table.name), some_columns=body)


def comments(table: Table) -> list[str]:
    """`comment on` statements: the data dictionary inside the store."""
    name = quoted(table.name)
    return [statement("tables", "describe_table", a_table=name, a_text=literal(table.about_en))] + [
        statement("tables", "describe_column", a_table=name, a_column=quoted(c.name), a_text=literal(c.about_en))
        for c in table.columns.values()
    ]


def current_macro(table: Table, is_moved: bool = False) -> str:
    """`current_<table>(as_of)`: the rows known at that moment, without the system times.

    `is_moved`: a row of a district that was abolished by then is the district's that succeeded it (`area_standing`). Asked for only
    where the city has such a district, since every question would pay for it.
    """
    is_moved = is_moved and table.name not in AS_PUBLISHED
    aliases = {name: quoted(f"of_{name}") for name, column in table.columns.items() if is_moved and column.kind == "area"}
    names = ", ".join(
        f"coalesce({aliases[n]}.standing_id, held.{quoted(n)}) as {quoted(n)}" if n in aliases else f"held.{quoted(n)}"
        for n in [*table.columns, "batch_id", "source_row", "is_synthetic"]
    )
    joins = " ".join(statement("tables", "join_standing", a_column=quoted(n), an_alias=alias) for n, alias in aliases.items())
    kind = "current_stand_in" if table.name in STAND_IN_TABLES else "current"
    macro = quoted("current_" + table.name)
    return statement("tables", kind, a_macro=macro, a_table=quoted(table.name), some_columns=names, some_joins=joins)


def sql_files(kind: str) -> list[Path]:
    """Files of queries/`kind` (views or rollups) in the order they are run: their names' order."""
    return sorted((folder("queries") / kind).glob("*.sql"))


def every_table() -> list[Table]:
    return list(tables().values())
