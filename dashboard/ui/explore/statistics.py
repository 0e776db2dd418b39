"""What is to be known of each column of an answer: how many values, how many missing, how many different, from where to where."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.data.explore_sql import inner, quoted
from dashboard.ui.explore.columns import Held

MEASURED = ("number", "lon", "lat")


@dataclass(frozen=True)
class Statistics:
    name: str
    rows: int
    missing: int
    distinct: int
    lowest: object
    """Null where every value is missing."""
    highest: object
    mean: float | None
    """Of numbers; null elsewhere."""


def statistics(frame: pd.DataFrame, columns: dict[str, Held]) -> list[Statistics]:
    """One entry a column, from the rows at hand."""
    return [_of(frame[name], held) for name, held in columns.items()]


def statistics_sql(sql: str, columns: dict[str, Held]) -> str:
    """A statement that answers the same of every row, in one row: rows, then five columns for each column."""
    parts = ["count(*)"]
    for name, held in columns.items():
        column = quoted(name)
        mean = f"avg({column})" if held.kind in MEASURED else "null"
        parts += [f"count({column})", f"count(distinct {column})", f"min({column})", f"max({column})", mean]
    return f"select {', '.join(f'{part} as s{place}' for place, part in enumerate(parts))} from {inner(sql)}"


def statistics_from(row: list[Any], columns: dict[str, Held]) -> list[Statistics]:
    """The entries from the one row that `statistics_sql` answers."""
    rows, found = int(row[0]), []
    for place, name in enumerate(columns):
        known, distinct, lowest, highest, mean = (_bare(value) for value in row[1 + 5 * place : 6 + 5 * place])
        found.append(Statistics(name, rows, rows - int(known or 0), int(distinct or 0), lowest, highest, mean))
    return found


def _of(values: pd.Series, held: Held) -> Statistics:
    known = values.dropna()
    ends = (known.min(), known.max()) if len(known) else (None, None)
    mean = float(known.mean()) if held.kind in MEASURED and len(known) else None
    return Statistics(held.name, len(values), len(values) - len(known), known.nunique(), _bare(ends[0]), _bare(ends[1]), mean)


def _bare(value: Any) -> Any:
    return None if pd.isna(value) else value.item() if hasattr(value, "item") else value
