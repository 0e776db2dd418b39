"""The still map of points: the marks of the live map as a picture, in which each leads where a tap on it leads."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

import pandas as pd
from markupsafe import Markup

from dashboard.figures.clusters import boxes_of, marks_of
from dashboard.figures.district_layers import with_room
from dashboard.figures.map_view import Sight, core_bounds, sighted_view
from dashboard.figures.point_names import BELOW_PX, boxes_of_names, names_under
from dashboard.figures.svg.ground_view import MOST_NAMES, with_ground_names
from dashboard.figures.svg.map_ground import Frame, borders, boundary, filled, lined
from dashboard.figures.svg.still_map import Named, Said, still_map
from dashboard.figures.zone_shapes import Shapes, zone_shapes
from dashboard.plain_text import on_screen
from dashboard.tokens import Ground, ink_of
from dashboard.ui.components.chosen_points import CHOSEN, with_point
from dashboard.ui.components.ground import ground_image, ground_packs
from dashboard.ui.components.map_zoom import LOOK, nearer_at, written
from dashboard.ui.components.point_deck import WHOLE, Shown, points_of
from dashboard.ui.components.point_states import state_colour
from dashboard.ui.shell.language import t
from dashboard.ui.shell.links import here

NEAR = "near"
"""The parameter of the address that asks what is near a place; a tap on several points of one spot asks it of that spot."""
HERE = "\ufdd0{}\ufdd1{}\ufdd2"
"""In a kept picture, the address of the page with a parameter (name, value, quoted): signs that stand in no text."""
LINK = 'href="'
IN_LINK = LINK + HERE[0]
"""Nothing that people typed can stand here: a quotation mark of theirs is written as a code."""


@dataclass(frozen=True)
class Still:
    """A still map, its view (longitude, latitude, zoom) and what is drawn of the boundaries."""

    body: Markup
    view: dict
    shapes: Shapes | None


def point_still(
    placed: pd.DataFrame, *, shown: Shown, lang: str, ground: Ground, key: str, title: str, height: int, opens: str = "",
    sight: Sight = WHOLE, outlines: dict | None = None, places: dict | None = None, packs: str = "",
) -> Still:
    """The picture, with signs in the place of addresses (`addressed`). Rows and arguments: as of `compact_deck`.

    `key`: of the map, by which the address says what it looks at; `opens`: the parameter that a tap on a point gives its value to;
    `packs`: the digest of the map packs that lie under it.
    """
    view = sighted_view(placed, sight, places["bounds"] if places else None, core_bounds(places))
    frame, points = Frame(view, height), points_of(placed, shown, view, ground)
    shapes = zone_shapes(placed[shown.shape], placed[shown.state]) if shown.shape else None
    under = [ground_image(view, height, ground, packs)]
    under += [lined(borders(outlines, frame), ground)] if outlines else []
    under += [_filled(state, polygons, frame, ground) for state, polygons in (shapes.by_state if shapes else {}).items()]
    own_names = names_under(points, view, sight.steps)
    names: list[tuple[str, Named, float]] = [("name", own_names, BELOW_PX)]
    if places:
        taken = boxes_of(points, view["zoom"]), [*marks_of(points, view["zoom"]), *boxes_of_names(own_names, view["zoom"])]
        named = with_room(with_ground_names(places, ground_packs(), frame, lang) if packs else places, view["zoom"], lang, *taken)
        own = {district[name] for district in places["districts"] for name in ("name", "name_en")}
        names.append(("place", [one for one in named if one[0] in own], 0))
        names.append(("ground-name", [one for one in named if one[0] not in own][:MOST_NAMES], 0))

    def way(mark: dict) -> str:
        return _way(mark, key, opens, sight)

    said = Said(on_screen(title), lambda n: t("map.one_spot", n=f"{n:,}"), lambda n: t("map.more_there", n=f"{n:,}"), _metres, way)
    body = still_map(points, under, names, frame, said)
    return Still(Markup('{}<p class="no-webgl" hidden>{}</p>').format(body, t("map.no_webgl")), view, shapes)


def addressed(body: Markup, key: str) -> Markup:
    """A kept picture of the map `key` with the addresses of this page."""
    first, *rest = str(body).split(IN_LINK)
    parts = [first]
    starts: dict[str, str] = {}
    for part in rest:
        name, _, after = part.partition("\ufdd1")
        value, _, after = after.partition("\ufdd2")
        if name not in starts:
            before = str(here(**{name: None}))
            starts[name] = before + ("" if before == "?" else "&amp;") + name + "="
        said = quote(with_point(key, unquote(value)), safe="") if name == CHOSEN else value
        parts += [LINK, starts[name], said, after]
    return Markup("".join(parts))  # both halves are escaped: the picture as it was made, the address by `here`


def _way(mark: dict, key: str, opens: str, sight: Sight) -> str:
    lon, lat = mark["p"]
    if opens and "k" in mark:
        return HERE.format(opens, quote(unquote(mark["k"]), safe=""))
    if mark.get("is_crowd") or mark.get("parts"):
        return HERE.format(LOOK, quote(written(key, nearer_at(sight, (lon, lat)))))
    return HERE.format(NEAR, f"{lon},{lat}") if opens and "n" in mark else ""


def _filled(state: str, polygons: list[list], frame: Frame, ground: Ground) -> Markup:
    colour = state_colour(state or None, ground)
    return filled("".join(boundary(rings, frame) for rings in polygons), colour, ink_of(colour, ground))


def _metres(metres: int) -> str:
    return t("map.km", n=f"{metres // 1000:,}") if metres >= 1000 else t("map.m", n=metres)
