"""What a figure gets before it is shown: edges that a light fill needs, and the mark and count of each part inside its bar."""

from collections.abc import Sequence

from dashboard.figures.figure import Figure, Part
from dashboard.figures.lone_values import lone_marked
from dashboard.figures.svg.text_width import width_of
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.tokens import MARKS, PAPER, SMALL, Ground, letters_on, outline

SEPARATOR_PX = 1
NARROWEST_PX = {"h": 240, "v": 200, None: 200}
"""The least room that the longest bar has: across half a tablet page, or up the height of a chart."""
NARROWEST_ACROSS_PX, BAR_SHARE = 490, 0.8
"""The least room that all standing bars share, across half a tablet page, and the share of it that is no gap between them."""
PAD_PX, TOP_PX = 4, 10
LATIN_IN_BARS = 0.6
"""Width of a letter that is not Chinese, a share of its height: figures inside bars must never touch their ends."""


def edged_and_counted(figure: Figure, *, lang: str, ground: Ground = PAPER) -> Figure:
    """The same figure with every bar edged, and stacked bars labelled: "▲ 14" where it fits, nothing where it does not.

    A fill that stands off the ground by less than 3:1 gets an edge of its own hue that does; parts of a stack are separated by the
    ground. So no state is told by its colour alone: the mark stands in the bar, in the legend and on the maps.
    """
    done = lone_marked(figure.copy()).update_layout(showlegend=False)
    bars = [trace for trace in done.data if trace.type == "bar" and isinstance(trace.marker.color, str)]
    stacked = done.layout.barmode == "stack"
    longest = _longest(bars) if stacked else 0
    across = _across(bars)
    ends = {(note.y, note.x) for note in done.layout.annotations}
    for bar in bars:
        edge = outline(bar.marker.color, ground)
        light = edge != bar.marker.color
        bar.marker.line = {"color": edge if light else ground.paper, "width": SEPARATOR_PX if light or stacked else 0}
        if stacked:
            _labelled(bar, longest, across, ends, lang, ground)
    above = any(note.yref == "paper" and note.y == 1 for note in done.layout.annotations)
    return done if above else _closed_above(done)


def _closed_above(figure: Figure) -> Figure:
    """Without the room for a legend, which stands above the figure as text."""
    room = (figure.layout.margin.t or 0) - TOP_PX
    return figure.update_layout(margin={"t": TOP_PX}, height=figure.layout.height - max(0, room))


def _labelled(bar: Part, longest: float, across: float, ends: set[tuple], lang: str, ground: Ground) -> None:
    """`ends`: (name, sum) of the bars whose sum stands beside them; a part that is the whole of one has its mark alone.

    `across`: px of a standing bar; where words of a part would stick out of theirs, all of that part have the mark alone, or nothing.
    """
    values = _lengths(bar)
    if bar.text is not None or not longest:
        return
    mark = f"{bar.name[0]} " if bar.name and bar.name[0] in MARKS.values() else ""
    room = NARROWEST_PX[bar.orientation] / longest
    said = [
        "" if n <= 0 else mark.strip() if (name, n) in ends else f"{mark}{fmt_count(n, lang)}"
        for name, n in zip(_names(bar), values, strict=True)
    ]
    if bar.orientation != "h" and max((_wide(words) for words in said), default=0) > across:
        said = [mark.strip() if words and _wide(mark.strip()) <= across else "" for words in said]
    bar.text = [words if words and room * n > _needed(words, bar.orientation) else "" for words, n in zip(said, values, strict=True)]
    bar.update(
        textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
        insidetextfont={"size": SMALL, "color": letters_on(bar.marker.color, ground)},
    )


def _names(bar: Part) -> Sequence:
    names = bar.y if bar.orientation == "h" else bar.x
    return names if names is not None else ()


def _lengths(bar: Part) -> list[float]:
    values = bar.x if bar.orientation == "h" else bar.y
    return [0.0 if is_missing(n) else float(n) for n in (values if values is not None else [])]


def _longest(bars: list[Part]) -> float:
    """The longest whole bar, all its parts together."""
    totals: dict[object, float] = {}
    for bar in bars:
        for name, n in zip(_names(bar), _lengths(bar), strict=False):
            totals[name] = totals.get(name, 0.0) + n
    return max(totals.values(), default=0.0)


def _needed(words: str, orientation: str | None) -> float:
    return (_wide(words) if orientation == "h" else SMALL) + 2 * PAD_PX


def _wide(words: str) -> float:
    return width_of(words, SMALL, LATIN_IN_BARS)


def _across(bars: list[Part]) -> float:
    """px that a standing bar has at least, by how many stand side by side."""
    places = {name for bar in bars for name in _names(bar)}
    return NARROWEST_ACROSS_PX * BAR_SHARE / max(1, len(places))
