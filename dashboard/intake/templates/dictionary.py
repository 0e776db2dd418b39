"""The data dictionary: one row a column, in the words of the schema, for the documents, templates and the Data page."""

from dashboard.schema.declaration import Column, enums, tables

KIND_NAMES = {
    "text": ("文字", "text"), "area": ("地区", "area"), "enum": ("选项", "one of a list"), "integer": ("整数", "whole number"),
    "number": ("数字", "number"), "boolean": ("是否", "yes or no"), "date": ("日期", "date"),
    "timestamp": ("日期时间", "date and time"), "lon": ("经度", "longitude"), "lat": ("纬度", "latitude"),
}  # fmt: skip


def dictionary() -> list[dict]:
    """Rows: one a column of every table, in the schema's order.

    Keys: table, table_zh, table_en, column, zh, kind, type_zh, type_en, unit, required, is_key, allowed_zh, allowed_en,
    about_zh, about_en, headers. Null: unit where there is none. `allowed` is "" where any value of the type will do.
    """
    return [
        {
            "table": table.name, "table_zh": table.title_zh, "table_en": table.title_en, "column": column.name,
            "zh": column.zh, "kind": column.kind, "type_zh": KIND_NAMES[column.kind][0], "type_en": KIND_NAMES[column.kind][1],
            "unit": column.unit, "required": column.required, "is_key": column.name in table.key,
            "allowed_zh": allowed(column, "zh"), "allowed_en": allowed(column, "en"),
            "about_zh": column.about_zh, "about_en": column.about_en, "headers": list(column.headers),
        }
        for table in tables().values()
        for column in table.columns.values()
    ]  # fmt: skip


def allowed(column: Column, lang: str) -> str:
    """What a cell of the column may say, beyond its type; "" where that is all."""
    is_chinese = lang == "zh"
    if column.kind == "enum":
        values = enums()[column.enum].values()
        return "、".join(v.zh or v.value for v in values) if is_chinese else ", ".join(v.value for v in values)
    if column.kind == "area":
        return "本市地区的名称或代码" if is_chinese else "name or code of an area of the city"
    if column.kind == "boolean":
        return "是、否" if is_chinese else "yes, no"
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return f"{low:g} 至 {high:g}" if is_chinese else f"{low:g} to {high:g}"
    if low is not None:
        return f"不小于 {low:g}" if is_chinese else f"at least {low:g}"
    return ""
