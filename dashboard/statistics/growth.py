"""How fast counts grow or fall: the days in which they double or halve."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dashboard.statistics.distributions import student_quantile
from dashboard.statistics.given import Counts, series

FEWEST_DAYS = 3
"""Days with cases that a line and its interval need at least."""
SHARE_BELOW_UPPER = 0.975
"""Of the interval of 95 %."""


@dataclass(frozen=True)
class DoublingTime:
    """Of a line through the logarithms of counts. nan: not known, or, of days, not to be said."""

    rate: float
    """Growth a day, r: counts are multiplied by exp(r) each day; below 0 they fall."""
    days: float
    """Days to double (rate above 0) or to halve (below 0), ln 2 / |rate|; nan where `direction` is "stable" or "unknown"."""
    lower: float
    """Of the interval of 95 % of `days`; nan where `days` is."""
    upper: float
    rate_lower: float
    """Of the interval of 95 % of `rate`."""
    rate_upper: float
    direction: Literal["doubling", "halving", "stable", "unknown"]
    """"stable": the interval of the rate spans 0, so that no number of days can be said; "unknown": too few days with cases."""
    days_used: int
    """Days with a report above 0, which the line goes through."""


def doubling_time(counts: Counts) -> DoublingTime:
    """The days in which counts double or halve, by least squares of ln(count) on the day, with an interval of 95 % by Student's t.

    `counts`: one a day, oldest first; give the days to look at, complete ones only. Days without report (nan, None) and days of 0, which
    have no logarithm, are left out of the line and keep their place in time. Where fewer than 3 days are left nothing is known.
    Units: days. Raises: RefusedInput for what is no count (below 0, infinite, no list).
    Source: R package `incidence` 1.7.3, fit (Kamvar et al. 2019, F1000Research 8:139).
    """
    found = series(counts)
    days = np.flatnonzero(found > 0)  # nan is not above 0
    if len(days) < FEWEST_DAYS:
        unknown = math.nan
        return DoublingTime(unknown, unknown, unknown, unknown, unknown, unknown, "unknown", len(days))
    logs, since = np.log(found[days]), days - days.mean()
    squares = float(since @ since)
    rate = float(since @ (logs - logs.mean())) / squares
    left = logs - logs.mean() - rate * since
    freedom = len(days) - 2
    margin = student_quantile(SHARE_BELOW_UPPER, freedom) * math.sqrt(float(left @ left) / freedom / squares)
    return _said(rate, rate - margin, rate + margin, len(days))


def _said(rate: float, slowest: float, fastest: float, days_used: int) -> DoublingTime:
    if slowest <= 0 <= fastest:
        return DoublingTime(rate, math.nan, math.nan, math.nan, slowest, fastest, "stable", days_used)
    days, *ends = (math.log(2) / abs(r) for r in (rate, slowest, fastest))
    return DoublingTime(rate, days, min(ends), max(ends), slowest, fastest, "doubling" if rate > 0 else "halving", days_used)
