"""Step of `hotline_shifts`: calls to expect in the coming shifts, the people that they need, and what those planned achieve."""

import math
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import stdev
from typing import Any

from dashboard.warehouse.surges import Row, count_of, hours_between, life_of_hours, moment_of

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FEWEST_HOURS = 12
"""Known hours, of the last 24, that the current surge needs."""
PAST_DAYS, FEWEST_ERRORS = 14, 5
NOTHING: Row = dict.fromkeys((
    "usual_calls", "surge_times", "forecast", "forecast_low", "forecast_high", "busiest_hour", "load", "staff_needed", "staff_needed_high",
    "connect_planned", "lost_planned", "connect_at_seats", "lost_at_seats", "queue_grows", "no_advice", "ends_at",
))


def staffing(rows: list[Row], value: str) -> list[Row]:
    """What each shift needs. Rows: one an hour without gaps: starts_at, `value` (null = to come), is_partial, is_start, is_shown,
    staff_planned, target, seats, handle_seconds, patience_seconds. Hours that begin no shift to come are told nothing.
    """
    if not rows:
        return []
    hours = [moment_of(row["starts_at"]) for row in rows]
    by_hour = dict(zip(hours, rows, strict=True))
    every = hours_between(hours[0], hours[-1])
    counts = [math.nan if by_hour.get(hour, {"is_partial": True})["is_partial"] else count_of(by_hour[hour], value) for hour in every]
    usual = [period.usual.median for period in life_of_hours(every, counts, [False] * len(every))]
    place = {hour: n for n, hour in enumerate(every)}
    starts = [hour for hour in hours if by_hour[hour]["is_start"]]
    after = dict(pairwise(starts))
    return [
        _shift(row, place[hour], place[after[hour]], every, counts, usual) if row["is_shown"] and hour in after else dict(NOTHING)
        for hour, row in zip(hours, rows, strict=True)
    ]


def _shift(row: Row, start: int, end: int, every: list[datetime], counts: list[float], usual: list[float]) -> Row:
    """The columns of one shift, hours `start` to `end`."""
    expected, times = math.fsum(usual[start:end]), _surge(counts, usual, _last_known(counts))
    found = NOTHING | {"ends_at": every[end], "usual_calls": expected, "surge_times": times, "forecast": expected * times}
    if math.isnan(expected * times):
        return found | {"no_advice": "short_history"}
    low, high = _interval(expected * times, start, end, counts, usual)
    found |= {"forecast_low": low, "forecast_high": high, "busiest_hour": max(usual[start:end]) * times}
    return found | _people(row, [calls * times for calls in usual[start:end]], high)


def _people(row: Row, hourly: list[float], high: float) -> Row:
    """Staff for the busiest hour, and what the planned staff make of every hour. Erlang C has an answer only below the planned staff.

    No more can be on the phones than there are seats: where more are needed, what every seat together achieves is given too.
    """
    from dashboard.statistics import staff_for

    handle, patience, planned, seats = row["handle_seconds"], row["patience_seconds"], row["staff_planned"], row["seats"]
    busiest, total = max(hourly), math.fsum(hourly)
    if handle is None or not handle > 0:
        return {"no_advice": "no_handle_time"}
    load = busiest * handle / 3600
    if patience is None or not patience > 0:
        return {"no_advice": "no_patience", "load": load}
    target: dict[str, Any] = {"patience_seconds": patience, "connect_rate": row["target"]}
    found: Row = {"load": load, "staff_needed": staff_for(busiest, handle, **target).staff}
    if not math.isnan(high) and total:
        found["staff_needed_high"] = staff_for(busiest * high / total, handle, **target).staff
    if planned is not None:
        present = int(planned if seats is None else min(planned, seats))
        found["lost_planned"], found["connect_planned"] = _achieved(present, hourly, handle, patience)
        found["queue_grows"] = load >= present
    if seats is not None and found["staff_needed"] > seats:
        found["lost_at_seats"], found["connect_at_seats"] = _achieved(int(seats), hourly, handle, patience)
    return found


def _achieved(staff: int, hourly: list[float], handle: float, patience: float) -> tuple[float, float]:
    """Calls that are given up, and answered / offered, with so many on the phones."""
    from dashboard.statistics import erlang_a
    from dashboard.statistics.staffing import NORM_SECONDS

    total = math.fsum(hourly)
    lost = math.fsum(calls * erlang_a(calls, handle, patience, staff, NORM_SECONDS).abandon_share for calls in hourly)
    return lost, 1 - lost / total if total else math.nan


def _last_known(counts: list[float]) -> int:
    return max((n + 1 for n, count in enumerate(counts) if not math.isnan(count)), default=0)


def _surge(counts: list[float], usual: list[float], end: int) -> float:
    """Calls of the 24 hours before `end` as a multiple of what is usual for them; nan below 12 known hours."""
    known = [n for n in range(max(0, end - 24), end) if not math.isnan(counts[n] + usual[n])]
    expected = math.fsum(usual[n] for n in known)
    return math.fsum(counts[n] for n in known) / expected if len(known) >= FEWEST_HOURS and expected else math.nan


def _interval(forecast: float, start: int, end: int, counts: list[float], usual: list[float]) -> tuple[float, float]:
    """Ends of 95 %: chance of a count, and how far forecasts of the same hours lay off, made a day ahead, on the last 14 days."""
    errors = []
    for back in range(1, PAST_DAYS + 1):
        first, last = start - 24 * back, end - 24 * back
        calls, guess = (math.fsum(series[first:last]) for series in (counts, usual)) if first >= 0 else (math.nan, math.nan)
        guess *= _surge(counts, usual, max(0, first))
        if calls > 0 and guess > 0:
            errors.append(math.log(calls / guess))
    if len(errors) < FEWEST_ERRORS:
        return math.nan, math.nan
    off = 2 * math.hypot(stdev(errors), 1 / math.sqrt(max(forecast, 1.0)))
    return forecast * math.exp(-off), forecast * math.exp(off)
