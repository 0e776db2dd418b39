"""What the colours and lines of a figure are called: set as text above it, which wraps where the column is narrow."""

from dataclasses import dataclass

from dashboard.figures.figure import Figure, Part
from dashboard.tokens import PAPER, Ground, outline

TICK, SURGE = "┃", "▲"
SYMBOLS = {"triangle-up": SURGE, "line-ns-open": TICK}


@dataclass(frozen=True)
class Entry:
    name: str
    kind: str
    """box, hatched, line, or the symbol itself."""
    colour: str
    edge: str


def legend_entries(figure: Figure, ground: Ground = PAPER) -> list[Entry]:
    """One entry a named trace, in the order of the traces; none where a single trace needs no name."""
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    if len(named) < 2 and figure.layout.showlegend is not True:
        return []
    return [_entry(trace, ground) for trace in named]


def _entry(trace: Part, ground: Ground) -> Entry:
    if trace.type == "bar":
        colour = trace.marker.color if isinstance(trace.marker.color, str) else trace.marker.color[-1]
        hatched = isinstance(trace.marker.pattern.shape, str) and trace.marker.pattern.shape
        return Entry(trace.name, "hatched" if hatched else "box", colour, outline(colour, ground))
    if trace.fill:
        return Entry(trace.name, "box", trace.fillcolor, outline(trace.fillcolor, ground))
    if trace.mode == "markers":
        return Entry(trace.name, SYMBOLS.get(trace.marker.symbol, "●"), trace.marker.color, trace.marker.color)
    return Entry(trace.name, "line", trace.line.color, trace.line.color)
