"""Small multiples: the same curve for each district, on one scale."""

import math
from collections.abc import Sequence

import pandas as pd

from dashboard.figures.annotations import bold
from dashboard.figures.figure import Figure
from dashboard.figures.look import blank
from dashboard.i18n.forms import fmt_count, fmt_day
from dashboard.plain_text import SENTENCES_EMS, in_figure, in_template, shortened
from dashboard.tokens import PAPER, SMALL, Ground

CELL_HEIGHT = 92
"""px a cell, its name above it."""


class _Cell:
    """Where the n-th small chart stands in a grid, in shares of the paper."""

    def __init__(self, place: int, columns: int, rows: int) -> None:
        row, column = divmod(place, columns)
        self.axis = "" if place == 0 else str(place + 1)
        self.left, self.right = column / columns + 0.005, (column + 1) / columns - 0.025
        self.top = 1 - row / rows
        self.band = [self.top - 0.76 / rows, self.top - 0.24 / rows]

    def axes(self, days: list | None, values: list, ground: Ground) -> dict:
        """Layout of the cell's two axes: shared limits, a base line, nothing else."""
        quiet = {"showticklabels": False, "ticks": "", "showgrid": False, "fixedrange": True, "showline": True}
        quiet["linecolor"] = ground.hairline
        return {
            f"xaxis{self.axis}": quiet | {"domain": [self.left, self.right], "anchor": f"y{self.axis}", "range": days},
            f"yaxis{self.axis}": {"domain": self.band, "anchor": f"x{self.axis}", "range": values, "visible": False, "fixedrange": True},
        }


def small_multiples(
    frame: pd.DataFrame, value: str, *, title: str, lang: str, ground: Ground = PAPER, name: str = "area_name",
    columns: int = 3, most: int = 18, colour: str = "plain", order: Sequence[str] = (), said: dict[str, str] | None = None,
    marked: str = "",
) -> Figure:
    """One small bar chart a name, all on one scale, each with its name and total: in the given `order`, else the largest total first.

    Rows: one a name and day. A day without a value is a gap, not a zero. `said` are words to put in the place of a name's total;
    `marked` is a column that is true on days to be drawn in the colour of what is to be verified.
    """
    totals = frame.groupby(name)[value].sum(min_count=1).sort_values(ascending=False)
    totals = (totals.reindex([*order]) if order else totals).head(most)
    rows = max(1, math.ceil(len(totals) / columns))
    figure = blank(title, lang, ground, CELL_HEIGHT * rows + 36)
    days = pd.to_datetime(frame["day"])
    limits = [days.min() - pd.Timedelta(hours=14), days.max() + pd.Timedelta(hours=14)] if len(frame) else None
    for place, (label, total) in enumerate(totals.items()):
        box = _Cell(place, columns, rows)
        series = frame[frame[name] == label]
        told, figures = in_template(shortened(str(label), SENTENCES_EMS)), (said or {}).get(str(label)) or fmt_count(total, lang)
        figure.add_bar(
            x=pd.to_datetime(series["day"]), y=series[value], xaxis=f"x{box.axis}", yaxis=f"y{box.axis}", name=str(label), showlegend=False,
            marker={"color": _colours(series, marked, ground, colour)}, hovertemplate=f"%{{x|%m-%d}} %{{y:,}}<extra>{told}</extra>",
        )
        figure.update_layout(box.axes(limits, [min(0, frame[value].min()), frame[value].max()], ground))
        figure.add_annotation(
            xref="paper", yref="paper", x=box.left, y=box.top, xanchor="left", yanchor="top", showarrow=False,
            text=f"{in_figure(shortened(str(label)))}  {bold(figures)}", font={"size": SMALL, "color": ground.ink},
        )
    if limits:
        ends = f"{fmt_day(days.min(), lang)} – {fmt_day(days.max(), lang)}"
        figure.add_annotation(
            xref="paper", yref="paper", x=0.005, y=0, xanchor="left", yanchor="bottom", showarrow=False, text=ends,
            font={"size": SMALL, "color": ground.grey},
        )
    figure.update_layout(hovermode="closest", margin={"t": 4, "b": 4}, bargap=0.15)
    return figure


def _colours(series: pd.DataFrame, marked: str, ground: Ground, colour: str) -> str | list[str]:
    if not marked or not series[marked].eq(True).any():
        return ground.series[colour]
    return [ground.series["watch" if is_marked else colour] for is_marked in series[marked].eq(True)]
