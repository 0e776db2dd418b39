"""Colours of a heat map: a value's shade between the colours of a scale."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.figures.figure import Figure, Part
from dashboard.figures.legend import Entry
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.tokens import Ground, rgb


def span_of(trace: Part) -> tuple[float, float]:
    """The least and the greatest value of a heat map."""
    known = [float(value) for row in trace.z for value in row if not is_missing(value)]
    return min(known, default=0.0), max(known, default=1.0)


def shade(scale: Sequence[tuple[float, str]], share: float) -> str:
    """The colour at a share of a scale of colours."""
    for (start, one), (end, other) in pairwise(scale):
        if share <= end:
            part = (share - start) / (end - start) if end > start else 0
            mixed = (round(a + (b - a) * part) for a, b in zip(rgb(one), rgb(other), strict=True))
            return "#" + "".join(f"{tone:02X}" for tone in mixed)
    return scale[-1][1]


def shade_entries(figure: Figure, lang: str, ground: Ground) -> list[Entry]:
    """What the lightest and the darkest shade of a figure's heat maps stand for; nothing where it has none."""
    found = []
    for trace in (trace for trace in figure.data if trace.type == "heatmap"):
        low, high = span_of(trace)
        found += [Entry(fmt_count(n, lang), "box", shade(trace.colorscale, share), ground.edge) for n, share in ((low, 0.0), (high, 1.0))]
    return found
