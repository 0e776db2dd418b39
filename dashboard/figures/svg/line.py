"""A line through points; a point without neighbours, of which no line can be made, is a mark."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard.figures.svg.marks import attributes
from dashboard.figures.svg.scale import Point

DOT, LEAST_DOT = 2.5, 6
"""Across a mark that stands alone: widths of the line, and px at least."""


def line(points: Iterable[Point | None], colour: str, width: float = 3, **more: object) -> Markup:
    """A line through the points; a null is a gap, a lone point between gaps a dot. `more`: further attributes of the element."""
    points = list(points)
    path, is_open = [], False
    for point in points:
        path.append("" if point is None else f"{'L' if is_open else 'M'}{point[0]:.1f} {point[1]:.1f}")
        is_open = point is not None
    drawn = Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linejoin="round"{}/>').format(
        "".join(path), colour, width, attributes(**more)
    )
    return drawn + _dots([points[number] for number in lone_points(points)], colour, width, **more)


def lone_points(points: Sequence[Point | None]) -> list[int]:
    """The numbers of the points that have no neighbour on either side."""
    return [
        number for number, point in enumerate(points)
        if point is not None and (number == 0 or points[number - 1] is None) and (number + 1 == len(points) or points[number + 1] is None)
    ]


def _dots(points: Iterable[Point | None], colour: str, width: float, **more: object) -> Markup:
    # Lines of no length with round ends: they stay round in a picture that is stretched, since their stroke is not.
    path = "".join(f"M{point[0]:.1f} {point[1]:.1f}h0" for point in points if point is not None)
    dots = Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{:g}" stroke-linecap="round"{}/>')
    return dots.format(path, colour, max(LEAST_DOT, DOT * width), attributes(**more)) if path else Markup("")
