"""The words of headers: how they are folded, and which column of a table each means."""

import re
import unicodedata
from functools import cache

from dashboard.intake.chunks import DATUM, POINT, SYNTHETIC
from dashboard.schema.declaration import tables

EXTRA = {DATUM: ("坐标系", "坐标系统", "datum", "crs"), SYNTHETIC: ("合成", "合成数据", "synthetic", "is_synthetic")}
"""Headers that any table's file may have beside the table's own."""
BY_KIND = {
    "area": (
        "区县", "县区", "区市县", "县市区", "区县市", "所属区县", "所在区县", "所属县区", "所在县区", "所属区", "所在区", "区县名称",
        "县区名称", "行政区", "行政区划", "辖区", "所属辖区", "所属地区", "所在地区",
    ),
    "lon": ("longitude", "lng", "long", "经度坐标"),
    "lat": ("latitude", "纬度坐标"),
}
"""Headers by which a column of its kind goes in any table, beside its own; of areas, the column area_id."""
POINTS = ("经纬度", "坐标", "经纬度坐标", "地理坐标", "位置坐标", "点位坐标", "经度纬度", "lonlat", "lnglat", "coordinates", "coordinate")
"""Headers of a column that has both coordinates in one cell."""
WITH_UNIT_BESIDE = ("stock", "value")
"""Columns whose header may say the unit, which then needs no column."""
MULTIPLES = ("十", "百", "千", "万", "十万", "百万", "千万", "亿")
BRACKETS = re.compile(r"[(\[【]([^)\]】]*)[)\]】]$")
JOINTS = re.compile(r"[()\[\]【】/、,]")


def folded_header(text: str) -> str:
    """A header without its unit in brackets, width, case, spaces, underscores and the star of a required column."""
    plain = unicodedata.normalize("NFKC", text).strip(" *:。.\t\n\r")
    bare = plain
    while (shorter := BRACKETS.sub("", bare).strip(" *:")) and shorter != bare:
        bare = shorter
    return _joined(bare)


def _joined(text: str) -> str:
    return re.sub(r"[\s_*-]+", "", text).casefold()


def column_named(aliases: dict[str, str], header: str) -> str | None:
    """The column that a header means, without what stands in its brackets, or, where that is none, with it: 区(县) is 区县."""
    bare = folded_header(header)
    return aliases.get(bare) or aliases.get(_joined(JOINTS.sub("", unicodedata.normalize("NFKC", header)).strip(" *:")))


@cache
def aliases_of(name: str) -> dict[str, str]:
    """The column by every folded header that a file for a table may use; the columns beside the table's own included."""
    table = tables()[name]
    own = {folded_header(h): column.name for column in table.columns.values() for h in column.headers}
    by_kind = {
        folded_header(h): column.name
        for column in table.columns.values() if column.name == "area_id" or column.kind != "area"
        for h in BY_KIND.get(column.kind, ())
    }
    points = {folded_header(h): POINT for h in POINTS if {"lon", "lat"} <= set(table.columns)}
    return points | by_kind | {folded_header(h): name for name, headers in EXTRA.items() for h in headers} | own


def says_unit(header: str) -> bool:
    """Whether a header has a unit in its brackets; a multiple alone is none."""
    said = BRACKETS.search(unicodedata.normalize("NFKC", header).strip())
    return said is not None and said[1].strip() not in ("", *MULTIPLES)
