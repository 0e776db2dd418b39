"""A hotline's centre: when people ring, how many seats are staffed, and what each caller meets there."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.queueing import ABANDONED, ANSWERED, queued
from dashboard.rules.working_days import is_working

HOURS = np.array([8, 5, 4, 3, 3, 5, 12, 34, 66, 88, 92, 78, 58, 68, 86, 84, 74, 62, 52, 46, 40, 32, 22, 13], dtype=float)
"""Share of a day's calls by hour, in proportion: a minimum at night, one peak before noon and one after."""
WEEKDAYS = np.array([1.08, 1.05, 1.03, 1.0, 0.99, 0.86, 0.82])
HOLIDAY, MADE_UP = 0.8, 0.98
"""Of a weekday within a public holiday, and of a weekend day that is worked instead."""
SHIFTS = np.array([0.3] * 6 + [0.4, 0.7] + [1.0] * 12 + [0.9, 0.8, 0.5, 0.4])
"""Share of the seats that is staffed, by hour."""
HASTY_SHARE = 0.03
"""Who hangs up while it rings."""
HANDLE_SPREAD = 0.5


def by_weekday(days: pd.DatetimeIndex) -> np.ndarray:
    """How many call on each day, as a multiple of a usual one: by its weekday and the calendar of public holidays."""
    is_worked, is_weekend = np.array([is_working(day) for day in days]), days.day_of_week >= 5
    level = np.where(is_worked & is_weekend, MADE_UP, WEEKDAYS[days.day_of_week])
    return np.where(~is_worked & ~is_weekend, HOLIDAY, level)


def between_points(points: list, days: pd.DatetimeIndex) -> np.ndarray:
    """The level at each moment, on straight lines between the plan's [moment, level]; before the first and after the last as these."""
    at = [pd.Timestamp(day).value for day, _ in points]
    return np.interp(days.as_unit("ns").asi8, at, [level for _, level in points])


def seats_of(plan: dict, hours: pd.DatetimeIndex) -> np.ndarray:
    """Staffed seats by hour, at least one."""
    return np.maximum(1, np.round(between_points(plan["seats"], hours) * SHIFTS[hours.hour]))


def seconds_of(rng: np.random.Generator, counts: np.ndarray) -> np.ndarray:
    """Seconds since the first hour at which calls come, ascending; counts: calls by hour."""
    number = int(np.sum(counts))
    return np.sort(np.repeat(np.arange(len(counts)) * 3600, counts) + rng.integers(0, 3600, number))


def met(rng: np.random.Generator, seconds: np.ndarray, plan: dict, seats: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(outcome, wait in seconds, handling in seconds) by call, of callers in one line before the seats of each hour: Erlang A.

    Handling and patience are the plan's on average; a few hang up while it rings. The wait of a blocked call is nan.
    """
    number = len(seconds)
    handling = rng.lognormal(np.log(plan["handle_seconds"]) - HANDLE_SPREAD**2 / 2, HANDLE_SPREAD, number)
    outcome, wait = queued(seconds, handling, rng.exponential(plan["patience_seconds"], number), seats, plan["places"])
    outcome[(outcome == ANSWERED) & (rng.random(number) < HASTY_SHARE)] = ABANDONED
    return outcome, wait, handling
