"""What a picture of a figure can hold: a figure with anything else is refused, since a picture that lacks a part of it would be false."""

from collections.abc import Iterator
from typing import Any

from dashboard.figures.figure import Figure

KINDS = ("bar", "scatter", "heatmap")
FILLS, SHAPES = (None, "none", "tonexty"), (None, "linear", "hv")
SYMBOLS = {None, "circle", "triangle-up", "line-ns-open"}
MODES = (None, "stack", "relative", "overlay", "group")


def check(figure: Figure) -> None:
    """Raises: ValueError that names what cannot be drawn."""
    strange = [said for trace in figure.data for said in _strange(trace)]
    if figure.layout.barmode not in MODES:
        strange.append(f"bars {figure.layout.barmode}")
    if strange:
        raise ValueError(f"no picture of {', '.join(dict.fromkeys(strange))}")


def _strange(trace: Any) -> Iterator[str]:
    if trace.type not in KINDS:
        yield trace.type
        return
    if trace.type == "bar" and trace.offset is not None:
        yield "bars with an offset"
    if trace.type != "heatmap" and any(error.array is not None for error in (trace.error_x, trace.error_y)):
        yield "error bars"
    if trace.type == "scatter":
        if trace.fill not in FILLS:
            yield f"a fill {trace.fill}"
        if "text" in (trace.mode or ""):
            yield "words at points"
        if trace.line.shape not in SHAPES or trace.connectgaps:
            yield "a line of another shape"
        symbols = [trace.marker.symbol] if isinstance(trace.marker.symbol, str | None) else list(trace.marker.symbol)
        if "markers" in (trace.mode or "") and not set(symbols) <= SYMBOLS:
            yield "marks of another shape"
