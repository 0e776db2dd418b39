"""What stands in a figure beside its bars and lines: events, corrections, the figure at a bar's end."""

from collections.abc import Iterable
from datetime import datetime

from dashboard.figures.figure import Figure
from dashboard.figures.svg.text_width import LATIN_OF_NAMES, joined_lines
from dashboard.i18n.forms import is_missing
from dashboard.i18n.messages import text
from dashboard.plain_text import in_figure, shortened
from dashboard.tokens import PAPER, SMALL, Ground

NUMBERS = "①②③④⑤⑥⑦⑧⑨"
LINE_EMS = 42
"""Width of a line of event names, in widths of a Chinese letter: what half a tablet page holds."""
LINE_LETTERS, MOST_LINES = 30, 8
"""Letters of a line of a long name that a touch says, and such lines; the table has all of it."""


def bold(figure: str) -> str:
    """A figure in heavy type, whatever stands in it."""
    return f"<b>{in_figure(figure)}</b>"


def named_in_text(figure: Figure) -> Figure:
    """The figure with the names of its traces and categories as text, long ones shortened, for sending: Plotly reads HTML in them."""
    _shorten_names(figure)
    for trace in figure.data:
        if trace.name:
            trace.name = in_figure(trace.name)
        for axis in ("x", "y"):
            values = getattr(trace, axis, None)
            if values is not None and any(isinstance(value, str) and in_figure(value) != value for value in values):
                trace[axis] = [in_figure(value) if isinstance(value, str) else value for value in values]
    for note in figure.layout.annotations:
        if isinstance(note.y, str):
            note.y = in_figure(note.y)
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        for part in ("tickvals", "ticktext"):
            if axis[part] is not None:
                axis[part] = [in_figure(value) if isinstance(value, str) else value for value in axis[part]]
    return figure


def _shorten_names(figure: Figure) -> None:
    """Names beside bars that are too wide for it are shortened; a touch says the whole of them, or as much as a reader takes in."""
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.orientation == "h" and trace.y is not None]
    names = list(dict.fromkeys(str(name) for trace in bars for name in trace.y))
    long = {name for name in names if shortened(name) != name}
    if not long:
        return
    if figure.layout.yaxis.ticktext is None:
        figure.update_yaxes(tickmode="array", tickvals=names, ticktext=[shortened(name) for name in names])
    told = bars[0]  # the first part of a bar that is stacked: one touch says all parts
    told.customdata = [_in_lines(name) + "<br>" if name in long else "" for name in map(str, told.y)]
    told.hovertemplate = "%{customdata}" + (told.hovertemplate or "")


def _in_lines(name: str) -> str:
    parts = [name[at:at + LINE_LETTERS] for at in range(0, len(name), LINE_LETTERS)]
    more = ["…"] if len(parts) > MOST_LINES else []
    return "<br>".join(in_figure(part) for part in [*parts[:MOST_LINES], *more])


def event_marks(figure: Figure, events: Iterable[tuple[datetime, str]], ground: Ground = PAPER) -> Figure:
    """Thin dotted lines with a number at the top, and the numbers' names under the axis, where they hide nothing."""
    names = []
    for number, (at, name) in zip(NUMBERS, sorted(events, key=lambda event: event[0]), strict=False):
        figure.add_vline(x=at.isoformat(), line={"color": ground.grey, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=at.isoformat(), y=1, yref="paper", text=number, showarrow=False, xanchor="center", yanchor="bottom", yshift=-4,
            font={"size": SMALL, "color": ground.ink}, bgcolor=ground.paper,
        )
        names.append(f"{number} {in_figure(name)}")
    if names:
        lines = joined_lines(names, "    ", LINE_EMS, size=1, latin=LATIN_OF_NAMES)
        figure.update_xaxes(title={"text": "<br>".join(lines), "standoff": 6, "font": {"size": SMALL, "color": ground.grey}})
        figure.update_layout(height=figure.layout.height + 22 * len(lines))
    return figure


def negative_marks(figure: Figure, xs: list, values: list, lang: str, ground: Ground = PAPER) -> Figure:
    """Mark each negative value, a correction, with its figure; it is neither clipped nor hidden."""
    for x, value in zip(xs, values, strict=True):
        if not is_missing(value) and value < 0:
            word = text("figure.correction", lang)
            figure.add_annotation(
                x=x, y=value, text=f"▼ {word} {value:,.0f}".replace("-", "−"), showarrow=False, yanchor="top", yshift=-2,
                font={"size": SMALL, "color": ground.series["act"]},
            )
    if any(not is_missing(value) and value < 0 for value in values):
        figure.update_yaxes(rangemode="normal", zeroline=True, zerolinecolor=ground.grey)
    return figure


def at_the_end(figure: Figure, x: object, y: object, said: str, gap_px: int, colour: str | None = None) -> Figure:
    """Words to the right of a bar's end."""
    font = {"color": colour} if colour else None
    return figure.add_annotation(x=x, y=y, text=said, showarrow=False, xanchor="left", xshift=gap_px, font=font)
