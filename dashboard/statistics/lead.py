"""Whether one daily count leads or lags another, and by how many days, with what chance leaves of it."""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal, TypeAlias

import numpy as np

from dashboard.statistics.given import Counts, Floats, beside, series, whole

Withheld: TypeAlias = Literal["few_days", "few_counts", "no_lag"]
FEWEST_DAYS = 21
"""Daily changes, known of both, that every lag needs."""
FEWEST_A_DAY = 3.0
"""Mean count a day below which a day's change is little but chance."""
SHARE = 0.95
WEEK = 7
BLOCK = 7
"""Days that a resample keeps together: a week."""
RESAMPLES = 499
SEED = 20221129
"""Fixed, so that the same days give the same interval."""


@dataclass(frozen=True)
class Lead:
    correlation: Floats
    """At each lag from -reach to reach; nan: too few days."""
    chance: Floats
    """What chance reaches at any of the lags in a twentieth of such pairs of series at most."""
    used: int
    """Days whose change is known of both: pairs at lag 0."""
    days: float
    """Days by which the first comes before the second, below 0 where it follows; nan: withheld."""
    lower: float
    upper: float
    withheld: Withheld | None


def lead(first: Counts, second: Counts, reach: int = 10) -> Lead:
    """By how many days `first` comes before `second`: the lag at which their daily changes go together most.

    `first`, `second`: counts a day, oldest first, nan = not known. Two counts that both rise for a month agree at every lag; so what is
    correlated are changes from day to day of log(count + 1), less the mean change of that place in the week: neither a common trend
    nor a common weekday counts. A lag k pairs `first` of a day with `second` k days later.

    A lag stands out where its correlation is above `chance`: the normal quantile for 5 % shared by all lags, times Bartlett's standard
    error sqrt(sum of r1(j) r2(j) over j / days), r1 and r2 being the autocorrelations to a week. Only going together counts, since calls
    that fall while cases rise answer nothing. `lower` and `upper`: ends of 95 % of the best lags of 499 resamples by weeks (moving blocks
    of a day's change with all that it is paired with), with a fixed seed.
    withheld: few_days (a lag has fewer than 21 days), few_counts (a mean below 3 a day, or a series that does not change), no_lag (none
    stands out, or the best is the last looked at, beyond which a better one may lie).
    Raises: RefusedInput for what is no count, series of other lengths, a reach below 1.
    Source: Bartlett 1955 and Box, Jenkins & Reinsel, Time Series Analysis, ch. 12 (cross-correlation, its standard error, differencing
    first); Kuensch 1989, Politis & Romano 1992 (blocks of blocks). Counts needed are this board's own convention.
    """
    one = series(first)
    other, reach = beside(second, one), whole("reach", reach, 1)
    before, after = _changes(one), _changes(other)
    pairs = _shifted(after, reach)
    known = np.isfinite(before)[:, None] & np.isfinite(pairs)
    paired = known.sum(axis=0)
    used = int(paired[reach])
    nothing = np.full(2 * reach + 1, math.nan)
    if paired.min() < FEWEST_DAYS:
        return Lead(nothing, nothing, used, math.nan, math.nan, math.nan, "few_days")
    if min(np.nanmean(one), np.nanmean(other)) < FEWEST_A_DAY or not min(np.nanstd(before), np.nanstd(after)) > 0:
        return Lead(nothing, nothing, used, math.nan, math.nan, math.nan, "few_counts")
    found = _correlations(before, pairs, known, np.ones((1, len(before))))[0]
    chance = _quantile(reach) * _error(before, after) / np.sqrt(paired)
    best = int(np.nanargmax(found))
    if not found[best] > chance[best] or best in (0, 2 * reach):
        return Lead(found, chance, used, math.nan, math.nan, math.nan, "no_lag")
    lower, upper = _interval(before, pairs, known, reach)
    # Few resamples may leave the best lag itself out: then the interval is widened to it.
    return Lead(found, chance, used, float(best - reach), min(lower, best - reach), max(upper, best - reach), None)


def _changes(counts: Floats) -> Floats:
    """Daily changes of the logarithm less the mean of their place in the week; nan beside an unknown day. One fewer than counts."""
    changes = np.diff(np.log(counts + 1))
    for place in range(WEEK):
        same = changes[place::WEEK]
        if np.isfinite(same).any():
            changes[place::WEEK] = same - np.nanmean(same)
    return changes


def _shifted(changes: Floats, reach: int) -> Floats:
    """Beside each day what follows it by -reach to reach days. Shape: days x lags; nan beyond either end."""
    padded = np.concatenate([np.full(reach, math.nan), changes, np.full(reach, math.nan)])
    return np.stack([padded[lag:lag + len(changes)] for lag in range(2 * reach + 1)], axis=1)


def _correlations(before: Floats, pairs: Floats, known: np.ndarray, weights: Floats) -> Floats:
    """Of the known pairs, each day counted as often as `weights` (resamples x days) says. Shape: resamples x lags."""
    x, y = np.where(known, before[:, None], 0.0), np.where(known, pairs, 0.0)
    n, sx, sy, sxx, syy, sxy = (weights @ part for part in (known.astype(float), x, y, x * x, y * y, x * y))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = (sxy - sx * sy / n) / np.sqrt((sxx - sx * sx / n) * (syy - sy * sy / n))
    return np.where(np.isfinite(found), found, -1.0)


def _error(before: Floats, after: Floats) -> float:
    """Bartlett's factor: 1 where days are independent; above it where both series remember alike."""
    memories = [_memory(before), _memory(after)]
    return math.sqrt(max(1.0, 1 + 2 * math.fsum(a * b for a, b in zip(*memories, strict=True))))


def _memory(changes: Floats) -> list[float]:
    """Autocorrelations at 1 to 7 days, of the pairs that are known."""
    away = changes - np.nanmean(changes)
    whole_spread = np.nanmean(away * away)
    return [float(np.nanmean(away[:-lag] * away[lag:]) / whole_spread) for lag in range(1, WEEK + 1)]


def _quantile(reach: int) -> float:
    return NormalDist().inv_cdf(1 - (1 - SHARE) / (2 * reach + 1))


def _interval(before: Floats, pairs: Floats, known: np.ndarray, reach: int) -> tuple[float, float]:
    """Ends of the middle 95 % of the lags at which resamples correlate most."""
    days, draw = len(before), np.random.default_rng(SEED)
    starts = draw.integers(0, days - BLOCK + 1, size=(RESAMPLES, math.ceil(days / BLOCK)))
    drawn = (starts[:, :, None] + np.arange(BLOCK)).reshape(RESAMPLES, -1)[:, :days]
    weights = np.stack([np.bincount(row, minlength=days) for row in drawn]).astype(float)
    best = _correlations(before, pairs, known, weights).argmax(axis=1) - reach
    lower, upper = np.quantile(best, [(1 - SHARE) / 2, (1 + SHARE) / 2], method="inverted_cdf")
    return float(lower), float(upper)
