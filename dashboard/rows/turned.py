"""A table of counts by three things, turned: two of them make its rows and columns, the third is summed."""

import pandas as pd

TOTAL = "total"


def turned(frame: pd.DataFrame, down: str, across: str, value: str = "offered") -> pd.DataFrame:
    """One row a value of `down`, most first, one column a value of `across` in its order, and their sum; 0 where nothing was counted.

    Columns keep the values that they stand for as names; `down` is the first, `total` the second. Days are in order, other things by size.
    """
    table = frame.pivot_table(index=down, columns=across, values=value, aggfunc="sum", fill_value=0, observed=True)
    if not pd.api.types.is_datetime64_any_dtype(frame[across]):
        table = table[table.sum().sort_values(ascending=False).index]
    if pd.api.types.is_datetime64_any_dtype(frame[down]):
        table = table.sort_index(ascending=False)
    else:
        table = table.loc[table.sum(axis=1).sort_values(ascending=False).index]
    table.insert(0, TOTAL, table.sum(axis=1))
    return table.reset_index()
