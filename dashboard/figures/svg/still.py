"""A figure as a still picture in HTML, for a page that must be there at once: no chart library is loaded for it.

Bars are elements of their own, with their value as a title; lines and bands are one small SVG, stretched to the width there is, whose
strokes keep theirs. Words are text beside and over it, so they never shrink. What the figure is, its own function says (`epidemic_curve`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.figures.legend import SYMBOLS
from dashboard.figures.look import BAR_GAP
from dashboard.figures.svg.band import band
from dashboard.figures.svg.line import line
from dashboard.figures.svg.marks import box
from dashboard.figures.svg.scale import Linear, Moment, Moments, Point, round_bottom, round_top, side_of, ticks
from dashboard.figures.svg.still_events import event_lines, event_names
from dashboard.i18n.forms import fmt_count, fmt_day
from dashboard.tokens import Ground, outline

WIDE, HIGH = 1000, 200
"""Units of the lines behind the words; they are stretched, their strokes are not."""
HEADROOM, MOST_HOURS = 1.08, 10
"""The scale goes on above the highest value, whose figure stands there."""
SHORT = 3
"""Letters that a word has at most to stand right over its column, wherever that is."""
WORD_EDGE, TIME_EDGE = 12, 4
"""Per cent of the width within which a word, or the name of a time, stands inside the edge instead of over its place."""
DAY = pd.Timedelta(days=1)
SAFE = " '/:;=,().-"


def still(figure: go.Figure, *, lang: str, ground: Ground) -> Markup:
    """The figure as HTML. It must be over time, with relative bars, lines, bands, markers with values, and shaded stretches.

    Raises: ValueError for a trace of another kind, which would otherwise be missing from the picture.
    """
    plot = _Plot(figure, lang, ground)
    marks = [*plot.bars(), *plot.lines(), *plot.markers(), *plot.notes(), *event_lines(figure, plot.x.at)]
    parts = figure.layout.height or 240, *(Markup("").join(part) for part in (plot.values(), marks, plot.times()))
    return Markup(
        '<div class="still" style="--high:{}px"><div class="scale">{}</div><div class="plot">{}</div><div class="days">{}</div></div>'
    ).format(*parts) + event_names(figure)


@dataclass(frozen=True)
class _Bar:
    """A bar of a stack: its trace, its number in it, its day and value, and the values between which it stands."""

    trace: go.Bar
    number: int
    day: Moment
    value: float
    low: float
    high: float


class _Plot:
    """A figure with its two scales; places are shares of the picture's width and height, per cent."""

    def __init__(self, figure: go.Figure, lang: str, ground: Ground) -> None:
        self.figure, self.lang, self.ground = figure, lang, ground
        strange = {trace.type for trace in figure.data} - {"bar", "scatter"}
        if strange:
            raise ValueError(f"still: no picture of {', '.join(sorted(strange))}")
        self.stacks = list(_stacked(figure))
        self.x = Moments(*_span(figure), 0, 100)
        ends = [end for bar in self.stacks for end in (bar.low, bar.high)]
        ends += [n for trace in figure.data if trace.type == "scatter" for n in _numbers(trace.y)]
        known = [n for n in ends if np.isfinite(n)]
        self.top, self.step = round_top(max(known, default=0) * HEADROOM)
        self.bottom = round_bottom(min(known, default=0), self.step)
        self.y = Linear(self.bottom, self.top, 0, 100)

    def values(self) -> Iterator[Markup]:
        """The names of the scale's values, from the bottom."""
        for value in ticks(self.top, self.step, self.bottom):
            yield Markup('<span style="--at:{:.4f}"><i>{}</i></span>').format(self.y.at(value) / 100, fmt_count(value, self.lang))

    def bars(self) -> Iterator[Markup]:
        wide = self.x.at(self.x.first + DAY) * (1 - BAR_GAP)
        edges = {trace.marker.color: outline(trace.marker.color, self.ground) for trace in self.figure.data if trace.type == "bar"}
        for bar in self.stacks:
            fill = bar.trace.marker.color
            said = f"{fmt_day(pd.Timestamp(bar.day), self.lang)} {bar.trace.name} {fmt_count(bar.value, self.lang)}"
            yield Markup(
                '<i class="bar{}" data-n="{:.0f}" title="{}" style="--fill:{};border-color:{};'
                'left:{:.2f}%;width:{:.2f}%;bottom:{:.2f}%;height:{:.2f}%"></i>'
            ).format(
                " hatched" if _is_hatched(bar) else "", bar.value, said, fill, edges[fill],
                self.x.at(bar.day) - wide / 2, wide, self.y.at(bar.low), self.y.at(bar.high) - self.y.at(bar.low),
            )

    def lines(self) -> Iterator[Markup]:
        """Shaded stretches, bands and lines as one image behind the words; nothing where the figure has none."""
        parts = Markup("").join([*self._shaded(), *self._curves()])
        if parts:
            svg = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" preserveAspectRatio="none">{}</svg>')
            source = str(svg.format(WIDE, HIGH, parts)).replace('"', "'")  # which need no code in an address
            yield Markup('<img alt="" src="data:image/svg+xml,{}">').format(Markup(quote(source, safe=SAFE)))

    def _shaded(self) -> Iterator[Markup]:
        for shape in (one for one in self.figure.layout.shapes if one.fillcolor):
            left, right = (WIDE / 100 * self.x.at(at) for at in (shape.x0, shape.x1))
            yield box(left, 0, max(2, right - left), HIGH, shape.fillcolor, fill_opacity=shape.opacity)

    def _curves(self) -> Iterator[Markup]:
        previous: list[Point | None] = []
        for trace in self.figure.data:
            if trace.type != "scatter" or trace.mode != "lines":
                continue
            points = [None if not np.isfinite(n) else (WIDE / 100 * self.x.at(at), HIGH - HIGH / 100 * self.y.at(n))
                      for at, n in zip(trace.x, _numbers(trace.y), strict=True)]
            if trace.fill == "tonexty":
                yield band(points, previous, trace.fillcolor)
            elif trace.line.width:
                yield line(points, trace.line.color, trace.line.width, vector_effect="non-scaling-stroke")
            previous = points

    def markers(self) -> Iterator[Markup]:
        """A mark with its value over each marked point; over the columns their last and their highest sum."""
        for trace in self.figure.data:
            if trace.type == "scatter" and trace.mode == "markers":
                mark = SYMBOLS.get(trace.marker.symbol, "●")
                for at, n in zip(trace.x, _numbers(trace.y), strict=True):
                    yield self._word(at, n, f"{mark} {fmt_count(n, self.lang)}")
        sums: dict[Moment, float] = {}
        for bar in self.stacks:
            sums[bar.day] = sums.get(bar.day, 0) + bar.value
        said = sums | {day: n for day, n in self._people().items() if day in sums}
        for at in dict.fromkeys((max(said, key=pd.Timestamp), max(said, key=said.__getitem__))) if said else ():
            yield self._word(at, max(0, sums[at]), fmt_count(said[at], self.lang))

    def _people(self) -> dict[Moment, float]:
        """By day, the people that its label counts, where the figure states them (`epidemic_curve`)."""
        stated = (self.figure.layout.meta or {}).get("people")
        return {day: n for day, n in zip(self.figure.data[0].x, stated or (), strict=True) if n is not None} if stated else {}

    def notes(self) -> Iterator[Markup]:
        """What the figure says at a point: a correction below zero."""
        for note in self.figure.layout.annotations:
            if note.yref != "paper":
                yield self._word(note.x, note.y, note.text, note.font.color, "under ")

    def _word(self, at: Moment, value: float, said: str, colour: str = "", under: str = "") -> Markup:
        # Pushed inwards from the edge a word would lie on the next column.
        side = "mid" if len(said) <= SHORT else side_of(self.x.at(at), WORD_EDGE)
        ink = f";color:{colour}" if colour else ""
        word = Markup('<b class="{}{}" style="left:{:.2f}%;bottom:{:.2f}%{}">{}</b>')
        return word.format(under, side, self.x.at(at), self.y.at(value), ink, said)

    def times(self) -> Iterator[Markup]:
        """The names under the axis: the figure's own, else the hours."""
        axis = self.figure.layout.xaxis
        for at, name in list(zip(axis.tickvals or (), axis.ticktext or (), strict=True)) or _hours(self.x.first, self.x.last):
            place = self.x.at(at)
            if 0 <= place <= 100:
                yield Markup('<span class="{}" style="left:{:.2f}%">{}</span>').format(side_of(place, TIME_EDGE), place, name)


def _hours(first: pd.Timestamp, last: pd.Timestamp) -> Iterator[tuple[pd.Timestamp, str]]:
    every = max(1, -(-int((last - first) / pd.Timedelta(hours=1)) // MOST_HOURS))
    for at in pd.date_range(first.ceil("h"), last, freq=f"{every}h"):
        yield at, f"{at:%H:%M}"


def _is_hatched(bar: _Bar) -> bool:
    shape = bar.trace.marker.pattern.shape
    return bool(shape[bar.number] if isinstance(shape, (tuple, list, np.ndarray)) else shape)


def _numbers(values: Iterable | None) -> np.ndarray:
    """The values as numbers, what is none as NaN."""
    return pd.to_numeric(np.asarray([] if values is None else list(values), dtype=object), errors="coerce").astype(float)


def _stacked(figure: go.Figure) -> Iterator[_Bar]:
    """Every bar that has a value, positive ones above each other, negative ones below zero."""
    up: dict[object, float] = {}
    down: dict[object, float] = {}
    for trace in figure.data:
        for number, n in enumerate(_numbers(trace.y) if trace.type == "bar" else ()):
            if not np.isfinite(n) or not n:
                continue
            sums, day = (up if n > 0 else down), trace.x[number]
            start = sums.get(day, 0.0)
            sums[day] = start + n
            yield _Bar(trace, number, day, n, min(start, start + n), max(start, start + n))


def _span(figure: go.Figure) -> tuple[pd.Timestamp, pd.Timestamp]:
    given = figure.layout.xaxis.range or [at for trace in figure.data for at in (trace.x if trace.x is not None else ())]
    moments = [pd.Timestamp(at) for at in given]
    first, last = min(moments), max(moments)
    return first, last if last > first else first + DAY
