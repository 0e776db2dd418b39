"""Steps of the hotline's queries: what is usual for a day or an hour, and where its surge stands in its life."""

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from dashboard.rules.working_days import is_working, special_days

if TYPE_CHECKING:  # a question without a step need not wait for numpy
    from dashboard.statistics.surge import Period

Row: TypeAlias = dict[str, Any]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
REACH = 112
"""Days back that a baseline may come from: sixteen weeks."""
QUIET = 2
"""Days in a row without a surge after which it is over; of hours a day."""
SETTLES = 56
"""Days after which what was a surge is what is usual."""
WEEK = 7


def life_by_day(rows: list[Row], value: str) -> list[Row]:
    """Baseline and surge of each day, and the 7 whole days to it in per cent of what is usual. Rows: day, `value`, is_partial, in order.

    A day that is absent is one of which nothing is known. Public holidays and the weekend days that make up for them are judged by other
    working days or days off, and are no baseline of their weekday.
    """
    from dashboard.statistics.surge import surge_life

    days = [_day(row["day"]) for row in rows]
    every = [days[0] + n * DAY for n in range((days[-1] - days[0]).days + 1)] if rows else []
    by_day = dict(zip(days, rows, strict=True))
    counts = [count_of(by_day.get(day), value) for day in every]
    begun = [day in by_day and bool(by_day[day]["is_partial"]) for day in every]
    alike = [None if day in special_days() else day.weekday() for day in every]
    moved, off = [day in special_days() for day in every], [not is_working(day) for day in every]
    life = surge_life(counts, alike, off, left_out=moved, unfinished=begun, reach=REACH, quiet=QUIET, settles=SETTLES)
    whole = [math.nan if is_begun else count for count, is_begun in zip(counts, begun, strict=True)]
    usual = [period.usual.median for period in life]
    place = {day: n for n, day in enumerate(every)}
    return [_told(life[at], counts[at], begun[at], every) | _week(whole, usual, at) for at in (place[day] for day in days)]


def life_by_hour(rows: list[Row], value: str) -> list[Row]:
    """Baseline and surge of each hour against the same hour of the same weekday. Rows: hour, `value`, is_partial, in order."""
    return [_told(period, count, begun, every) for period, count, begun, every in _hours(rows, value)]


def _hours(rows: list[Row], value: str) -> list[tuple["Period", float, bool, list[datetime]]]:
    hours: list[datetime] = [moment_of(row["hour"]) for row in rows]
    every = hours_between(hours[0], hours[-1]) if rows else []
    by_hour = dict(zip(hours, rows, strict=True))
    counts = [count_of(by_hour.get(hour), value) for hour in every]
    begun = [hour in by_hour and bool(by_hour[hour]["is_partial"]) for hour in every]
    life = life_of_hours(every, counts, begun)
    place = {hour: n for n, hour in enumerate(every)}
    return [(life[at], counts[at], begun[at], every) for at in (place[hour] for hour in hours)]


def hours_between(first: datetime, last: datetime) -> list[datetime]:
    """Every hour from the first to the last, both included."""
    return [first + n * HOUR for n in range(int((last - first) / HOUR) + 1)]


def life_of_hours(every: Sequence[datetime], counts: Sequence[float], begun: Sequence[bool]) -> list["Period"]:
    """As `surge_life`, of hours without gaps."""
    from dashboard.statistics.surge import surge_life

    moved, off = {}, {}
    for day in {hour.date() for hour in every}:
        moved[day], off[day] = day in special_days(), not is_working(day)
    alike = [None if moved[hour.date()] else (hour.weekday(), hour.hour) for hour in every]
    wider = [(off[hour.date()], hour.hour) for hour in every]
    return surge_life(counts, alike, wider, left_out=[moved[hour.date()] for hour in every], unfinished=begun,
                      reach=24 * REACH, window=24, quiet=24, settles=24 * SETTLES)


def _told(period: "Period", count: float, begun: bool, every: Sequence[date]) -> Row:
    """The columns that both steps add. A surge is above the usual range; of a period that is not over that is known only where it is so."""
    usual, known = period.usual, not math.isnan(period.usual.median)
    is_above = count > usual.high if known and not math.isnan(count) else None
    return {
        "baseline": usual.median, "baseline_low": usual.low, "baseline_high": usual.high, "weeks_in_baseline": usual.used,
        "baseline_from": _date(every[usual.oldest]) if known else None, "baseline_to": _date(every[usual.newest]) if known else None,
        "baseline_of": ("day_kind" if usual.is_wider else "weekday") if known else None,
        "surge": None if begun and not is_above else is_above, "surge_state": period.state,
        "surge_since": every[period.since] if period.since >= 0 else None, "marked": period.is_marked,
    }


def _week(counts: list[float], usual: list[float], at: int) -> Row:
    """Calls of the 7 days to a day, what is usual for them, and the change in per cent against it and against the 7 days before."""
    now, before, expected = (_sum(series, end) for series, end in ((counts, at), (counts, at - WEEK), (usual, at)))
    return {"offered_7d": now, "usual_7d": expected if now == now else math.nan,
            "surge_percent": _change(now, expected), "change_percent": _change(now, before)}


def _sum(series: list[float], end: int) -> float:
    return math.fsum(series[end - WEEK + 1:end + 1]) if end >= WEEK - 1 else math.nan


def _change(now: float, before: float) -> float:
    return 100 * (now / before - 1) if before > 0 else math.nan


def count_of(row: Row | None, value: str) -> float:
    """A count of a row; nan where there is no row or no count."""
    return math.nan if row is None or row[value] is None else float(row[value])


def moment_of(value: Any) -> datetime:
    """A moment as rows and frames hold it, without pandas."""
    found: datetime = value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
    return found


def _day(value: Any) -> date:
    return _date(moment_of(value))


def _date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
