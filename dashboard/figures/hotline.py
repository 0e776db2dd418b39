"""Hotline curves: calls offered against what is usual, and how many got through."""

import pandas as pd

from dashboard.figures.bands import add_band
from dashboard.figures.figure import Figure
from dashboard.figures.look import blank, day_axis, every_step
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

LONG = pd.Timedelta(hours=36)
"""From this span on the axis names days instead of hours."""
BAND = 0.2
"""Half width of the usual range around the same-weekday baseline, a share of it, where the query gives no bounds."""

PAUSE = pd.Timedelta(hours=26)
"""Marked rows closer than this stand in one shaded stretch: the next day, or after a quiet night."""
STRETCH_OPACITY = 0.07


def stretches(times: pd.Series) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last moment of each stretch of marked hours or days; a pause of a night does not part one. Rows: in order."""
    moments = pd.to_datetime(times)
    parts = (moments.diff() > PAUSE).cumsum()
    return [(part.min(), part.max()) for _, part in moments.groupby(parts)]


def whole_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The hours or days of which every call is on record: what the line of calls may show without falling for no reason."""
    return frame[~frame["is_partial"].astype(bool)]


def hotline_curve(
    frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, time: str = "hour", height: int = 300,
) -> Figure:
    """Calls offered and answered by hour or day over the band that is usual; each surge marked ▲ at its peak, on a faint ground.

    Rows: one an hour or day (`time`): offered, answered, baseline, marked, is_partial; baseline_low and baseline_high where the query
    has them, else ±20 % of the baseline. A missing hour is a gap; one of which not every call is on record is not drawn.
    """
    title = text("figure.calls_by_hour" if time == "hour" else "figure.calls_by_day", lang)
    figure = blank(title, lang, ground, height)
    rows = _every_row(whole_rows(frame), time)
    _usual_band(figure, rows, time, lang, ground)
    for column, colour, width in (("answered", ground.series["asymptomatic"], 1.6), ("offered", ground.series["line"], 2)):
        figure.add_scatter(
            x=rows[time], y=rows[column], mode="lines", connectgaps=False, name=text(f"column.{column}", lang),
            line={"color": colour, "width": width}, hovertemplate="%{y:,}",
        )
    _surge_marks(figure, rows, time, lang, ground)
    if time == "day":
        return day_axis(figure, pd.to_datetime(rows[time]), lang)
    hours = pd.to_datetime(rows[time])
    if len(hours) and hours.max() - hours.min() > LONG:
        day_axis(figure, hours, lang)
    else:
        figure.update_xaxes(tickformat="%H:%M", nticks=10)
    return figure.update_xaxes(hoverformat="%m-%d %H:%M", range=[hours.min(), hours.max()] if len(hours) else None)


def usual_range(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """From where to where an hour or day is usual: as the query says, else BAND to either side of its baseline."""
    usual = rows["baseline"].astype(float)
    return (rows["baseline_low"] if "baseline_low" in rows else usual * (1 - BAND)).astype(float), (
        rows["baseline_high"] if "baseline_high" in rows else usual * (1 + BAND)).astype(float)


def _every_row(frame: pd.DataFrame, time: str) -> pd.DataFrame:
    """The rows in order, with an empty one for each hour or day that is absent: the line has a gap there."""
    moments = pd.DatetimeIndex(pd.to_datetime(frame[time]), name=time)
    rows = frame.drop(columns=time).set_index(moments).sort_index()
    return every_step(rows, "h" if time == "hour" else "D").reset_index()


def _usual_band(figure: Figure, rows: pd.DataFrame, time: str, lang: str, ground: Ground) -> None:
    low, high = (bound.set_axis(rows[time]) for bound in usual_range(rows))
    add_band(figure, low, high, text("figure.usual", lang), ground.series["band"])


def _surge_marks(figure: Figure, rows: pd.DataFrame, time: str, lang: str, ground: Ground) -> None:
    surging = rows["marked"].eq(True)
    if not surging.any():
        return
    parts = stretches(rows.loc[surging, time])
    calls = rows.loc[surging & rows["offered"].notna()].set_index(time)["offered"].astype(float)
    surges = [part for part in (calls[start:end] for start, end in parts) if part.size]
    figure.add_scatter(
        x=[part.idxmax() for part in surges], y=[part.max() for part in surges], mode="markers", name=text("surge.marks", lang),
        hoverinfo="skip", marker={"symbol": "triangle-up", "size": 10, "color": ground.series["act"]},
    )
    for start, end in parts:
        figure.add_shape(
            type="rect", x0=start, x1=end, y0=0, y1=1, yref="paper", layer="below", line={"width": 0},
            fillcolor=ground.series["act"], opacity=STRETCH_OPACITY,
        )
