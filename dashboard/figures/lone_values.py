"""A value without neighbours on a line: a line needs two points, so it is a mark."""

import plotly.graph_objects as go

from dashboard.figures.svg.line import lone_points
from dashboard.i18n.forms import is_missing

MARK_PX = 7


def lone_marked(figure: go.Figure) -> go.Figure:
    """The figure with a mark at each value of its lines that stands alone between gaps; changes the figure that it is given."""
    for trace in figure.data:
        if trace.type != "scatter" or trace.mode != "lines" or not trace.line.width or trace.y is None:
            continue
        alone = lone_points([None if is_missing(value) else (0.0, 0.0) for value in trace.y])
        if alone:
            sizes = [MARK_PX if number in alone else 0 for number in range(len(trace.y))]
            trace.update(mode="lines+markers", marker={"size": sizes, "color": trace.line.color, "line": {"width": 0}})
    return figure
