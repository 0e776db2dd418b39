"""Answers for some districts that are cut from the answer for all of them, so that another district's filter asks the store nothing.

Which queries may be cut says their header (`sliced: area_id`): those whose rows of an area are the same whoever else is asked for. Where a
figure is of all areas together (distinct persons, shares, medians), cutting would be wrong, and the query is asked by district.
"""

from typing import Any

import pandas as pd

from dashboard.warehouse.catalogue import Query

INTEGERS = ("bigint", "integer")


def whole_of(query: Query, bound: dict[str, Any], city: str) -> dict[str, Any] | None:
    """The parameters of the question that a question is cut from; null where it is asked itself: of every area, or of the whole city."""
    areas = bound.get("areas")
    return {**bound, "areas": []} if query.sliced and areas and city not in areas else None


def cut(query: Query, whole: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    """The rows of some areas, as the query asked for them alone would give them, kinds of columns included."""
    rows = whole[whole[query.sliced].isin(areas)].reset_index(drop=True)
    return rows.assign(**{column.name: _narrowed(rows[column.name], column.type) for column in query.selected})


def _narrowed(column: pd.Series, kind: str) -> pd.Series:
    """A column whose kind a null elsewhere has widened, or that has nothing left to tell its kind by."""
    if isinstance(column.dtype, pd.StringDtype):
        return column if column.notna().any() else column.astype(object).where(column.notna(), None)
    if kind in INTEGERS and column.dtype == "float64" and column.notna().all():
        return column.astype("int64")
    return column.astype(bool) if kind == "boolean" and column.dtype == object and column.notna().all() else column
