"""What is usual: the mean of the last days, and a baseline that a surge does not lift."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.errors import RefusedInput
from dashboard.statistics.given import Counts, Floats, number, series, whole

NORMAL = 0.6745
"""The median absolute deviation of a normal distribution, in standard deviations."""
UNUSUAL_ABOVE = 3.5
"""Iglewicz and Hoaglin's threshold for the modified z-score."""


@dataclass(frozen=True)
class RobustBaseline:
    """One value a period. nan: not known."""

    median: Floats
    """What is usual, in counts."""
    mad: Floats
    """The median of the absolute deviations from it, in counts, before the floor."""
    score: Floats
    """Modified z-score: 0.6745 (count - median) / mad."""
    unusual: NDArray[np.bool_]
    """The score is above 3.5, or below its negative."""
    used: NDArray[np.int_]
    """How many earlier periods the median is of."""
    oldest: NDArray[np.int_]
    """Index of the oldest of them, the first period being 0; -1 where there is none."""
    newest: NDArray[np.int_]


def trailing_mean(counts: Counts, window: int = 7) -> Floats:
    """The mean of each day and the days before it, `window` in all. Shape: as many values as counts.

    `counts`: one a day, complete days only, oldest first; net figures below 0 (corrections) count as they are. nan: fewer than `window`
    days so far, or one of them has no report. Raises: RefusedInput for what is no number, a window below 1. Source: definition.
    """
    found, span = series(counts, below_zero=True), whole("window", window, 1)
    means = np.full(len(found), np.nan)
    for day in range(span - 1, len(found)):
        means[day] = found[day - span + 1:day + 1].mean()
    return means


def robust_baseline(counts: Counts, season: int = 7, cycles: int = 8, *, fewest: int = 4, min_mad: float = 1.0,
                    left_out: Iterable[bool] | None = None) -> RobustBaseline:
    """The median of the same weekday (or hour of the week) over the last weeks, and how far each period is from it.

    `counts`: one a period, oldest first; nan or None = no report. `season`: periods of a cycle, 7 for days, 168 for hours of a week, 24 for
    hours of a day. `cycles`: how many cycles back, at most. `fewest`: earlier periods that a median needs. `left_out`: periods that are no
    baseline for later ones, one flag a period: holidays, and the surge itself; they are judged all the same. Only earlier periods count.
    `min_mad`: the least deviation, in counts: where more than half of the periods are equal it would be 0, and any change infinitely
    unusual. Shape: as many values as counts. nan: fewer than `fewest` earlier periods, or (score) no report.
    Raises: RefusedInput for what is no count, flags of another length, a season, cycles or fewest below 1, `min_mad` not above 0.
    Source: Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers, ASQC: |M| > 3.5.
    """
    found = series(counts)
    season, cycles, fewest = (whole(name, n, 1) for name, n in (("season", season), ("cycles", cycles), ("fewest", fewest)))
    floor, kept = number("min_mad", min_mad, or_equal=False), _kept(found, left_out)
    medians, mads = np.full(len(found), np.nan), np.full(len(found), np.nan)
    used, oldest, newest = np.zeros(len(found), int), np.full(len(found), -1), np.full(len(found), -1)
    for period in range(len(found)):
        earlier = np.arange(period - season * cycles, period, season)
        earlier = earlier[earlier >= 0]
        earlier = earlier[kept[earlier]]
        if len(earlier):
            used[period], oldest[period], newest[period] = len(earlier), earlier[0], earlier[-1]
        if len(earlier) >= fewest:
            medians[period] = np.median(found[earlier])
            mads[period] = np.median(np.abs(found[earlier] - medians[period]))
    score = NORMAL * (found - medians) / np.maximum(mads, floor)
    return RobustBaseline(medians, mads, score, np.abs(score) > UNUSUAL_ABOVE, used, oldest, newest)


def _kept(counts: Floats, left_out: Iterable[bool] | None) -> NDArray[np.bool_]:
    out = np.zeros(len(counts), dtype=bool) if left_out is None else np.array(list(left_out), dtype=bool)
    if len(out) != len(counts):
        raise RefusedInput("statistics.lengths_differ", first=len(counts), second=len(out))
    return ~out & ~np.isnan(counts)
