"""Counts by district, split by kind, where no kind is better or worse than another."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.layout import blank
from dashboard.i18n.forms import fmt_count
from dashboard.i18n.messages import enum_label
from dashboard.tokens import PAPER, Ground

ROW_HEIGHT = 27
FRAME_HEIGHT = 62
SHADES = ("plain", "asymptomatic", "suspect", "muted", "line", "clinical")
"""Quiet colours: a kind is no state."""


def bars_by_kind(
    frame: pd.DataFrame, value: str, *, enum: str, title: str, lang: str, ground: Ground = PAPER, split: str = "kind",
    name: str = "area_name",
) -> go.Figure:
    """One bar a name, longest on top, its parts by kind, its sum at its end. Rows: one a name and kind."""
    rows = frame.dropna(subset=[value])
    sums = rows.groupby(name)[value].sum().sort_values()
    figure = blank(title, lang, ground, FRAME_HEIGHT + ROW_HEIGHT * max(1, len(sums)))
    kinds = rows.groupby(split)[value].sum().sort_values(ascending=False).index
    for place, kind in enumerate(kinds):
        part = rows[rows[split] == kind].groupby(name)[value].sum().reindex(sums.index)
        figure.add_bar(
            x=part, y=list(sums.index), orientation="h", name=enum_label(enum, kind, lang), hovertemplate="%{x:,}",
            marker={"color": ground.series[SHADES[place % len(SHADES)]], "line": {"color": ground.paper, "width": 1}},
        )
    for label, n in sums.items():
        figure.add_annotation(x=n, y=label, text=fmt_count(n, lang), showarrow=False, xanchor="left", xshift=5)
    figure.update_layout(barmode="stack", hovermode="y unified", bargap=0.32, margin={"r": 48})
    figure.update_xaxes(visible=False)
    figure.update_yaxes(showgrid=False, type="category", tickfont={"color": ground.ink}, tickmode="linear", dtick=1, rangemode="normal")
    return figure
