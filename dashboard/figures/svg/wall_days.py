"""Days on the wall: new cases in columns by class, and zones in force with what opened and was lifted."""

import pandas as pd

from dashboard.figures.epidemic import CLASSES, daily_rows, seven_day_mean
from dashboard.figures.svg.marks import FIGURE_TYPE, box, drawing, hatching, legend, line, round_top, rule, words
from dashboard.i18n.forms import fmt_count, fmt_day
from dashboard.i18n.messages import enum_label, text
from dashboard.tokens import Ground

LEFT, RIGHT, TOP, BOTTOM = 70, 16, 52, 44
"""px around the plot: scale, end label, legend, days."""
MOST_LABELS = 7
UNSPLIT = "unsplit"
"""Positives of a day whose class is not given."""


def case_columns(frame: pd.DataFrame, *, lang: str, ground: Ground, width: float, height: float, label: str) -> str:
    """New cases by day, stacked by class; a day that is not over is hatched, a missing day is a gap, a correction hangs below zero.

    Rows: one a day: day, new_confirmed, new_asymptomatic, new_positive, is_partial.
    """
    days = daily_rows(frame, [*CLASSES, "new_positive"]).astype(dict.fromkeys([*CLASSES, "new_positive"], float))
    days[UNSPLIT] = days["new_positive"].where(days[list(CLASSES)].isna().all(axis=1))
    stacks = days[[*CLASSES, UNSPLIT]]
    x, y, step, top = _axes(len(days), stacks.clip(lower=0).sum(axis=1).max(), stacks.clip(upper=0).sum(axis=1).min(), width, height)
    series = [(name, ground.series[kind], enum_label("case_class", kind, lang)) for name, kind in CLASSES.items()]
    if days[UNSPLIT].notna().any():
        series.append((UNSPLIT, ground.series["positive"], text("figure.unsplit", lang)))
    means = seven_day_mean(days["new_positive"], days["is_partial"])
    curve = [None if pd.isna(mean) else (x(place), y(mean)) for place, mean in enumerate(means)]
    parts = [
        f"<defs>{''.join(hatching(f'part-{name}', colour, ground) for name, colour, _ in series)}</defs>",
        _scale(y, step, top, width, lang, ground), _day_labels(list(days.index), x, height, lang, ground),
        *(_column(day, x(place), x(1) - x(0), y, series) for place, (_, day) in enumerate(days.iterrows())),
        line(curve, ground.panel, 9), line(curve, ground.ink, 4), *_named_days(days, stacks, x, y, lang, ground),
    ]
    entries = [("box", colour, name) for _, colour, name in series]
    entries += [("line", ground.ink, text("column.mean_7d", lang))] if means.notna().any() else []
    entries += [("box", f"url(#part-{series[0][0]})", text("word.partial", lang))] if days["is_partial"].any() else []
    return drawing(width, height, [*parts, legend(LEFT, 24, entries, ground.ink)], label)


def zone_stock(frame: pd.DataFrame, *, lang: str, ground: Ground, width: float, height: float, label: str) -> str:
    """Zones in force at the end of each day, and beneath what opened (up) and was lifted (down) that day.

    Rows: one a day and level: day, opened, lifted, open_at_end. Levels are summed.
    """
    days = frame.assign(day=pd.to_datetime(frame["day"])).groupby("day")[["opened", "lifted", "open_at_end"]].sum(min_count=1)
    upper = height * 0.56
    x, y, step, top = _axes(len(days), days["open_at_end"].max(), 0, width, upper + BOTTOM)
    stock = [None if pd.isna(n) else (x(p), y(n)) for p, n in enumerate(days["open_at_end"])]
    parts = [_scale(y, step, top, width, lang, ground), _day_labels(list(days.index), x, height, lang, ground), line(stock, ground.ink, 4)]
    known = days["open_at_end"].dropna()
    if len(known):
        at = x(days.index.get_loc(known.index[-1])), y(known.iloc[-1]) - 14
        parts.append(words(*at, fmt_count(known.iloc[-1], lang), ground.ink, size=30, anchor="end", bold=True))
    parts += _flow(days, x, (upper + 44, height - BOTTOM), width, ground)
    if len(days) and pd.notna(days["opened"].iloc[-1]):
        said = text("wall.flow_last", lang, day=fmt_day(days.index[-1], lang), opened=fmt_count(days["opened"].iloc[-1], lang),
                    lifted=fmt_count(days["lifted"].iloc[-1], lang))
        parts.append(words(width - RIGHT, upper + 34, said, ground.ink, anchor="end", bold=True))
    entries = [("line", ground.ink, text("wall.stock", lang)), ("box", ground.series["act"], text("wall.opened", lang)),
               ("box", ground.series["ok"], text("wall.lifted", lang))]
    return drawing(width, height, [*parts, legend(LEFT, 24, entries, ground.ink)], label)


def _column(day: pd.Series, x: float, wide: float, y, series: list[tuple[str, str, str]]) -> str:
    up, down, parts = 0.0, 0.0, []
    for name, colour, _ in series:
        value = day[name]
        if pd.isna(value) or not value:
            continue
        start = up if value > 0 else down
        edges = y(start), y(start + value)
        fill = f"url(#part-{name})" if day["is_partial"] else colour
        parts.append(box(x - wide * 0.36, min(edges), wide * 0.72, abs(edges[0] - edges[1]), fill))
        up, down = (up + value, down) if value > 0 else (up, down + value)
    return "".join(parts)


def _flow(days: pd.DataFrame, x, room: tuple[float, float], width: float, ground: Ground) -> list[str]:
    middle, half = (room[0] + room[1]) / 2, (room[1] - room[0]) / 2 - 8
    most = days[["opened", "lifted"]].max().max()
    wide = x(1) - x(0)
    parts = [rule(LEFT, middle, width - RIGHT, middle, ground.grey)]
    for place, (opened, lifted) in enumerate(zip(days["opened"], days["lifted"], strict=True)):
        if opened > 0:  # a null is not
            high = opened / most * half
            parts.append(box(x(place) - wide * 0.36, middle - high, wide * 0.72, high, ground.series["act"]))
        if lifted > 0:
            parts.append(box(x(place) - wide * 0.36, middle, wide * 0.72, lifted / most * half, ground.series["ok"]))
    return parts


def _axes(days: int, high: float, low: float, width: float, height: float):
    top, step = round_top(0 if pd.isna(high) else high)
    bottom = step * (low // step) if low < 0 else 0
    room = height - TOP - BOTTOM
    across = (width - LEFT - RIGHT) / max(1, days)

    def x(place: float) -> float:
        return LEFT + across * (place + 0.5)

    def y(value: float) -> float:
        return TOP + room * (top - value) / (top - bottom)

    return x, y, step, top


def _scale(y, step: float, top: float, width: float, lang: str, ground: Ground) -> str:
    values = [step * place for place in range(int(top / step + 1e-9) + 1)]
    return "".join(
        rule(LEFT, y(value), width - RIGHT, y(value), ground.grey if value == 0 else ground.hairline)
        + words(LEFT - 10, y(value) + 8, fmt_count(value, lang), ground.grey, anchor="end")
        for value in values
    )


def _day_labels(days: list[pd.Timestamp], x, height: float, lang: str, ground: Ground) -> str:
    step = max(1, -(-len(days) // MOST_LABELS))
    shown = [(place, day) for place, day in enumerate(days) if (len(days) - 1 - place) % step == 0]
    parts = []
    for place, day in shown:
        anchor = "end" if place == len(days) - 1 and len(days) > MOST_LABELS else "middle"
        at = x(place) + (x(1) - x(0)) / 2 if anchor == "end" else x(place)
        parts.append(words(at, height - 10, fmt_day(day, lang), ground.grey, anchor=anchor))
    return "".join(parts)


def _named_days(days: pd.DataFrame, stacks: pd.DataFrame, x, y, lang: str, ground: Ground) -> list[str]:
    known = days["new_positive"].dropna()
    tops, sums = stacks.clip(lower=0).sum(axis=1), stacks.sum(axis=1)  # with the converted, as the columns are drawn
    return [
        words(x(days.index.get_loc(day)), y(tops[day]) - 10, fmt_count(sums[day], lang), ground.ink, size=FIGURE_TYPE, anchor="middle",
              bold=True)
        for day in ({known.index[-1], known.idxmax()} if len(known) else ())
    ]
