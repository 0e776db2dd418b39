"""Inspection visits by day, stacked by what they found."""

import pandas as pd

from dashboard.figures.figure import Figure
from dashboard.figures.look import blank, day_axis
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

FOUND = {
    "passed": (("pass",), "muted", ""), "on_spot": (("fixed_on_spot",), "asymptomatic", ""), "ordered": (("rectify_by",), "watch", "◆ "),
    "stopped": (("suspended", "closed", "case_filed"), "act", "▲ "), "other": (("dissuaded", "unknown"), "other", ""),
}
"""Outcomes that one colour stands for, that colour, and its mark."""


def inspection_days(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """One bar a day, from what passed up to what was stopped; a day without a visit on record has none. Rows: `inspections_by_day`."""
    figure = blank(text("oversight.days_title", lang), lang, ground, 300)
    days = pd.to_datetime(frame["day"])
    for found, (outcomes, colour, mark) in FOUND.items():
        daily = frame[frame["outcome"].isin(outcomes)].groupby(days)["visits"].sum()
        if len(daily):
            figure.add_bar(
                x=daily.index, y=daily, name=mark + text(f"oversight.found_{found}", lang), hovertemplate="%{y:,}",
                marker={"color": ground.series[colour]},
            )
    figure.update_layout(barmode="stack", showlegend=True)
    return day_axis(figure, days, lang)
