"""A value without neighbours on a line or in a band: a line needs two points and an area two ends, so it is a mark or a stroke."""

from itertools import pairwise

from dashboard.figures.figure import Figure, Part
from dashboard.figures.svg.line import lone_points
from dashboard.i18n.forms import is_missing

MARK_PX, STROKE_PX = 7, 8


def lone_marked(figure: Figure) -> Figure:
    """The figure with a mark at each value of its lines that stands alone between gaps; changes the figure that it is given.

    Of a band between two lines without width it is an upright stroke from one to the other.
    """
    for lower, upper in pairwise(list(figure.data)):
        if upper.type == "scatter" and upper.fill == "tonexty":
            _stroked(figure, lower, upper)
    for trace in figure.data:
        if trace.type != "scatter" or trace.mode != "lines" or not trace.line.width or trace.y is None:
            continue
        alone = lone_points([None if is_missing(value) else (0.0, 0.0) for value in trace.y])
        if alone:
            sizes = [MARK_PX if number in alone else 0 for number in range(len(trace.y))]
            trace.update(mode="lines+markers", marker={"size": sizes, "color": trace.line.color, "line": {"width": 0}})
    return figure


def _stroked(figure: Figure, lower: Part, upper: Part) -> None:
    ends = [None if is_missing(low) or is_missing(high) else (low, high) for low, high in zip(lower.y, upper.y, strict=True)]
    for number in lone_points(ends):
        at, (low, high) = upper.x[number], ends[number]
        figure.add_shape(
            type="line", x0=at, x1=at, y0=low, y1=high, layer="below", line={"color": upper.fillcolor, "width": STROKE_PX},
        )
