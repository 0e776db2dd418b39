"""Stock and flow: what opened above the line, what was lifted below it, what stands at the end of the day."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from dashboard.figures.annotations import bold, event_marks
from dashboard.figures.figure import Figure
from dashboard.figures.look import blank, day_axis, every_step
from dashboard.i18n.forms import fmt_count
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground


def flow_chart(
    frame: pd.DataFrame, *, title: str, lang: str, ground: Ground = PAPER, opened: str = "opened", lifted: str = "lifted",
    stock: str = "open_at_end", height: int = 320, events: Iterable[tuple[datetime, str]] = (),
) -> Figure:
    """Bars up for opened and down for lifted, a line for the stock with its last figure beside it.

    Rows: one a day, or several a day (levels), which are summed; a missing value is a gap. `events`: what happened on
    some days, as marks.
    """
    daily = every_step(frame.groupby(pd.to_datetime(frame["day"]))[[opened, lifted, stock]].sum(min_count=1))
    figure = blank(title, lang, ground, height)
    figure.add_bar(
        x=daily.index, y=daily[opened], name=text("column.opened", lang), marker={"color": ground.series["act"]}, hovertemplate="+%{y:,}",
    )
    figure.add_bar(
        x=daily.index, y=-daily[lifted], name=text("column.lifted", lang), marker={"color": ground.series["ok"]},
        customdata=daily[lifted], hovertemplate="−%{customdata:,}",
    )
    figure.add_scatter(
        x=daily.index, y=daily[stock], name=text("column.open_at_end", lang), mode="lines", connectgaps=False,
        line={"color": ground.series["line"], "width": 2, "shape": "hv"}, hovertemplate="%{y:,}",
    )
    known = daily[stock].dropna()
    if len(known):
        last = bold(fmt_count(known.iloc[-1], lang))
        figure.add_annotation(x=known.index[-1], y=known.iloc[-1], text=last, showarrow=False, yanchor="bottom", yshift=2)
    figure.update_layout(barmode="relative")
    figure.update_yaxes(rangemode="normal", zeroline=True, zerolinecolor=ground.grey)
    return event_marks(day_axis(figure, daily.index, lang), events, ground)
