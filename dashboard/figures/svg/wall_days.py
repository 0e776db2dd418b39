"""Days on the wall: new cases in columns by class, and zones in force with what opened and was lifted."""

import math
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from dashboard.figures.epidemic import CLASSES, daily_rows, seven_day_mean
from dashboard.figures.look import every_step
from dashboard.figures.svg.line import line
from dashboard.figures.svg.marks import column, hatchings, legend, picture, rule, value_axis, words
from dashboard.figures.svg.scale import Columns, Linear, Point, round_bottom, round_top, ticks
from dashboard.figures.svg.text_width import FIGURE_TYPE, width_of
from dashboard.i18n.forms import fmt_count, fmt_day
from dashboard.i18n.messages import enum_label, text
from dashboard.tokens import Ground

LEFT, RIGHT, TOP, BOTTOM = 70, 16, 68, 44
"""px around the plot: scale, end label, legend, days."""
STOCK_SHARE = 0.56
"""Height of the curve of zones in force, a share of the picture; the flow stands beneath."""
WIDEST = 90
"""px that a day's column has at most: of two days it would be a block else."""
MOST_LABELS, APART = 7, 14
"""Days named under a plot, and the least px between two of their names."""
UNSPLIT = "unsplit"
"""Positives of a day whose class is not given."""


def case_columns(frame: pd.DataFrame, *, lang: str, ground: Ground, width: float, height: float, label: str) -> Markup:
    """New cases by day, stacked by class; a day that is not over is hatched, a missing day is a gap, a correction hangs below zero.

    Rows: one a day: day, new_confirmed, new_asymptomatic, new_positive, is_partial.
    """
    days = daily_rows(frame, [*CLASSES, "new_positive"]).astype(dict.fromkeys([*CLASSES, "new_positive"], float))
    days[UNSPLIT] = days["new_positive"].where(days[list(CLASSES)].isna().all(axis=1))
    stacks = days[[*CLASSES, UNSPLIT]]
    plot = _Plot.of(len(days), stacks.clip(lower=0).sum(axis=1).max(), stacks.clip(upper=0).sum(axis=1).min(), width, height)
    series = [(name, ground.series[kind], enum_label("case_class", kind, lang)) for name, kind in CLASSES.items()]
    if days[UNSPLIT].notna().any():
        series.append((UNSPLIT, ground.series["positive"], text("figure.unsplit", lang)))
    means = seven_day_mean(days["new_positive"], days["is_partial"])
    curve = plot.points(means)
    parts = [
        hatchings(((f"part-{name}", colour) for name, colour, _ in series), ground),
        plot.values(width - RIGHT, lang, ground),
        _day_names(list(days.index), plot.x, height, lang, ground),
        *(_stack(day, plot, number, series) for number, (_, day) in enumerate(days.iterrows())),
        line(curve, ground.panel, 6), line(curve, ground.ink, 4),  # an edge of 1 px: a wider one cut the light columns in two
        *_named_days(days, stacks, plot, lang, ground),
    ]
    entries = [("box", colour, name) for _, colour, name in series]
    entries += [("line", ground.ink, text("column.mean_7d", lang))] if means.notna().any() else []
    entries += [("box", f"url(#part-{series[0][0]})", text("word.partial", lang))] if days["is_partial"].any() else []
    return picture(width, height, [*parts, legend(LEFT, 24, entries, ground.ink, width)], label)


def zone_stock(frame: pd.DataFrame, *, lang: str, ground: Ground, width: float, height: float, label: str) -> Markup:
    """Zones in force at the end of each day, and beneath what opened (up) and was lifted (down) that day.

    Rows: one a day and level: day, declared, released, open_at_end. Levels are summed: what went from one to another came and went nowhere.
    """
    by_day = frame.assign(day=pd.to_datetime(frame["day"])).groupby("day")
    days = every_step(by_day[["declared", "released", "open_at_end"]].sum(min_count=1))
    upper = height * STOCK_SHARE
    plot = _Plot.of(len(days), days["open_at_end"].max(), 0, width, upper + BOTTOM)
    parts = [
        plot.values(width - RIGHT, lang, ground), _day_names(list(days.index), plot.x, height, lang, ground),
        line(plot.points(days["open_at_end"]), ground.ink, 4),
    ]
    known = days["open_at_end"].dropna()
    if len(known):
        x, y = plot.x.middle(list(days.index).index(known.index[-1])), plot.y.at(known.iloc[-1]) - 14
        parts.append(words(x, y, fmt_count(known.iloc[-1], lang), ground.ink, size=30, anchor="end", bold=True))
    parts += _flow(days, plot.x, (upper + 44, height - BOTTOM), width, ground)
    if len(days) and pd.notna(days["declared"].iloc[-1]):
        said = text("wall.flow_last", lang, day=fmt_day(days.index[-1], lang), opened=fmt_count(days["declared"].iloc[-1], lang),
                    lifted=fmt_count(days["released"].iloc[-1], lang))
        parts.append(words(width - RIGHT, upper + 34, said, ground.ink, anchor="end", bold=True))
    entries = [("line", ground.ink, text("wall.stock", lang)), ("box", ground.series["act"], text("wall.opened", lang)),
               ("box", ground.series["ok"], text("wall.lifted", lang))]
    return picture(width, height, [*parts, legend(LEFT, 24, entries, ground.ink, width)], label)


@dataclass(frozen=True)
class _Plot:
    """Days across and values up, with the values that the scale names."""

    x: Columns
    y: Linear
    ticks: list[float]

    @classmethod
    def of(cls, days: int, high: float, low: float, width: float, height: float) -> "_Plot":
        top, step = round_top(0 if pd.isna(high) else high)
        y = Linear(round_bottom(low, step), top, height - BOTTOM, TOP)
        return cls(Columns(days, LEFT, width - RIGHT), y, ticks(top, step))

    def points(self, values: pd.Series) -> list[Point | None]:
        """Where the values of the days lie; null for a missing one."""
        return [None if pd.isna(value) else (self.x.middle(number), self.y.at(value)) for number, value in enumerate(values)]

    def values(self, right: float, lang: str, ground: Ground) -> Markup:
        return value_axis([(self.y.at(value), fmt_count(value, lang)) for value in self.ticks], LEFT, right, ground)


def _stack(day: pd.Series, plot: _Plot, number: int, series: list[tuple[str, str, str]]) -> Markup:
    """The column of a day: its parts above each other, corrections below zero. Series: (name, colour, label)."""
    up, down, parts = 0.0, 0.0, []
    for name, colour, _ in series:
        value = day[name]
        if pd.isna(value) or not value:
            continue
        start = up if value > 0 else down
        fill = f"url(#part-{name})" if day["is_partial"] else colour
        parts.append(column(plot.x.middle(number), min(WIDEST, plot.x.width), plot.y.at(start), plot.y.at(start + value), fill))
        up, down = (up + value, down) if value > 0 else (up, down + value)
    return Markup("").join(parts)


def _flow(days: pd.DataFrame, x: Columns, room: tuple[float, float], width: float, ground: Ground) -> list[Markup]:
    """What opened as columns upwards, what was lifted downwards, on one scale. `room`: its upper and lower end, px."""
    middle, half = (room[0] + room[1]) / 2, (room[1] - room[0]) / 2 - 8
    most = days[["declared", "released"]].max().max()
    parts = [rule(LEFT, middle, width - RIGHT, middle, ground.grey)]
    for number, (opened, lifted) in enumerate(zip(days["declared"], days["released"], strict=True)):
        for value, way, colour in ((opened, -1, ground.series["act"]), (lifted, 1, ground.series["ok"])):
            if value > 0:  # a null is not
                parts.append(column(x.middle(number), min(WIDEST, x.width), middle, middle + way * value / most * half, colour))
    return parts


def _day_names(days: list[pd.Timestamp], x: Columns, height: float, lang: str, ground: Ground) -> Markup:
    """The names of days under the plot, counted from the last, which stands within its end."""
    wide = max((width_of(fmt_day(day, lang)) for day in days), default=0.0)
    has_end = len(days) > MOST_LABELS  # the last name ends with the plot, so that its neighbour needs more room
    least = (wide * 1.5 + APART) / x.width - 0.5 if has_end else (wide + APART) / x.width
    step = max(-(-len(days) // MOST_LABELS), math.ceil(least), 1)
    parts = []
    for number, day in enumerate(days):
        if (len(days) - 1 - number) % step:
            continue
        at_the_end = has_end and number == len(days) - 1
        at, anchor = (x.right(number), "end") if at_the_end else (x.middle(number), "middle")
        parts.append(words(at, height - 10, fmt_day(day, lang), ground.grey, anchor=anchor))
    return Markup("").join(parts)


def _named_days(days: pd.DataFrame, stacks: pd.DataFrame, plot: _Plot, lang: str, ground: Ground) -> list[Markup]:
    """The people of the last and of the highest day, over their columns."""
    known = days["new_positive"].dropna()
    tops = stacks.clip(lower=0).sum(axis=1)  # with the converted, as the columns are drawn; a label counts people, each once
    return [
        words(plot.x.middle(number), plot.y.at(tops.iloc[number]) - 10, fmt_count(days["new_positive"].iloc[number], lang), ground.ink,
              size=FIGURE_TYPE, anchor="middle", bold=True)
        for number in dict.fromkeys(list(days.index).index(day) for day in ((known.index[-1], known.idxmax()) if len(known) else ()))
    ]
