"""A store of a few rows in memory, for views and queries that are worked by hand: no batches, every row known at any moment."""

from datetime import datetime
from typing import Any

import duckdb
import pandas as pd

from dashboard.schema.declaration import tables
from dashboard.settings import folder
from dashboard.warehouse.catalogue import bind, catalogue

AS_OF = datetime(2022, 11, 29, 18)
SYSTEM = {"batch_id": "integer", "is_synthetic": "boolean"}


def small_store(rows: dict[str, list[dict[str, Any]]], views: tuple[str, ...], stubs: dict[str, str] | None = None) -> duckdb.DuckDBPyConnection:
    """The tables with these rows, and the views; `stubs`: a select in the place of a view that none of it is about."""
    con = duckdb.connect()
    for name, given in rows.items():
        declared = {column.name: column.sql_type for column in tables()[name].columns.values()} | SYSTEM
        columns = ", ".join(f'"{column}" {kind}' for column, kind in declared.items())
        con.execute(f"create table stored_{name} ({columns})")
        for row in given:
            full = {"batch_id": 1, "is_synthetic": False} | row
            names = ", ".join(f'"{column}"' for column in full)
            con.execute(f"insert into stored_{name} ({names}) values ({', '.join('?' * len(full))})", list(full.values()))
        con.execute(f"create macro current_{name}(as_of) as table select * from stored_{name}")
    for name, sql in (stubs or {}).items():
        con.execute(f"create macro {name}(as_of) as table {sql}")
    for name in views:
        con.execute((folder("queries") / "views" / f"{name}.sql").read_text(encoding="utf-8"))
    return con


def answer(con: duckdb.DuckDBPyConnection, name: str, at: datetime = AS_OF, **given: Any) -> pd.DataFrame:
    """The rows of a named query."""
    query = catalogue()[name]
    return con.execute(query.sql, bind(query, given, at)).df()
