"""Where a label goes: the centre of the largest circle that fits into an outline."""

from dataclasses import dataclass

import shapely

TOLERANCE_SHARE = 0.005  # of the outline's longer side: far below what an eye can tell


@dataclass(frozen=True)
class Label:
    """A label's place, in the units of the outline that it was computed for."""

    x: float
    """Horizontal position of the point."""
    y: float
    """Vertical position of the point."""
    radius: float
    """Radius of the largest circle around the point that stays inside the outline."""


def label_of(outline: shapely.Geometry) -> Label:
    """The label point of a polygon or multipolygon in plane units; always inside it (in its largest part)."""
    part = max(shapely.get_parts(outline), key=lambda polygon: polygon.area)
    west, south, east, north = part.bounds
    radius = shapely.maximum_inscribed_circle(part, tolerance=max(east - west, north - south) * TOLERANCE_SHARE)
    x, y = radius.coords[0]
    if not part.contains(shapely.Point(x, y)):
        point = part.representative_point()
        return Label(point.x, point.y, point.distance(part.boundary))
    return Label(x, y, radius.length)
