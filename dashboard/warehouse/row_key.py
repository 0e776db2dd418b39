"""The key of a row: what makes two rows of a table the same, in the files of people and in rows that a program made alike."""

from collections.abc import Collection

import duckdb
import pyarrow as pa

from dashboard.schema.declaration import Column, Table
from dashboard.warehouse import GIVES_BACK
from dashboard.warehouse.ddl import quoted
from dashboard.warehouse.statements import statement


def key_of(table: Table, present: Collection[str]) -> str:
    """The SQL expression of row_key: key columns joined with |, null = empty, a | within a text escaped.

    `present`: the columns that the rows have; a key column that they lack counts as empty.
    """
    parts = [_part(table.columns[name]) if name in present else "''" for name in table.key]
    if len(parts) == 1:
        return f"coalesce(cast({quoted(table.key[0])} as varchar), '')" if table.key[0] in present else "''"
    return " || '|' || ".join(parts)


def _part(column: Column) -> str:
    text = f"coalesce(cast({quoted(column.name)} as varchar), '')"
    return f"replace({text}, '|', '¦')" if column.kind == "text" else text


def with_keys(table: Table, rows: pa.Table) -> pa.Table:
    """The rows of a batch with their keys worked out anew from their columns."""
    with duckdb.connect(":memory:", config=GIVES_BACK) as connection:
        connection.register("rows_of_batch", rows)
        keyed = statement("rows", "keyed", a_row_key=key_of(table, rows.column_names))
        return connection.execute(keyed).to_arrow_table().cast(rows.schema)
