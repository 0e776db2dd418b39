"""A line through points."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.figures.svg.marks import attributes
from dashboard.figures.svg.scale import Point


def line(points: Iterable[Point | None], colour: str, width: float = 3, **more: object) -> Markup:
    """A line through the points; a null is a gap. `more`: further attributes of the element."""
    path, is_open = [], False
    for point in points:
        path.append("" if point is None else f"{'L' if is_open else 'M'}{point[0]:.1f} {point[1]:.1f}")
        is_open = point is not None
    return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linejoin="round"{}/>').format(
        "".join(path), colour, width, attributes(**more)
    )
