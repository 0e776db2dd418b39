"""How an epidemic moves: the reproduction number with its band, the share found outside control as a range, stock by day, delays."""

import pandas as pd

from dashboard.figures.annotations import bold
from dashboard.figures.bands import add_band
from dashboard.figures.figure import Figure
from dashboard.figures.look import FEWEST_COLUMNS, blank, day_axis, every_step
from dashboard.i18n.forms import fmt_count, fmt_number, fmt_share
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, Ground

STOCK = {"existing": "confirmed", "recovered": "asymptomatic", "dead": "line"}
"""Parts of what was ever counted, and the colours that stand for them."""
DOT_PX = 9


def reproduction_band(frame: pd.DataFrame, *, title: str, lang: str, ground: Ground = PAPER, height: int = 240) -> Figure:
    """The reproduction number by day as a line within its interval of 95 %, and the line of 1; a day for which none is given is a gap.

    Rows: one a day of one area: day, reproduction_number, reproduction_low, reproduction_high.
    """
    columns = ["reproduction_number", "reproduction_low", "reproduction_high"]
    daily = every_step(frame.assign(day=pd.to_datetime(frame["day"])).set_index("day")[columns].astype(float))
    known = daily["reproduction_number"].notna()
    figure = blank(title, lang, ground, height)
    add_band(figure, daily["reproduction_low"], daily["reproduction_high"], text("epidemic.interval", lang), ground.series["band"])
    said = [
        text("epidemic.r_tip", lang, n=fmt_number(n, lang, 2), low=fmt_number(low, lang, 2), high=fmt_number(high, lang, 2))
        for n, low, high in zip(*(daily[column] for column in columns), strict=True)
    ]
    figure.add_scatter(
        x=daily.index, y=daily["reproduction_number"], mode="lines", connectgaps=False, name=text("column.reproduction_number", lang),
        line={"color": ground.series["line"], "width": 2}, customdata=said, hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_hline(y=1, line={"color": ground.grey, "width": 1, "dash": "dash"})
    last = daily["reproduction_number"].dropna()
    if len(last):
        words = bold(fmt_number(last.iloc[-1], lang, 2))
        figure.add_annotation(x=last.index[-1], y=last.iloc[-1], text=words, showarrow=False, yanchor="bottom", yshift=3)
    return day_axis(figure, daily.index[known], lang)


def outside_range(frame: pd.DataFrame, *, title: str, lang: str, ground: Ground = PAPER, height: int = 240) -> Figure:
    """The share found outside control by day, as a bar from its strict to its broad end. Rows: one a day: day, strict, broad (0 to 1).

    A day without cases, or without routes, is a gap; where both ends are one there is a dot, since a bar without height is not seen.
    """
    daily = every_step(frame.assign(day=pd.to_datetime(frame["day"])).set_index("day")[["strict", "broad"]].astype(float))
    figure = blank(title, lang, ground, height)
    said = [
        fmt_share(low, lang) if low == high else text("epidemic.range_tip", lang, low=fmt_share(low, lang), high=fmt_share(high, lang))
        for low, high in zip(daily["strict"], daily["broad"], strict=True)
    ]
    colour, is_one = ground.series["community_screening"], daily["broad"].eq(daily["strict"])
    told = {"customdata": said, "hovertemplate": "%{customdata}<extra></extra>", "showlegend": False}
    figure.add_bar(
        x=daily.index, base=daily["strict"], y=(daily["broad"] - daily["strict"]).mask(is_one), marker={"color": colour}, **told,
    )
    figure.add_scatter(
        x=daily.index, y=daily["strict"].where(is_one), mode="markers", marker={"color": colour, "size": DOT_PX}, cliponaxis=False, **told,
    )
    figure.update_yaxes(tickformat=".0%", range=[0, min(1.02, max(0.1, float(daily["broad"].max()) * 1.1))])
    return day_axis(figure, daily.index, lang)


def stock_by_day(frame: pd.DataFrame, *, title: str, lang: str, ground: Ground = PAPER, height: int = 280) -> Figure:
    """What was ever counted by day, as existing, recovered and died, with the published cumulative figure as a line.

    Rows: one a day: day and those of existing, recovered, dead, cumulative that are published; null = not stated.
    """
    daily = every_step(frame.assign(day=pd.to_datetime(frame["day"])).set_index("day"))
    figure = blank(title, lang, ground, height)
    for part, colour in STOCK.items():
        if daily[part].notna().any():
            figure.add_bar(
                x=daily.index, y=daily[part], name=text(f"stock.{part}", lang), marker={"color": ground.series[colour]},
                hovertemplate="%{y:,}",
            )
    figure.add_scatter(
        x=daily.index, y=daily["cumulative"], mode="lines+markers", connectgaps=False, name=text("stock.cumulative", lang),
        line={"color": ground.series["community_screening"], "width": 2}, marker={"size": 5}, hovertemplate="%{y:,}",
    )
    figure.update_layout(barmode="relative")
    return day_axis(figure, daily.index, lang)


def delays(frame: pd.DataFrame, *, title: str, lang: str, ground: Ground = PAPER, height: int = 240) -> Figure:
    """Cases by whole days from onset to report. Rows: delay_days (from 0), cases; a number of days that no case took has no bar."""
    figure = blank(title, lang, ground, height)
    pairs = zip(frame["delay_days"], frame["cases"], strict=True)
    unit = text("epidemic.days_unit", lang)
    said = [text("epidemic.delay_tip", lang, days=f"{int(days)}{unit}", n=fmt_count(n, lang)) for days, n in pairs]
    figure.add_bar(
        x=frame["delay_days"], y=frame["cases"], marker={"color": ground.series["plain"]}, showlegend=False,
        customdata=said, hovertemplate="%{customdata}<extra></extra>",
    )
    step = max(1, -(-int(frame["delay_days"].max()) // 12)) if len(frame) else 1
    figure.update_xaxes(tickmode="linear", dtick=step, ticksuffix=unit)
    if len(frame) and frame["delay_days"].max() < FEWEST_COLUMNS - 1:
        figure.update_xaxes(range=[-0.5, FEWEST_COLUMNS - 0.5])
    return figure.update_layout(hovermode="closest")
