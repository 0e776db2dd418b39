"""EARS: whether a day's count is far above the days just before it."""

import numpy as np

from dashboard.errors import RefusedInput
from dashboard.statistics.given import Counts, Floats, number, series

BASELINE = 7
"""Days of the baseline."""
GAP = {"C1": 0, "C2": 2, "C3": 2}
"""Days between the baseline and the day judged, so that a slow rise is not in its own baseline."""
SUMMED = 3
"""Days that C3 adds up: the day itself and the two before."""
ALARM_ABOVE = {"C1": 3.0, "C2": 3.0, "C3": 2.0}
"""CDC's thresholds: a signal is a statistic above, to be looked into, not an alarm lamp."""


def ears(counts: Counts, method: str, min_sigma: float = 0.0) -> Floats:
    """The EARS statistic of each day: by how many standard deviations it exceeds its baseline's mean; C3 adds the excess of three days.

    `counts`: one a day, oldest first; nan or None = no report. `method`: "C1" (baseline t-7..t-1), "C2" (t-9..t-3) or "C3" (sum over t-2..t
    of max(0, C2 - 1), from the statistic itself; the upper bound of the R package `surveillance` leaves the day's own count out and misses
    the day of the spike). `min_sigma`: the least standard deviation; Burkom advises 0.5 or 1 for sparse data, where one case would alarm.
    Shape: as many values as counts. Units: standard deviations (with n - 1). nan: the day has no report, or its baseline is not full (the
    first 7, 9 and 11 days, and after a day without report). A baseline of equal days and no `min_sigma` gives 0 for an equal day, and
    infinity (or its negative) for any other. Raises: RefusedInput for what is no count, another method, a `min_sigma` below 0.
    Source: Hutwagner et al. 2003, J Urban Health 80(2 Suppl 1):i89-96; `surveillance` 1.20.3 man/earsC.Rd for `min_sigma`.
    """
    name = str(method).upper()
    if name not in GAP:
        raise RefusedInput("statistics.no_method", value=method, allowed=", ".join(GAP))
    found = _deviations(series(counts), GAP[name], number("min_sigma", min_sigma))
    return _sums(found) if name == "C3" else found


def _deviations(counts: Floats, gap: int, min_sigma: float) -> Floats:
    found = np.full(len(counts), np.nan)
    for day in range(BASELINE + gap, len(counts)):
        baseline = counts[day - gap - BASELINE:day - gap]
        if np.isnan(counts[day]) or np.isnan(baseline).any():
            continue
        equal = baseline.min() == baseline.max()  # whose computed deviation may be a rounding error instead of 0
        sigma = max(0.0 if equal else float(baseline.std(ddof=1)), min_sigma)
        excess = float(counts[day] - (baseline[0] if equal else baseline.mean()))
        found[day] = excess / sigma if sigma else (np.copysign(np.inf, excess) if excess else 0.0)
    return found


def _sums(deviations: Floats) -> Floats:
    """C3 of C2: nan until three days in a row have one."""
    excess = np.maximum(0.0, deviations - 1)  # nan stays nan
    found = np.full(len(deviations), np.nan)
    for day in range(SUMMED - 1, len(found)):
        found[day] = excess[day - SUMMED + 1:day + 1].sum()
    return found
