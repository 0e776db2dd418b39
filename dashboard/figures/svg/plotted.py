"""A figure of the chart library as a picture of its own, without that library: for a page at rest, and for a file that somebody takes away.

Bars, lines, bands, marks, heat maps, shapes and annotations, over any pairs of axes; what else a figure may have is refused (`drawable`).
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pandas as pd
from markupsafe import Markup

from dashboard.figures.svg.axes import Axis
from dashboard.figures.svg.frame import LINE_PX, TEXT_GAP_PX, TICK_PX, Frame
from dashboard.figures.svg.labels import plain
from dashboard.figures.svg.text_width import LATIN_OF_NAMES, width_of
from dashboard.figures.svg.traces import DASHES, Panel, draw
from dashboard.i18n.forms import fmt_day
from dashboard.tokens import SMALL

DROP = SMALL * 0.36
"""From the middle of a line of type to its base."""
APART_PX = 10
"""Between two names along an axis, at least."""
NARROW_PX = (360, 480, 640, 800)
"""Widths of a plot below which names along its axis are left out where they would meet (ui/shell/live.css)."""


class Plotted(Frame):
    """A figure, drawn to a width in px, or to any. Raises: ValueError for a trace of a kind that cannot be drawn."""

    def picture(self) -> Markup:
        """Its elements, in a box of `width` by `height`."""
        parts = [self._shapes(below=True), self._grid()]
        for pair in self.stacks:
            parts += list(draw(self.panel(pair), self.ground))
        return Markup("").join([*parts, self._shapes(below=False), self._lines_and_names(), *self._annotations()])

    def panel(self, pair: tuple[str, str]) -> Panel:
        """A pair of axes and what is drawn between them."""
        x, y = (self.axes[name] for name in pair)
        return Panel(x, y, self.traces(pair), self.stacks[pair], float(self.layout.bargap or 0.2), self.pen)

    def _grid(self) -> Markup:
        parts = []
        for pair in self.stacks:
            x, y = (self.axes[name] for name in pair)
            (left, right), (top, bottom) = sorted((x.scale.start, x.scale.end)), sorted((y.scale.start, y.scale.end))
            if y.layout.showgrid is not False and y.kind == "number":
                parts += [self.pen.rule(left, at, right, at, self.ground.hairline) for at, _ in y.ticks()]
            if x.layout.showgrid:
                parts += [self.pen.rule(at, top, at, bottom, self.ground.hairline) for at, _ in x.ticks()]
        return Markup("").join(parts)

    def _lines_and_names(self) -> Markup:
        """Base lines, zero lines, and the names along the axes."""
        parts: list[Markup] = []
        for x, y in ((self.axes[a], self.axes[b]) for a, b in self.stacks):
            bottom = max(y.scale.start, y.scale.end)
            if x.layout.visible is not False and x.layout.showline:
                parts.append(self.pen.rule(x.scale.start, bottom, x.scale.end, bottom, x.layout.linecolor or self.ground.grey))
            if y.layout.zeroline and y.kind == "number" and y.scale.low < 0 < y.scale.high:
                parts.append(self.pen.rule(x.scale.start, y.scale.at(0), x.scale.end, y.scale.at(0), self.ground.grey))
            parts += self._names_across(x, bottom)
            left, colour = min(x.scale.start, x.scale.end), y.layout.tickfont.color or self.ground.grey
            parts += [
                self.pen.words(left, at + DROP, self.name(said), colour, anchor="end", dx=-TEXT_GAP_PX) for at, said in y.ticks()
            ]
        if (title := self.layout.xaxis.title.text) and self.width is not None:
            for number, line in enumerate(title.split("<br>")):
                place = self.height - self.bottom + (2 + number) * LINE_PX + TICK_PX + 6
                parts.append(self.pen.label(self.across(0.5), place, plain(line), self.ground.grey, "middle"))
        return Markup("").join(parts)

    def _names_across(self, axis: Axis, bottom: float) -> Iterator[Markup]:
        """The names under a plot. The newest is named at any width: every second is left out below the width at which they would meet.

        A day that is the first of its month among those left, where the one that says the month is left out, says it there.
        """
        colour, ticks = axis.layout.tickfont.color or self.ground.grey, axis.ticks()
        widest = max((width_of(said, SMALL, LATIN_OF_NAMES) for _, said in ticks), default=0.0) + APART_PX
        share = min((abs(b - a) for (a, _), (b, _) in pairwise(ticks)), default=100.0) / 100
        left_out, months = [_left_out_below(share, widest, nth) for nth in range(4)], self._days_named(axis, ticks)
        for number, (at, said) in enumerate(ticks):
            from_end, place = len(ticks) - 1 - number, bottom + LINE_PX + TICK_PX
            gone = left_out[from_end % 4]
            below = _first_below(months, number, from_end, left_out)
            hidden = max(gone, below)
            yield self.pen.words(at, place, self.name(said), colour, anchor="middle", **({"class": f"from-{hidden}"} if hidden else {}))
            if below > gone:
                classes = f"until-{below}" + (f" from-{gone}" if gone else "")
                yield self.pen.words(at, place, fmt_day(months[number], self.lang), colour, anchor="middle", **{"class": classes})

    def _days_named(self, axis: Axis, ticks: list[tuple[float, str]]) -> list[date]:
        """The day of each name under a picture of any width; nothing where names are no days."""
        given = axis.layout.tickvals
        if self.width is not None or axis.kind != "time" or given is None or len(given) != len(ticks):
            return []
        days = [pd.Timestamp(value) for value in given]
        return days if all(day == day.normalize() for day in days) else []

    def _shapes(self, below: bool) -> Markup:
        parts = []
        for shape in self.layout.shapes:
            if (shape.layer == "below") != below:
                continue
            x0, x1 = (self.place(shape.xref, value, "x") for value in (shape.x0, shape.x1))
            y0, y1 = (self.place(shape.yref, value, "y") for value in (shape.y0, shape.y1))
            if shape.type == "rect":
                look = {} if shape.opacity is None else {"fill_opacity": shape.opacity}
                wide = max(self.pen.thin, abs(x1 - x0))
                parts.append(self.pen.box(min(x0, x1), min(y0, y1), wide, abs(y1 - y0), shape.fillcolor, **look))
            else:
                look = {"stroke_dasharray": DASHES[shape.line.dash]} if shape.line.dash in DASHES else {}
                parts.append(self.pen.stroke(x0, y0, x1, y1, shape.line.color, shape.line.width or 1, **look))
        return Markup("").join(parts)

    def _annotations(self) -> Iterator[Markup]:
        anchors = {"left": "start", "right": "end"}
        for note in self.layout.annotations:
            x, beside = self.place(note.xref, note.x, "x"), note.xshift or 0
            y = self.place(note.yref, note.y, "y") - (note.yshift or 0)
            base = {"bottom": y - 3, "top": y + SMALL}.get(note.yanchor, y + DROP)
            if note.bgcolor:
                yield self.pen.ground(x, base - SMALL, width_of(plain(note.text), SMALL) + 2, SMALL + 3, note.bgcolor)
            colour = note.font.color or self.ground.ink
            yield self.pen.label(x, base, note.text, colour, anchors.get(note.xanchor, "middle"), beside)


def _left_out_below(share: float, widest: float, nth: int) -> int:
    """The width of a plot below which a name is left out; 0: never. `nth`: its place from the newest, of every four."""
    room = share * (1 if nth % 2 else 2)
    if nth == 0 or NARROW_PX[0] * room >= widest:
        return 0
    return next((px for px in NARROW_PX if px * room >= widest), NARROW_PX[-1])


def _first_below(days: list[date], number: int, from_end: int, left_out: list[int]) -> int:
    """The width below which a day that says no month is the first of it among those left; 0: at none, or it is said already."""
    if not number or not days or days[number - 1].month != days[number].month:
        return 0  # says its month at any width
    for step, below in ((2, left_out[1]), (4, left_out[2])):
        if from_end % step == 0 and below and (number < step or days[number - step].month != days[number].month):
            return below
    return 0
