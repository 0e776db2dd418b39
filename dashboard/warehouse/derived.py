"""What follows from the rows of the store: the `current_` macros, rollups and views."""

import duckdb

from dashboard.warehouse import ddl
from dashboard.warehouse.statements import statement


def is_moved(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether rows of an abolished area are read as its successor's, which the `current_` macros do where there is one."""
    [(moved,)] = con.execute(statement("tables", "any_abolished")).fetchall()
    return bool(moved)


def derive(con: duckdb.DuckDBPyConnection, was_moved: bool | None = None) -> None:
    """Refresh what follows from the rows: the `current_` macros, rollups and views, each after what it reads.

    `was_moved`: how the macros of the generation that is carried on read abolished areas; null where there is none. Where they would be
    the same, they and the views stand as they are: making them anew takes longer than a small batch does.
    """
    moved = is_moved(con)
    waiting = [file.read_text(encoding="utf-8") for file in ddl.sql_files("rollups")]
    if was_moved != moved:
        macros = [ddl.current_macro(table, moved) for table in ddl.every_table()]
        waiting = [*macros, *waiting, *(file.read_text(encoding="utf-8") for file in ddl.sql_files("views"))]
    while waiting:
        failed: dict[str, duckdb.Error] = {}
        for sql in waiting:
            try:
                con.execute(sql)
            except duckdb.CatalogException as unready:
                failed[sql] = unready
        if len(failed) == len(waiting):
            raise failed[waiting[-1]]
        waiting = [*failed]
