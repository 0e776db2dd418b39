"""Zones by the days they have been clear, and closures by what is left of them."""

import pandas as pd

from dashboard.figures.bars import stacked_states
from dashboard.figures.figure import Figure
from dashboard.figures.flow import flow_chart
from dashboard.figures.look import blank
from dashboard.i18n.forms import is_missing
from dashboard.i18n.messages import enum_label, text
from dashboard.tokens import PAPER, Ground

CLOCK = {
    "counting": "plain", "due_waiting_round": "earlier", "due_waiting_contact": "suspect", "due": "watch", "overdue": "act",
    "not_linked": "muted", "no_rule": "muted",
}
"""State of a release clock and the meaning of its colour; red only past the day of release."""
ENDS = {"past": "act", "set": "plain", "not_set": "muted"}
LOCATION = {"placed": "plain", "address_only": "watch"}
CLOCK_MARKS = {"due_waiting_round": "◇", "due_waiting_contact": "◈", "due": "◆", "overdue": "▲"}
LONGEST_DAYS = 30
"""Zones that have been clear for longer stand together in the last column."""


def clear_days_bars(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, height: int = 300) -> Figure:
    """Zones in force by whole days clear, in the colours of their release clock. Rows: one a zone: clear_days, state.

    Zones without a clock (null clear_days) are left out.
    """
    figure = blank(text("zones.clear_title", lang), lang, ground, height)
    counts = frame.dropna(subset=["clear_days"]).assign(clear_days=lambda f: f["clear_days"].clip(upper=LONGEST_DAYS).astype(int))
    table = counts.pivot_table(index="clear_days", columns="state", values="zone_id", aggfunc="count", fill_value=0)
    for state, meaning in CLOCK.items():
        if state in table.columns:
            mark = f"{CLOCK_MARKS[state]} " if state in CLOCK_MARKS else ""
            figure.add_bar(
                x=table.index, y=table[state], name=mark + text(f"clock.{state}", lang), marker={"color": ground.series[meaning]},
                hovertemplate="%{y:,}",
            )
    figure.update_layout(barmode="stack")
    if len(table) and table.sum(axis=1).max() <= 5:
        figure.update_yaxes(dtick=1)
    step = 1 if len(table) and table.index.max() <= 16 else 5
    figure.update_xaxes(dtick=step, ticksuffix=text("zones.days_suffix", lang), hoverformat="d")
    return figure


def closures_by_end(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """Closures in force by kind of target: past their planned end, before it, without one.

    Rows: one a closure: kind, is_past_planned_end, places (how many it stands for).
    """
    targets = [enum_label("closure_target", kind, lang) for kind in frame["kind"]]
    rows = frame.assign(target=targets, closures=frame.get("places", 1), end=planned_ends(frame))
    labels = {end: text(f"planned_end.{end}", lang) for end in ENDS}
    figure = stacked_states(
        rows, "end", "closures", "closure_target", title=text("zones.closures_title", lang), lang=lang, ground=ground,
        name="target", labels=labels,
    )
    return recolour(figure, {labels[end]: ground.series[meaning] for end, meaning in ENDS.items()}, {labels["past"]: "▲"})


def closure_flow(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """Closures begun, ended and in force by day. Rows: one a day: day, begun, ended, in_force_at_end."""
    title = text("zones.closure_flow_title", lang)
    figure = flow_chart(frame, title=title, lang=lang, ground=ground, opened="begun", lifted="ended", stock="in_force_at_end")
    for trace in figure.data:
        if trace.name == text("column.lifted", lang):
            trace.name = text("zones.closures_ended", lang)
    return figure


def planned_ends(frame: pd.DataFrame) -> list[str]:
    """Of each closure: past its planned end, before it (set), or without one (not_set)."""
    return ["not_set" if is_missing(value) else "past" if value else "set" for value in frame["is_past_planned_end"]]


def recolour(figure: Figure, colours: dict[str, str], marks: dict[str, str]) -> Figure:
    """The stacked bars in other colours and marks, by the label of each part; ordered as `colours`."""
    by_label = {trace.name.split(" ", 1)[1]: trace for trace in figure.data}
    for label, trace in by_label.items():
        trace.update(marker={"color": colours[label]}, name=f"{marks[label]} {label}" if label in marks else label)
    figure.data = [by_label[label] for label in colours if label in by_label]
    return figure
