"""How a figure of the chart library is laid out as a picture: its margins, its axes with their scales, and where a place lies."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dashboard.figures.edges_and_counts import edged_and_counted
from dashboard.figures.figure import Figure
from dashboard.figures.svg.axes import ROOM, Axis, Kind, axis_of, kind_of, number
from dashboard.figures.svg.drawable import check
from dashboard.figures.svg.labels import as_text, plain
from dashboard.figures.svg.pen import Fluid, Pen
from dashboard.figures.svg.scale import Linear
from dashboard.figures.svg.text_width import LATIN_AT_MOST, width_of
from dashboard.figures.svg.traces import DAY, Bar, bars_of
from dashboard.plain_text import shortened
from dashboard.tokens import SMALL, Ground

LINE_PX, TICK_PX, TEXT_GAP_PX = 17, 4, 8
EVENTS_PX = 22
"""px of height that a figure gets for each line of event names (figures/annotations.py)."""
AT_END = 0.98
"""Share of a plot's width beyond which a name below its axis may reach out of the picture."""


class Frame:
    """A figure, laid out to a width in px, or to any (null): places across are per cent of the plot then, `left` and `right` px beside it.

    Raises: ValueError for a trace of a kind that cannot be drawn.
    """

    def __init__(self, figure: Figure, width: float | None, *, lang: str, ground: Ground) -> None:
        check(figure)
        self.figure, self.ground, self.width = edged_and_counted(figure, lang=lang, ground=ground), ground, width
        self.layout, self.lang = self.figure.layout, lang
        self.left, self.right, self.top, self.bottom = 0.0, float(self.layout.margin.r or 0), self._above(), 0.0
        self.height = float(self.layout.height or 300) + (self.top - float(self.layout.margin.t or 0))
        if width is None:  # what stands below the axis is text under the picture
            self.height -= EVENTS_PX * len((self.layout.xaxis.title.text or "").split("<br>")) if self.layout.xaxis.title.text else 0
        self.axes: dict[str, Axis] = {}
        self.stacks = {pair: bars_of(self.traces(pair), self.layout.barmode) for pair in dict.fromkeys(map(_pair, self.figure.data))}
        self.pen = Pen() if width is not None else Fluid(self.height, ground.paper)
        self._set_axes()  # once to know how wide the names are, and once more with room for them
        self.left = max((_wide(self.name(said)) for axis in self.of("y") for _, said in axis.ticks()), default=0.0) + TEXT_GAP_PX
        self.right = max(self.right, self._beside(), self._beyond())
        self.bottom = self._below()
        self._set_axes()

    def name(self, said: str) -> str:
        """A name of an axis as it is written: on a page a long one is shortened, since its table has all of it."""
        words = as_text(said)
        return words if self.width is not None else shortened(words)

    def traces(self, pair: tuple[str, str]) -> list[Any]:
        """The traces between a pair of axes."""
        return [trace for trace in self.figure.data if _pair(trace) == pair]

    def of(self, letter: str) -> list[Axis]:
        """The axes across ("x") or upright ("y")."""
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
            start, end = (self.across(low), self.across(high)) if letter == "x" else (self.down(low), self.down(high))
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

    def across(self, share: float) -> float:
        """Where a share of the plot's width lies."""
        if self.width is None:
            return 100 * share
        return self.left + (self.width - self.left - self.right) * share

    def down(self, share: float) -> float:
        """px of a share of the plot's height, from its foot."""
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

    def _beyond(self) -> float:
        """px to the right that a name in the middle below the end of the plot needs."""
        ticks = [axis.ticks()[-1] for axis in self.of("x") if axis.ticks()]
        return max((_wide(self.name(said)) / 2 for at, said in ticks if at >= self.across(AT_END)), default=0.0)

    def _below(self) -> float:
        """px under the plot: the names of the axis, and the words below them."""
        named = any(axis.ticks() for axis in self.of("x"))
        title = (self.layout.xaxis.title.text or "") if self.width is not None else ""
        return (LINE_PX + TICK_PX + 4 if named else 4) + (LINE_PX * (title.count("<br>") + 1) + 6 if title else 0)

    def place(self, ref: str | None, value: Any, letter: str) -> float:
        """Where a place lies that a shape or an annotation names: on an axis, or as a share of its length or of the paper."""
        if ref == "paper":
            return self.across(value) if letter == "x" else self.down(value)
        axis = self.axes.get((ref or letter).split(" ")[0]) or next(iter(self.of(letter)))
        return Linear(0, 1, axis.scale.start, axis.scale.end).at(value) if ref and ref.endswith("domain") else axis.at(value)


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
    return width_of(said, SMALL, LATIN_AT_MOST)
