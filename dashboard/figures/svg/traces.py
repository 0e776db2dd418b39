"""The traces of a figure as elements of a picture: bars, lines with their bands, marks, cells of a heat map."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from dashboard.figures.figure import Part
from dashboard.figures.svg.axes import Axis
from dashboard.figures.svg.pen import Pen
from dashboard.figures.svg.said import cell_words
from dashboard.figures.svg.scale import Linear, Point
from dashboard.figures.svg.shades import shade, span_of
from dashboard.i18n.forms import is_missing
from dashboard.tokens import SMALL, Ground

DAY = 86_400.0
GAP_PX, LIFT_PX, USUAL_PX = 4, 4, 6
DASHES = {"dot": "1.5 3", "dash": "7 4", "dashdot": "7 3 1.5 3", "longdash": "12 4", "longdashdot": "12 3 1.5 3"}
HATCH_ID = "partial"
TRIANGLE = "M0 {0:.1f}L{1:.1f} {2:.1f}H-{1:.1f}Z"


@dataclass(frozen=True)
class Bar:
    """One bar: the number of its value in its trace, the values between which it stands, and its place among bars side by side."""

    trace: Part
    number: int
    name: Any
    low: float
    high: float
    slot: int = 0
    slots: int = 1


@dataclass(frozen=True)
class Panel:
    """A pair of axes and what is drawn between them."""

    x: Axis
    y: Axis
    traces: list[Any]
    bars: list[Bar]
    gap: float
    pen: Pen


def bars_of(traces: Sequence[Any], mode: str | None) -> list[Bar]:
    """Every bar that has a value. `mode`: of the figure; bars of several traces stand on each other, over each other or side by side."""
    drawn = [trace for trace in traces if trace.type == "bar"]
    found: list[Bar] = []
    sums: dict[tuple[str, bool], float] = {}
    for slot, trace in enumerate(drawn):
        names, values = (trace.y, trace.x) if trace.orientation == "h" else (trace.x, trace.y)
        for place, (name, value) in enumerate(zip(names, values, strict=True)):
            if is_missing(value) or (not float(value) and not _nth(trace.text, place)):
                continue  # nothing is to be seen of it, unless its figure is
            n = float(value)
            if trace.base is not None:
                base = _nth(trace.base, place)
                found += [] if is_missing(base) else [Bar(trace, place, name, *sorted((float(base), float(base) + n)))]
            elif mode in ("stack", "relative"):
                start = sums.get((str(name), n > 0), 0.0)
                sums[str(name), n > 0] = start + n
                found.append(Bar(trace, place, name, min(start, start + n), max(start, start + n)))
            else:
                beside = (0, 1) if mode == "overlay" else (slot, len(drawn))
                found.append(Bar(trace, place, name, min(0.0, n), max(0.0, n), *beside))
    return found


def draw(panel: Panel, ground: Ground) -> Iterator[Markup]:
    """Everything between the axes, the first trace below."""
    step = _step(panel) if panel.bars else 0.0
    yield from (_bar(panel, bar, step, ground) for bar in panel.bars)
    previous: list[Point | None] = []
    for trace in panel.traces:
        if trace.type == "heatmap":
            yield from _cells(panel, trace)
        if trace.type == "scatter":
            points = _points(panel, trace)
            yield from _scatter(panel.pen, trace, points, previous)
            previous = points


def _step(panel: Panel) -> float:
    """From one bar's place to the next, also of those that have no value: what a bar and its gap share."""
    drawn = [trace for trace in panel.traces if trace.type == "bar"]
    is_flat = any(trace.orientation == "h" for trace in drawn)
    across = panel.y if is_flat else panel.x
    names = {across.number(name) for trace in drawn for name in (trace.y if is_flat else trace.x)}
    usual = DAY if across.kind == "time" else 1.0
    return min((b - a for a, b in pairwise(sorted(names))), default=usual)


def _thickness(panel: Panel, bar: Bar, step: float) -> float:
    """px of a bar across its length."""
    across = panel.y if bar.trace.orientation == "h" else panel.x
    share = bar.trace.width if isinstance(bar.trace.width, int | float) else 1 - panel.gap
    least, long = 1.0 if bar.trace.orientation == "h" else panel.pen.least, abs(across.scale.end - across.scale.start)
    return max(least, long / max(across.length, 1e-9) * step * share / bar.slots)


def _bar(panel: Panel, bar: Bar, step: float, ground: Ground) -> Markup:
    marker, thick = bar.trace.marker, _thickness(panel, bar, step)
    is_flat = bar.trace.orientation == "h"
    across, along = (panel.y, panel.x) if is_flat else (panel.x, panel.y)
    middle = across.at(bar.name) + (bar.slot - (bar.slots - 1) / 2) * thick
    one, other = sorted((along.scale.at(bar.low), along.scale.at(bar.high)))
    place = (one, middle - thick / 2, other - one, thick) if is_flat else (middle - thick / 2, one, thick, other - one)
    edge = _edge(marker)
    opacity = _nth(marker.opacity, bar.number)
    drawn = panel.pen.box(*place, _nth(marker.color, bar.number), **edge, **({"opacity": opacity} if opacity not in (None, 1) else {}))
    if _nth(marker.pattern.shape, bar.number):
        drawn += panel.pen.box(*place, f"url(#{HATCH_ID})")
    said = _nth(bar.trace.text, bar.number)
    return drawn + _said(panel.pen, str(said), place, is_flat, bar, ground) if said else drawn


def _said(pen: Pen, said: str, place: tuple[float, float, float, float], is_flat: bool, bar: Bar, ground: Ground) -> Markup:
    x, y, wide, high = place
    down = SMALL * 0.36
    if bar.trace.textposition == "inside":
        ink = bar.trace.insidetextfont.color or ground.ink
        return pen.words(x + wide / 2, y + high / 2 + down, said, ink, anchor="middle")
    colour = bar.trace.textfont.color if isinstance(bar.trace.textfont.color, str) else ground.ink
    if is_flat:
        return pen.words(x + wide, y + high / 2 + down, said, colour, dx=GAP_PX)
    return pen.words(x + wide / 2, y - LIFT_PX, said, colour, anchor="middle")


def _points(panel: Panel, trace: Part) -> list[Point | None]:
    pairs = zip(trace.x, trace.y, strict=True)
    return [None if is_missing(x) or is_missing(y) else (panel.x.at(x), panel.y.at(y)) for x, y in pairs]


def _scatter(pen: Pen, trace: Part, points: list[Point | None], previous: list[Point | None]) -> Iterator[Markup]:
    mode = trace.mode or "lines"
    if trace.fill == "tonexty" and previous:
        yield pen.band(points, previous, trace.fillcolor)
    if "lines" in mode and trace.line.width:
        dash = {"stroke_dasharray": DASHES[trace.line.dash]} if trace.line.dash in DASHES else {}
        yield pen.line(stepped(points) if trace.line.shape == "hv" else points, trace.line.color, trace.line.width, **dash)
    if "markers" in mode:
        yield from (_mark(pen, trace.marker, number, point) for number, point in enumerate(points) if point is not None)


def stepped(points: Sequence[Point | None]) -> list[Point | None]:
    """The corners of a line that holds each value until the next; over a gap it holds nothing."""
    corners: list[Point | None] = []
    for here, after in pairwise([*points, None]):
        corners.append(here)
        if here is not None and after is not None:
            corners.append((after[0], here[1]))
    return corners


def _mark(pen: Pen, marker: Any, number: int, point: Point) -> Markup:
    size, colour = _nth(marker.size, number), _nth(marker.color, number)
    symbol, half = _nth(marker.symbol, number) or "circle", (USUAL_PX if size is None else float(size)) / 2
    if not half:
        return Markup("")
    edge, opacity = _edge(marker), _nth(marker.opacity, number)
    edge |= {} if opacity is None else {"opacity": opacity}
    if symbol == "line-ns-open":
        stroke = {"stroke": colour, "stroke_width": marker.line.width or 2}
        return pen.mark(f'path d="M0 {-half:.1f}V{half:.1f}"', *point, **stroke)
    if symbol == "triangle-up":
        return pen.mark(f'path d="{TRIANGLE.format(-half * 1.1, half, half * 0.7)}"', *point, fill=colour, **edge)
    return pen.mark(f'circle r="{half:.1f}"', *point, fill=colour, **edge)


def _edge(marker: Any) -> dict[str, object]:
    has_edge = isinstance(marker.line.color, str) and bool(marker.line.width)
    return {"stroke": marker.line.color, "stroke_width": marker.line.width} if has_edge else {}


def _cells(panel: Panel, trace: Part) -> Iterator[Markup]:
    wide, high = (abs(axis.scale.end - axis.scale.start) / max(1, len(axis.names)) for axis in (panel.x, panel.y))
    low, top = span_of(trace)
    for row, name in enumerate(trace.y):
        for column, head in enumerate(trace.x):
            value = trace.z[row][column]
            if not is_missing(value):
                x, y = panel.x.at(head) - wide / 2, panel.y.at(name) - high / 2
                shaded = shade(trace.colorscale, Linear(low, top, 0, 1).within(float(value)))
                yield panel.pen.cell(x, y, wide, high, shaded, cell_words(trace, row, column))


def _nth(given: Any, number: int) -> Any:
    """What a property says of a value: the same for all, or one each."""
    if given is None or isinstance(given, str | int | float):
        return None if isinstance(given, float) and math.isnan(given) else given
    return given[number]
