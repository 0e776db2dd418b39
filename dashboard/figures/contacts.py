"""Contacts under observation by day, by where they stay."""

import pandas as pd

from dashboard.figures.figure import Figure
from dashboard.figures.look import blank, day_axis, every_step
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

PLACES = {"at_home": "asymptomatic", "at_centre": "plain", "at_hospital": "suspect"}
"""Where somebody stays, and the colour of it."""


def observed_by_day(frame: pd.DataFrame, *, title: str, lang: str, ground: Ground = PAPER, height: int = 260) -> Figure:
    """Who is under observation as a line, and in bars below it where they are, as far as that was published.

    Rows: one a day: day, under_observation, at_home, at_hospital, at_centre (people); null = not stated, and a day without a row is a gap.
    """
    daily = every_step(frame.assign(day=pd.to_datetime(frame["day"])).set_index("day").sort_index())
    figure = blank(title, lang, ground, height)
    for place, colour in PLACES.items():
        if daily[place].notna().any():
            figure.add_bar(
                x=daily.index, y=daily[place], name=text(f"contacts.of_{place}", lang), marker={"color": ground.series[colour]},
                hovertemplate="%{y:,}",
            )
    figure.add_scatter(
        x=daily.index, y=daily["under_observation"], mode="lines+markers", connectgaps=False, name=text("contacts.observed", lang),
        line={"color": ground.series["line"], "width": 2}, marker={"size": 5}, hovertemplate="%{y:,}",
    )
    figure.update_layout(barmode="stack")
    return day_axis(figure, daily.index, lang)
