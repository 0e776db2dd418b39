"""What a cell of a list, a yes or no, or a datum means, whichever way it is spelt."""

from dashboard.intake.checks.places import NOTHING, Places, folded
from dashboard.intake.checks.staged_columns import Resolver
from dashboard.intake.chunks import DATUM, SYNTHETIC
from dashboard.schema.declaration import Table, enums

YES = frozenset({"是", "true", "1", "yes", "y", "有", "√", "t"})
NO = frozenset({"否", "false", "0", "no", "n", "无", "×", "f"})
DATUMS = {
    "wgs84": ("wgs84", "wgs1984", "epsg:4326", "4326", "gps", "天地图", "cgcs2000", "2000国家大地坐标系"),
    "gcj02": ("gcj02", "火星", "火星坐标", "高德", "腾讯", "amap", "autonavi"),
    "bd09": ("bd09", "bd09ll", "百度", "baidu"),
}
"""CGCS2000 differs from WGS-84 by centimetres."""


def resolvers_of(table: Table, places: Places) -> dict[str, Resolver]:
    """By column: the function that gives the value of a text, null where the text says nothing or is not known."""
    found: dict[str, Resolver] = {DATUM: datum_of, SYNTHETIC: truth_of}
    for column in table.columns.values():
        if column.enum:
            found[column.name] = _listed(column.enum).get_folded
        elif column.kind == "boolean":
            found[column.name] = truth_of
        elif column.kind == "area":
            found[column.name] = places.area_or_city if column.required else places.area_id
    return found


def truth_of(text: str) -> bool | None:
    spelling = folded(text)
    return True if spelling in YES else False if spelling in NO else None


def datum_of(text: str) -> str | None:
    spelling = folded(text)
    return next((datum for datum, names in DATUMS.items() if spelling in names), None)


def spelt(enum: str, text: str) -> str | None:
    """The value of an enumeration that a text spells; null where it spells none."""
    return _listed(enum).get_folded(text)


class _Spellings(dict[str, str]):
    def get_folded(self, text: str) -> str | None:
        spelling = folded(text)
        return None if spelling in NOTHING else self.get(spelling)


def _listed(enum: str) -> _Spellings:
    known = _Spellings()
    for value in enums()[enum].values():
        for spelling in value.spellings:
            known.setdefault(folded(spelling), value.value)
    return known
