"""What happened on some days, in a still picture: a dotted line with a number at its top, the numbers' names under the picture."""

from collections.abc import Callable, Iterator

import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.figures.svg.scale import Moment


def event_lines(figure: go.Figure, place: Callable[[Moment], float]) -> Iterator[Markup]:
    """The lines and numbers that `event_marks` gave a figure. `place`: per cent of the width by a moment."""
    for note in figure.layout.annotations:
        if note.yref == "paper" and note.xref != "paper" and 0 <= (left := place(note.x)) <= 100:
            yield Markup('<span class="event" style="left:{:.2f}%">{}</span>').format(left, note.text)


def event_names(figure: go.Figure) -> Markup:
    """What the numbers stand for; nothing where there are none."""
    names = Markup(figure.layout.xaxis.title.text or "").unescape().split("<br>")  # which Plotly would read as HTML
    lines = Markup("<br>").join(name for name in names if name)
    return Markup('<p class="event-names">{}</p>').format(lines) if lines else Markup()
