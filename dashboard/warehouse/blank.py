"""A store without a row: its tables, the rules, and the macros and views that read them. What a publication from nothing begins with."""

from pathlib import Path

import duckdb

from dashboard.warehouse import GIVES_BACK, ddl
from dashboard.warehouse.derived import derive
from dashboard.warehouse.rules_stored import store_rules
from dashboard.warehouse.statements import statement

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", **GIVES_BACK}


def make(file: Path) -> None:
    """Write a new file. Raises duckdb.IOException or duckdb.FatalException where the disk has no room for it."""
    con = duckdb.connect(str(file), config=OFFLINE)
    try:
        con.execute("begin")  # each statement of hundreds would be written to the disk by itself
        con.execute(statement("bookkeeping", "create"))
        store_rules(con)
        for table in ddl.every_table():
            for sql in (ddl.create_table(table), *ddl.comments(table)):
                con.execute(sql)
        derive(con)
        con.execute("commit")
    finally:
        con.close()
