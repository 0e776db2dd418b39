"""A figure of the chart library as a picture of its own, without that library: for a file that somebody takes away.

Bars, lines, bands, marks, heat maps, shapes and annotations, over any pairs of axes; what else a figure may have is refused (`drawable`).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.figures.edges_and_counts import edged_and_counted
from dashboard.figures.svg.axes import ROOM, Axis, Kind, axis_of, kind_of, number
from dashboard.figures.svg.drawable import check
from dashboard.figures.svg.labels import label, named, plain
from dashboard.figures.svg.marks import attributes, box, rule
from dashboard.figures.svg.scale import Linear
from dashboard.figures.svg.text_width import LATIN_OF_NAMES, width_of
from dashboard.figures.svg.traces import DASHES, DAY, Bar, Panel, bars_of, draw
from dashboard.tokens import SMALL, Ground

LINE_PX, TICK_PX, TEXT_GAP_PX = 17, 4, 8
DROP = SMALL * 0.36
"""From the middle of a line of type to its base."""


class Plotted:
    """A figure, drawn to a width in px. Raises: ValueError for a trace of a kind that cannot be drawn."""

    def __init__(self, figure: go.Figure, width: float, *, lang: str, ground: Ground) -> None:
        check(figure)
        self.figure, self.ground, self.width = edged_and_counted(figure, lang=lang, ground=ground), ground, width
        self.layout = self.figure.layout
        self.left, self.right, self.top, self.bottom = 0.0, float(self.layout.margin.r or 0), self._above(), 0.0
        self.height = float(self.layout.height or 300) + (self.top - float(self.layout.margin.t or 0))
        self.axes: dict[str, Axis] = {}
        self.stacks = {pair: bars_of(self._traces(pair), self.layout.barmode) for pair in dict.fromkeys(map(_pair, self.figure.data))}
        self._set_axes()  # once to know how wide the names are, and once more with room for them
        self.left = max((_wide(said) for axis in self._of("y") for _, said in axis.ticks()), default=0.0) + TEXT_GAP_PX
        self.right = max(self.right, self._beside())
        self.bottom = self._below()
        self._set_axes()

    def picture(self) -> Markup:
        """Its elements, in a box of `width` by `height`."""
        parts = [self._shapes(below=True), self._grid()]
        for pair, bars in self.stacks.items():
            x, y = (self.axes[name] for name in pair)
            parts += list(draw(Panel(x, y, self._traces(pair), bars, float(self.layout.bargap or 0.2)), self.ground))
        return Markup("").join([*parts, self._shapes(below=False), self._lines_and_names(), *self._annotations()])

    def _traces(self, pair: tuple[str, str]) -> list[Any]:
        return [trace for trace in self.figure.data if _pair(trace) == pair]

    def _of(self, letter: str) -> list[Axis]:
        return [axis for name, axis in self.axes.items() if name.startswith(letter)]

    def _set_axes(self) -> None:
        for name in dict.fromkeys(name for pair in self.stacks for name in pair):
            letter, at = name[0], 0 if name[0] == "x" else 1
            layout = self._axis_layout(name)
            low, high = layout.domain or (0, 1)
            values = [value for trace in self.figure.data if _pair(trace)[at] == name for value in _values(trace, letter)]
            kind = kind_of(layout, values)
            ends = [end for pair, bars in self.stacks.items() if pair[at] == name for end in _ends(bars, letter, kind)]
            ends += [number(value, kind) for value in self._marked(name)] if kind != "name" else []
            start, end = (self._across(low), self._across(high)) if letter == "x" else (self._down(low), self._down(high))
            has_bars = letter == "x" and any(self.stacks.values())  # whose ends and sides are what the axis reaches
            self.axes[name] = axis_of(layout, values, ends, start, end, room=0.0 if has_bars else ROOM)

    def _marked(self, axis: str) -> Iterator[Any]:
        """The values on an axis that shapes and annotations stand at: they are to be seen too."""
        letter = axis[0]
        for one in (*self.layout.shapes, *self.layout.annotations):
            if (one[f"{letter}ref"] or letter) == axis:
                yield from (one[part] for part in ((letter,) if "text" in one else (f"{letter}0", f"{letter}1")))

    def _axis_layout(self, name: str) -> Any:
        return self.layout[f"{name[0]}axis{name[1:]}"]

    def _across(self, share: float) -> float:
        return self.left + (self.width - self.left - self.right) * share

    def _down(self, share: float) -> float:
        return self.height - self.bottom - (self.height - self.bottom - self.top) * share

    def _above(self) -> float:
        stands_above = any(note.yref == "paper" and note.y == 1 and note.yanchor == "bottom" for note in self.layout.annotations)
        return max(float(self.layout.margin.t or 0), 22.0 if stands_above else 8.0)

    def _beside(self) -> float:
        """px to the right that the words beside the longest bars need."""
        notes = [note for note in self.layout.annotations if note.xanchor == "left" and (note.xshift or 0) > 0]
        bars = [trace for trace in self.figure.data if trace.type == "bar" and trace.textposition == "outside" and trace.text is not None]
        wide = [_wide(plain(note.text)) + note.xshift for note in notes]
        return max([*wide, *(_wide(str(said)) + TEXT_GAP_PX for bar in bars for said in bar.text)], default=0.0) + 8

    def _below(self) -> float:
        """px under the plot: the names of the axis, and the words below them."""
        named = any(axis.ticks() for axis in self._of("x"))
        title = self.layout.xaxis.title.text or ""
        return (LINE_PX + TICK_PX + 4 if named else 4) + (LINE_PX * (title.count("<br>") + 1) + 6 if title else 0)

    def _grid(self) -> Markup:
        parts = []
        for pair in self.stacks:
            x, y = (self.axes[name] for name in pair)
            (left, right), (top, bottom) = sorted((x.scale.start, x.scale.end)), sorted((y.scale.start, y.scale.end))
            if y.layout.showgrid is not False and y.kind == "number":
                parts += [rule(left, at, right, at, self.ground.hairline) for at, _ in y.ticks()]
            if x.layout.showgrid:
                parts += [rule(at, top, at, bottom, self.ground.hairline) for at, _ in x.ticks()]
        return Markup("").join(parts)

    def _lines_and_names(self) -> Markup:
        """Base lines, zero lines, and the names along the axes."""
        parts = []
        for x, y in ((self.axes[a], self.axes[b]) for a, b in self.stacks):
            bottom = max(y.scale.start, y.scale.end)
            if x.layout.visible is not False and x.layout.showline:
                parts.append(rule(x.scale.start, bottom, x.scale.end, bottom, x.layout.linecolor or self.ground.grey))
            if y.layout.zeroline and y.kind == "number" and y.scale.low < 0 < y.scale.high:
                parts.append(rule(x.scale.start, y.scale.at(0), x.scale.end, y.scale.at(0), self.ground.grey))
        base = self.height - self.bottom
        for axis in self._of("x"):
            colour = axis.layout.tickfont.color or self.ground.grey
            parts += [named(at, base + LINE_PX + TICK_PX, said, colour, "middle") for at, said in axis.ticks()]
        for axis in self._of("y"):
            colour = axis.layout.tickfont.color or self.ground.grey
            parts += [named(self.left - TEXT_GAP_PX, at + DROP, said, colour, "end") for at, said in axis.ticks()]
        if title := self.layout.xaxis.title.text:
            for number, line in enumerate(title.split("<br>")):
                place = base + (2 + number) * LINE_PX + TICK_PX + 6
                parts.append(label((self.left + self.width - self.right) / 2, place, plain(line), self.ground.grey, "middle"))
        return Markup("").join(parts)

    def _place(self, ref: str | None, value: Any, letter: str) -> float:
        """px of a place that a shape or an annotation names: on an axis, or as a share of its length or of the paper."""
        if ref == "paper":
            return self._across(value) if letter == "x" else self._down(value)
        axis = self.axes.get((ref or letter).split(" ")[0]) or next(iter(self._of(letter)))
        return Linear(0, 1, axis.scale.start, axis.scale.end).at(value) if ref and ref.endswith("domain") else axis.at(value)

    def _shapes(self, below: bool) -> Markup:
        parts = []
        for shape in self.layout.shapes:
            if (shape.layer == "below") != below:
                continue
            x0, x1 = (self._place(shape.xref, value, "x") for value in (shape.x0, shape.x1))
            y0, y1 = (self._place(shape.yref, value, "y") for value in (shape.y0, shape.y1))
            if shape.type == "rect":
                look = {} if shape.opacity is None else {"fill_opacity": shape.opacity}
                parts.append(box(min(x0, x1), min(y0, y1), max(2, abs(x1 - x0)), abs(y1 - y0), shape.fillcolor, **look))
            else:
                look = {"stroke_dasharray": DASHES[shape.line.dash]} if shape.line.dash in DASHES else {}
                end = Markup('<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}" stroke="{}" stroke-width="{}"{}/>')
                parts.append(end.format(x0, y0, x1, y1, shape.line.color, shape.line.width or 1, attributes(**look)))
        return Markup("").join(parts)

    def _annotations(self) -> Iterator[Markup]:
        anchors = {"left": "start", "right": "end"}
        for note in self.layout.annotations:
            x = self._place(note.xref, note.x, "x") + (note.xshift or 0)
            y = self._place(note.yref, note.y, "y") - (note.yshift or 0)
            base = {"bottom": y - 3, "top": y + SMALL}.get(note.yanchor, y + DROP)
            anchor = anchors.get(note.xanchor, "middle")
            if note.bgcolor:
                wide = width_of(plain(note.text), SMALL) + 2
                yield box(x - wide / 2, base - SMALL, wide, SMALL + 3, note.bgcolor)
            yield label(x, base, note.text, note.font.color or self.ground.ink, anchor)


def _pair(trace: Any) -> tuple[str, str]:
    return trace.xaxis or "x", trace.yaxis or "y"


def _values(trace: Any, letter: str) -> list:
    """The values of a trace along an axis; lengths of bars are reached by their stacks."""
    if trace.type == "bar" and (letter == "x") == (trace.orientation == "h"):
        return []
    values = trace[letter]
    return [] if values is None else list(values)


def _ends(bars: list[Bar], letter: str, kind: Kind) -> Iterator[float]:
    """What an axis must reach for the bars: their ends along it, their sides across it."""
    along = [bar for bar in bars if (bar.trace.orientation == "h") == (letter == "x")]
    across = [bar for bar in bars if (bar.trace.orientation == "h") != (letter == "x")]
    places = sorted({number(bar.name, kind) for bar in across}) if kind != "name" else []
    half = min((b - a for a, b in pairwise(places)), default=DAY if kind == "time" else 1.0) / 2
    yield from (end for bar in along for end in (bar.low, bar.high))
    yield from (end for place in places[:1] + places[-1:] for end in (place - half, place + half))


def _wide(said: str) -> float:
    return width_of(said, SMALL, LATIN_OF_NAMES)
