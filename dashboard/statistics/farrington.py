"""Farrington's method for long weekly series: its weights, its thresholds and the weeks that are compared.

The steps around a regression on 3 to 5 years of history. A new outbreak has no such history and a hotline seldom has, so the board fits
none: for those see `ears` and `robust_baseline`. Source: Farrington et al. 1996, J R Stat Soc A 159:547-563; Noufaily et al. 2013, Stat Med
32:1206-1222; R package `surveillance`, farringtonFlexible.R.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist

import numpy as np

from dashboard.errors import RefusedInput
from dashboard.statistics.given import Counts, Floats, number, series, whole

POWERS = {"none": 1.0, "1/2": 1 / 2, "2/3": 2 / 3}
"""Transformations to symmetry, by their name."""
OUTLIER_ABOVE = 2.58
"""Anscombe residual above which a past week weighs less, since it may have been an outbreak."""


@dataclass(frozen=True)
class Threshold:
    """What a week's count is held against."""

    lower: float
    upper: float
    """A count above it is a signal."""
    probability: float
    """Of a count as high as this one or higher."""
    score: float
    """(count - expected) / (upper - expected): above 1 where the count is above the threshold."""


def farrington_weights(residuals: Counts, threshold: float = OUTLIER_ABOVE) -> Floats:
    """Weights of past weeks by their Anscombe residuals s: in proportion to s^-2 above the threshold, else to 1; their sum is their number.

    Shape: as many as residuals. Raises: RefusedInput for what is no list of numbers, a residual that is not known, a threshold below 0.
    """
    found, bound = series(residuals, below_zero=True), number("threshold", threshold)
    if np.isnan(found).any():
        raise RefusedInput("statistics.no_series")
    outlying = found > bound
    shares = np.where(outlying, np.where(outlying, found, 1.0) ** -2.0, 1.0)
    return np.asarray(shares * len(found) / shares.sum() if len(found) else shares)


def farrington_threshold(expected: float, se: float, dispersion: float, count: float, *, alpha: float = 0.05,
                         transform: str = "2/3") -> Threshold:
    """The interval of Farrington et al. around an expected count, on a scale where it is symmetric (`transform`: "none", "1/2" or "2/3").

    `se`: standard error of the expected count; `dispersion` of the counts, 1 = Poisson; `alpha`: share on each side, 0 to 0.5.
    Units: counts; a lower end below 0 on the transformed scale is 0. Raises: RefusedInput for an expected count or dispersion not above 0,
    an se or count below 0, an alpha out of range, another transformation.
    """
    mean, spread = number("expected", expected, or_equal=False), number("dispersion", dispersion, or_equal=False)
    error, seen = number("se", se), number("count", count)
    if transform not in POWERS:
        raise RefusedInput("statistics.no_method", value=transform, allowed=", ".join(POWERS))
    power = POWERS[transform]
    deviation = power * mean ** (power - 1) * math.sqrt(mean * spread + error ** 2)
    reach = NormalDist().inv_cdf(1 - number("alpha", alpha, most=0.5, or_equal=False)) * deviation
    centre = mean ** power
    lower = centre - reach if power == 1 else max(0.0, centre - reach) ** (1 / power)
    upper = (centre + reach) ** (1 / power)
    beyond = 1 - NormalDist(centre, deviation).cdf(seen ** power)
    return Threshold(lower, upper, beyond, (seen - mean) / (upper - mean))


def noufaily_threshold(log_expected: float, log_se: float, dispersion: float, count: float, *, alpha: float = 0.05,
                       method: str = "muan") -> Threshold:
    """The quantiles of Noufaily et al.: of a negative binomial count (Poisson where the dispersion is 1) with the expected mean
    ("nbPlugin"), or with the upper end of the mean's own interval ("muan").

    `log_expected`, `log_se`: of the logarithm of the mean, as the regression gives them. The score is on the scale of counts; that of the R
    package takes the logarithm for the expected count, and cannot be compared from week to week. Units: counts.
    Raises: RefusedInput for a dispersion below 1, an se or count below 0, an alpha outside 0 to 0.5, another method.
    """
    share = number("alpha", alpha, most=0.5, or_equal=False)
    error, spread, seen = number("se", log_se), number("dispersion", dispersion, 1.0), whole("count", count)
    if method not in ("muan", "nbPlugin"):
        raise RefusedInput("statistics.no_method", value=method, allowed="muan, nbPlugin")
    centre = number("expected", log_expected, -50.0, 15.0)
    mean = math.exp(centre + (NormalDist().inv_cdf(1 - share) * error if method == "muan" else 0.0))
    below = _distribution(number("expected", mean, most=1e8), spread, seen)
    lower, upper = (float(np.searchsorted(below, level)) for level in (share, 1 - share))
    expected = math.exp(centre)
    beyond = 1 - float(below[seen - 1]) if seen else 1.0
    return Threshold(lower, upper, beyond, (seen - expected) / (upper - expected) if upper != expected else math.nan)


def _distribution(mean: float, dispersion: float, at_least: int) -> Floats:
    """Shares of counts up to 0, 1, 2, ...: far enough that hardly any is above, and to `at_least`."""
    last = max(at_least, int(mean + 12 * math.sqrt(mean * dispersion) * dispersion) + 40)
    steps = np.arange(1.0, last + 1)
    if dispersion == 1:
        logs, start = math.log(mean) - np.log(steps), -mean
    else:
        size = mean / (dispersion - 1)
        logs, start = np.log(size + steps - 1) - np.log(steps) + math.log1p(-1 / dispersion), -size * math.log(dispersion)
    return np.cumsum(np.exp(np.concatenate([[0.0], np.cumsum(logs)]) + start))


def comparable_weeks(day: date, years: int) -> list[date]:
    """The days of the same weekday that are nearest to the date a year ago, two, ..., oldest first, and the day itself.

    29 February is the 28th in other years. Raises: RefusedInput for years below 0.
    """
    found = [day]
    for back in range(1, whole("years", years) + 1):
        then = day.replace(year=day.year - back) if (day.month, day.day) != (2, 29) else date(day.year - back, 2, 28)
        apart = (day.weekday() - then.weekday()) % 7
        found.insert(0, then + timedelta(days=apart if apart <= 3 else apart - 7))
    return found


def reference_weeks(years: int, half_window: int) -> int:
    """How many weeks are compared: half a window before the week itself and a window around each earlier one, with that week.

    Raises: RefusedInput for numbers below 0.
    """
    half = whole("half_window", half_window)
    return half + 1 + whole("years", years) * (2 * half + 1)
