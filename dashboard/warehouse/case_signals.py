"""The step `signals`: days on which a place has more cases than the days before would lead one to expect. To be verified; no verdict."""

import math
from typing import Any

LEAST_SIGMA = 1.0
"""Least standard deviation: Burkom's advice for sparse counts, where one case in a quiet week would be a signal."""
SUMMED_DAYS, USUAL_DAYS = 7, 14
"""CUSUM adds up these days, against the mean of those before them."""
LEAST_USUAL = 0.5
"""Least mean of the days before, in cases: a place without cases has none, and the sum needs one."""


def signals(days: list[dict[str, Any]], value: str) -> list[dict[str, Any]]:
    """EARS C1, C2, C3 and CUSUM of each day, and which of them are above their threshold. Rows: one a day, in order: `value`, is_partial.

    Days whose report is missing or partial, or a correction below 0, are days without report: what rests on them is nan.
    """
    from dashboard.statistics import ears
    from dashboard.statistics.early_aberration import ALARM_ABOVE

    counts = [math.nan if day[value] is None or day["is_partial"] or day[value] < 0 else float(day[value]) for day in days]
    found = {name: ears(counts, name, LEAST_SIGMA).tolist() for name in ALARM_ABOVE}
    told = []
    for day in range(len(days)):
        statistics = {name: found[name][day] for name in ALARM_ABOVE}
        named = [name for name, above in ALARM_ABOVE.items() if statistics[name] > above]
        total, is_alarm = _summed(counts[max(0, day + 1 - SUMMED_DAYS - USUAL_DAYS):day + 1])
        named += ["CUSUM"] if is_alarm else []
        told.append({**{name.lower(): n for name, n in statistics.items()}, "cusum": total, "signals": "+".join(named) or None})
    return told


def _summed(counts: list[float]) -> tuple[float, bool]:
    """CUSUM of the last days against the mean of those before, and whether it is at its threshold; nan where one has no report."""
    from dashboard.statistics import cusum

    if len(counts) < SUMMED_DAYS + USUAL_DAYS or any(math.isnan(n) for n in counts):
        return math.nan, False
    usual = max(LEAST_USUAL, math.fsum(counts[:USUAL_DAYS]) / USUAL_DAYS)
    sums = cusum(counts[USUAL_DAYS:], usual)
    return float(sums.statistic[-1]), bool(sums.alarm[-1])
