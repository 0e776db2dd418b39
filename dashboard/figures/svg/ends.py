"""Figures over a still picture, where no pointer asks for them: of the last and the highest column, and of each mark."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from dashboard.figures.svg.axes import Axis
from dashboard.figures.svg.plotted import NARROW_PX, Plotted
from dashboard.figures.svg.scale import side_of
from dashboard.figures.svg.text_width import width_of
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.tokens import SMALL

LIFT_PX = 5
"""From the top of a column or mark to the base line of its figure."""
BESIDE_PX, FAR_PX = 4, 20
"""From a figure to a line beside it; how much higher than its mark's a figure may stand, to lie over no line."""
SHORT, EDGE = 3, 12
"""Letters that stand right over their column, wherever that is; per cent of the width within which longer ones stand inside the edge."""


def ends(plot: Plotted, lang: str) -> Iterator[Markup]:
    """The figures as words. A stack says the people that the figure counts, where it states them (`epidemic_curve`)."""
    pair = next(iter(plot.stacks))
    x, y = (plot.axes[name] for name in pair)
    tops: dict[Any, float] = {}
    standing = [bar for bar in plot.stacks[pair] if bar.trace.orientation != "h"]
    for bar in standing:
        tops[bar.name] = max(tops.get(bar.name, 0.0), bar.high)
    sums = dict.fromkeys(tops, 0.0)
    for bar in standing:
        sums[bar.name] += bar.high - bar.low if bar.low >= 0 else bar.low - bar.high
    said = sums | {at: n for at, n in _people(plot).items() if at in sums}
    for at in dict.fromkeys((max(said, key=x.number), max(said, key=said.__getitem__))) if said else ():
        yield _word(plot, x, at, y.at(tops[at]), fmt_count(said[at], lang))
    for trace in plot.traces(pair):
        if trace.type == "scatter" and trace.mode == "markers":
            for at, n in zip(trace.x, trace.y, strict=True):
                if not is_missing(n):
                    said, top = fmt_count(n, lang), y.at(n) - (trace.marker.size or 0) / 2
                    yield _word(plot, x, at, _over_lines(plot, pair, x.at(at), top, said), said)


def _over_lines(plot: Plotted, pair: tuple[str, str], at: float, top: float, said: str) -> float:
    """`top`, or as much higher as lines rise beside it behind its words, unless that were too far from what they say."""
    x, y = (plot.axes[name] for name in pair)
    half = 100 * (width_of(said, SMALL) / 2 + BESIDE_PX) / NARROW_PX[0]
    lines = [trace for trace in plot.traces(pair) if trace.type == "scatter" and "lines" in (trace.mode or "") and trace.line.width]
    places = [(x.at(one), y.at(n)) for trace in lines for one, n in zip(trace.x, trace.y, strict=True) if not is_missing(n)]
    highest = min((place for across, place in places if abs(across - at) <= half), default=top)
    return min(top, highest) if top - highest <= FAR_PX else top


def _people(plot: Plotted) -> dict[Any, float]:
    stated = plot.layout.meta.people
    return {at: n for at, n in zip(plot.figure.data[0].x, stated, strict=True) if n is not None} if stated else {}


def _word(plot: Plotted, x: Axis, at: Any, top: float, said: str) -> Markup:
    # Pushed inwards from the edge a word would lie on the next column.
    side = "mid" if len(said) <= SHORT else side_of(x.at(at), EDGE)
    more = {"class": "end"}
    return plot.pen.words(x.at(at), top - LIFT_PX, said, plot.ground.ink, anchor={"mid": "middle"}.get(side, side), **more)
