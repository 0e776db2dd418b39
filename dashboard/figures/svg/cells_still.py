"""A map of cells as a still SVG: districts, cells in the colours of their classes, names where they have room at the width there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figures.svg.marks import attributes
from dashboard.figures.svg.text_width import width_of

TYPE_PX, NAME_SHARE = 12, 2.6
"""A name may be so many times as wide as the radius of its district, as on the map that plays."""
FROM_PX = (360, 480, 640)
"""Widths of the map from which more names have room."""
MOST_TOLD = 200
"""The fullest cells, each of which says its number; the others are drawn alone."""
LEAST_SHARE = 0.003
"""Of the map's width that a cell has at least: 2 px of a small map."""
BODY = Markup(
    '<div class="cells-still" style="--wide:{0};--tall:{1};--most:{2}px"><svg viewBox="0 0 {0} {1}" role="group" aria-label="{3}">{4}</svg>'
    "{5}</div>"
)


@dataclass(frozen=True)
class Cell:
    """A cell: its middle, units of the map, its colour and what it says."""

    x: float
    y: float
    colour: str
    tip: str


def cells_still(
    districts: Sequence[dict], cells: Sequence[Cell], size: Sequence[float], viewbox: Sequence[float], *, label: str, height: int,
) -> Markup:
    """The picture. Districts: name, path, label (x, y), radius; `cells`: the fullest last; `size`: of a cell; all in units of the map.

    It is as wide as its place and at most `height` px high.
    """
    wide, high = (max(side, LEAST_SHARE * viewbox[0]) for side in size)
    ground = Markup("").join(Markup('<path class="ground" d="{}"/>').format(one["path"]) for one in districts)
    lines = Markup("").join(Markup('<path class="edge" d="{}"/>').format(one["path"]) for one in districts)
    drawn = Markup("").join([*_alone(cells[:-MOST_TOLD], wide, high), *_told(cells[-MOST_TOLD:], wide, high)])
    names = Markup("").join(_names(districts, viewbox))
    return BODY.format(f"{viewbox[0]:g}", f"{viewbox[1]:g}", height, label, ground + drawn + lines, names)


def _alone(cells: Iterable[Cell], wide: float, high: float) -> Iterator[Markup]:
    """Cells of one colour as one path."""
    paths: dict[str, list[str]] = {}
    for cell in cells:
        at = f"M{cell.x - wide / 2:.1f} {cell.y - high / 2:.1f}h{wide:.1f}v{high:.1f}h{-wide:.1f}z"
        paths.setdefault(cell.colour, []).append(at)
    for colour, parts in paths.items():
        yield Markup('<path fill="{}" d="{}"/>').format(colour, "".join(parts))


def _told(cells: Iterable[Cell], wide: float, high: float) -> Iterator[Markup]:
    place = attributes(width=f"{wide:.1f}", height=f"{high:.1f}")
    for number, cell in enumerate(cells):
        at = attributes(tabindex=-1 if number else 0, x=f"{cell.x - wide / 2:.1f}", y=f"{cell.y - high / 2:.1f}", fill=cell.colour)
        yield Markup('<rect class="mark" role="img"{}{}><title>{}</title></rect>').format(at, place, cell.tip)


def _names(districts: Iterable[dict], viewbox: Sequence[float]) -> Iterator[Markup]:
    """Names over the picture, which do not grow with it; each from the width at which it has room."""
    for one in districts:
        room = NAME_SHARE * one["radius"] / viewbox[0]
        least = width_of(one["name"], TYPE_PX) / room if room else FROM_PX[-1] + 1
        at = next((px for px in FROM_PX if least <= px), None)
        if at is not None:
            place = (100 * one["label"][0] / viewbox[0], 100 * one["label"][1] / viewbox[1])
            yield Markup('<b class="from-{}" aria-hidden="true" style="left:{:.2f}%;top:{:.2f}%">{}</b>').format(at, *place, one["name"])
