"""A connection on which an analyst's relations stand as of a moment, made here without the sandbox: what picks are asked of in these tests."""

import re
from datetime import datetime

import duckdb

from dashboard.measures.declaration import sources, todays
from dashboard.schema.declaration import tables
from dashboard.settings import folder
from dashboard.warehouse.publication import current_name
from dashboard.warehouse.workspace import Workspace

MORE = {"zone_clock": ", ''"}


def analyst(workspace: Workspace, as_of: datetime) -> duckdb.DuckDBPyConnection:
    """A connection with a table a relation: tables of the schema under their names, and the board's views, with names of areas."""
    connection = duckdb.connect(str(workspace.store / str(current_name(workspace))), read_only=True)
    connection.execute("attach ':memory:' as desk (read_write)")
    at = f"timestamp '{as_of}'"
    for name in relations_read():
        call = f"current_{name}" if name in tables() else name
        _view(connection, name, f"{call}({at}{MORE.get(name, '')})", at, name != "areas")
    connection.execute("use desk")  # from here on a name means the relation, not the store's table
    return connection


def relations_read() -> list[str]:
    """Every relation that a pick may read."""
    said = " ".join(f"{s.relation} {s.always} {s.of_city} {s.known}" for s in sources().values()) + " ".join(todays().values())
    known = {*tables(), *(file.stem for file in (folder("queries") / "views").glob("*.sql"))}
    return sorted(set(re.findall(r"\w+", said)) & known)


def asked(connection: duckdb.DuckDBPyConnection, sql: str, as_of: datetime, district: str | None = None) -> list[dict]:
    """The rows that SQL answers, as dicts."""
    given = {name: value for name, value in (("as_of", as_of), ("district", district)) if f"${name}" in sql}
    answer = connection.execute(sql, given)
    return [dict(zip([column[0] for column in answer.description], row, strict=True)) for row in answer.fetchall()]


def _view(connection: duckdb.DuckDBPyConnection, name: str, call: str, at: str, is_named: bool) -> None:
    columns = [row[0] for row in connection.execute(f"describe from {call}").fetchall()]
    names = "t.*"
    if is_named and "area_id" in columns:
        own = "t.* exclude (area_name)" if "area_name" in columns else "t.*"
        names = f"{own}, a.area_name, a.area_name_en"
        call = f"{call} as t left join area_known({at}) as a on t.area_id = a.area_id"
    else:
        call = f"{call} as t"
    connection.execute(f'create table desk.main."{name}" as select {names} from {call}')
