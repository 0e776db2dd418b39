"""The example row of each table's template: it shows the form. But for its marks it would import as it stands."""

from dataclasses import dataclass

from dashboard.i18n.messages import Words, messages, text
from dashboard.intake.example_rows import example_id
from dashboard.schema.declaration import Column, Table, enums

LEFT_EMPTY = frozenset({
    "geometry",
    "adcode",
    "parent_id",
    "successor_id",
    "nested_in",
    "route_raw",
    "topic_raw",
    "extent_key",
    "excludes_text",
    "located_area_id",
})
LEFT_EMPTY_IN = frozenset({("bulletins", "supersedes"), ("bulletins", "reason"), ("areas", "former_names"), ("areas", "valid_to")})
LATER = ("_end", "_end_at", "ended_at", "closed_at", "valid_to", "due_at", "handled_at", "escalated_at", "struck_off_at", "published_at")
"""Endings of moments that follow another one of the row."""


@dataclass(frozen=True)
class Site:
    """The area that the examples are in."""

    name: str
    name_en: str
    lon: float
    lat: float


DAOLI = Site("道里区", "Daoli", 126.6170, 45.7558)
"""Where no workspace says otherwise: 道里区 of Harbin, a point within it."""


def example_row(table: Table, site: Site, lang: str) -> dict[str, str]:
    """Text by column name. Every one a value that its cell may have, in a workspace that has the site."""
    return {column.name: _example(table, column, site, lang) for column in table.columns.values()}


def _example(table: Table, column: Column, site: Site, lang: str) -> str:
    if (own := f"example.{table.name}_{column.name}") in messages():
        return text(own, lang)
    if column.name in LEFT_EMPTY or (table.name, column.name) in LEFT_EMPTY_IN:
        return ""
    if column.enum:
        return next(value for value in enums()[column.enum].values() if value.value != "exact").label(lang)
    match column.kind:
        case "area":
            return site.name if lang == "zh" else site.name_en
        case "lon" | "lat":
            return f"{getattr(site, column.kind):.4f}"
        case "integer" | "number":
            return f"{max(column.minimum or 0, 12):g}"
        case "boolean":
            return text("template.yes", lang)
        case "date":
            return "2022-11-29"
        case "timestamp":
            return "2022-11-29 15:30" if column.name.endswith(LATER) else "2022-11-29 08:00"
        case _:
            return _example_text(column, lang)


def _example_text(column: Column, lang: str) -> str:
    if column.name.endswith("_id"):
        return example_id(lang)
    if column.name.endswith("_en"):
        return text("example.any_english", lang)
    return text("example.any_text", lang, column=Words(column.zh, column.name.replace("_", " ")))
