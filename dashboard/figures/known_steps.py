"""How a number was known: one step at each moment at which something came that could change it."""

from datetime import datetime

import pandas as pd

from dashboard.figures.annotations import bold
from dashboard.figures.figure import Figure
from dashboard.figures.look import blank
from dashboard.i18n.forms import fmt_count, fmt_moment, fmt_share
from dashboard.tokens import PAPER, Ground

MOST_TICKS = 5


def known_steps(
    frame: pd.DataFrame, *, title: str, until: datetime, lang: str, is_share: bool = False, ground: Ground = PAPER, height: int = 220,
) -> Figure:
    """A line that steps where the number changed; a moment at which it was not known is a gap.

    Rows: moment, value (null = not known), and of a range up_to, its upper end; in order.
    `until`: the page's moment, up to which the last value stands.
    """
    last_row = frame.iloc[[-1]].assign(moment=pd.Timestamp(until))
    rows = frame if frame["moment"].iloc[-1] >= until else pd.concat(
        [frame, last_row], ignore_index=True,
    )
    figure = blank(title, lang, ground, height)
    figure.add_scatter(
        x=rows["moment"], y=rows["value"], mode="lines+markers", connectgaps=False, name=title, showlegend=False,
        line={"color": ground.series["line"], "width": 2, "shape": "hv"}, marker={"size": 5, "color": ground.series["line"]},
        hovertemplate="%{y:.1%}" if is_share else "%{y:,}",
    )
    if "up_to" in rows:
        figure.add_scatter(
            x=rows["moment"], y=rows["up_to"], mode="lines", connectgaps=False, name=title, showlegend=False,
            line={"color": ground.series["line"], "width": 1, "shape": "hv", "dash": "dot"},
            hovertemplate="%{y:.1%}" if is_share else "%{y:,}",
        )
    known = rows.dropna(subset=["value"])
    if len(known):
        last = known["value"].iloc[-1]
        ends = [last, *known["up_to"].iloc[-1:].dropna()] if "up_to" in known else [last]
        said = "–".join(fmt_share(end, lang) if is_share else fmt_count(end, lang) for end in ends)
        place = {"x": known["moment"].iloc[-1], "y": last, "yanchor": "bottom", "xanchor": "right", "yshift": 2}
        figure.add_annotation(text=bold(said), showarrow=False, **place)
    start, end = rows["moment"].iloc[0], rows["moment"].iloc[-1]
    ticks = [start + (end - start) * place / (MOST_TICKS - 1) for place in range(MOST_TICKS)] if end > start else [start]
    figure.update_xaxes(tickvals=ticks, ticktext=[fmt_moment(tick, lang) for tick in ticks])
    figure.update_yaxes(tickformat=".0%" if is_share else None)
    return figure
