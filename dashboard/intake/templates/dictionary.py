"""The data dictionary: one row a column, in the words of the schema, for the documents, templates and the Data page."""

from typing import Any

from dashboard.i18n.messages import text
from dashboard.schema.declaration import Column, Table, enums, tables


def dictionary() -> list[dict[str, Any]]:
    """Rows: one a column of every table, in the schema's order.

    Keys: table, table_zh, table_en, column, zh, kind, type_zh, type_en, unit, required, is_key, allowed_zh, allowed_en,
    about_zh, about_en, headers. Null: unit where there is none. `allowed` is "" where any value of the type will do.
    """
    return [_entry(table, column) for table in tables().values() for column in table.columns.values()]


def allowed(column: Column, lang: str) -> str:
    """What a cell of the column may say, beyond its type; "" where that is all."""
    if column.enum:
        values = enums()[column.enum].values()
        return "、".join(v.zh or v.value for v in values) if lang == "zh" else ", ".join(v.value for v in values)
    if column.kind in ("area", "boolean"):
        return text(f"allowed.{column.kind}", lang)
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return text("allowed.between", lang, low=f"{low:g}", high=f"{high:g}")
    return text("allowed.at_least", lang, low=f"{low:g}") if low is not None else ""


def _entry(table: Table, column: Column) -> dict[str, Any]:
    return {
        "table": table.name,
        "table_zh": table.title_zh,
        "table_en": table.title_en,
        "column": column.name,
        "zh": column.zh,
        "kind": column.kind,
        "type_zh": text(f"kind.{column.kind}", "zh"),
        "type_en": text(f"kind.{column.kind}", "en"),
        "unit": column.unit,
        "required": column.required,
        "is_key": column.name in table.key,
        "allowed_zh": allowed(column, "zh"),
        "allowed_en": allowed(column, "en"),
        "about_zh": column.about_zh,
        "about_en": column.about_en,
        "headers": list(column.headers),
    }
