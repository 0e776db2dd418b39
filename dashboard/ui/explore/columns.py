"""The columns of an answer as a person uses them: what kind each is, what it is called, in which unit."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard.data.explore import Answer
from dashboard.i18n.forms import bracketed
from dashboard.i18n.messages import column_label, enum_of, messages
from dashboard.measures.told import of_column
from dashboard.schema.declaration import tables

Kind = Literal["number", "time", "truth", "area", "lon", "lat", "text"]
PLACES: dict[str, Kind] = {"lon": "lon", "lat": "lat"}


@dataclass(frozen=True)
class Held:
    """One column of an answer."""

    name: str
    kind: Kind
    label: str
    """What it is called in the page's language; its own name where nobody knows it."""
    unit: str
    enum: str
    """The enumeration of its values; "" for none."""
    about: str
    """Its meaning as the schema says it; "" where it is not a column of the schema."""
    titled: str
    """Its label with its unit."""
    is_share: bool = False
    """Whether it is 0-1 and shown as per cent."""


def columns_of(answer: Answer, lang: str) -> dict[str, Held]:
    """The columns by name, in the order of the answer."""
    return {str(name): _held(answer, str(name), lang) for name in answer.frame.columns}


def kind_of(values: pd.Series, name: str) -> Kind:
    """What a column can be used for, by its name and values."""
    is_number = values.dtype.kind in "iuf"
    if is_number and name in PLACES:
        return PLACES[name]
    if name == "area_id" or name.endswith("_area_id"):
        return "area"
    if values.dtype.kind == "M":
        return "time"
    if values.dtype.kind == "b" or _is_truth(values):
        return "truth"
    return "number" if is_number and not name.endswith("_id") else "text"


def of_kind(columns: dict[str, Held], *kinds: str) -> list[str]:
    """The names of the columns of these kinds."""
    return [name for name, held in columns.items() if held.kind in kinds]


def _held(answer: Answer, name: str, lang: str) -> Held:
    known, picked = answer.column(name), of_column(name)
    kind = kind_of(answer.frame[name], name)
    if picked and (kind == "number" or known is None):  # a figure or a split of the picker, in SQL that was taken on too
        unit, label = ("" if picked.is_share else picked.unit.say(lang)), picked.label.say(lang)
        return Held(name, kind, label, unit, picked.codes or "" if kind == "text" else "", picked.about.say(lang),
                    label + bracketed(unit, lang), picked.is_share)
    unit = known.unit.say(lang) if known and kind == "number" else ""
    is_named = f"column.{name}" in messages() or any(name in table.columns for table in tables().values())
    label = column_label(name, lang) if is_named else name
    enum = (known.enum if known else enum_of(name)) or ""
    meaning = known.about.say(lang) if known else ""
    return Held(name, kind, label, unit, enum if kind == "text" else "", meaning, label + bracketed(unit, lang))


def _is_truth(values: pd.Series) -> bool:
    known = values.dropna()
    return bool(values.dtype == object and len(known) and known.map(lambda value: isinstance(value, bool)).all())


def spoken(held: Held, lang: str) -> str:
    """A column as a choice: its label, and its name in brackets where that is another."""
    return held.label if held.label == held.name else held.label + bracketed(held.name, lang)
