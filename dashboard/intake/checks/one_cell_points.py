"""Points whose longitude and latitude stand in one cell, as two texts; and the unit that a header says, as the column of its table."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.intake.checks.odd_texts import odd_degrees
from dashboard.intake.chunks import POINT

BETWEEN = re.compile(r"[,，;；、/|\s]+")
CHINA = ((73.0, 136.0), (3.0, 54.0))
"""Degrees east and north between which the country lies: which of two numbers is the longitude shows by itself."""


def split_points(chunk: pa.Table) -> tuple[pa.Table, int]:
    """The chunk with columns lon and lat for its column of points, and how many of its different texts say the latitude first.

    A cell that is no pair stands whole in lon, where it is found unread.
    """
    if POINT not in chunk.column_names:
        return chunk, 0
    coded = pc.dictionary_encode(chunk.column(POINT).combine_chunks())
    pairs = [_pair(text) for text in coded.dictionary.to_pylist()]
    sides = (("lon", [lon for lon, _, _ in pairs]), ("lat", [lat for _, lat, _ in pairs]))
    for name, texts in sides:
        chunk = chunk.append_column(name, pa.array(texts, pa.string()).take(coded.indices))
    return chunk.drop_columns([POINT]), sum(is_turned for _, _, is_turned in pairs)


def with_unit(chunk: pa.Table, unit: str | None) -> pa.Table:
    """The chunk with the unit that a header says in every row whose column `unit` is empty, or that has none."""
    if unit is None:
        return chunk
    if "unit" not in chunk.column_names:
        return chunk.append_column("unit", pa.array([unit] * chunk.num_rows, pa.string()))
    own = chunk.column("unit")
    is_blank = pc.equal(pc.utf8_trim_whitespace(pc.fill_null(own, "")), "")
    return chunk.set_column(chunk.column_names.index("unit"), "unit", pc.if_else(is_blank, unit, own))


def _pair(text: str | None) -> tuple[str | None, str | None, bool]:
    """Longitude and latitude as texts, and whether they stood the other way round."""
    parts = BETWEEN.split((text or "").strip("()（）[] \t"))
    if len(parts) != 2:
        return text or None, None, False
    one, other = _degrees(parts[0]), _degrees(parts[1])
    if one is None or other is None:
        return text, None, False
    is_turned = _within(one, CHINA[1]) and _within(other, CHINA[0])
    lon, lat = (other, one) if is_turned else (one, other)
    return repr(lon), repr(lat), is_turned


def _degrees(text: str) -> float | None:
    for kind in ("lon", "lat"):
        if (degrees := odd_degrees(text, kind)) is not None:
            return degrees
    try:
        return float(text)
    except ValueError:
        return None


def _within(degrees: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= degrees <= bounds[1]
