"""Rows of an answer that are left when it is narrowed by column, or to those in which a word stands."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.rows.coded import said
from dashboard.ui.explore.columns import Held

MOST_TO_PICK = 40
"""Values of a column that one picks from; of one with more, rows are left that contain a text."""


@dataclass(frozen=True)
class Narrowed:
    """What of a column is left; nothing said leaves all of it, and a missing value is left by nothing that is said."""

    name: str
    low: Any = None
    high: Any = None
    """Both inclusive."""
    among: tuple[Any, ...] = ()
    has: str = ""


def values_to_pick(values: pd.Series) -> list[Any]:
    """The different values of a column, in their order; none where there are too many to pick from."""
    known = values.dropna().unique()
    return sorted(known, key=str) if len(known) <= MOST_TO_PICK else []


def narrowed(frame: pd.DataFrame, columns: dict[str, Held], sought: str, by: list[Narrowed], lang: str) -> pd.DataFrame:
    """The rows that are left. `sought`: words that all must stand in a row, in codes, in the words for them, or in numbers."""
    rows = frame
    for one in by:
        rows = rows[_is_left(rows[one.name], one)]
    for word in sought.lower().split():
        found = pd.Series(False, index=rows.index)
        for name, held in columns.items():
            found |= _text(rows[name], held, lang).str.contains(word, regex=False)
        rows = rows[found]
    return rows


def _is_left(values: pd.Series, one: Narrowed) -> pd.Series:
    left = pd.Series(True, index=values.index)
    if one.low is not None:
        left &= values >= one.low
    if one.high is not None:
        left &= values <= one.high
    if one.among:
        left &= values.isin(list(one.among))
    if one.has.strip():
        left &= values.astype("string").str.lower().str.contains(one.has.strip().lower(), regex=False).fillna(False).astype(bool)
    return left.fillna(False).astype(bool)


def _text(values: pd.Series, held: Held, lang: str) -> pd.Series:
    if held.kind == "time":
        return values.dt.strftime("%Y-%m-%d %H:%M").fillna("")
    words = values.astype("string").fillna("").astype(object).astype(str)
    if held.enum:
        words = words + " " + pd.Series([said(v, held.enum, lang) for v in values], index=values.index).astype(str)
    return words.str.lower()
