"""The tables, columns and allowed values of the product, read once from the TOML files beside this module.

Intake, templates, the data dictionary, the store's DDL and the tests all read this one declaration.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent

SQL_TYPES = {
    "text": "varchar", "area": "varchar", "enum": "varchar", "integer": "bigint", "number": "double",
    "boolean": "boolean", "date": "date", "timestamp": "timestamp", "lon": "double", "lat": "double",
}

SYSTEM_COLUMNS = {
    "row_key": "varchar", "batch_id": "integer", "source_row": "integer", "is_synthetic": "boolean",
    "sys_from": "timestamp", "sys_to": "timestamp",
}
"""Columns that the store adds to every table; their meaning stands in decision note 0001."""


@dataclass(frozen=True)
class EnumValue:
    value: str
    zh: str
    en: str
    spellings: tuple[str, ...]
    """Every spelling a file may use, the value and both labels included."""

    def label(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    """text, area, enum, integer, number, boolean, date, timestamp, lon or lat."""
    enum: str | None
    required: bool
    unit: str | None
    minimum: float | None
    maximum: float | None
    headers: tuple[str, ...]
    """Every header a file may use, the name and the Chinese label included."""
    zh: str
    about_zh: str
    about_en: str
    purged: bool
    """Whether `sandtable purge` empties it: no figure needs it."""
    is_pseudonym: bool = False
    """Whether it stands for a person: a number of his is refused, and an analyst sees a mark in its place by which he can count."""

    @property
    def is_identifier(self) -> bool:
        """Whether its cells are identifiers: of people, calls, tickets, zones."""
        return self.kind == "text" and (self.name.endswith("_id") or self.is_pseudonym)

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.kind]

    def about(self, lang: str) -> str:
        return self.about_zh if lang == "zh" else self.about_en


@dataclass(frozen=True)
class Table:
    name: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    key: tuple[str, ...]
    columns: dict[str, Column]
    person_level: bool
    """Whether a row is about one person, or about where one was: numbers and names of people are kept out of it."""
    id_from: tuple[str, ...] = ()
    """Columns from which intake makes the identifier, `key[0]`, where a file leaves it out; empty = a file must give it."""

    def title(self, lang: str) -> str:
        return self.title_zh if lang == "zh" else self.title_en


@cache
def enums() -> dict[str, dict[str, EnumValue]]:
    """Allowed values by enumeration and value, in the order they are shown."""
    declared = tomllib.loads((HERE / "enums.toml").read_text(encoding="utf-8"))
    return {
        name: {
            value: EnumValue(value, labels[0], labels[1], tuple(s for s in (value, *labels) if s))
            for value, labels in values.items()
        }
        for name, values in declared.items()
    }


@cache
def tables() -> dict[str, Table]:
    """Every table that a file can fill, by name."""
    found = {}
    for file in sorted(HERE.glob("tables_*.toml")):
        for name, declared in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[name] = _table(name, declared)
    return found


def _table(name: str, declared: dict) -> Table:
    columns = {c: _column(c, d) for c, d in declared["columns"].items()}
    id_from = tuple(declared.get("id_from", ()))
    missing = [k for k in (*declared["key"], *id_from) if k not in columns]
    if missing:
        raise ValueError(f"schema: key or id_from of {name} names unknown columns {missing}")
    key, is_personal = tuple(declared["key"]), declared.get("person_level", False)
    return Table(name, *declared["title"], *declared["about"], key, columns, is_personal, id_from)


def _column(name: str, declared: dict) -> Column:
    kind, _, enum = declared["type"].partition(":")
    if kind not in SQL_TYPES or (enum and enum not in enums()):
        raise ValueError(f"schema: column {name} has unknown type {declared['type']}")
    return Column(
        name=name, kind=kind, enum=enum or None, required=declared.get("required", False),
        unit=declared.get("unit"), minimum=declared.get("min"), maximum=declared.get("max"),
        headers=(name, *declared["zh"], *declared.get("en", [])), zh=declared["zh"][0],
        about_zh=declared["about"][0], about_en=declared["about"][1],
        purged=declared.get("purged", False), is_pseudonym=declared.get("pseudonym", False),
    )
