"""The district map on the wall: classes of one hue, hatched where there is no data, and a window onto the dense districts."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figures.svg.marks import attributes, box, hatchings, picture, words
from dashboard.figures.svg.scale import Point
from dashboard.figures.svg.text_width import TYPE, width_of, wrapped
from dashboard.tokens import WALL, Ground

MARGIN = 12
LEGEND_HEIGHT, NAMES_HEIGHT = 44, 64
"""px under the map: the classes, and two lines of districts too small for their figure."""
LINE = 30
"""px of a line of names."""
WINDOW_SHARE = 0.42
"""Side of the window onto the dense districts, a share of the shorter side of the map."""
FIGURE_ROOM = TYPE * 1.4
"""px that a district must measure for its figure."""
LIGHT_FROM = 3
"""From this class on the hue is so light that a name on it is dark."""


def wall_map(districts: list[dict], viewbox: list[float], dense: list[float] | None, legend: list[dict], *,
             unit: str, unnamed: str, comma: str, ground: Ground, width: float, height: float, label: str) -> Markup:
    """Draw every district with its name and figure where they fit.

    `districts`: path, label (x, y), radius, short, text, class ("0".."4", zero, negative, none); `dense`: x, y, width, height of the
    districts that vanish in the whole city's view; `legend`: kind, label. The window onto them stands in the corner that hides least,
    and the city moves away from it; where a district has no room for its figure even in the window, the dense districts are the map, and
    the city is the inset. `unnamed`: the sentence, with {names}, of districts that are too small for their figure.
    """
    room = height - LEGEND_HEIGHT - (NAMES_HEIGHT if dense else 0)
    whole = [0, 0, *viewbox]
    left_out: set[str] = set()
    lines = 2
    if dense:
        parts, left_out, has_all = _with_inset(districts, whole, dense, (width, room), ground)
        if not has_all:
            lines = 3  # the districts of the inset, of which few have room for their name
            parts, left_out, _ = _with_inset(districts, dense, whole, (width, room - LINE), ground)
    else:
        city = View(whole, (0, 0, width, room), ground, "map")
        parts = [city.shapes(districts), city.names(districts, left_out)]
    # Those without a case last: where the lines are too few, they are what is cut.
    unnamed_first = sorted((d for d in districts if d["short"] in left_out), key=lambda d: d["class"] in ("zero", "none"))
    missing = [f"{d['short']} {d['text']}".strip() for d in unnamed_first]
    said = wrapped(unnamed.replace("{names}", comma.join(missing)), comma, width - 2 * MARGIN, lines) if missing else []
    below = [words(MARGIN, height - 10 - LINE * (len(said) - 1 - number), row, ground.ink) for number, row in enumerate(said)]
    key = _legend(legend, unit, height - 14 - LINE * len(said), ground)
    hatched = hatchings([("unknown", ground.grey if ground is WALL else ground.series["muted"])], ground)
    return picture(width, height, [hatched, *parts, key, *below], label)


@dataclass(frozen=True)
class View:
    """A part of the map at a place of the picture."""

    view: list[float]
    """x, y, width, height in the map's units."""
    place: tuple[float, float, float, float]
    """x, y, width, height in px."""
    ground: Ground
    name: str
    """Of its own in the picture: two views that clip by one name draw one of them where the other stands."""
    shift: float = 0
    """px to the right of the middle."""

    @property
    def scale(self) -> float:
        return min((self.place[2] - 2 * MARGIN) / self.view[2], (self.place[3] - 2 * MARGIN) / self.view[3])

    def at(self, x: float, y: float) -> Point:
        """Where a point of the map lies in the picture."""
        left = self.place[0] + (self.place[2] - self.view[2] * self.scale) / 2 + self.shift
        top = self.place[1] + (self.place[3] - self.view[3] * self.scale) / 2
        return left + (x - self.view[0]) * self.scale, top + (y - self.view[1]) * self.scale

    def moved_from(self, corner: Point, wide: float, is_core: bool) -> "View":
        """The same, moved from the window as far as its place allows; a core, around which the map goes on, no farther than it must."""
        free = (self.place[2] - self.view[2] * self.scale) / 2 - MARGIN
        free = min(free, max(0, wide - free)) if is_core else free
        return View(self.view, self.place, self.ground, self.name, free if corner[0] < wide else -free)

    def shapes(self, districts: list[dict]) -> Markup:
        """The districts' areas, clipped to the place."""
        x, y, wide, high = self.place
        left, top = self.at(0, 0)
        paths = Markup("").join(
            Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="1.6" vector-effect="non-scaling-stroke"/>').format(
                district["path"], _fill(district["class"], self.ground), self.ground.paper
            )
            for district in districts
        )
        return Markup(
            '<clipPath id="clip-{0}">{1}</clipPath><g clip-path="url(#clip-{0})">'
            '<g transform="translate({2:.2f} {3:.2f}) scale({4:.4f})">{5}</g></g>'
        ).format(self.name, box(x, y, wide, high, "none"), left, top, self.scale, paths)

    def outlined(self, part: list[float]) -> Markup:
        """A broken line around a part of the map."""
        x, y = self.at(part[0], part[1])
        edge = {"stroke": self.ground.ink, "stroke_width": 2, "stroke_dasharray": "7 6"}
        return box(x, y, part[2] * self.scale, part[3] * self.scale, "none", **edge)

    def names(self, districts: list[dict], left_out: set[str]) -> Markup:
        """Names and figures where they fit; those without a name are added to `left_out`."""
        parts = []
        for district in districts:
            said, has_name = _name(district, *self.at(*district["label"]), district["radius"] * self.scale, self.ground)
            parts.append(said)
            if not has_name:
                left_out.add(district["short"])
        return Markup("").join(parts)

    def says_all_of(self, districts: list[dict]) -> bool:
        """Whether each of these has room for its figure at least."""
        return all(2 * district["radius"] * self.scale > FIGURE_ROOM for district in districts)


def _with_inset(
    districts: list[dict], main: list[float], other: list[float], room: Point, ground: Ground,
) -> tuple[list[Markup], set[str], bool]:
    """A part of the map and another in a corner; the districts without a name; whether each of those in the smaller part has its figure.

    What is the larger of the two on the ground has a broken line around the other. `room`: width and height.
    """
    left_out: set[str] = set()
    wide, high = _window(other, min(room))
    view = View(main, (0, 0, *room), ground, "map")
    is_core = main[2] * main[3] < other[2] * other[3]
    shown = [d for d in districts if _inside(d["label"], main) and (is_core or not _inside(d["label"], other))]
    corner = _emptiest_corner(shown if is_core else districts, view, (wide, high))
    view = view.moved_from(corner, wide, is_core)
    inset = View(other, (*corner, wide, high), ground, "inset")
    rest = [d for d in districts if d not in shown]
    frame = box(*corner, wide, high, ground.paper, stroke=ground.grey, stroke_width=2)
    parts = [view.shapes(districts), view.names(shown, left_out), frame, inset.shapes(districts), inset.names(rest, left_out)]
    parts.append(inset.outlined(main) if is_core else Markup(""))
    parts.insert(1, Markup("") if is_core else view.outlined(other))
    return parts, left_out, (view if is_core else inset).says_all_of(shown if is_core else rest)


def _name(district: dict, x: float, y: float, radius: float, ground: Ground) -> tuple[Markup, bool]:
    """Name and figure of a district, or only one of them, or nothing, as its size allows; and whether its name is there."""
    kind, name, figure = district["class"], district["short"], district["text"]
    light = kind.isdigit() and int(kind) >= LIGHT_FROM
    # A name may reach over the border of a small district: its edge is of the colour that it is legible on.
    colour, edge = (ground.paper, _fill(kind, ground)) if light else (ground.ink, ground.paper)
    fits = 2 * radius > width_of(name) * 0.8
    has_name = fits and 2 * radius > TYPE * 1.9
    if has_name and figure:
        said = words(x, y - 4, name, colour, anchor="middle") + words(x, y + 23, figure, colour, anchor="middle", bold=True)
    elif 2 * radius > FIGURE_ROOM and (figure or fits):
        said, has_name = words(x, y + 8, figure or name, colour, anchor="middle", bold=True), not figure
    else:
        return Markup(""), False
    halo = attributes(style=f"paint-order:stroke;stroke:{edge};stroke-width:4px")
    return Markup("<g{}>{}</g>").format(halo, said), has_name


def _fill(kind: str, ground: Ground) -> str:
    if kind.isdigit():
        return ground.sequence[int(kind)]
    return {"none": "url(#unknown)", "zero": ground.panel}.get(kind, ground.series["other"])


def _legend(entries: list[dict], unit: str, y: float, ground: Ground) -> Markup:
    parts, at = [words(MARGIN, y, unit, ground.grey)], MARGIN + width_of(unit) + 22
    for entry in entries:
        edge = {"stroke": ground.grey} if entry["kind"] == "zero" else {}
        parts.append(box(round(at), round(y - 18), 30, 20, _fill(entry["kind"], ground), **edge))
        parts.append(words(at + 38, y, entry["label"], ground.ink))
        at += 38 + width_of(entry["label"]) + 24
    return Markup("").join(parts)


def _inside(point: list[float], window: list[float] | None) -> bool:
    if window is None:
        return False
    x, y, width, height = window
    return x <= point[0] <= x + width and y <= point[1] <= y + height


def _window(dense: list[float], side: float) -> tuple[float, float]:
    high = WINDOW_SHARE * side
    wide = min(high * 1.3, high * dense[2] / dense[3])
    return round(wide), round(min(high, wide * dense[3] / dense[2]))


def _emptiest_corner(districts: list[dict], city: View, window: tuple[float, float]) -> tuple[float, float]:
    points = [city.at(float(a), float(b)) for d in districts for a, b in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d["path"])]
    right, bottom = city.place[2] - window[0], city.place[3] - window[1]

    def hidden(corner: tuple[float, float]) -> int:
        return sum(corner[0] <= x <= corner[0] + window[0] and corner[1] <= y <= corner[1] + window[1] for x, y in points)

    return min(((x, y) for x in (0, round(right)) for y in (0, round(bottom))), key=hidden)
