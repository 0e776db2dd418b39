"""Steps of `hotline_lead_by_need` and `hotline_lead_by_lag`: whether calls come before or after new cases, beside what chance leaves."""

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:  # a question without a step need not wait for numpy
    from dashboard.statistics.lead import Lead

Row: TypeAlias = dict[str, Any]
OTHER = "new_positive"
"""The column that calls are compared with."""
SERIES = 16
"""Comparisons that are remembered: the needs of a few moments."""


def lead_to_cases(days: list[Row], value: str) -> list[Row]:
    """The same figures on each of the days, which are all of them. Rows: one a day without gaps, in order: `value`, new_positive.

    A correction below 0 is a day without report.
    """
    found = _lead(*(tuple(_count(day[name]) for day in days) for name in (value, OTHER)))
    told = [n for n, correlation in enumerate(found.correlation.tolist()) if not math.isnan(correlation)]
    best = max(told, key=lambda n: float(found.correlation[n]), default=None)
    figures = {
        "lead_days": found.days, "lead_low": found.lower, "lead_high": found.upper,
        "correlation": math.nan if best is None else float(found.correlation[best]),
        "by_chance": math.nan if best is None else float(found.chance[best]), "days_paired": found.used, "withheld": found.withheld,
    }
    return [dict(figures) for _ in days]


def lead_lags(rows: list[Row], value: str) -> list[Row]:
    """The correlation at each lag, with chance, the best lag and its interval. Rows: days as in `lead_to_cases`, then a row a lag.

    A row of a day has nothing. `lag`: days by which calls come before cases; null in a row of a day.
    """
    lags, days = ([row for row in rows if (row["lag"] is None) is is_day] for is_day in (False, True))
    found, reach = _lead(*(tuple(_count(day[name]) for day in days) for name in (value, OTHER))), max(int(row["lag"]) for row in lags)
    told = {
        lag: {
            "correlation": float(found.correlation[lag + reach]), "by_chance": float(found.chance[lag + reach]),
            "is_best": found.days == lag, "is_likely": found.lower <= lag <= found.upper,  # nan is neither
        }
        for lag in range(-reach, reach + 1)
    }
    return [{name: None for name in told[0]} if row["lag"] is None else told[int(row["lag"])] for row in rows]


@lru_cache(maxsize=SERIES)
def _lead(calls: tuple[float, ...], cases: tuple[float, ...]) -> "Lead":
    """As `lead`: both steps ask it of the same days, and its resamples take longer than the rest of a question."""
    from dashboard.statistics.lead import lead

    return lead(calls, cases)


def _count(value: Any) -> float:
    return math.nan if value is None or value < 0 else float(value)
