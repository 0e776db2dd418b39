"""Whether calls about a need come before or after new cases: how the two go together lag by lag, beside what chance reaches."""

import math

import pandas as pd

from dashboard.figures.annotations import bold
from dashboard.figures.figure import Figure
from dashboard.figures.look import blank
from dashboard.i18n.forms import fmt_number
from dashboard.i18n.messages import text
from dashboard.tokens import PAPER, SMALL, Ground

COLUMNS, CELL_HEIGHT = 2, 170
ROOM = 0.06
"""Share of the width between two needs."""
TICKS = (-10, -5, 0, 5, 10)


def lead_by_lag(frame: pd.DataFrame, *, title: str, lang: str, ground: Ground = PAPER) -> Figure:
    """For each need the correlation at every lag as bars, the best one dark; the band that chance reaches; the best lag's interval.

    Rows: as of `hotline_lead_by_lag`. A need of which no correlation is known is left out. To the right calls come first.
    """
    known = frame[frame["correlation"].notna()]
    needs = list(dict.fromkeys(known["need"]))
    columns = min(COLUMNS, max(1, len(needs)))
    rows = max(1, math.ceil(len(needs) / columns))
    figure = blank(title, lang, ground, CELL_HEIGHT * rows + 30)
    top = max(0.5, float(known[["correlation", "by_chance"]].max().max()) * 1.15) if len(known) else 1.0
    floor = min(-0.3, float(known["correlation"].min()) * 1.15) if len(known) else -1.0
    for place, need in enumerate(needs):
        axis = "" if place == 0 else str(place + 1)
        _need(figure, known[known["need"].eq(need)].sort_values("lag"), axis, (floor, top), lang, ground, is_first=place == 0)
        _place(figure, axis, divmod(place, columns), (rows, columns), (floor, top), text(f"need.{need}", lang), lang, ground)
    return figure.update_layout(hovermode="closest", barmode="overlay", margin={"t": 4, "b": 4})


def _need(
    figure: Figure, rows: pd.DataFrame, axis: str, ends: tuple[float, float], lang: str, ground: Ground, *, is_first: bool,
) -> None:
    """One need's band, interval and bars. Rows: its lags in order."""
    shared = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    lags = rows["lag"].astype(float)
    # Bars, as wide as a lag: an area would lie over the bars of the correlation, whatever the order.
    likely = rows.loc[rows["is_likely"].eq(True), "lag"].astype(float)
    quiet = {"width": 1, "hoverinfo": "skip", **shared}
    if len(likely):
        named = text("lead.interval", lang)
        figure.add_bar(
            x=likely, y=[ends[1] - ends[0]] * len(likely), base=ends[0], marker={"color": [ground.sequence[0]] * len(likely)}, name=named,
            showlegend=not any(trace.name == named for trace in figure.data), **quiet,
        )
    figure.add_bar(
        x=lags, y=rows["by_chance"].astype(float), marker={"color": [ground.series["band"]] * len(rows)}, name=text("lead.chance", lang),
        showlegend=is_first, **quiet,
    )
    best = rows["is_best"].eq(True)
    figure.add_bar(
        x=lags, y=rows["correlation"].astype(float), width=0.6, name=text("lead.correlation", lang), showlegend=is_first,
        marker={"color": [ground.series["line" if is_best else "plain"] for is_best in best]}, hovertemplate="%{customdata}<extra></extra>",
        customdata=[_said(row, lang) for row in rows.to_dict("records")], **shared,
    )


def _said(row: dict, lang: str) -> str:
    numbers = {name: fmt_number(row[column], lang, 2) for name, column in (("r", "correlation"), ("chance", "by_chance"))}
    return text("lead.at", lang, lag=_lag(int(row["lag"]), lang), **numbers)


def _lag(lag: int, lang: str) -> str:
    """What a lag is called: calls first, the same day, calls after."""
    return text("lead.lag_none" if lag == 0 else "lead.lag_early" if lag > 0 else "lead.lag_late", lang, n=abs(lag))


def _place(
    figure: Figure, axis: str, cell: tuple[int, int], grid: tuple[int, int], ends: tuple[float, float], name: str, lang: str,
    ground: Ground,
) -> None:
    """The axes of one need in its cell of the grid, with its name above them."""
    (row, column), (rows, columns) = cell, grid
    left, right = column / columns + (ROOM / 2 if column else 0.03), (column + 1) / columns - ROOM / 2
    top, high = 1 - row / rows, 1 / rows
    small = {"tickfont": {"size": SMALL, "color": ground.grey}, "fixedrange": True, "zeroline": True, "zerolinecolor": ground.grey}
    figure.update_layout({
        f"xaxis{axis}": small | {
            "domain": [left, right], "anchor": f"y{axis}", "range": [-10.6, 10.6], "zeroline": False, "tickmode": "array",
            "tickvals": list(TICKS),
            "ticktext": [_lag(lag, lang) for lag in TICKS], "showgrid": False, "showline": False, "ticks": "outside", "ticklen": 3,
        },
        f"yaxis{axis}": small | {
            "domain": [top - high * 0.84, top - high * 0.14], "anchor": f"x{axis}", "range": list(ends), "nticks": 4, "tickformat": ".1f",
            "gridcolor": ground.hairline,
        },
    })
    figure.add_annotation(
        xref="paper", yref="paper", x=left, y=top, xanchor="left", yanchor="top", showarrow=False, text=bold(name),
        font={"size": SMALL, "color": ground.ink},
    )
