"""The charts of an answer: pure figures from rows whose columns were chosen."""

import pandas as pd

from dashboard.figures.bars import FRAME_HEIGHT, ROW_HEIGHT
from dashboard.figures.figure import Figure
from dashboard.figures.look import EVERY_NAME, blank, name_axis
from dashboard.i18n.forms import UNKNOWN, is_missing
from dashboard.plain_text import in_figure, in_template, shortened
from dashboard.tokens import PAPER, SMALL, Ground
from dashboard.ui.explore.chart_choice import MOST_GROUPS, Chosen

MOST_BARS, MOST_STEPS = 40, 4_000
SHADES = ("confirmed", "suspect", "asymptomatic", "close_contact", "cross_region_notice", "key_group_closed_loop")
"""Quiet colours: what an analyst groups by is no state."""
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
HEIGHT = 360
MONTH_DAYS = (28, 31)


def figure_of(rows: pd.DataFrame, chosen: Chosen, *, title: str, lang: str, ground: Ground = PAPER) -> Figure:
    """The chart. Rows: the chosen columns, words instead of codes; at most one row a mark but for points."""
    return {"line": _over_time, "columns": _over_time, "bars": _bars, "scatter": _points, "heat": _heat}[chosen.kind](
        rows, chosen, blank(title, lang, ground, HEIGHT), lang, ground)


def groups_of(rows: pd.DataFrame, chosen: Chosen) -> list[str]:
    """The groups that are drawn, the weightiest first; one without a name where there is no group."""
    if not chosen.by:
        return [""]
    weight = rows[chosen.y].abs().groupby(rows[chosen.by], dropna=False, sort=False).sum()
    return [str(name) for name in weight.sort_values(ascending=False, kind="stable").index[:MOST_GROUPS]]


def kept(rows: pd.DataFrame, chosen: Chosen) -> tuple[pd.DataFrame, int, int]:
    """The rows that are drawn, and how many groups and bars are not."""
    groups = groups_of(rows, chosen)
    several = rows[chosen.by].nunique(dropna=False) if chosen.by else 1
    drawn = rows[rows[chosen.by].isin(groups)] if chosen.by and chosen.kind != "heat" else rows
    left = 0
    if chosen.kind == "bars":
        lengths = drawn.groupby(chosen.x, sort=False)[chosen.y].sum(min_count=1).abs().sort_values(ascending=False, kind="stable")
        left = max(0, len(lengths) - MOST_BARS)
        drawn = drawn[drawn[chosen.x].isin(lengths.index[:MOST_BARS])]
    return drawn, max(0, several - len(groups)) if chosen.kind != "heat" else 0, left


def stepped(values: pd.Series) -> pd.Series:
    """A series by time without a step left out, so that a step that nobody answered for is a gap and no straight line."""
    values = values[values.index.notna()].sort_index()
    if len(values) < 3:
        return values
    gaps = values.index.to_series().diff().dropna()
    step = gaps.min()
    if (values.index.day == 1).all() and step.days >= MONTH_DAYS[0]:
        steps = pd.date_range(values.index[0], values.index[-1], freq="MS") + (values.index[0] - values.index[0].normalize())
    elif step.value > 0 and (gaps.dt.total_seconds() % step.total_seconds() == 0).all():
        if (values.index[-1] - values.index[0]) / step > MOST_STEPS:
            return values
        steps = pd.date_range(values.index[0], values.index[-1], freq=step)
    else:
        return values
    return values.reindex(steps)


def _over_time(rows: pd.DataFrame, chosen: Chosen, figure: Figure, lang: str, ground: Ground) -> Figure:
    for place, group in enumerate(groups_of(rows, chosen)):
        part = rows[rows[chosen.by] == group] if chosen.by else rows
        values = stepped(part.set_index(chosen.x)[chosen.y])
        look = {"x": values.index, "y": values, "name": in_figure(shortened(group)), "hovertemplate": "%{y:,}"}
        if chosen.kind == "line":
            colour = ground.series[SHADES[place]] if chosen.by else ground.series["line"]
            figure.add_scatter(mode="lines", line={"color": colour, "width": 2, "dash": DASHES[place]}, connectgaps=False, **look)
        else:
            figure.add_bar(marker={"color": _shade(place, chosen, ground)}, **look)
    figure.update_layout(barmode="stack" if chosen.by else "group")
    figure.update_yaxes(rangemode="tozero" if not (rows[chosen.y] < 0).any() else "normal", zeroline=True, zerolinecolor=ground.grey)
    return figure.update_xaxes(hoverformat="%Y-%m-%d %H:%M", tickformatstops=[
        {"dtickrange": [None, 86_400_000 - 1], "value": "%H:%M\n%m-%d"}, {"dtickrange": [86_400_000, None], "value": "%m-%d\n%Y"},
    ])


def _bars(rows: pd.DataFrame, chosen: Chosen, figure: Figure, lang: str, ground: Ground) -> Figure:
    totals = rows.groupby(chosen.x, sort=False)[chosen.y].sum(min_count=1).sort_values(na_position="first", kind="stable")
    names = list(totals.index)
    figure.update_layout(height=FRAME_HEIGHT + ROW_HEIGHT * max(2, len(names)), hovermode="closest", margin={"r": 60})
    for place, group in enumerate(groups_of(rows, chosen)):
        part = (rows[rows[chosen.by] == group] if chosen.by else rows).set_index(chosen.x)[chosen.y].reindex(names)
        words = {} if chosen.by else {"text": [_said(n, lang) for n in part], "textposition": "outside", "cliponaxis": False,
                                      "textfont": {"size": SMALL, "color": ground.ink}}
        figure.add_bar(
            x=part, y=[in_figure(shortened(str(name))) for name in names], orientation="h", name=in_figure(shortened(group)),
            marker={"color": _shade(place, chosen, ground)}, hovertemplate=in_template(group) + " %{x:,}" if group else "%{x:,}", **words,
        )
    figure.update_layout(barmode="relative" if (rows[chosen.y] < 0).any() else "stack" if chosen.by else "group")
    return name_axis(figure, ground, **EVERY_NAME)


def _points(rows: pd.DataFrame, chosen: Chosen, figure: Figure, lang: str, ground: Ground) -> Figure:
    for place, group in enumerate(groups_of(rows, chosen)):
        part = rows[rows[chosen.by] == group] if chosen.by else rows
        figure.add_scatter(
            x=part[chosen.x], y=part[chosen.y], mode="markers", name=in_figure(shortened(group)),
            marker={"color": _shade(place, chosen, ground), "size": 7, "opacity": 0.75}, hovertemplate="%{x:,} · %{y:,}",
        )
    figure.update_layout(hovermode="closest")
    figure.update_yaxes(rangemode="normal")
    return figure.update_xaxes(showgrid=True, separatethousands=True)


def _heat(rows: pd.DataFrame, chosen: Chosen, figure: Figure, lang: str, ground: Ground) -> Figure:
    cells = rows.pivot(index=chosen.by, columns=chosen.x, values=chosen.y)
    if isinstance(cells.columns, pd.DatetimeIndex):  # a step that nobody answered for has its place, empty
        cells = cells.reindex(columns=stepped(pd.Series(0, index=cells.columns)).index)
    heads = [_moment(head) if isinstance(head, pd.Timestamp) else in_figure(shortened(str(head))) for head in cells.columns]
    scale = [[place / (len(ground.sequence) - 1), colour] for place, colour in enumerate(ground.sequence)]
    figure.add_heatmap(
        z=cells.to_numpy(dtype=float), x=heads, y=[in_figure(shortened(str(name))) for name in cells.index],
        colorscale=scale, hoverongaps=False, xgap=1, ygap=1, hovertemplate="%{y} · %{x} · %{z:,}<extra></extra>",
        colorbar={"thickness": 12, "outlinewidth": 0},
    )
    figure.update_layout(height=FRAME_HEIGHT + ROW_HEIGHT * max(4, len(cells)), hovermode="closest", margin={"r": 60})
    figure.update_xaxes(type="category", nticks=12, tickangle=0)
    return figure.update_yaxes(type="category", autorange="reversed", showgrid=False, tickfont={"color": ground.ink}, **EVERY_NAME)


def _moment(at: pd.Timestamp) -> str:
    return f"{at:%m-%d}" if at == at.normalize() else f"{at:%m-%d %H:%M}"


def _shade(place: int, chosen: Chosen, ground: Ground) -> str:
    return ground.series[SHADES[place] if chosen.by else "plain"]


def _said(n: float, lang: str) -> str:
    return UNKNOWN[lang] if is_missing(n) else f"{n:,.0f}" if n % 1 == 0 else f"{n:,.2f}"
