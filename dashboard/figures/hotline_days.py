"""The hotline by day: calls, with the day that is not over, and the share of them that got through."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from dashboard.figures.annotations import bold, event_marks
from dashboard.figures.figure import Figure
from dashboard.figures.hotline import hotline_curve
from dashboard.figures.look import blank, day_axis, every_step
from dashboard.i18n.forms import fmt_count, fmt_share, is_missing
from dashboard.i18n.messages import text
from dashboard.rules.service import CONNECT_NORM
from dashboard.tokens import PAPER, SMALL, Ground

DAY = pd.Timedelta(days=1)


def day_curve(
    frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, events: Iterable[tuple[datetime, str]] = (),
) -> Figure:
    """Calls by day as `hotline_curve`; the day that is not over hangs on a dotted line as a hollow point with its name.

    `events`: what happened on some days, as marks.
    """
    partial = frame["is_partial"].astype(bool)
    figure = hotline_curve(frame[~partial], lang=lang, ground=ground, time="day", height=320)
    for row in frame[partial & frame["offered"].notna()].to_dict("records"):
        before = frame[~partial & (pd.to_datetime(frame["day"]) == pd.Timestamp(row["day"]) - DAY)]  # over a gap goes no line
        figure.add_scatter(
            x=[*before["day"], row["day"]], y=[*before["offered"], row["offered"]], mode="lines+markers", showlegend=False,
            line={"color": ground.series["line"], "width": 1.4, "dash": "dot"}, hovertemplate="%{y:,}", name=text("word.partial", lang),
            marker={"size": [0] * len(before) + [8], "color": ground.paper, "line": {"color": ground.series["line"], "width": 1.6}},
        )
        figure.add_annotation(
            x=row["day"], y=0, text=f"{text('word.partial', lang)} {fmt_count(row['offered'], lang)}", showarrow=False, xanchor="right",
            yanchor="bottom", yshift=3, font={"color": ground.grey},
        )
    figure.update_yaxes(tickformat=",d")
    return event_marks(day_axis(figure, pd.to_datetime(frame["day"]), lang), events, ground)


def connect_curve(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """Share of offered calls that were answered, by day, with the national norm as a dotted line.

    A day that is not over is hollow; one without calls is a gap.
    """
    figure = blank(text("hotline.connect_title", lang), lang, ground, 260)
    days = pd.DatetimeIndex(pd.to_datetime(frame["day"]), name="day")
    rows = every_step(frame.drop(columns="day").set_index(days).sort_index()).reset_index()
    hollow = rows["is_partial"].eq(True)
    marker = {
        "size": [8 if over else 5 for over in hollow], "color": [ground.paper if over else ground.series["line"] for over in hollow],
        "line": {"color": ground.series["line"], "width": 1.4},
    }
    figure.add_scatter(
        x=rows["day"], y=rows["connect_share"], mode="lines+markers", connectgaps=False, name=text("column.connect_share", lang),
        line={"color": ground.series["line"], "width": 2}, marker=marker, hovertemplate="%{y:.1%}", showlegend=False,
    )
    low = rows["connect_share"].min()
    floor = 0.5 if is_missing(low) or low >= 0.5 else 0
    figure.add_hline(y=CONNECT_NORM, line={"color": ground.grey, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=0, xref="paper", y=CONNECT_NORM, yanchor="top", yshift=-14, xanchor="left", showarrow=False,
        text=text("hotline.connect_norm", lang), font={"size": SMALL, "color": ground.grey},
    )
    if len(rows) and not is_missing(last := rows["connect_share"].iloc[-1]):
        # On the side from which the line does not come, so that it does not strike through the figure.
        is_above = (len(rows) > 1 and rows["connect_share"].iloc[-2] < last < CONNECT_NORM) or last <= floor + 0.1
        figure.add_annotation(
            x=rows["day"].iloc[-1], y=last, text=bold(fmt_share(last, lang)), showarrow=False, xanchor="right",
            yanchor="bottom" if is_above else "top", yshift=8 if is_above else -8,
        )
    figure.update_yaxes(range=[floor, 1.005], tickformat=".0%", rangemode="normal", nticks=6)
    return day_axis(figure, pd.to_datetime(rows["day"]), lang)
