"""The look that every figure shares: its ground, and its axes of days and of names."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from dashboard.figures.figure import Figure
from dashboard.i18n.forms import fmt_days
from dashboard.tokens import FONT, PAPER, SMALL, Ground

HATCH = "/"
BAR_GAP = 0.28
EVERY_NAME = {"tickmode": "linear", "dtick": 1}
"""For `name_axis`: no name is left out where bars stand close."""
HALF_DAY = pd.Timedelta(hours=15)
"""Room at either end of a day axis: half a day and a little."""
FEWEST_COLUMNS = 7
"""Columns for which there is room at least: one alone would be as wide as the chart, as though it were much."""


def blank(title: str, lang: str, ground: Ground = PAPER, height: int = 300) -> Figure:
    """An empty figure in the house look; `title` names the measure and its unit."""
    axis = {
        "gridcolor": ground.hairline, "gridwidth": 1, "zeroline": False, "linecolor": ground.grey, "tickcolor": ground.hairline,
        "tickfont": {"size": SMALL, "color": ground.grey}, "automargin": True, "fixedrange": True,
        "showspikes": False,  # the line that follows the pointer would strike through the figures at the bars' ends
    }
    return Figure(layout={
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


def day_axis(figure: Figure, days: Iterable[date], lang: str, most: int = 8) -> Figure:
    """Label the x axis by day in the page's language: at most `most` labels, the month where it changes."""
    shown = sorted({pd.Timestamp(day).normalize() for day in days})
    step = max(1, -(-len(shown) // most))
    picked = shown[::-1][::step][::-1]  # count from the newest day, which must carry its label
    places, labels = [day.isoformat() for day in picked], fmt_days(picked, lang)
    figure.update_xaxes(type="date", tickmode="array", tickvals=places, ticktext=labels, hoverformat="%Y-%m-%d", tickangle=0)
    if shown:
        has_bars, days = any(trace.type == "bar" for trace in figure.data), (shown[-1] - shown[0]).days + 1
        room = HALF_DAY + pd.Timedelta(hours=12 * max(0, FEWEST_COLUMNS - days) if has_bars else 0)
        figure.update_xaxes(range=[(shown[0] - room).isoformat(), (shown[-1] + room).isoformat()])
    return figure


def every_step(rows: pd.DataFrame, freq: str = "D") -> pd.DataFrame:
    """The rows from the first to the last moment of their index without a step left out: a step that is absent is null, which is a gap."""
    known = rows[rows.index.notna()]
    return rows if known.empty else rows.reindex(pd.date_range(known.index.min(), known.index.max(), freq=freq, name=rows.index.name))


def name_axis(figure: Figure, ground: Ground = PAPER, **more: object) -> Figure:
    """The y axis as a list of names, whatever they look like; the values stand beside their bars, so the x axis is not drawn."""
    figure.update_xaxes(visible=False)
    return figure.update_yaxes(showgrid=False, type="category", tickfont={"color": ground.ink}, rangemode="normal", **more)
