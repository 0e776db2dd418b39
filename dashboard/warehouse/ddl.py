"""SQL statements that carry a table's name. Identifiers come from the schema declaration alone, never from a file or a person.

DuckDB binds values, not identifiers, so these few statements are the one place where SQL text is put together.
"""

import hashlib
from functools import cache
from pathlib import Path

from dashboard.schema.declaration import SYSTEM_COLUMNS, Table, tables
from dashboard.settings import PACKAGE, folder

STAND_IN_TABLES = ("zones", "zone_events")
"""Tables whose synthetic rows are shown only while no real zone is known (decision note 0001)."""

BOOKKEEPING = """
create table batches (
    batch_id integer, kind varchar, rolls_back integer, source varchar, file varchar, sha256 varchar, encoding varchar,
    rows bigint, tables varchar, received_at timestamp, effective_at timestamp, recorded_at timestamp,
    rolled_back_at timestamp, operator varchar, note varchar
);
create table batch_periods (batch_id integer, received_at timestamp, known_from timestamp, known_to timestamp);
create table import_findings (
    batch_id integer, source_row integer, column_name varchar, value varchar, rule varchar, severity varchar,
    message_zh varchar, message_en varchar
);
create table store_facts (fingerprint varchar, city varchar, published_through integer);
create table rule_steps (
    scheme varchar, level varchar, lift_days integer, after_lowering_days integer, anchor_day integer, round varchar, round_days integer,
    contact_days integer, transfer_days integer, lowers_to varchar, rest_is_low boolean
);
create table zone_shapes (shape varchar);
create table zone_overlaps (shape varchar, other_shape varchar, share double, other_share double);
"""
"""The store's own tables: what was taken in, when it was known, what was found, what each rule set asks, which boundaries overlap."""


def quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def create_table(table: Table) -> str:
    columns = {c.name: c.sql_type for c in table.columns.values()} | SYSTEM_COLUMNS
    body = ", ".join(f"{quoted(name)} {kind}" for name, kind in columns.items())
    return f"create table {quoted(table.name)} ({body})"


def comments(table: Table) -> list[str]:
    """`comment on` statements: the data dictionary inside the store."""
    lines = [f"comment on table {quoted(table.name)} is {_literal(table.about_en)}"]
    return lines + [
        f"comment on column {quoted(table.name)}.{quoted(c.name)} is {_literal(c.about_en)}"
        for c in table.columns.values()
    ]


def current_macro(table: Table) -> str:
    """`current_<table>(as_of)`: the rows known at that moment, without the system times.

    The schema is named, since DuckDB would read a caller's CTE of the table's name in its place.
    """
    names = ", ".join(quoted(n) for n in [*table.columns, "batch_id", "source_row", "is_synthetic"])
    known = "sys_from <= as_of and (sys_to is null or sys_to > as_of)"
    hidden = ""
    if table.name in STAND_IN_TABLES:
        hidden = f" and (not is_synthetic or not exists (select 1 from main.zones where not is_synthetic and {known}))"
    return (
        f"create or replace macro {quoted('current_' + table.name)}(as_of) as table "
        f"select {names} from main.{quoted(table.name)} where {known}{hidden}"
    )


def on_table(statement: str, table: Table) -> str:
    """A statement about any table, for this one: `a_table` stands for its name."""
    return statement.replace("a_table", quoted(table.name))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def sql_files(kind: str) -> list[Path]:
    """Files of queries/`kind` (views or rollups) in the order they are run: their names' order."""
    return sorted((folder("queries") / kind).glob("*.sql"))


@cache
def fingerprint() -> str:
    """Eight hex digits that change when the schema, a rule set, a view, a rollup or the store's own code does."""
    files = [*sorted((PACKAGE / "schema").glob("*.toml")), *sql_files("views"), *sql_files("rollups")]
    files += [*sorted((PACKAGE / "rules" / "schemes").glob("*.toml")), *sorted((PACKAGE / "warehouse").glob("*.py"))]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:8]


def every_table() -> list[Table]:
    return list(tables().values())
