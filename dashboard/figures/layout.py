"""The look that every figure shares, and the few marks that mean the same in all of them."""

from collections.abc import Iterable
from datetime import date, datetime

import pandas as pd
import plotly.graph_objects as go

from dashboard.i18n.forms import fmt_days, is_missing
from dashboard.tokens import FONT, PAPER, SMALL, Ground

HATCH = "/"
BAR_GAP = 0.28
NUMBERS = "①②③④⑤⑥⑦⑧⑨"
LINE_EMS = 42
"""Width of a line of event names, in widths of a Chinese letter: what half a tablet page holds."""
NAME_EMS = 24
"""Width of a name beside a bar, in widths of a Chinese letter: half of half a tablet page."""
HALF_DAY = pd.Timedelta(hours=15)
"""Room at either end of a day axis: half a day and a little."""


def blank(title: str, lang: str, ground: Ground = PAPER, height: int = 300) -> go.Figure:
    """An empty figure in the house look; `title` names the measure and its unit."""
    axis = {
        "gridcolor": ground.hairline, "gridwidth": 1, "zeroline": False, "linecolor": ground.grey, "tickcolor": ground.hairline,
        "tickfont": {"size": SMALL, "color": ground.grey}, "automargin": True, "fixedrange": True,
    }
    return go.Figure(layout={
        "title": {"text": title}, "height": height, "font": {"family": FONT, "size": SMALL, "color": ground.ink},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "margin": {"l": 4, "r": 12, "t": 28, "b": 4},
        "colorway": [ground.series[name] for name in ("confirmed", "asymptomatic", "plain", "muted")],
        "bargap": BAR_GAP, "barcornerradius": 0, "hovermode": "x unified", "dragmode": False,
        "hoverlabel": {
            "bgcolor": ground.panel, "bordercolor": ground.hairline, "font": {"family": FONT, "size": SMALL, "color": ground.ink},
        },
        "legend": {
            "orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "traceorder": "normal", "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": SMALL, "color": ground.ink}, "itemclick": False, "itemdoubleclick": False,
        },
        "xaxis": axis | {"showgrid": False, "ticks": "outside", "ticklen": 4, "showline": True},
        "yaxis": axis | {"showline": False, "nticks": 6, "rangemode": "tozero", "separatethousands": True},
        "separators": ".,",
    })


def day_axis(figure: go.Figure, days: Iterable[date], lang: str, most: int = 8) -> go.Figure:
    """Label the x axis by day in the page's language: at most `most` labels, the month where it changes."""
    shown = sorted({pd.Timestamp(day).normalize() for day in days})
    step = max(1, -(-len(shown) // most))
    picked = shown[::-1][::step][::-1]  # count from the newest day, which must carry its label
    places, labels = [day.isoformat() for day in picked], fmt_days(picked, lang)
    figure.update_xaxes(type="date", tickmode="array", tickvals=places, ticktext=labels, hoverformat="%Y-%m-%d", tickangle=0)
    if shown:
        figure.update_xaxes(range=[(shown[0] - HALF_DAY).isoformat(), (shown[-1] + HALF_DAY).isoformat()])
    return figure


def event_marks(figure: go.Figure, events: Iterable[tuple[datetime, str]], ground: Ground = PAPER) -> go.Figure:
    """Thin dotted lines with a number at the top, and the numbers' names under the axis, where they hide nothing."""
    names = []
    for number, (at, name) in zip(NUMBERS, sorted(events, key=lambda event: event[0]), strict=False):
        figure.add_vline(x=_iso(at), line={"color": ground.grey, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=_iso(at), y=1, yref="paper", text=number, showarrow=False, xanchor="center", yanchor="bottom", yshift=-4,
            font={"size": SMALL, "color": ground.ink}, bgcolor=ground.paper,
        )
        names.append(f"{number} {name}")
    if names:
        lines = _lines(names)
        figure.update_xaxes(title={"text": "<br>".join(lines), "standoff": 6, "font": {"size": SMALL, "color": ground.grey}})
        figure.update_layout(height=figure.layout.height + 22 * len(lines))
    return figure


def negative_marks(figure: go.Figure, xs: list, values: list, lang: str, ground: Ground = PAPER) -> go.Figure:
    """Mark each negative value, a correction, with its figure; it is neither clipped nor hidden."""
    for x, value in zip(xs, values, strict=True):
        if not is_missing(value) and value < 0:
            word = "更正" if lang == "zh" else "correction"
            figure.add_annotation(
                x=x, y=value, text=f"▼ {word} {value:,.0f}".replace("-", "−"), showarrow=False, yanchor="top", yshift=-2,
                font={"size": SMALL, "color": ground.series["act"]},
            )
    if any(not is_missing(value) and value < 0 for value in values):
        figure.update_yaxes(rangemode="normal", zeroline=True, zerolinecolor=ground.grey)
    return figure


def end_label(figure: go.Figure, x: object, y: float, text: str, colour: str) -> go.Figure:
    """A series' name beside its last point, instead of a legend."""
    return figure.add_annotation(
        x=x, y=y, text=text, showarrow=False, xanchor="left", xshift=6, font={"size": SMALL, "color": colour},
    )


def shortened(name: str, most: int = NAME_EMS) -> str:
    """A long name with its middle left out, so that beginning and end can still be told apart; whole in the table and on touch."""
    if _ems(name) <= most:
        return name
    head, tail = len(name), len(name)
    while _ems(name[:head]) > most * 0.55:
        head -= 1
    while _ems(name[-tail:]) > most * 0.41:
        tail -= 1
    return f"{name[:head]}…{name[-tail:]}"


def _ems(text: str) -> float:
    return sum(1 if letter > "\u2e7f" else 0.55 for letter in text)


def _lines(names: list[str]) -> list[str]:
    """Names joined into as few lines as hold them."""
    lines: list[str] = []
    for name in names:
        joined = f"{lines[-1]}    {name}" if lines else name
        lines = [*lines[:-1], joined] if lines and _ems(joined) <= LINE_EMS else [*lines, name]
    return lines


def _iso(at: date | datetime) -> str:
    return at.isoformat()
