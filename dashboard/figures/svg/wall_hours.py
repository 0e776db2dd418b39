"""Hours on the wall: calls offered over what is usual, how many got through, and where the surges are."""

import pandas as pd

from dashboard.figures.hotline import BAND, stretches
from dashboard.figures.svg.marks import FIGURE_TYPE, box, drawing, legend, line, round_top, rule, width_of, words
from dashboard.i18n.forms import fmt_count, fmt_days
from dashboard.i18n.messages import text
from dashboard.tokens import Ground

LEFT, RIGHT, TOP, BOTTOM = 84, 20, 56, 44
GAP = 14
"""Least px between the names of two days."""
HEADROOM = 1.1
"""The scale goes on above the highest hour, whose figure stands there."""


def hour_curve(frame: pd.DataFrame, *, lang: str, ground: Ground, width: float, height: float, label: str) -> str:
    """Calls by hour over the band that is usual for the weekday; hours of surge underlined, the highest hour named.

    Rows: one an hour: hour, offered, answered, baseline, surge. A missing hour is a gap, a null baseline has no band.
    """
    rows = frame.assign(hour=pd.to_datetime(frame["hour"])).sort_values("hour").set_index("hour")
    whole = rows.reindex(pd.date_range(rows.index.min(), rows.index.max(), freq="h"))
    numbers = whole[["offered", "answered", "baseline"]].astype(float)
    most = numbers.max().max()
    top, step = round_top(0 if pd.isna(most) else most * HEADROOM)
    across, room = (width - LEFT - RIGHT) / max(1, len(whole) - 1), height - TOP - BOTTOM

    def x(moment: pd.Timestamp) -> float:
        return LEFT + across * ((moment - whole.index[0]).total_seconds() / 3600)

    def y(value: float) -> float:
        return TOP + room * (1 - value / top)

    def curve(column: str) -> list[tuple[float, float] | None]:
        return [None if pd.isna(n) else (x(at), y(n)) for at, n in numbers[column].items()]

    parts = [_band(numbers["baseline"], x, y, ground)]
    for value in (step * place for place in range(int(top / step + 1e-9) + 1)):
        parts += [rule(LEFT, y(value), width - RIGHT, y(value), ground.grey if value == 0 else ground.hairline),
                  words(LEFT - 10, y(value) + 8, fmt_count(value, lang), ground.grey, anchor="end")]
    parts += [line(curve("answered"), ground.series["asymptomatic"], 3), line(curve("offered"), ground.ink, 4)]
    days = [hour for hour in whole.index if hour.hour == 0]
    named = [(x(day) + 6, name) for day, name in zip(days, fmt_days(days, lang), strict=True)]
    parts += _days(named, width - RIGHT, height - 8, ground)
    parts += [_surges(rows, x, y(0), ground), _peak(numbers["offered"].dropna(), rows["surge"], x, y, width, lang, ground)]
    return drawing(width, height, [*parts, _legend(rows["surge"].eq(True).any(), lang, ground)], label)


def _legend(has_surge: bool, lang: str, ground: Ground) -> str:
    entries = [
        ("line", ground.ink, text("column.offered", lang)), ("line", ground.series["asymptomatic"], text("column.answered", lang)),
        ("box", ground.series["band"], text("figure.usual", lang)),
    ]
    surge = [("line", ground.series["act"], f"▲ {text('column.surge', lang)}")] if has_surge else []
    return legend(LEFT, 24, [*entries, *surge], ground.ink)


def _days(days: list[tuple[float, str]], right: float, y: float, ground: Ground) -> list[str]:
    """Each day named where it begins; the last ends with the chart where it has no room, and goes before its neighbour."""
    named, limit = [], right
    for x, day in reversed(days):
        start = min(x, right - width_of(day))
        if start + width_of(day) <= limit:
            named.append(words(start, y, day, ground.grey))
            limit = start - GAP
    return named


def _peak(known: pd.Series, surge: pd.Series, x, y, width: float, lang: str, ground: Ground) -> str:
    if known.empty:
        return ""
    peak = known.idxmax()
    said = ("▲ " if surge.eq(True).get(peak, False) else "") + fmt_count(known[peak], lang)
    anchor = "end" if x(peak) > width - 120 else "middle"
    return words(x(peak), y(known[peak]) - 12, said, ground.ink, size=FIGURE_TYPE, anchor=anchor, bold=True)


def _surges(rows: pd.DataFrame, x, base: float, ground: Ground) -> str:
    marked = rows.index.to_series()[rows["surge"].eq(True)]
    parts = stretches(marked) if len(marked) else []
    return "".join(box(x(start), base + 3, max(4, x(end) - x(start)), 6, ground.series["act"]) for start, end in parts)


def _band(baseline: pd.Series, x, y, ground: Ground) -> str:
    parts, run = [], []
    for at, usual in [*baseline.items(), (None, None)]:
        if at is not None and pd.notna(usual):
            run.append((at, usual))
            continue
        if len(run) > 1:
            upper = [f"{x(t):.1f} {y(u * (1 + BAND)):.1f}" for t, u in run]
            lower = [f"{x(t):.1f} {y(u * (1 - BAND)):.1f}" for t, u in reversed(run)]
            parts.append(f'<path d="M{"L".join(upper + lower)}Z" fill="{ground.series["band"]}"/>')
        run = []
    return "".join(parts)
