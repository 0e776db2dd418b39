"""Bars by area, by state and by kind."""

import pandas as pd

from dashboard.figures.annotations import at_the_end
from dashboard.figures.figure import Figure
from dashboard.figures.look import EVERY_NAME, blank, name_axis
from dashboard.i18n.forms import UNKNOWN, fmt_count
from dashboard.i18n.messages import enum_label
from dashboard.tokens import PAPER, SMALL, Ground, level_mark

ROW_HEIGHT = 24
"""px a bar, label included: what a line of 13 px type needs."""
FRAME_HEIGHT = 48
COMPOSITION_HEIGHT = 96
KINDS_ROW_HEIGHT, KINDS_FRAME_HEIGHT = 27, 62
SHADES = ("plain", "asymptomatic", "suspect", "muted", "line", "clinical")
"""Quiet colours: a kind is no state, none is better or worse than another."""


def horizontal_bars(
    frame: pd.DataFrame, value: str, *, title: str, lang: str, ground: Ground = PAPER, name: str = "area_name",
    colour: str = "plain", selected: str | None = None, most: int = 24,
) -> Figure:
    """One bar a row, longest on top, its figure at its end; a missing value is written 未知 and has no bar.

    Rows: `frame` has one row a name. `selected` is the name that is drawn in full colour while the others step back.
    """
    rows = frame.sort_values(value, ascending=False, na_position="last").head(most)[::-1]
    colours = [ground.series[colour] if selected in (None, label) else ground.series["muted"] for label in rows[name]]
    figure = blank(title, lang, ground, FRAME_HEIGHT + ROW_HEIGHT * max(1, len(rows)))
    figure.add_bar(
        x=rows[value], y=rows[name], orientation="h", marker={"color": colours}, cliponaxis=False, textposition="outside",
        text=[fmt_count(v, lang) for v in rows[value]], textfont={"size": SMALL, "color": ground.ink},
        hovertemplate="%{y} %{x:,}<extra></extra>",
    )
    for label in rows.loc[rows[value].isna(), name]:
        at_the_end(figure, 0, label, UNKNOWN[lang], 4, ground.grey)
    figure.update_layout(hovermode="closest", bargap=0.32, margin={"t": 8, "r": 44})
    return name_axis(figure, ground, nticks=max(1, len(rows)))


def stacked_states(
    frame: pd.DataFrame, split: str, value: str, enum: str, *, title: str, lang: str, ground: Ground = PAPER,
    name: str = "area_name", labels: dict[str, str] | None = None,
) -> Figure:
    """One bar a name, stacked by state or level in the enumeration's colours and marks, longest on top.

    Rows: one a name and `split`. `labels` names the values of `split` where the enumeration is not the schema's.
    """
    table = frame.pivot_table(index=name, columns=split, values=value, aggfunc="sum", observed=True, sort=False, fill_value=0)
    table = table.loc[table.sum(axis=1).sort_values().index]
    figure = blank(title, lang, ground, FRAME_HEIGHT + ROW_HEIGHT * max(1, len(table)))
    for state in [s for s in ground.series if s in table.columns] + [str(s) for s in table.columns if s not in ground.series]:
        label = (labels or {}).get(state) or enum_label(enum, state, lang)
        figure.add_bar(
            x=table[state], y=table.index, orientation="h", name=f"{level_mark(state)} {label}",
            marker={"color": ground.series.get(state, ground.series["other"])}, hovertemplate="%{x:,}",
        )
    figure.update_layout(barmode="stack", hovermode="y unified", bargap=0.32, margin={"r": 44}, showlegend=True)
    totals = table.sum(axis=1)
    for row, total in totals.items():
        at_the_end(figure, total, row, fmt_count(total, lang), 4)
    return name_axis(figure, ground, nticks=max(1, len(table)))


def bars_by_kind(
    frame: pd.DataFrame, value: str, *, enum: str, title: str, lang: str, ground: Ground = PAPER, split: str = "kind",
    name: str = "area_name",
) -> Figure:
    """One bar a name, longest on top, its parts by kind, its sum at its end. Rows: one a name and kind."""
    rows = frame.dropna(subset=[value])
    sums = rows.groupby(name)[value].sum().sort_values()
    figure = blank(title, lang, ground, KINDS_FRAME_HEIGHT + KINDS_ROW_HEIGHT * max(1, len(sums)))
    kinds = rows.groupby(split)[value].sum().sort_values(ascending=False).index
    for place, kind in enumerate(kinds):
        part = rows[rows[split] == kind].groupby(name)[value].sum().reindex(sums.index)
        figure.add_bar(
            x=part, y=list(sums.index), orientation="h", name=enum_label(enum, kind, lang), hovertemplate="%{x:,}",
            marker={"color": ground.series[SHADES[place % len(SHADES)]], "line": {"color": ground.paper, "width": 1}},
        )
    for label, n in sums.items():
        at_the_end(figure, n, label, fmt_count(n, lang), 5)
    figure.update_layout(barmode="stack", hovermode="y unified", bargap=0.32, margin={"r": 48})
    return name_axis(figure, ground, **EVERY_NAME)


def composition_bar(
    frame: pd.DataFrame, split: str, value: str, enum: str, *, title: str, lang: str, ground: Ground = PAPER,
) -> Figure:
    """One bar of parts of a whole with each part's share in its hover text; parts in the tokens' order. Rows: one a part."""
    whole = frame[value].sum()
    order = {kind: place for place, kind in enumerate(ground.series)}
    parts = sorted(zip(frame[split], frame[value], strict=True), key=lambda part: order.get(part[0], len(order)))
    figure = blank(title, lang, ground, COMPOSITION_HEIGHT)
    for kind, n in parts:
        figure.add_bar(
            x=[n], y=[""], orientation="h", name=f"{enum_label(enum, kind, lang)} {fmt_count(n, lang)}",
            marker={"color": ground.series.get(kind, ground.series["other"]), "line": {"color": ground.paper, "width": 1}},
            hovertemplate=f"%{{x:,}} ({n / whole:.1%})" if whole else "%{x:,}",
        )
    figure.update_layout(barmode="stack", hovermode="closest", bargap=0.1)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure
