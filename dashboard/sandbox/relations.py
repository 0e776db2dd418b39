"""What an analyst may read: the schema's tables as of a moment, and the board's clean views, each column with its unit and meaning.

A list of what is there, never of what is not: batches, files, checks' decisions (`findings`) and the texts about people that a purge
empties are left out by not being named. Views and what their columns mean stand in views.toml; tests hold it to the store.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dashboard.i18n.messages import Words
from dashboard.schema.declaration import Column, Table, tables
from dashboard.settings import folder
from dashboard.warehouse.catalogue import read_query, tables_behind

DECLARED = Path(__file__).with_name("views.toml")
NOT_READ = frozenset({"findings", "special_groups"})
"""Who owns a contradiction and what was decided about it: names and remarks of colleagues, which no figure needs. And numbers so small
that they tell who somebody is: `special_group_shown` has those that anybody may see."""
AREA_NAMES = ("area_name", "area_name_en")
"""Stand behind every `area_id`."""
SYSTEM = ("batch_id", "source_row", "is_synthetic")
"""Columns of the store that tables show: the number of a batch and of a row in its file, and whether the row is made up."""


@dataclass(frozen=True)
class RelationColumn:
    """A column of what an analyst reads."""

    name: str
    type: str
    """DuckDB's, in small letters."""
    unit: Words
    """What a number counts; empty where there is nothing to say."""
    about: Words
    """What it means, and what null means."""
    enum: str | None
    """The enumeration of the schema whose values it has; null = any."""
    is_pseudonym: bool = False
    """Whether a mark stands in the place of what the store has, by which persons can be counted and not be known."""


@dataclass(frozen=True)
class Relation:
    """A table or view as an analyst reads it, as of the moment of his question."""

    name: str
    kind: Literal["table", "view"]
    title: Words
    about: Words
    """One sentence: what a row is."""
    columns: tuple[RelationColumn, ...]
    tables: tuple[str, ...]
    """The schema's tables that it reads."""
    call: str
    """The arguments with which the store answers it, without the moment: "" for nearly all of them."""

    def column(self, name: str) -> RelationColumn:
        """The column of that name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]


@cache
def relations() -> dict[str, Relation]:
    """Every relation by name: tables in the schema's order, then views."""
    found = {table.name: _of_table(table) for table in tables().values() if table.name not in NOT_READ}
    return found | {name: _of_view(name, declared) for name, declared in _declared()["view"].items()}


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(DECLARED.read_text(encoding="utf-8"))


def _of_table(table: Table) -> Relation:
    columns: list[RelationColumn] = []
    for column in table.columns.values():
        if column.purged and column.kind == "text":
            continue
        columns.append(_of_schema(column))
        if column.name == "area_id" and table.name != "areas":
            columns += (_named(name, "varchar") for name in AREA_NAMES)
    columns += (_named(name, kind) for name, kind in zip(SYSTEM, ("integer", "integer", "boolean"), strict=True))
    title, about = Words(table.title_zh, table.title_en), Words(table.about_zh, table.about_en)
    return Relation(table.name, "table", title, about, tuple(columns), (table.name,), "")


def _of_view(name: str, declared: dict[str, Any]) -> Relation:
    file = folder("queries") / "views" / f"{name}.sql"
    query, behind = read_query(file), tables_behind(file)
    columns = tuple(_of_view_columns(declared, behind))
    about = Words(query.notes["zh"], query.sentence)
    return Relation(name, "view", Words(query.notes["zh"], _spaced(name)), about, columns, behind, declared.get("call", ""))


def _of_view_columns(declared: dict[str, Any], behind: tuple[str, ...]) -> Iterator[RelationColumn]:
    for text in declared["columns"]:
        name, _, kind = text.partition(" ")
        own = [tables()[table].columns[name] for table in behind if name in tables()[table].columns]
        words = declared.get("words", {}).get(name) or _declared()["words"].get(name)
        enum = declared.get("enums", {}).get(name) or (own[0].enum if own else None)
        yield _said(name, kind, words, enum) if words else replace(_of_schema(own[0]), type=kind)
        if name == "area_id":
            yield from (_named(more, "varchar") for more in AREA_NAMES)


def _of_schema(column: Column) -> RelationColumn:
    about = Words(column.about_zh, column.about_en)
    return RelationColumn(column.name, column.sql_type, _unit(column.unit or ""), about, column.enum, column.is_pseudonym)


def _named(name: str, kind: str) -> RelationColumn:
    return _said(name, kind, _declared()["words"][name])


def _said(name: str, kind: str, words: list[str], enum: str | None = None) -> RelationColumn:
    zh, en, *unit = words
    return RelationColumn(name, kind, _unit(unit[0] if unit else ""), Words(zh, en), enum)


def _unit(zh: str) -> Words:
    return Words(zh, _declared()["units"][zh]) if zh else Words("", "")


def _spaced(name: str) -> str:
    return name.replace("_", " ").capitalize()
