"""Tickets in pictures: open and overdue by unit, how old the open ones are, what came and went by day, and the week ahead."""

import pandas as pd

from dashboard.figures.annotations import at_the_end, bold
from dashboard.figures.figure import Figure
from dashboard.figures.look import EVERY_NAME, blank, day_axis, name_axis
from dashboard.i18n.forms import fmt_count
from dashboard.i18n.messages import text
from dashboard.sentences.tickets import unit_name
from dashboard.tokens import PAPER, Ground

MOST_UNITS = 16
"""Units that are drawn; the sentence below says so where there are more."""
ROW_HEIGHT = 27
FRAME_HEIGHT = 62
AGES = ("under_2h", "under_1d", "under_3d", "under_7d", "over_7d")
"""From the newest to the oldest, as the query `tickets_ageing` has them."""


def ticket_bars(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, most: int = MOST_UNITS) -> Figure:
    """Open tickets by unit, the overdue part in the colour of what must be acted on, most overdue on top; at most `most` units.

    Rows: as of the query `tickets_by_unit`.
    """
    rows = frame[frame["tickets_open"] > 0].sort_values(["overdue", "tickets_open"]).tail(most)
    names = [unit_name(name, lang) for name in rows["unit"]]
    figure = blank(text("tickets.units_title", lang), lang, ground, FRAME_HEIGHT + ROW_HEIGHT * max(1, len(rows)))
    parts = (("overdue", rows["overdue"], "act", "▲ "), ("within", rows["tickets_open"] - rows["overdue"], "muted", ""))
    for name, values, colour, mark in parts:
        figure.add_bar(
            x=values, y=names, orientation="h", name=mark + text(f"tickets.{name}", lang), hovertemplate="%{x:,}",
            marker={"color": ground.series[colour]},
        )
    for label, n, late in zip(names, rows["tickets_open"], rows["overdue"], strict=True):
        at_the_end(figure, n, label, text("tickets.units_end", lang, late=fmt_count(late, lang), n=fmt_count(n, lang)), 6)
    figure.update_layout(barmode="stack", hovermode="y unified", bargap=0.34, margin={"r": 120})
    return name_axis(figure, ground, **EVERY_NAME)


def age_bars(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, most: int = MOST_UNITS) -> Figure:
    """Open tickets by unit, from the newest (light) to the oldest (dark), those with most old ones on top; at most `most` units.

    Rows: as of the query `tickets_ageing`.
    """
    wide = frame.pivot_table(index="unit", columns="age", values="tickets", aggfunc="sum").reindex(columns=list(AGES)).fillna(0)
    rows = wide.sort_values([*reversed(AGES)]).tail(most)
    names = [unit_name(name, lang) for name in rows.index]
    figure = blank(text("tickets.ages_title", lang), lang, ground, FRAME_HEIGHT + ROW_HEIGHT * max(1, len(rows)))
    for age, colour in zip(AGES, ground.sequence, strict=True):
        if rows[age].any():
            figure.add_bar(
                x=rows[age], y=names, orientation="h", name=text(f"ticket_age.{age}", lang), hovertemplate="%{x:,}",
                marker={"color": colour},
            )
    for label, n in zip(names, rows.sum(axis=1), strict=True):
        at_the_end(figure, n, label, fmt_count(n, lang), 6)
    figure.update_layout(barmode="stack", hovermode="y unified", bargap=0.34, margin={"r": 48})
    return name_axis(figure, ground, **EVERY_NAME)


def flow_curve(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """Tickets received and ended on each whole day. Rows: as of the query `tickets_by_day`."""
    rows = frame[~frame["is_ahead"].astype(bool)]
    figure = blank(text("tickets.flow_title", lang), lang, ground, 300)
    for column, colour in (("received", "line"), ("tickets_ended", "asymptomatic")):
        figure.add_scatter(
            x=rows["day"], y=rows[column], mode="lines", name=text(f"column.{column}", lang), hovertemplate="%{y:,}",
            line={"color": ground.series[colour], "width": 2},
        )
    return day_axis(figure, pd.to_datetime(rows["day"]), lang)


def open_curve(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """Tickets open at the end of each day, the overdue ones, and how many may be open in the week ahead. Rows: `tickets_by_day`."""
    past, ahead = frame[~frame["is_ahead"].astype(bool)], frame[frame["tickets_expected"].notna()]
    figure = blank(text("tickets.open_title" if len(ahead) else "tickets.open_alone", lang), lang, ground, 300)
    if len(ahead):
        for column, fill in (("expected_low", None), ("expected_high", "tonexty")):
            figure.add_scatter(
                x=ahead["day"], y=ahead[column].round(), mode="lines", line={"width": 0}, fill=fill, fillcolor=ground.series["band"],
                name=text("tickets.interval", lang), showlegend=fill is not None, hoverinfo="skip",
            )
        last = past.tail(1)
        joined = pd.concat([last["day"], ahead["day"]]), pd.concat([last["tickets_open"], ahead["tickets_expected"].round()])
        figure.add_scatter(
            x=joined[0], y=joined[1], mode="lines", name=text("tickets.expected", lang), hovertemplate="%{y:,.0f}",
            line={"color": ground.series["asymptomatic"], "width": 2, "dash": "dot"},
        )
    for column, colour, mark in (("tickets_open", "line", ""), ("overdue", "act", "▲ ")):
        figure.add_scatter(
            x=past["day"], y=past[column], mode="lines", name=mark + text(f"column.{column}", lang), hovertemplate="%{y:,}",
            line={"color": ground.series[colour], "width": 2},
        )
    for row in past.dropna(subset=["tickets_open"]).tail(1).to_dict("records"):
        said = bold(fmt_count(row["tickets_open"], lang))
        figure.add_annotation(x=row["day"], y=row["tickets_open"], text=said, showarrow=False, xanchor="center", yanchor="top", yshift=-6)
    return day_axis(figure, pd.to_datetime((frame if len(ahead) else past)["day"]), lang)
