"""The example row of each table's template: it shows the form, and it must import as it stands."""

from dataclasses import dataclass

from dashboard.schema.declaration import Column, Table, enums

SPECIAL = {
    ("indicators", "indicator"): ("example_count", "example_count"),
    ("indicators", "label"): ("示例指标", "Example indicator"),
    ("indicators", "topic"): ("other", "other"),
    ("indicators", "unit"): ("人", "人"),
    ("feeds", "table_name"): ("hotline_calls", "hotline_calls"),
    ("supply_reports", "unit"): ("千克", "kg"),
    ("areas", "area_id"): ("example-area", "example-area"),
    ("areas", "population_year"): ("2020", "2020"),
    ("bulletins", "supersedes"): ("", ""),
    ("bulletins", "reason"): ("", ""),
    ("open_rules", "capacity_share"): ("0.5", "0.5"),
    ("zones", "scheme"): ("第九版防控方案", "9th edition"),
}
"""Chinese and English text where the column's kind does not give a sensible one."""

LEFT_EMPTY = frozenset({
    "geometry", "adcode", "parent_id", "nested_in", "route_raw", "topic_raw", "extent_key", "excludes_text", "located_area_id",
})  # fmt: skip
LATER = ("_end", "_end_at", "ended_at", "closed_at", "valid_to", "due_at", "handled_at", "escalated_at", "published_at")
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
    """Text by column name. Every one a value that intake takes without a finding, in a workspace that has the site."""
    return {column.name: _example(table, column, site, lang) for column in table.columns.values()}


def _example(table: Table, column: Column, site: Site, lang: str) -> str:
    is_chinese = lang == "zh"
    if (table.name, column.name) in SPECIAL:
        return SPECIAL[table.name, column.name][not is_chinese]
    if column.name in LEFT_EMPTY:
        return ""
    match column.kind:
        case "area":
            return site.name if is_chinese else site.name_en
        case "lon" | "lat":
            return f"{getattr(site, column.kind):.4f}"
        case "enum":
            value = next(v for v in enums()[column.enum].values() if v.value != "exact")
            return value.zh if is_chinese else value.en
        case "integer" | "number":
            return f"{max(column.minimum or 0, 12):g}"
        case "boolean":
            return "是" if is_chinese else "yes"
        case "date":
            return "2022-11-29"
        case "timestamp":
            return "2022-11-29 15:30" if column.name.endswith(LATER) else "2022-11-29 08:00"
        case _:
            return _example_text(column, is_chinese)


def _example_text(column: Column, is_chinese: bool) -> str:
    if column.name.endswith("_id"):
        return "EX-001"
    if column.name.endswith("_en"):
        return "Example"
    return f"示例{column.zh}" if is_chinese else f"example {column.name.replace('_', ' ')}"
