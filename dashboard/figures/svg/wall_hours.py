"""Hours on the wall: calls offered over what is usual, how many got through, and where the surges are."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from dashboard.figures.hotline import stretches, usual_range, whole_rows
from dashboard.figures.svg.band import band
from dashboard.figures.svg.line import line
from dashboard.figures.svg.marks import box, legend, picture, value_axis, words
from dashboard.figures.svg.scale import Linear, Moments, Point, round_top, ticks
from dashboard.figures.svg.text_width import FIGURE_TYPE, width_of
from dashboard.i18n.forms import fmt_count, fmt_days
from dashboard.i18n.messages import text
from dashboard.tokens import Ground

LEFT, RIGHT, TOP, BOTTOM = 84, 20, 56, 44
GAP = 14
"""Least px between the names of two days."""
HEADROOM = 1.1
"""The scale goes on above the highest hour, whose figure stands there."""
NEAR_THE_END = 120
"""px from the right edge within which the figure of the highest hour ends at it."""


def hour_curve(frame: pd.DataFrame, *, lang: str, ground: Ground, width: float, height: float, label: str) -> Markup:
    """Calls by hour over the band that is usual for the weekday; hours of surge underlined, the highest hour named.

    Rows: one an hour: hour, offered, answered, baseline, marked, is_partial. A missing hour is a gap, a null baseline has no band.
    """
    rows = whole_rows(frame).assign(hour=lambda known: pd.to_datetime(known["hour"])).sort_values("hour").set_index("hour")
    whole = rows.reindex(pd.date_range(rows.index.min(), rows.index.max(), freq="h"))
    numbers = whole[["offered", "answered", "baseline"]].astype(float)
    low, high = usual_range(whole)
    most = pd.Series([numbers.max().max() * HEADROOM, high.max()]).max()  # the usual range may reach higher than any hour did
    top, step = round_top(0 if pd.isna(most) else most)
    plot = _Plot(Moments(whole.index[0], whole.index[-1], LEFT, width - RIGHT), Linear(0, top, height - BOTTOM, TOP))
    usual, has_surge = numbers["baseline"], rows["marked"].eq(True)
    parts = [
        band(plot.points(high), plot.points(low), ground.series["band"]),
        value_axis([(plot.y.at(value), fmt_count(value, lang)) for value in ticks(top, step)], LEFT, width - RIGHT, ground),
        line(plot.points(numbers["answered"]), ground.series["asymptomatic"], 3), line(plot.points(numbers["offered"]), ground.ink, 4),
        *_day_names([hour for hour in whole.index if hour.hour == 0], plot.x, height - 8, lang, ground),
        _surges(has_surge, plot, ground), _peak(numbers["offered"].dropna(), has_surge, plot, width, lang, ground),
        _legend(bool(usual.notna().any()), bool(has_surge.any()), width, lang, ground),
    ]
    return picture(width, height, parts, label)


@dataclass(frozen=True)
class _Plot:
    """Hours across and calls up."""

    x: Moments
    y: Linear

    def points(self, values: pd.Series) -> list[Point | None]:
        """Where the values of hours lie; null for a missing one."""
        return [None if pd.isna(value) else (self.x.at(hour), self.y.at(value))
                for hour, value in zip(pd.DatetimeIndex(values.index), values, strict=True)]


def _legend(has_usual: bool, has_surge: bool, width: float, lang: str, ground: Ground) -> Markup:
    entries = [("line", ground.ink, text("column.offered", lang)), ("line", ground.series["asymptomatic"], text("column.answered", lang))]
    entries += [("box", ground.series["band"], text("figure.usual", lang))] if has_usual else []
    surge = [("line", ground.series["act"], f"▲ {text('surge.marks', lang)}")] if has_surge else []
    return legend(LEFT, 24, [*entries, *surge], ground.ink, width)


def _day_names(days: list[pd.Timestamp], x: Moments, y: float, lang: str, ground: Ground) -> list[Markup]:
    """Each day named where it begins; the last ends with the chart where it has no room, and goes before its neighbour."""
    named, limit = [], x.end
    for at, name in reversed([(x.at(day) + 6, name) for day, name in zip(days, fmt_days(days, lang), strict=True)]):
        start = min(at, x.end - width_of(name))
        if start + width_of(name) <= limit:
            named.append(words(start, y, name, ground.grey))
            limit = start - GAP
    return named


def _peak(known: pd.Series, surge: pd.Series, plot: _Plot, width: float, lang: str, ground: Ground) -> Markup:
    """The figure of the highest hour, above it."""
    if known.empty:
        return Markup("")
    peak, most = pd.Timestamp(str(known.idxmax())), known.max()
    said = ("▲ " if surge.get(peak, False) else "") + fmt_count(most, lang)
    x, y = plot.x.at(peak), plot.y.at(most) - 12
    return words(x, y, said, ground.ink, size=FIGURE_TYPE, anchor="end" if x > width - NEAR_THE_END else "middle", bold=True)


def _surges(surge: pd.Series, plot: _Plot, ground: Ground) -> Markup:
    """A line beneath each stretch of hours with a surge."""
    marked = surge.index.to_series()[surge]
    return Markup("").join(
        box(plot.x.at(start), plot.y.start + 3, max(4, plot.x.at(end) - plot.x.at(start)), 6, ground.series["act"])
        for start, end in (stretches(marked) if len(marked) else ())
    )
