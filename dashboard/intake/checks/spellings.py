"""What a cell of a list, a yes or no, or a datum means, whichever way it is spelt."""

from dashboard.intake.checks.places import NEAR, NOTHING, Places, folded
from dashboard.intake.checks.staged_columns import Resolver
from dashboard.intake.chunks import DATUM, SYNTHETIC
from dashboard.nearest import nearest
from dashboard.schema.declaration import Column, EnumValue, Table, enums

YES = frozenset({"是", "true", "1", "yes", "y", "有", "√", "t"})
NO = frozenset({"否", "false", "0", "no", "n", "无", "×", "f"})
TOTAL = ("合计", "总计", "小计", "全部", "总数", "所有", "total", "all")
PLAIN_ANSWERS = {"call_outcome": {"answered": ("是", "已接通", "已接听", "yes", "y", "true", "1", "√")}}
ASSUMED_ANSWERS = {"call_outcome": {"abandoned": ("否", "未接通", "未接听", "no", "n", "false", "0", "×")}}
"""By list and value: what a cell says under a header that asks a question, such as 是否接通; a no leaves open why, which is said."""
DATUMS = {
    "wgs84": ("wgs84", "wgs1984", "epsg:4326", "gps", "天地图", "cgcs2000", "国家2000", "2000国家大地"),
    "gcj02": ("gcj02", "火星", "高德", "腾讯", "国测局", "amap", "autonavi", "tencent"),
    "bd09": ("bd09", "百度", "baidu"),
}
"""CGCS2000 differs from WGS-84 by centimetres."""
OF_THINGS = frozenset({"business_category"})
"""Lists of which the nearest value may be asked about: of outcomes and answers it may mean the opposite."""


def resolvers_of(table: Table, places: Places) -> dict[str, Resolver]:
    """By column: the function that gives the value of a text, null where the text says nothing or is not known."""
    found: dict[str, Resolver] = {DATUM: datum_of, SYNTHETIC: truth_of}
    for column in table.columns.values():
        if column.enum:
            found[column.name] = _listed(column.enum, is_total_null(table, column)).get_folded
        elif column.kind == "boolean":
            found[column.name] = truth_of
        elif column.kind == "area":
            found[column.name] = places.area_or_city if column.required else places.area_id
    return found


def is_total_null(table: Table, column: Column) -> bool:
    """Whether a row without this value of a list is the one of all values: then 合计 in its cell is no value, but that row."""
    return column.enum is not None and column.name in table.key and not column.required


def truth_of(text: str) -> bool | None:
    spelling = folded(text)
    return True if spelling in YES else False if spelling in NO else None


def datum_of(text: str) -> str | None:
    """The datum that a text names, whatever words stand beside it (百度地图坐标, GCJ-02 (高德)); null for none, and for two."""
    spelling = folded(text)
    if spelling == "4326":
        return "wgs84"
    named = [datum for datum, names in DATUMS.items() if any(name in spelling for name in names)]
    return named[0] if len(named) == 1 else None


def spelt(enum: str, text: str) -> str | None:
    """The value of an enumeration that a text spells; null where it spells none."""
    return _listed(enum).get_folded(text)


def near_spelling(enum: str, text: str) -> EnumValue | None:
    """The value of a list of things whose spelling is nearest to an unknown text; null where none is near, and for other lists."""
    if enum not in OF_THINGS:
        return None
    known = _listed(enum)
    near = nearest(folded(text), known, NEAR)
    return None if near is None else enums()[enum].get(known[near])


class _Spellings(dict[str, str]):
    def get_folded(self, text: str) -> str | None:
        spelling = folded(text)
        return None if spelling in NOTHING else self.get(spelling)


def _listed(enum: str, has_total: bool = False) -> _Spellings:
    """`has_total`: the words for a total give the empty text, for which the table has null."""
    known = _Spellings(dict.fromkeys(TOTAL, "") if has_total else {})
    for value in enums()[enum].values():
        for spelling in value.spellings:
            known.setdefault(folded(spelling), value.value)
    for answers in (PLAIN_ANSWERS, ASSUMED_ANSWERS):
        for meant, spellings in answers.get(enum, {}).items():
            known |= {folded(spelling): meant for spelling in spellings if folded(spelling) not in known}
    return known
