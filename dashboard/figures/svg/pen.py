"""What a figure is drawn with: places in px for a file, or across the width in per cent for a page, whose width nobody knows here."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from dashboard.figures.svg.band import band
from dashboard.figures.svg.labels import label
from dashboard.figures.svg.line import line
from dashboard.figures.svg.marks import attributes, box, rule, words
from dashboard.figures.svg.scale import Point
from dashboard.tokens import SMALL

PATH_WIDE = 1000
"""Units of width in which paths are written where they are stretched; their strokes are not."""


class Pen:
    """Places are px of the picture."""

    least, thin = 1.0, 2.0
    """The least thickness of a bar, and of a stretch that is shaded."""

    def box(self, x: float, y: float, wide: float, high: float, fill: str, **more: object) -> Markup:
        """A rectangle. `more`: further attributes."""
        return box(x, y, wide, high, fill, **more)

    def cell(self, x: float, y: float, wide: float, high: float, fill: str, said: str) -> Markup:
        """A cell of a heat map. `said`: its value, for a picture that can be pointed at."""
        return box(x + 0.5, y + 0.5, wide - 1, high - 1, fill)

    def rule(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> Markup:
        """A hairline."""
        return rule(x1, y1, x2, y2, colour)

    def stroke(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float, **more: object) -> Markup:
        """A line from one place to another."""
        end = Markup('<path d="M%.1f %.1fL%.1f %.1f" stroke="%s" stroke-width="%s"%s/>')
        return end % (x1, y1, x2, y2, colour, width, attributes(**more))

    def words(self, x: float, y: float, said: str, colour: str, *, anchor: str = "start", dx: float = 0, **more: object) -> Markup:
        """A line of words whose base line is at `y`; `dx`: px that it stands beside its place."""
        return words(x + dx, y, said, colour, size=SMALL, anchor=anchor)

    def label(self, x: float, y: float, said: object, colour: str, anchor: str = "start", dx: float = 0) -> Markup:
        """As `words`, where a figure may set a part in heavy type."""
        return label(x + dx, y, said, colour, anchor)

    def ground(self, x: float, y: float, wide: float, high: float, fill: str) -> Markup:
        """A rectangle of `wide` px whose middle is at `x`."""
        return box(x - wide / 2, y, wide, high, fill)

    def line(self, points: Iterable[Point | None], colour: str, width: float, **more: object) -> Markup:
        """A line through points."""
        return line(points, colour, width, **more)

    def band(self, there: Iterable[Point | None], back: Iterable[Point | None], colour: str) -> Markup:
        """The area between two lines."""
        return band(there, back, colour)

    def mark(self, shape: str, x: float, y: float, **look: Any) -> Markup:
        """A mark at a place. `shape`: the element with its own attributes, about the place 0 0."""
        at = Markup(' transform="translate(%.1f %.1f)"') % (x, y)
        return Markup("<%s%s%s/>") % (Markup(shape), attributes(**look), at)


class Fluid(Pen):
    """Places across the width are per cent of it; px only beside a place, and all the way down."""

    least, thin = 0.12, 0.25

    def __init__(self, height: float, paper: str) -> None:
        self.height, self.paper = height, paper

    def box(self, x: float, y: float, wide: float, high: float, fill: str, **more: object) -> Markup:
        """A rectangle. `more`: further attributes."""
        element = Markup('<rect x="%.2f%%" y="%.1f" width="%.2f%%" height="%.1f" fill="%s"%s/>')
        return element % (x, y, max(0, wide), max(0, high), fill, attributes(**more))

    def cell(self, x: float, y: float, wide: float, high: float, fill: str, said: str) -> Markup:
        """A cell of a heat map that says its value."""
        element = Markup('<rect class="mark" role="img" tabindex="-1" x="%.2f%%" y="%.1f" width="%.2f%%" height="%.1f" fill="%s" '
                         'stroke="%s"><title>%s</title></rect>')
        return element % (x, y, wide, high, fill, self.paper, said)

    def rule(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> Markup:
        """A hairline."""
        return self.stroke(x1, y1, x2, y2, colour, 1)

    def stroke(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float, **more: object) -> Markup:
        """A line from one place to another."""
        element = Markup('<line x1="%.2f%%" y1="%.1f" x2="%.2f%%" y2="%.1f" stroke="%s" stroke-width="%s"%s/>')
        return element % (x1, y1, x2, y2, colour, width, attributes(**more))

    def words(self, x: float, y: float, said: str, colour: str, *, anchor: str = "start", dx: float = 0, **more: object) -> Markup:
        """A line of words whose base line is at `y`."""
        beside = {"dx": f"{dx:.0f}"} if dx else {}
        element = Markup('<text x="%.2f%%" y="%.1f" text-anchor="%s" fill="%s"%s>%s</text>')
        return element % (x, y, anchor, colour, attributes(**beside, **more), said)

    def label(self, x: float, y: float, said: object, colour: str, anchor: str = "start", dx: float = 0) -> Markup:
        """As `words`, where a figure may set a part in heavy type."""
        return Markup('<svg x="%.2f%%" overflow="visible">%s</svg>') % (x, label(dx, y, said, colour, anchor))

    def ground(self, x: float, y: float, wide: float, high: float, fill: str) -> Markup:
        """A rectangle of `wide` px whose middle is at `x`."""
        return Markup('<svg x="%.2f%%" overflow="visible">%s</svg>') % (x, box(-wide / 2, y, wide, high, fill))

    def line(self, points: Iterable[Point | None], colour: str, width: float, **more: object) -> Markup:
        """A line through points."""
        return self._stretched(line(_wide(points), colour, width, vector_effect="non-scaling-stroke", **more))

    def band(self, there: Iterable[Point | None], back: Iterable[Point | None], colour: str) -> Markup:
        """The area between two lines."""
        return self._stretched(band(_wide(there), _wide(back), colour))

    def mark(self, shape: str, x: float, y: float, **look: Any) -> Markup:
        """A mark at a place."""
        element = Markup('<svg x="%.2f%%" y="%.1f" overflow="visible"><%s%s/></svg>')
        return element % (x, y, Markup(shape), attributes(**look))

    def _stretched(self, elements: Markup) -> Markup:
        frame = Markup('<svg viewBox="0 0 %s %.0f" width="100%%" height="%.0f" preserveAspectRatio="none" overflow="visible">%s</svg>')
        return frame % (PATH_WIDE, self.height, self.height, elements)


def _wide(points: Iterable[Point | None]) -> list[Point | None]:
    return [None if point is None else (point[0] * PATH_WIDE / 100, point[1]) for point in points]
