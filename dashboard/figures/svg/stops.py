"""What of a still picture can be pointed at: a column a moment, a row a name, a panel a small chart; each says its values, some lead on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from dashboard.figures.svg.axes import Axis
from dashboard.figures.svg.marks import attributes
from dashboard.figures.svg.plotted import Plotted
from dashboard.figures.svg.said import place_words, value_words
from dashboard.figures.svg.scale import Linear
from dashboard.figures.svg.traces import Panel
from dashboard.i18n.forms import is_missing
from dashboard.plain_text import SENTENCES_EMS, shortened

MOST_STOPS = 400
"""More columns than that are no marks that somebody could go through: the live chart says them."""
HERE = "\ufffd"
"""In a link: the present address without a district."""
LABEL_SHARE = 0.4
"""The name of a small chart stands above it, as high as this share of it."""
MOST_LINES = 35
"""Values of a small chart that its title says."""
BESIDE = Markup('<rect x="%.0f" y="%.1f" width="%.0f" height="%.1f"/>')
ROOM = Markup('<rect x="%.2f%%" y="%.1f" width="%.2f%%" height="%.1f"/>')


@dataclass
class Stop:
    """One thing that can be pointed at. Places: per cent across, px down."""

    name: str
    left: float
    top: float
    wide: float
    high: float
    lines: list[str] = field(default_factory=list)
    district: str = ""
    """The name of a district that it stands for, "" for none."""
    bars: float | None = None
    """The sum of its bars; null where it has none."""

    @property
    def words(self) -> str:
        """What it says: its name, then a line a value."""
        return "\n".join([*([shortened(self.name, SENTENCES_EMS)] if self.name else []), *self.lines])


def stops_of(plot: Plotted, districts: Mapping[str, str]) -> list[Stop]:
    """Everything that can be pointed at in a picture, in the order in which it is read; cells of a heat map say their own.

    Small charts of one district each, or too many for their columns, are a stop each.
    """
    panels = [plot.panel(pair) for pair in plot.stacks]
    if any(trace.type == "heatmap" for trace in plot.figure.data):
        return []
    small = [stop for pair in plot.stacks if (stop := _of_panel(plot, pair)) is not None] if len(panels) > 1 else []
    if any(stop.district in districts for stop in small):
        return small
    found = [stop for panel in panels for stop in (_rows(panel) if panel.y.kind == "name" else _columns(panel)) if stop.lines]
    return found if len(found) <= MOST_STOPS else small


def drawn_stops(plot: Plotted, stops: list[Stop], districts: Mapping[str, str], chosen: str) -> Markup:
    """The stops as elements over the picture. `districts`: area_id by name, which are links; `chosen`: the one that is shown."""
    parts = []
    for number, stop in enumerate(stops):
        area = districts.get(stop.district, "")
        room = ROOM % (stop.left, stop.top, stop.wide, stop.high)
        if stop.left == 0 and plot.left and area:  # the name beside a bar can be touched as the bar can
            room += BESIDE % (-plot.left, stop.top, plot.left, stop.high)
        more: dict[str, Any] = {"tabindex": "0" if number == 0 else "-1"} | ({} if stop.bars is None else {"data-n": f"{stop.bars:.10g}"})
        inside = Markup("<title>%s</title>%s") % (stop.words, room)
        if not area:
            parts.append(Markup('<g class="mark" role="img"%s>%s</g>') % (attributes(**more), inside))
            continue
        more |= {"aria-current": "true"} if area == chosen else {}
        to = HERE if area == chosen else f"{HERE}district={area}"
        parts.append(Markup('<a class="mark" href="%s" aria-label="%s"%s>%s</a>') % (to, stop.words, attributes(**more), inside))
    return Markup("").join(parts)


def _of_panel(plot: Plotted, pair: tuple[str, str]) -> Stop | None:
    panel = plot.panel(pair)
    (left, right), (bottom, top) = ((axis.scale.start, axis.scale.end) for axis in (panel.x, panel.y))
    over, lines = LABEL_SHARE * abs(bottom - top), _panel_lines(panel)
    district = next((trace.name for trace in panel.traces if trace.name), "")
    many = [*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])]
    room = min(left, right), min(bottom, top) - over, abs(right - left), abs(bottom - top) + over
    return Stop(district, *room, many, district) if lines else None


def _panel_lines(panel: Panel) -> list[str]:
    """What is said of each value of a small chart, without its name."""
    lines, form = [], panel.x.layout.hoverformat
    for trace in panel.traces:
        for number, (at, value) in enumerate(zip(trace.x, trace.y, strict=True) if trace.hoverinfo != "skip" else ()):
            if not is_missing(value):
                said = value_words(trace, number)[0]
                is_placed = "%{x" in (trace.hovertemplate or "") or "customdata" in (trace.hovertemplate or "")
                lines.append(said if is_placed else f"{place_words(at, form)} {said}")
    return lines


def _sums(panel: Panel, axis: Axis) -> dict[float, float]:
    """By place on the axis that bars stand on, the sum of those there."""
    sums: dict[float, float] = {}
    for bar in panel.bars:
        at = axis.number(bar.name)
        sums[at] = sums.get(at, 0.0) + (bar.high - bar.low) * (1 if bar.low >= 0 else -1)
    return sums


def _rows(panel: Panel) -> Iterator[Stop]:
    (top, bottom), (left, right) = sorted((panel.y.scale.start, panel.y.scale.end)), sorted((panel.x.scale.start, panel.x.scale.end))
    high = (bottom - top) / max(1, len(panel.y.names))
    sums = _sums(panel, panel.y)
    for name in panel.y.names:
        room = left, panel.y.at(name) - high / 2, right - left, high
        stop = Stop(place_words(name, None), *room, district=name, bars=sums.get(panel.y.number(name)))
        _tell(stop, panel, name, "y", panel.y)
        yield stop


def _columns(panel: Panel) -> Iterator[Stop]:
    values = {panel.x.number(value): value for trace in panel.traces for value in (trace.x if trace.x is not None else ())}
    places = sorted(place for place in values if place == place)
    step = min((b - a for a, b in pairwise(places)), default=panel.x.length) / 2
    (top, bottom), form = sorted((panel.y.scale.start, panel.y.scale.end)), panel.x.layout.hoverformat
    ends = Linear(panel.x.scale.low, panel.x.scale.high, panel.x.scale.start, panel.x.scale.end)
    told, sums = _by_place(panel), _sums(panel, panel.x)
    for place in places:
        left, right = sorted((ends.within(place - step), ends.within(place + step)))
        yield Stop(place_words(values[place], form), left, top, right - left, bottom - top, told.get(place, []), bars=sums.get(place))


def _by_place(panel: Panel) -> dict[float, list[str]]:
    """What is said at each place across, of every trace that has a value there."""
    told: dict[float, list[str]] = {}
    for trace in panel.traces:
        if trace.hoverinfo == "skip" or trace.y is None or (trace.type == "scatter" and not trace.hovertemplate and not trace.name):
            continue
        for number, (at, value) in enumerate(zip(trace.x, trace.y, strict=True)):
            if not is_missing(value):
                told.setdefault(panel.x.number(at), []).append(_line(trace, number))
    return told


def _tell(stop: Stop, panel: Panel, name: str, letter: str, axis: Axis) -> None:
    for trace in panel.traces:
        if trace.hoverinfo == "skip" or trace.x is None:
            continue
        for number, (label, value) in enumerate(zip(trace.y, trace.x, strict=True)):
            if str(label) == name and not is_missing(value):
                stop.lines.append(_line(trace, number))
    if any(line.startswith(stop.name) for line in stop.lines):
        stop.name = ""  # its template says it


def _line(trace: Any, number: int) -> str:
    said, name = value_words(trace, number)
    return f"{name} {said}" if name and not said.startswith(name) else said
