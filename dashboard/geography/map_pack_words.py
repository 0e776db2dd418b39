"""What the columns of common map files say of a shape: its name, its English name, how heavy it is; and what a layer's name says."""

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.geography.map_pack import KINDS, WEIGHTS
from dashboard.geography.repair import names_of
from dashboard.i18n.messages import Words, both, text
from dashboard.plain_text import NAME_EMS, on_screen, shortened

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

CHINESE_NAMES = ("name:zh", "name_zh", "name:zh-Hans", "name_zh-Hans", "alternate_zh")
ENGLISH_NAMES = ("name:en", "name_en", "NAME_EN")
CLASSES = ("highway", "waterway", "place", "fclass", "class", "kind_detail", "kind", "pmap:kind", "type")
"""Columns of OpenStreetMap's tags, Geofabrik's files and the usual vector tiles that say what class a shape is of."""
HEAVY = {"motorway", "trunk", "highway", "major_road", "river", "city", "state_capital", "capital", "county"}
LIGHT = {
    "tertiary", "residential", "service", "unclassified", "minor", "minor_road", "path", "track", "footway", "cycleway", "living_street",
    "stream", "ditch", "drain", "village", "hamlet", "suburb", "quarter", "neighbourhood", "isolated_dwelling", "locality", "other",
}
PEOPLE = ("population", "pop", "POPULATION")
MANY_PEOPLE, SOME_PEOPLE = 100_000, 10_000
CALLED = {
    "rivers": ("river", "rivers", "waterway", "waterways", "stream", "streams"),
    "lakes": ("lake", "lakes", "water", "water_polygons", "reservoir", "reservoirs"),
    "roads": ("road", "roads", "transportation", "street", "streets", "highway", "highways"),
    "townships": ("township", "townships", "town_boundary"),
    "places": ("place", "places", "place_labels", "cities", "towns", "settlements"),
}
"""Names of layers by which a kind is known: those of OpenMapTiles, Protomaps, Shortbread, Geofabrik."""


def described(frame: "gpd.GeoDataFrame") -> pd.DataFrame:
    """Rows: one a shape: name, name_en ("" = none; nothing unseen in them, a long one without its middle), weight (0 the heaviest)."""
    names = names_of(frame)
    chinese = _texts(frame, CHINESE_NAMES)
    return pd.DataFrame({
        "name": [_shown(zh or name or "") for zh, name in zip(chinese, names, strict=True)],
        "name_en": [_shown(words) for words in _texts(frame, ENGLISH_NAMES)],
        "weight": _weights(frame),
    })


def kind_called(layer: str) -> str | None:
    """The kind that a layer's name says; null where it says none."""
    said = layer.strip().casefold()
    known = {word: kind for kind, words in CALLED.items() for word in words}
    in_chinese = {text(f"map_pack.kind_{kind}", "zh"): kind for kind in KINDS}
    return known.get(said) or next((kind for words, kind in in_chinese.items() if words in said), None)


def called_kind(kind: str) -> Words:
    """What a kind is called."""
    return both(f"map_pack.kind_{kind}")


def _texts(frame: "gpd.GeoDataFrame", columns: tuple[str, ...]) -> list[str]:
    found = [""] * len(frame)
    for column in reversed([column for column in columns if column in frame.columns]):
        found = [value if isinstance(value, str) and value.strip() else before for value, before in zip(frame[column], found, strict=True)]
    return found


def _shown(words: str) -> str:
    return shortened(" ".join(on_screen(words).split()), NAME_EMS)


def _weights(frame: "gpd.GeoDataFrame") -> list[int]:
    people = next((pd.to_numeric(frame[column], errors="coerce") for column in PEOPLE if column in frame.columns), None)
    if people is not None and people.notna().any():
        return [0 if n >= MANY_PEOPLE else 1 if n >= SOME_PEOPLE else WEIGHTS - 1 for n in people]
    said = [value.removesuffix("_link").casefold() for value in _texts(frame, CLASSES)]
    return [0 if value in HEAVY else WEIGHTS - 1 if value in LIGHT else 1 for value in said]
