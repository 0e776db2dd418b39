"""The register of essential businesses: its stock above, what came onto it and went off it below."""

import pandas as pd

from dashboard.figures.annotations import bold
from dashboard.figures.figure import Figure
from dashboard.figures.look import blank, day_axis, every_step
from dashboard.i18n.forms import fmt_count
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

STOCK_PANEL, FLOW_PANEL = (0.56, 1.0), (0.0, 0.42)
"""Parts of the height. One axis for both would flatten the flow: the stock is a hundred times as large."""
HARDLY_MOVES = 0.8
"""Share of its highest value above which a stock stays: its steps could not be seen on an axis from zero. Below it, a foot that is not
zero would draw a tenth of the register as none of it."""


def stock_and_flow(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, height: int = 340) -> Figure:
    """Businesses on the whitelist at the end of each day, over those added (up) and taken off (down).

    Rows: one a day: day, added, taken_off, listed_at_end; an absent day is a gap. The upper panel starts at
    zero but for a stock that hardly moves.
    """
    moments = pd.DatetimeIndex(pd.to_datetime(frame["day"]), name="day")
    frame = every_step(frame[["added", "taken_off", "listed_at_end"]].set_index(moments).sort_index())
    days = frame.index
    figure = blank(text("businesses.flow_title", lang), lang, ground, height)
    if frame["listed_at_end"].isna().all():
        return figure  # no register: its zeros are not zeros
    figure.add_scatter(
        x=days, y=frame["listed_at_end"], mode="lines", name=text("businesses.stock", lang), connectgaps=False, yaxis="y2",
        line={"color": ground.series["line"], "width": 2, "shape": "hv"}, hovertemplate="%{y:,}",
    )
    figure.add_bar(
        x=days, y=frame["added"], name=text("businesses.added", lang), marker={"color": ground.series["plain"]}, hovertemplate="+%{y:,}",
    )
    figure.add_bar(
        x=days, y=-frame["taken_off"], name=text("businesses.taken_off", lang), marker={"color": ground.series["removed"]},
        customdata=frame["taken_off"], hovertemplate="−%{customdata:,}",
    )
    known = frame["listed_at_end"].dropna()
    if len(known):
        figure.add_annotation(
            x=known.index[-1], y=known.iloc[-1], yref="y2", text=bold(fmt_count(known.iloc[-1], lang)), showarrow=False,
            yanchor="bottom", yshift=2, xanchor="right",
        )
    upper = figure.layout.yaxis.plain() | {"domain": STOCK_PANEL, "nticks": 4, "tickformat": ",d"}
    upper["rangemode"] = "normal" if len(known) and known.min() > HARDLY_MOVES * known.max() else "tozero"
    lower = {"domain": FLOW_PANEL, "rangemode": "normal", "zeroline": True, "zerolinecolor": ground.grey, "nticks": 5}
    figure.update_layout(barmode="relative", yaxis=lower, yaxis2=upper)
    return day_axis(figure, days, lang)
