"""The rows of a page as a parcel: what they are called, in which unit, what each means, where they come from, under which filters."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from dashboard.i18n.forms import is_missing
from dashboard.i18n.messages import column_label, messages, text
from dashboard.rows.coded import words_of
from dashboard.sandbox.relations import RelationColumn, relations
from dashboard.ui.components.exports.csv_file import is_text
from dashboard.ui.components.exports.parcel import Described, Noted, Parcel
from dashboard.warehouse.catalogue import catalogue

TECHNICAL = ("row_key", "batch_id", "source_row")
"""Where a row lies in the log: of no use to a reader of a file, who has the number of the batch from the page; unless the rows
are told apart by it, as in the list of batches."""
MARKS = ("area_id", "is_synthetic")
"""What a file of chosen columns has beside them: a name that other files know the district by, and whether a row is made up."""


@dataclass(frozen=True)
class Given:
    """Rows that are on a page, and what the page knows of them."""

    frame: pd.DataFrame
    name: str
    """What their file is called."""
    source: str
    """Where they come from, in words."""
    as_of: datetime
    lang: str
    columns: Sequence[str] = ()
    """Those that are shown; none means all but technical ones."""
    labels: Mapping[str, str] = field(default_factory=dict)
    enums: Mapping[str, str] = field(default_factory=dict)
    """By column, the enumeration or section of the messages that has its codes in words."""
    facts: tuple[tuple[str, str], ...] = ()
    notes: Noted = ()
    """Of `Parcel`."""

    @property
    def cells(self) -> int:
        """How large a file of it is."""
        return len(self.frame) * len(self.taken)

    @property
    def taken(self) -> list[str]:
        """The columns that a file has: those on the screen, and which district and whether made up."""
        if self.columns:
            return list(dict.fromkeys([*self.columns, *(name for name in MARKS if name in self.frame)]))
        query = catalogue().get(str(self.frame.attrs.get("query", "")))
        return [name for name in self.frame if name not in TECHNICAL or (query and name in query.grain)]


def parcel_of(given: Given) -> Parcel:
    """The parcel. A list in a cell becomes words, since no table file but Parquet has lists."""
    rows = given.frame[given.taken].rename(columns=str)
    rows = rows.assign(**{str(name): _plain(rows[name]) for name in rows if is_text(rows[name])})
    rows.attrs = {}  # which Parquet would try to write down
    described = {str(name): _described(str(name), given) for name in rows}
    return Parcel(rows, given.name, given.as_of, given.lang, given.source, described, given.facts, given.notes)


def _described(name: str, given: Given) -> Described:
    known, is_number = _column(name, given), name in given.frame and given.frame[name].dtype.kind in "iuf"
    label = given.labels.get(name) or column_label(name, given.lang)
    comment = _comment(name, given)
    about = known.about.say(given.lang) if known else comment if given.lang == "en" else ""
    unit = known.unit.say(given.lang) if known else ""
    enum = "" if is_number else given.enums.get(name) or words_of(str(given.frame.attrs.get("query", "")), name) or ""
    return Described(name, label, (unit or _unit(comment, given.lang)) if is_number else "", about or label, enum)


def _column(name: str, given: Given) -> RelationColumn | None:
    """What the schema says of a column: the first of what the query names as its source; else where all that is behind the rows, or else
    everything that has such a column, says one thing."""
    query = catalogue().get(str(given.frame.attrs.get("query", "")))
    sources = [part.strip().removeprefix("views/") for part in query.notes.get("source", "").split(",")] if query else []
    named = [column for column in _columns(sources) if column.name == name]
    behind = {column for column in _columns(given.frame.attrs.get("tables", ())) if column.name == name}
    every = {(column.unit, column.about): column for column in _columns(relations()) if column.name == name}
    return named[0] if named else behind.pop() if len(behind) == 1 else next(iter(every.values())) if len(every) == 1 else None


def _columns(names: Iterable[str]) -> list[RelationColumn]:
    return [column for name in names if name in relations() for column in relations()[name].columns]


def _comment(name: str, given: Given) -> str:
    """What the query says of a column, which it says in English."""
    query = str(given.frame.attrs.get("query", ""))
    return next((column.comment for column in catalogue()[query].columns if column.name == name), "") if query in catalogue() else ""


def _unit(comment: str, lang: str) -> str:
    """The unit with which the query's words on a column begin ("days; null = unknown"); "" where they begin otherwise."""
    first = re.split(r"[;,]", comment)[0].split(" of ")[0].strip()
    units = (key for key in messages() if key.startswith("metric_unit."))
    return next((text(key, lang, n="") for key in units if first and text(key, "en", n="") == first), "")


def _plain(values: pd.Series) -> pd.Series:
    return pd.Series([_cell(value) for value in values], index=values.index, dtype=object)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple | set | np.ndarray):
        return ", ".join(str(one) for one in value if not is_missing(one))
    if is_missing(value):
        return None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return value if isinstance(value, str | bool | int | float | datetime) else str(value)
