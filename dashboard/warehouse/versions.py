"""When each version of a row was known: the system times of the store, brought up to date batch by batch.

A batch is *known* in periods: from its receipt until it is rolled back, and again if the rollback itself is taken back. At any moment the
version of a row that holds is, among the batches then known, that of the latest (received_at, batch_id). A version that never holds keeps
an empty interval (`sys_to = sys_from`), so that it can hold later if the batch above it is taken back.
"""

import duckdb

from dashboard.schema.declaration import Table
from dashboard.warehouse.ddl import on_table
from dashboard.warehouse.statements import statement


def load_incoming(con: duckdb.DuckDBPyConnection, table: Table, batch_id: int, file: str) -> None:
    """Stage one batch's rows of a table as the temporary table `incoming`."""
    con.execute(on_table("versions", "empty_incoming", table))
    con.execute(statement("versions", "load_incoming"), {"batch_id": batch_id, "file": file})


def add_versions(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Add the rows of `incoming`; where a row has other versions, work all their intervals out anew."""
    [(touches_others,)] = con.execute(on_table("versions", "touches_others", table)).fetchall()
    if touches_others:
        rework_versions(con, table)
    else:
        con.execute(on_table("versions", "append", table))


def rework_versions(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Work out the intervals of every row that `incoming` names, from all its versions and `batch_periods`."""
    con.execute(on_table("versions", "collect_versions", table))
    con.execute(on_table("versions", "remove_touched", table))
    con.execute(on_table("versions", "place_versions", table))
