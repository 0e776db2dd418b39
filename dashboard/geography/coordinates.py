"""What uploaded coordinates must be: in a declared datum, in degrees, longitude first, and in the city."""

from typing import TYPE_CHECKING

import numpy as np

from dashboard.errors import RefusedInput
from dashboard.geography.repair import names_of
from dashboard.i18n.messages import LANGUAGES, Words, both

if TYPE_CHECKING:  # 20 MB of memory, needed only where a file is read
    import geopandas as gpd

CHINA_BOX = (73.0, 3.0, 136.0, 54.0)  # west, south, east, north; includes the South China Sea
DATUM_NAMES = {
    "wgs84": "wgs84",
    "epsg4326": "wgs84",
    "epsg4490": "wgs84",  # CGCS2000: centimetres from WGS-84
    "cgcs2000": "wgs84",
    "gcj02": "gcj02",
    "bd09": "bd09",
    "bd09ll": "bd09",
}
LISTED = 5


def declared_datum(document: dict) -> str | None:
    """The datum that a GeoJSON declares as `source_crs` (top level, its `properties`, or every feature's properties).

    Null: none declared. The old `crs` member does not count: writers put WGS-84 there whatever the data are.
    Raises: RefusedInput for an unknown name, or for features that disagree.
    """
    own = document.get("properties")
    features = document.get("features")
    holders = [document, own, *(_properties(feature) for feature in features or [] if isinstance(feature, dict))]
    said = {str(holder["source_crs"]) for holder in holders if isinstance(holder, dict) and holder.get("source_crs")}
    known = {DATUM_NAMES.get("".join(filter(str.isalnum, name.lower()))) for name in said}
    if None in known or len(known) > 1:
        raise RefusedInput("datum.declared_wrong", listed="、".join(sorted(said)))
    return known.pop() if known else None


def required_datum(given: str | None, declared: str | None) -> str:
    """The datum to read the file in. Raises: RefusedInput when there is none, or when the file says another."""
    if given is None and declared is None:
        raise RefusedInput("datum.not_stated")
    if given is not None and declared is not None and given != declared:
        raise RefusedInput("datum.differs", given=given, declared=declared)
    return given or declared


def check_coordinates(frame: "gpd.GeoDataFrame", box: tuple[float, float, float, float] | None) -> None:
    """Nothing, or RefusedInput when an outline is not in degrees, has lon and lat swapped, lies outside the box, or reaches beyond China.

    `box` is (w, s, e, n) in degrees; null = the box of China.
    """
    bounds = frame.geometry.bounds.to_numpy()
    if not np.isfinite(bounds).all() or np.abs(bounds).max() > 180:
        raise RefusedInput("coordinates.not_degrees")
    outside = ~_lies(bounds, box or CHINA_BOX)
    if not outside.any():
        return
    listed = _listed(frame, outside)
    if _lies(bounds[:, [1, 0, 3, 2]], box or CHINA_BOX)[outside].all():
        raise RefusedInput("coordinates.swapped", listed=listed)
    raise RefusedInput("coordinates.outside_city" if box else "coordinates.outside_china", listed=listed)


def _lies(bounds: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    """Which touch the box and reach nowhere beyond China: an outline of half the world touches every city."""
    (west, south, east, north), china = box, np.array(CHINA_BOX)
    touches = (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
    return touches & (bounds[:, :2] >= china[:2]).all(axis=1) & (bounds[:, 2:] <= china[2:]).all(axis=1)


def _listed(frame: "gpd.GeoDataFrame", chosen: np.ndarray) -> Words:
    """The first few of the chosen shapes by number and name, and how many there are besides."""
    names, rows = names_of(frame), np.flatnonzero(chosen)
    numbers = frame.index.to_numpy() + 1
    named = [both("coordinates.numbered", number=numbers[row], name=names[row] or "") for row in rows[:LISTED]]
    between = both("coordinates.between")
    listed = Words(*(between.say(lang).join(one.say(lang).strip() for one in named) for lang in LANGUAGES))
    more = len(rows) - LISTED
    # Chinese says how many there are in all, English how many more.
    return both("coordinates.and_more", listed=listed, n=Words(str(len(rows)), str(more))) if more > 0 else listed


def _properties(feature: dict) -> dict | None:
    return feature.get("properties")
