"""The ground of a still map of points: rivers, lakes, roads and borders of townships of one view, as a picture of its own."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from markupsafe import Markup

from dashboard.figures.svg.map_ground import HALF_WIDE, Frame
from dashboard.figures.svg.marks import attributes
from dashboard.geography.map_pack_paths import corners_of
from dashboard.geography.projection import project
from dashboard.tokens import Ground

WIDTHS = {"rivers": (2.2, 1.4, 0.8), "roads": (1.4, 0.9, 0.6)}
THIN = (0.8, 0.8, 0.8)
"""px by weight, as on the map of districts."""
NEXT_PX = 0.6
MOST_NAMES = 14
PICTURE = Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="{2} {3} {0} {1}">{4}</svg>')
LINE = Markup('<path d="{}"{}/>')


def ground_view(packs: Sequence[dict[str, Any]], frame: Frame, ground: Ground) -> Markup:
    """The picture, as wide as the widest screen. `packs`: contents of map packs (`geography.map_pack`), in the order of drawing."""
    parts = [part for pack in packs for part in _pack(pack, frame, ground)]
    return PICTURE.format(2 * HALF_WIDE, round(2 * frame.half_high), -HALF_WIDE, -round(frame.half_high), Markup("").join(parts))


def with_ground_names(places: dict[str, Any], packs: Sequence[dict[str, Any]], frame: Frame, lang: str) -> dict[str, Any]:
    """`districts.json` with the names of the ground that lie in the view behind its districts, each less than the smallest of them.

    Where the whole city is looked at and it has a core, only the heaviest are taken: the core could not hold them.
    """
    shown: list[tuple[int, str, str, float, float]] = []
    for pack in packs:
        level, is_near = _level(pack, frame)
        most = 2 if is_near or not places["dense"] else 0
        at = _degrees(level, np.array([name[2:4] for name in level["names"]], dtype=float).reshape(-1, 2))
        for (zh, en, _, _, rank, _), (lon, lat), (x, y) in zip(level["names"], at.tolist(), frame.at(at).tolist(), strict=True):
            if rank <= most and frame.holds(x, y) and pack["kind"] != "roads":
                shown.append((rank, zh, en or zh, lon, lat))
    shown.sort(key=lambda one: one[0])
    taken = {district["name"] for district in places["districts"]}
    added = [
        {"name": zh, "name_en": en, "label": [float(side) for side in project(lon, lat, places["projection"])], "area_share": -number}
        for number, (_, zh, en, lon, lat) in enumerate(shown, start=1) if zh not in taken
    ]
    return places | {"districts": [*places["districts"], *added]}


def _pack(pack: dict[str, Any], frame: Frame, ground: Ground) -> Iterator[Markup]:
    level, _ = _level(pack, frame)
    water = pack["kind"] in ("rivers", "lakes")
    line = ground.water if water else ground.road if pack["kind"] == "roads" else ground.edge
    areas = "".join(_path(area, level, frame) for area in level["areas"])
    if areas:
        yield LINE.format(areas, attributes(fill=ground.lake, fill_rule="evenodd", stroke=ground.water, stroke_width=0.8))
    dashes = {"stroke_dasharray": "2 3"} if pack["kind"] == "townships" else {"stroke_linecap": "round"}
    for weight, lines in level["lines"]:
        if path := _path(lines, level, frame):
            wide = WIDTHS.get(pack["kind"], THIN)[weight]
            look = attributes(fill="none", stroke=line, stroke_width=wide, stroke_linejoin="round", **dashes)
            yield LINE.format(path, look)


def _level(pack: dict[str, Any], frame: Frame) -> tuple[dict[str, Any], bool]:
    """The finest level that covers the middle of the view, as far as a tablet shows; and whether that is another than the whole city's."""
    for level in reversed(pack["levels"][1:]):
        west, south, east, north = level["box"]
        corners = frame.at([(west, north), (east, south)])
        is_large = np.ptp(corners[:, 0]) >= HALF_WIDE and np.ptp(corners[:, 1]) >= 2 * frame.half_high
        if is_large and corners[0].max() <= 0 <= corners[1].min():
            return level, True
    return pack["levels"][0], False


def _degrees(level: dict[str, Any], steps: np.ndarray) -> np.ndarray:
    west, _, _, north = level["box"]
    return np.array([west, north]) + steps * [level["step"], -level["step"]]


def _path(path: str, level: dict[str, Any], frame: Frame) -> str:
    """The lines and rings that meet the picture, thinned to its pixels; an area is one path with its holes."""
    drawn = []
    for steps in corners_of(path):
        places = frame.at(_degrees(level, steps))
        if not frame.meets(*places.min(axis=0), *places.max(axis=0)):
            continue
        kept, last = [places[0]], places[0]
        for place in places[1:]:
            if abs(place[0] - last[0]) + abs(place[1] - last[1]) > NEXT_PX:
                kept.append(place)
                last = place
        if len(kept) > 1:
            drawn.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept))
    return "".join(drawn) + ("z" if path.endswith("z") and drawn else "")
