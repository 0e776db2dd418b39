"""A pivot: rows by columns, each cell answered by the sandbox from all rows of the statement."""

from collections.abc import Callable

import pandas as pd

MOST_COLUMNS, MOST_ROWS = 40, 500
"""What a person can read; beyond it the rest is counted, not shown."""


def wide(cells: pd.DataFrame, first: str, single: str | None, how: str, unknown: str) -> tuple[pd.DataFrame, int, int]:
    """Cells (r, c, n) as a table, its first column the rows', and how many columns and rows were left out.

    Where no row of the answer falls into a cell, their count is 0, and there is no sum, least, greatest or mean of them: null.
    `first`: heading of the first column. `single`: heading of the figures where there are no columns, else null. `unknown`: what a null
    row or column is called.
    """
    heads = [single if single else _name(value, unknown) for value in cells["c"]]
    names = [_name(value, unknown) for value in cells["r"]]
    rows, columns = list(dict.fromkeys(names)), sorted(dict.fromkeys(heads), key=heads.index if single else _order(unknown))
    at = {(row, column): n for row, column, n in zip(names, heads, cells["n"], strict=True)}
    nothing = 0 if how == "rows" else None
    table = pd.DataFrame({first: rows[:MOST_ROWS]})
    for column in columns[:MOST_COLUMNS]:
        head = f"{column} " if column == first else column
        table[head] = pd.Series([at.get((row, column), nothing) for row in rows[:MOST_ROWS]], dtype=_dtype(cells["n"]))
    return table, max(0, len(columns) - MOST_COLUMNS), max(0, len(rows) - MOST_ROWS)


def _order(unknown: str) -> Callable[[str], tuple[bool, str]]:
    return lambda head: (head == unknown, head)


def _name(value: object, unknown: str) -> str:
    if value is None or value != value or value is pd.NaT:
        return unknown
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def _dtype(values: pd.Series) -> str:
    return "float64" if values.dtype.kind in "iuf" else "object"
