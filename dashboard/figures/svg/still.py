"""A figure as a still picture in HTML, for a page that must be there at once: no chart library is loaded for it.

Bars are elements of their own, with their value as a title; lines and bands are one small SVG, stretched to the width there is, whose
strokes keep theirs. Words are text beside and over it, so they never shrink. What the figure is, its own function says (`epidemic_curve`).
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.layout import BAR_GAP
from dashboard.figures.legend import SYMBOLS
from dashboard.figures.svg.marks import line, round_top
from dashboard.i18n.forms import fmt_count, fmt_day
from dashboard.tokens import Ground, outline

WIDE, HIGH = 1000, 200
"""Units of the drawing behind the words; it is stretched, its strokes are not."""
HEADROOM = 1.08
"""The scale goes on above the highest value, whose figure stands there."""
MOST_HOURS = 10
SHORT = 3
"""Letters that a word has at most to stand right over its column, wherever that is."""
DAY = pd.Timedelta(days=1)
SAFE = " '/:;=,().-"


def still(figure: go.Figure, *, lang: str, ground: Ground) -> str:
    """The figure as HTML. It must be over time, with relative bars, lines, bands, markers with values, and shaded stretches.

    Raises: ValueError for a trace of another kind, which would otherwise be missing from the picture.
    """
    plot = _Plot(figure, lang, ground)
    marks = [*plot.bars(), *plot.drawing(), *plot.markers(), *plot.notes()]
    return (
        f'<div class="still" style="--high:{figure.layout.height or 240}px"><div class="scale">{"".join(plot.scale())}</div>'
        f'<div class="plot">{"".join(marks)}</div><div class="days">{"".join(plot.times())}</div></div>'
    )


class _Plot:
    """A figure with its two scales; places are shares of the picture's width and height, per cent."""

    def __init__(self, figure: go.Figure, lang: str, ground: Ground) -> None:
        self.figure, self.lang, self.ground = figure, lang, ground
        strange = {trace.type for trace in figure.data} - {"bar", "scatter"}
        if strange:
            raise ValueError(f"still: no picture of {', '.join(sorted(strange))}")
        self.stacks = list(_stacked(figure))
        self.first, self.last = _span(figure)
        ends = [end for _, _, low, high in self.stacks for end in (low, high)]
        ends += [n for trace in figure.data if trace.type == "scatter" for n in _numbers(trace.y)]
        known = [n for n in ends if np.isfinite(n)]
        self.top, self.step = round_top(max(known, default=0) * HEADROOM)
        self.bottom = self.step * (min(known, default=0) // self.step) if min(known, default=0) < 0 else 0.0

    def x(self, at: object) -> float:
        return 100 * (pd.Timestamp(at) - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        return 100 * (value - self.bottom) / (self.top - self.bottom)

    def scale(self) -> Iterator[str]:
        for place in range(round((self.top - self.bottom) / self.step) + 1):
            value = self.bottom + place * self.step
            yield f'<span style="--at:{self.y(value) / 100:.4f}"><i>{fmt_count(value, self.lang)}</i></span>'

    def bars(self) -> Iterator[str]:
        wide = self.x(self.first + DAY) * (1 - BAR_GAP)
        for trace, place, low, high in self.stacks:
            fill, value = trace.marker.color, _numbers(trace.y)[place]
            shape = trace.marker.pattern.shape
            hatched = shape[place] if isinstance(shape, (tuple, list, np.ndarray)) else shape
            edge = outline(fill, self.ground)
            said = f"{fmt_day(pd.Timestamp(trace.x[place]), self.lang)} {trace.name} {fmt_count(value, self.lang)}"
            yield (
                f'<i class="bar{" hatched" if hatched else ""}" data-n="{value:.0f}" title="{escape(said, quote=True)}" '
                f'style="--fill:{fill};border-color:{edge};left:{self.x(trace.x[place]) - wide / 2:.2f}%;width:{wide:.2f}%;'
                f'bottom:{self.y(low):.2f}%;height:{self.y(high) - self.y(low):.2f}%"></i>'
            )

    def drawing(self) -> Iterator[str]:
        lines = [trace for trace in self.figure.data if trace.type == "scatter" and trace.mode == "lines"]
        parts = [*self._shaded(), *self._lines(lines)]
        if not parts:
            return
        svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDE} {HIGH}' preserveAspectRatio='none'>{''.join(parts)}</svg>"
        yield f'<img alt="" src="data:image/svg+xml,{quote(svg.replace(chr(34), chr(39)), safe=SAFE)}">'

    def _shaded(self) -> Iterator[str]:
        for shape in self.figure.layout.shapes:
            left, right = (WIDE / 100 * self.x(at) for at in (shape.x0, shape.x1))
            yield (f"<rect x='{left:.1f}' y='0' width='{max(2, right - left):.1f}' height='{HIGH}' fill='{shape.fillcolor}' "
                   f"fill-opacity='{shape.opacity}'/>")

    def _lines(self, traces: list) -> Iterator[str]:
        previous: list = []
        for trace in traces:
            points = [None if not np.isfinite(n) else (WIDE / 100 * self.x(at), HIGH - HIGH / 100 * self.y(n))
                      for at, n in zip(trace.x, _numbers(trace.y), strict=True)]
            if trace.fill == "tonexty":
                yield from _bands(previous, points, trace.fillcolor)
            elif trace.line.width:
                yield line(points, trace.line.color, trace.line.width, " vector-effect='non-scaling-stroke'")
            previous = points

    def markers(self) -> Iterator[str]:
        """A mark with its value over each marked point; over the columns their last and their highest sum."""
        for trace in self.figure.data:
            if trace.type == "scatter" and trace.mode == "markers":
                mark = SYMBOLS.get(trace.marker.symbol, "●")
                for at, n in zip(trace.x, _numbers(trace.y), strict=True):
                    yield self._word(at, n, f"{mark} {fmt_count(n, self.lang)}")
        sums: dict[object, float] = {}
        for trace, place, _, _ in self.stacks:
            sums[trace.x[place]] = sums.get(trace.x[place], 0) + _numbers(trace.y)[place]
        for at in {max(sums), max(sums, key=sums.get)} if sums else ():
            yield self._word(at, max(0, sums[at]), fmt_count(sums[at], self.lang))

    def notes(self) -> Iterator[str]:
        """What the figure says at a point: a correction below zero."""
        for note in self.figure.layout.annotations:
            if note.yref != "paper":
                yield self._word(note.x, note.y, note.text, note.font.color, "under ")

    def _word(self, at: object, value: float, said: str, colour: str = "", under: str = "") -> str:
        # Pushed inwards from the edge a word would lie on the next column.
        side = "mid" if len(said) <= SHORT or 12 <= self.x(at) <= 88 else "end" if self.x(at) > 88 else "start"
        ink = f";color:{colour}" if colour else ""
        return f'<b class="{under}{side}" style="left:{self.x(at):.2f}%;bottom:{self.y(value):.2f}%{ink}">{escape(said)}</b>'

    def times(self) -> Iterator[str]:
        axis = self.figure.layout.xaxis
        ticks = list(zip(axis.tickvals or (), axis.ticktext or (), strict=True)) or list(self._hours())
        for at, name in ticks:
            if 0 <= self.x(at) <= 100:
                side = "end" if self.x(at) > 96 else "start" if self.x(at) < 4 else "mid"
                yield f'<span class="{side}" style="left:{self.x(at):.2f}%">{escape(name)}</span>'

    def _hours(self) -> Iterator[tuple[pd.Timestamp, str]]:
        every = max(1, -(-int((self.last - self.first) / pd.Timedelta(hours=1)) // MOST_HOURS))
        for at in pd.date_range(self.first.ceil("h"), self.last, freq=f"{every}h"):
            yield at, f"{at:%H:%M}"


def _numbers(values: object) -> np.ndarray:
    return pd.to_numeric(pd.Series([] if values is None else list(values)), errors="coerce").to_numpy(float)


def _stacked(figure: go.Figure) -> Iterator[tuple[go.Bar, int, float, float]]:
    """(trace, place in it, from, to) of every bar that has a value, positive ones above each other, negative ones below zero."""
    up: dict[object, float] = {}
    down: dict[object, float] = {}
    for trace in figure.data:
        for place, n in enumerate(_numbers(trace.y) if trace.type == "bar" else ()):
            if not np.isfinite(n) or not n:
                continue
            sums, at = (up if n > 0 else down), trace.x[place]
            start = sums.get(at, 0.0)
            sums[at] = start + n
            yield trace, place, min(start, start + n), max(start, start + n)


def _span(figure: go.Figure) -> tuple[pd.Timestamp, pd.Timestamp]:
    given = figure.layout.xaxis.range or [at for trace in figure.data for at in (trace.x if trace.x is not None else ())]
    moments = [pd.Timestamp(at) for at in given]
    first, last = min(moments), max(moments)
    return first, last if last > first else first + DAY


def _bands(lower: list, upper: list, colour: str) -> Iterator[str]:
    run: list[tuple] = []
    for low, high in [*zip(lower, upper, strict=True), (None, None)]:
        if low is not None and high is not None:
            run.append((low, high))
            continue
        if len(run) > 1:
            edge = [f"{x:.1f} {y:.1f}" for _, (x, y) in run] + [f"{x:.1f} {y:.1f}" for (x, y), _ in reversed(run)]
            yield f"<path d='M{'L'.join(edge)}Z' fill='{colour}'/>"
        run = []
