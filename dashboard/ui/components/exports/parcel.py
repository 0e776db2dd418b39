"""What goes into a file: the rows, and what a reader must know of them without the board."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import pandas as pd

AS_OF = "as_of"
ODD = re.compile(r"[^\w-]+")
LONGEST_NAME = 60
KINDS = {
    "csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet", "geojson": "application/geo+json", "svg": "image/svg+xml", "png": "image/png",
}
"""What a file is, by its ending."""


class Named(Protocol):
    """Rows that have a name and a moment."""

    @property
    def name(self) -> str: ...

    @property
    def as_of(self) -> datetime: ...


Noted = tuple[tuple[datetime, str, str, str], ...]
"""Notes of people: when, who, on what, text."""


@dataclass(frozen=True)
class Described:
    """A column as a file describes it."""

    name: str
    label: str
    unit: str = ""
    about: str = ""
    enum: str = ""


@dataclass(frozen=True)
class Parcel:
    """Rows to take away."""

    rows: pd.DataFrame
    name: str
    """What the file is called, before its moment."""
    as_of: datetime
    lang: str
    source: str
    """Where the rows come from, in words."""
    columns: dict[str, Described] = field(default_factory=dict)
    """By name; a column that is not in it has its name alone."""
    facts: tuple[tuple[str, str], ...] = ()
    """More lines of what the file says of itself: label and words (the statement, the filters, that it is cut)."""
    notes: Noted = ()
    """What people noted, where it was asked for."""

    def described(self, column: str) -> Described:
        return self.columns.get(column) or Described(column, column)


def file_name(parcel: Named, ending: str) -> str:
    """The name of the file with the moment of its rows: explore-20221129T1800.csv."""
    stem = ODD.sub("-", parcel.name).strip("-")[:LONGEST_NAME] or "rows"
    return f"{stem}-{parcel.as_of:%Y%m%dT%H%M}.{ending}"


def moment_column(rows: pd.DataFrame) -> str:
    """A name for the column that says the moment, which no column has yet."""
    return AS_OF if AS_OF not in rows.columns else f"page_{AS_OF}"
