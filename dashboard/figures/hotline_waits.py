"""How long callers waited, by day: the wait of half and of nine in ten of those who were answered."""

import pandas as pd

from dashboard.figures.figure import Figure
from dashboard.figures.look import blank, day_axis, every_step
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

WITHIN = 15
"""Seconds of the national norm."""


def wait_curve(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """Median and ninth decile of the wait by day, with the norm of 15 s as a dotted line; a day without calls is a gap.

    Rows: one a day: day, wait_median, wait_p90 (seconds), is_partial. A day that is not over is not drawn.
    """
    figure = blank(text("waits.title", lang), lang, ground, 260)
    whole = frame[~frame["is_partial"].astype(bool)]
    days = pd.DatetimeIndex(pd.to_datetime(whole["day"]), name="day")
    rows = every_step(whole.drop(columns="day").set_index(days).sort_index()).reset_index()
    for column, colour in (("wait_p90", ground.series["asymptomatic"]), ("wait_median", ground.series["line"])):
        figure.add_scatter(
            x=rows["day"], y=rows[column], mode="lines", connectgaps=False, name=text(f"column.{column}", lang),
            line={"color": colour, "width": 2}, hovertemplate="%{y:,}",
        )
    figure.add_hline(y=WITHIN, line={"color": ground.grey, "width": 1, "dash": "dot"})
    figure.update_yaxes(rangemode="tozero", nticks=6)
    return day_axis(figure, pd.to_datetime(rows["day"]), lang)
