"""What the cells of a template may be chosen from: enumerations, yes and no, and what the workspace knows of its city."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.i18n.messages import Words, both, text
from dashboard.intake.templates.examples import DAOLI, Site
from dashboard.schema.declaration import Column, Table, enums, tables

TOPICS = ("case", "zone", "business", "supply", "hotline", "community", "utility", "resumption", "other")
"""Subjects of published indicators."""
NO_CITY = both("template.no_city")
STOCK_UNITS = both("example.stock_units")


@dataclass(frozen=True)
class CityLists:
    """One city, as its templates show it."""

    site: Site = DAOLI
    """Where the example rows are."""
    city: Words = NO_CITY
    areas: tuple[Words, ...] = ()
    """Names of the city and its districts; empty = no city is named, and areas have no list."""
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Values that the workspace has, by `table.column`; for an identifier by the table that it belongs to."""


def choices(table: Table, column: Column, lists: CityLists, lang: str) -> list[str]:
    """What a cell may be chosen from, in a language; empty where anything of its kind may stand."""
    if column.enum:
        return [value.label(lang) for value in enums()[column.enum].values() if value.label(lang)]
    if column.kind == "area":
        return [area.say(lang) for area in lists.areas]
    if column.kind == "boolean":
        return [text("template.yes", lang), text("template.no", lang)]
    if (table.name, column.name) == ("feeds", "table_name"):
        return list(tables())
    if (table.name, column.name) == ("indicators", "topic"):
        return list(TOPICS)
    known = list(lists.known.get(_place(table, column), ()))
    if (table.name, column.name) in (("supply_reports", "unit"), ("supply_requests", "unit")):
        known += [unit for unit in STOCK_UNITS.say(lang).split() if unit not in known]
    return known


def _place(table: Table, column: Column) -> str:
    """Where known values of a column stand: an identifier of another table in that table; "" for the table's own identifier."""
    if table.key == (column.name,):
        return ""
    home = next((other.name for other in tables().values() if other.key == (column.name,)), table.name)
    return f"{home}.{column.name}"
