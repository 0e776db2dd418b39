"""Epidemic curves: new cases by day, stacked by class, route or whatever splits them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import pandas as pd

from dashboard.figures.annotations import event_marks, negative_marks
from dashboard.figures.figure import Figure
from dashboard.figures.look import HATCH, blank, day_axis
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.i18n.messages import enum_label, text
from dashboard.tokens import PAPER, Ground

COMPLETE_DAYS = 7
"""A 7-day mean needs seven complete days; fewer give none."""

CLASSES = {"new_confirmed": "confirmed", "new_asymptomatic": "asymptomatic"}
SHADES = {"local": "confirmed", "imported": "suspect", "overseas": "suspect", "other_city": "clinical", "unknown": "muted"}
"""Colours of origins, by the meaning that the ground knows; severities are shades of one hue, from little to much."""
GRAVITY = {"mild": 1, "moderate": 2, "severe": 3, "critical": 4}


def epidemic_curve(
    frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, columns: Sequence[str] = tuple(CLASSES),
    total: str = "new_positive", events: Iterable[tuple[datetime, str]] = (), height: int = 320,
) -> Figure:
    """New cases by day, stacked by class, with the 7-day mean of complete days.

    Rows: `frame` has one row a day: day, the `columns`, `total`, is_partial (optional). Several rows a day are summed,
    a missing value staying missing only where all of them are. A missing day is a gap, a partial day is hatched and in no mean.
    A class that no day gives has no bars and no legend. A stack may be higher than its people, since who converted is in both classes:
    the people of each day, each once, are the layout's `meta["people"]`, which labels and tips say.
    """
    daily = daily_rows(frame, [*columns, total])
    figure = blank(text("figure.new_by_day", lang), lang, ground, height)
    given = [column for column in columns if daily[column].notna().any()] or columns
    for column in given:
        kind = CLASSES.get(column, column)
        figure.add_bar(
            x=daily.index, y=daily[column], name=enum_label("case_class", kind, lang),
            marker={"color": ground.series[kind], "pattern": _hatching(daily, ground)}, hovertemplate="%{y:,}",
        )
    figure.data[-1].update(customdata=_counted_once(daily, list(columns), total, lang), hovertemplate="%{y:,}%{customdata}")
    figure.update_layout(meta={"people": [None if is_missing(n) else float(n) for n in daily[total]]})
    unsplit = daily[total].where(daily[list(columns)].isna().all(axis=1))
    if unsplit.notna().any():
        figure.add_bar(
            x=daily.index, y=unsplit, name=text("figure.unsplit", lang), hovertemplate="%{y:,}",
            marker={"color": ground.series["positive"], "pattern": _hatching(daily, ground)},
        )
    figure.update_layout(barmode="relative")
    means = seven_day_mean(daily[total], daily["is_partial"])
    if means.notna().any():
        figure.add_scatter(
            x=means.index, y=means, mode="lines", name=text("column.mean_7d", lang), connectgaps=False,
            line={"color": ground.series["line"], "width": 1.6}, hovertemplate="%{y:.1f}",
        )
    day_axis(figure, daily.index, lang)
    negative_marks(figure, list(daily.index), daily[list(columns)].min(axis=1).tolist(), lang, ground)
    event_marks(figure, events, ground)
    return _partial_note(figure, daily, lang, ground)


def curve_by(
    frame: pd.DataFrame, split: str, value: str, enum: str, *, lang: str, ground: Ground = PAPER, height: int = 320,
    title: str = "",
) -> Figure:
    """New cases by day stacked by one dimension (`split`: route, origin, severity), whose labels are enumeration `enum`.

    Rows: one a day and value of `split`: day, split, value, is_partial and source (optional). A null `split` is 未知, not left out. What a
    day of the line list has no row of is none; what a bulletin does not name is not known.
    """
    figure = blank(title or text("figure.new_by_day", lang), lang, ground, height)
    named = frame[split].astype(object).where(frame[split].notna(), None)
    keyed = frame.assign(**{split: named, "day": pd.to_datetime(frame["day"])})
    order = keyed.groupby(split, dropna=False)[value].sum().sort_values(ascending=False).index
    if set(order) & set(GRAVITY):
        order = sorted(order, key=lambda kind: GRAVITY.get(kind, len(GRAVITY) + 1))
    partial = daily_rows(frame, [value])
    counted = keyed.loc[keyed["source"].eq("line_list"), "day"] if "source" in keyed else []
    for kind in order:
        rows = keyed[keyed[split].isna()] if kind is None or kind != kind else keyed[keyed[split] == kind]
        by_day = rows.groupby("day")[value].sum(min_count=1).reindex(partial.index)
        by_day = by_day.mask(by_day.isna() & by_day.index.isin(counted), 0)
        # A gap in the middle of a stack would let what lies above it fall to the ground: on a day with figures it is a part of no height.
        figure.add_bar(
            x=by_day.index, y=by_day.fillna(0).where(partial[value].notna()), name=enum_label(enum, None if kind != kind else kind, lang),
            customdata=[fmt_count(n, lang) for n in by_day], hovertemplate="%{customdata}",
            marker={"color": _colour(kind, ground), "pattern": _hatching(partial, ground)},
        )
    figure.update_layout(barmode="relative")
    day_axis(figure, partial.index, lang)
    return _partial_note(figure, partial, lang, ground)


def plain_curve(
    frame: pd.DataFrame, value: str, *, title: str, partial: str, lang: str, ground: Ground = PAPER, height: int = 280,
) -> Figure:
    """Cases by day in one colour, the days of which more is to come hatched and named `partial`; a missing day is a gap.

    Rows: one a day: day, value, is_partial.
    """
    daily = daily_rows(frame, [value])
    figure = blank(title, lang, ground, height)
    figure.add_bar(
        x=daily.index, y=daily[value], name=enum_label("case_class", "positive", lang), hovertemplate="%{y:,}<extra></extra>",
        marker={"color": ground.series["positive"], "pattern": _hatching(daily, ground)},
    )
    day_axis(figure.update_layout(barmode="relative"), daily.index, lang)
    return _partial_note(figure, daily, lang, ground, partial)


def seven_day_mean(values: pd.Series, is_partial: pd.Series) -> pd.Series:
    """The mean of seven consecutive complete days by their last day; missing where one of the seven is missing or partial."""
    whole = values.astype(float).where(~is_partial.astype(bool))
    every_day = whole.reindex(pd.date_range(whole.index.min(), whole.index.max())) if len(whole) else whole
    return every_day.rolling(COMPLETE_DAYS, min_periods=COMPLETE_DAYS).mean().reindex(values.index)


def daily_rows(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """One row a day from the first to the last, the columns summed, with is_partial; a day without a report is null in all of them."""
    present = [column for column in columns if column in frame.columns]
    days = pd.to_datetime(frame["day"])
    daily = frame[present].groupby(days).sum(min_count=1)
    partial = frame["is_partial"].fillna(False).astype(bool) if "is_partial" in frame.columns else pd.Series(False, frame.index)
    daily["is_partial"] = partial.groupby(days).any()
    if daily.empty:
        return daily
    daily = daily.reindex(pd.date_range(daily.index.min(), daily.index.max(), name="day"))
    return daily.assign(is_partial=daily["is_partial"].eq(True))


def _counted_once(daily: pd.DataFrame, columns: list[str], total: str, lang: str) -> list[str]:
    """What a tip adds on a day whose classes add up to more or less than its people; "" on the others."""
    given = daily[total].notna() & daily[columns].notna().any(axis=1)
    differs = given & (daily[columns].sum(axis=1) != daily[total])
    once = [text("figure.counted_once", lang, n=fmt_count(n, lang)) for n in daily[total]]
    return [said if other else "" for said, other in zip(once, differs, strict=True)]


def _hatching(daily: pd.DataFrame, ground: Ground) -> dict:
    """The pattern of the bars of a frame of days: those of a day that is not over are hatched."""
    return _pattern([HATCH if partial else "" for partial in daily["is_partial"]], ground)


def _pattern(shape: str | list[str], ground: Ground) -> dict:
    return {"shape": shape, "fillmode": "overlay", "fgcolor": ground.paper, "size": 6, "solidity": 0.4}


def _colour(kind: str | None, ground: Ground) -> str:
    if kind in GRAVITY:
        return ground.sequence[GRAVITY[kind]]
    return ground.series.get(SHADES.get(kind or "unknown", kind), ground.series["other"])


def _partial_note(figure: Figure, daily: pd.DataFrame, lang: str, ground: Ground, said: str = "") -> Figure:
    if daily["is_partial"].any():
        marker = {"color": ground.series["muted"], "pattern": _pattern(HATCH, ground)}
        figure.add_bar(x=[daily.index[-1]], y=[None], name=said or text("word.partial", lang), marker=marker, hoverinfo="skip")
    return figure
