"""Step of `hotline_lead_by_need`: whether calls come before or after new cases, with what chance leaves of it."""

import math
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
OTHER = "new_positive"
"""The column that calls are compared with."""


def lead_to_cases(days: list[Row], value: str) -> list[Row]:
    """The same figures on each of the days, which are all of them. Rows: one a day without gaps, in order: `value`, new_positive.

    A correction below 0 is a day without report.
    """
    from dashboard.statistics.lead import lead

    calls, cases = ([_count(day[name]) for day in days] for name in (value, OTHER))
    found = lead(calls, cases)
    told = [n for n, correlation in enumerate(found.correlation.tolist()) if not math.isnan(correlation)]
    best = max(told, key=lambda n: float(found.correlation[n]), default=None)
    figures = {
        "lead_days": found.days, "lead_low": found.lower, "lead_high": found.upper,
        "correlation": math.nan if best is None else float(found.correlation[best]),
        "by_chance": math.nan if best is None else float(found.chance[best]), "days_paired": found.used, "withheld": found.withheld,
    }
    return [dict(figures) for _ in days]


def _count(value: Any) -> float:
    return math.nan if value is None or value < 0 else float(value)
