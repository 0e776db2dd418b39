"""A fault that staging found, as a finding in both languages, with what is allowed."""

from dashboard.intake.checks.cells import DATUM, SYNTHETIC
from dashboard.intake.checks.places import Places
from dashboard.intake.checks.privacy import said_of
from dashboard.intake.checks.problems import Finding
from dashboard.intake.checks.rows import LONGEST_TEXT
from dashboard.intake.checks.staging import Fault
from dashboard.moments import YEARS
from dashboard.schema.declaration import Column, Table, enums

SHOWN_VALUE = 60
KINDS = {
    "integer": ("不是整数", "is not a whole number", "整数，如 1234", "a whole number such as 1234"),
    "number": ("不是数字", "is not a number", "数字，如 12.5", "a number such as 12.5"),
    "lon": ("不是经度", "is not a longitude", "十进制度数，如 126.53", "decimal degrees such as 126.53"),
    "lat": ("不是纬度", "is not a latitude", "十进制度数，如 45.80", "decimal degrees such as 45.80"),
    "date": ("不是日期", "is not a date", "如 2022-11-29、2022/11/29、2022年11月29日", "such as 2022-11-29 or 2022/11/29"),
    "timestamp": ("不是日期时间", "is not a date and time", "如 2022-11-29 15:30、2022年11月29日15时", "such as 2022-11-29 15:30"),
    "boolean": ("不是“是”或“否”", "is neither yes nor no", "是、否、true、false、1、0", "yes, no, true, false, 1, 0"),
}  # fmt: skip
DATUM_HINT = (
    "可用：WGS-84（GPS、天地图）、GCJ-02（高德、腾讯）、BD-09（百度）；命令行用 --datum，或在文件中加“坐标系”列",
    "WGS-84 (GPS, Tianditu), GCJ-02 (AutoNavi, Tencent) or BD-09 (Baidu): with --datum, or in a column named datum",
)


def worded(fault: Fault, file: str, table: Table, headers: dict[str, str], places: Places) -> Finding:
    """The finding of a fault. `headers`: the file's own header by column name."""
    column = table.columns.get(fault.column) if fault.column else None
    zh, en, allowed_zh, allowed_en = _words(fault, column, table, headers, places)
    return Finding(
        file=file, row=fault.row, column=headers.get(fault.column, fault.column), value=fault.value,
        rule=fault.rule.partition(":")[0], message_zh=zh, message_en=en, allowed_zh=allowed_zh, allowed_en=allowed_en,
        severity=fault.severity,
    )  # fmt: skip


def _words(fault: Fault, column: Column | None, table: Table, headers: dict[str, str], places: Places) -> tuple:
    value = _shown(fault.value)
    rule, _, other = fault.rule.partition(":")
    match rule:
        case "unread":
            return _unread(fault, column, value, places)
        case "kept_raw":
            return (f"不认识“{value}”，按“其他”收下并保留原文", f"“{value}” is not known; taken as other, the words kept",
                    *_allowed(column))  # fmt: skip
        case "required":
            return "不能为空", "must not be empty", column.about_zh, column.about_en
        case "min":
            low = f"{column.minimum:g}"
            return f"{value} 太小", f"{value} is too small", f"不小于 {low}", f"at least {low}"
        case "max":
            high = f"{column.maximum:g}"
            return f"{value} 太大", f"{value} is too large", f"不大于 {high}", f"at most {high}"
        case "unlikely":
            return (f"{value} 离现在太远，请核对", f"{value} is far from now: please check", "2019 年至一年之内", "2019 to a year from now")
        case "year":
            return (f"{value} 的年份不对", f"the year of {value} cannot be", f"{YEARS[0]} 至 {YEARS[-1]} 年", f"{YEARS[0]} to {YEARS[-1]}")
        case "long":
            return ("文字太长", "the text is too long", f"最多 {LONGEST_TEXT:,} 个字符", f"at most {LONGEST_TEXT:,} characters")
        case "order":
            before = headers.get(other, other)
            return (f"{value} 早于“{before}”的 {fault.detail}", f"{value} is before “{before}”, {fault.detail}",
                    f"不早于“{before}”", f"not before “{before}”")  # fmt: skip
        case "pair":
            return "经度和纬度只填了一个", "only one of longitude and latitude is given", "两个都填或都不填", "both or neither"
        case "duplicate":
            names = "、".join(headers.get(k, k) for k in table.key)
            return (f"与第 {fault.detail} 行重复（{value}）", f"repeats row {fault.detail} ({value})",
                    f"“{names}”不能重复", f"{names} must not repeat")  # fmt: skip
        case "words":
            return said_of(fault.column, other)
        case "needs" | "before_declared":
            return _zone_event(rule, other, value, column, fault)
        case _:
            return _coordinate(rule, value, fault)


def _unread(fault: Fault, column: Column | None, value: str, places: Places) -> tuple:
    if fault.column == DATUM:
        return f"不认识坐标系“{value}”", f"unknown datum “{value}”", *DATUM_HINT
    if fault.column == SYNTHETIC:
        return (f"“{value}”{KINDS['boolean'][0]}", f"“{value}” {KINDS['boolean'][1]}", *KINDS["boolean"][2:])
    if column.kind == "enum":
        return f"不认识“{value}”", f"“{value}” is not known", *_allowed(column)
    if column.kind == "area":
        return f"本市没有“{value}”", f"“{value}” is not in this city", *places.hint(fault.value or "")  # fmt: skip
    zh, en, allowed_zh, allowed_en = KINDS[column.kind]
    return f"“{value}”{zh}", f"“{value}” {en}", allowed_zh, allowed_en


def _zone_event(rule: str, name: str, value: str, column: Column, fault: Fault) -> tuple:
    if rule == "needs":
        event = enums()["zone_event"][name]
        return f"“{event.zh}”须写明{column.zh}", f"“{event.en}” must say {column.name}", column.about_zh, column.about_en
    return (f"{value} 早于该区的划定（{fault.detail}）", f"{value} is before the zone was declared, {fault.detail}",
            "不早于划定时间；如为再次划定，请一并报送首次划定",
            "not before its declaration; if it was declared again, send the first one as well")  # fmt: skip


def _coordinate(rule: str, value: str, fault: Fault) -> tuple:
    match rule:
        case "datum":
            return "有坐标，但没有说明坐标系", "there are coordinates, but their datum is not stated", *DATUM_HINT
        case "swapped":
            return (f"经纬度似乎填反了（{value}）", f"latitude and longitude seem swapped ({value})",
                    "经度在前的列填经度，纬度列填纬度", "longitude in its column, latitude in its own")  # fmt: skip
        case "degrees":
            return (f"坐标不存在（{value}）", f"there is no such place ({value})",
                    "经度 -180 至 180，纬度 -90 至 90", "longitude -180 to 180, latitude -90 to 90")  # fmt: skip
        case "outside":
            return (f"坐标在本市之外（{value}）", f"the point is outside the city ({value})",
                    f"本市范围 {fault.detail}", f"the city's box is {fault.detail}")  # fmt: skip
        case "geometry":
            return ("表格中的边界须为 WGS-84 的 GeoJSON 几何", "a boundary in a table must be a GeoJSON geometry in WGS-84",
                    "或把边界作为 GeoJSON、Shapefile 文件导入", "or import the boundaries as GeoJSON or Shapefile")  # fmt: skip
    raise ValueError(f"no words for rule {rule}")


def _allowed(column: Column) -> tuple[str, str]:
    values = enums()[column.enum].values()
    return (
        "可用：" + "、".join(v.zh or v.value for v in values),
        "allowed: " + ", ".join(v.en or v.value for v in values),
    )


def _shown(value: str | None) -> str:
    text = (value or "").strip()
    return text if len(text) <= SHOWN_VALUE else text[:SHOWN_VALUE] + "…"
