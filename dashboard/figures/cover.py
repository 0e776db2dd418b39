"""Days of cover by supply point."""

import pandas as pd

from dashboard.figures.annotations import at_the_end
from dashboard.figures.bars import FRAME_HEIGHT, ROW_HEIGHT
from dashboard.figures.figure import Figure
from dashboard.figures.look import blank, name_axis
from dashboard.i18n.forms import fmt_number
from dashboard.i18n.messages import text
from dashboard.plain_text import shortened
from dashboard.tokens import PAPER, SMALL, Ground, level_mark

NORM_DAYS = 3.0
"""Days of cover below which a point counts as short, where the query gives no norm: a practice figure, set by the city."""
ACT_DAYS = 1.0
"""Below this many days somebody must act today; between this and the norm, watch."""


def cover_by_point(
    frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, norm_days: float = NORM_DAYS, most: int = 20,
) -> Figure:
    """Points with the least cover first, each a dot on its days of cover, the norm a thin line; a negative or missing stock is said.

    Rows: one a point and item: name, item_label (optional), cover_days, state (optional).
    """
    rows = frame.sort_values("cover_days", na_position="first").head(most)[::-1]
    suffix = " · " + rows["item_label"] if "item_label" in rows.columns else ""
    names = rows["name"] + suffix
    states = [_state(days, norm_days) for days in rows["cover_days"]]
    figure = blank(text("figure.cover_days", lang), lang, ground, FRAME_HEIGHT + ROW_HEIGHT * max(1, len(rows)))
    figure.add_bar(
        x=rows["cover_days"].clip(lower=0), y=names, orientation="h", marker={"color": [ground.series[s] for s in states]},
        hovertemplate="%{y} %{x:.1f}<extra></extra>", width=0.42, cliponaxis=False, textposition="outside", constraintext="none",
        text=[fmt_number(d, lang) + f" {level_mark(s)}" for d, s in zip(rows["cover_days"], states, strict=True)],
        textfont={"size": SMALL, "color": ground.ink},
    )
    for name, days in zip(names, rows["cover_days"], strict=True):
        if days != days:
            at_the_end(figure, 0, name, text("word.unknown", lang), 4, ground.grey)
    figure.add_vline(x=norm_days, line={"color": ground.ink, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=norm_days, y=1, yref="paper", yanchor="bottom", showarrow=False, text=text("figure.norm", lang, days=f"{norm_days:g}"),
        font={"size": SMALL, "color": ground.grey},
    )
    figure.update_layout(hovermode="closest", margin={"r": 48})
    return name_axis(figure, ground, tickmode="array", tickvals=list(names), ticktext=[shortened(name) for name in names])


def _state(days: float, norm_days: float) -> str:
    if days != days:
        return "quiet"
    if days < min(ACT_DAYS, norm_days):
        return "act"
    return "watch" if days < norm_days else "ok"
