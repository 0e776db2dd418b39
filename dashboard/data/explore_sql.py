"""Statements around a statement: another question about all of its rows, not only the first that are shown."""

HOWS = ("rows", "sum", "min", "max", "mean")
"""What a pivot puts into its cells: how many rows, or the sum, least, greatest or mean of a column."""
CALLS = {"sum": "sum", "min": "min", "max": "max", "mean": "avg"}


def inner(sql: str) -> str:
    """A statement as what another reads from; its last comment ends with its line."""
    return f"({sql.strip().rstrip(';').rstrip()}\n) as asked"


def quoted(name: str) -> str:
    """A name of a column as a statement writes it."""
    return '"' + name.replace('"', '""') + '"'


def pivot_sql(sql: str, row: str, column: str | None, how: str, value: str | None) -> str:
    """The cells of a pivot, one a row: r, c (null without a column), n. `how`: one of HOWS; `value`: the column that it is of."""
    across = quoted(column) if column else "null"
    measured = "count(*)" if how == "rows" or value is None else f"{CALLS[how]}({quoted(value)})"
    return f"select {quoted(row)} as r, {across} as c, {measured} as n\nfrom {inner(sql)}\ngroup by 1, 2\norder by 1, 2"
