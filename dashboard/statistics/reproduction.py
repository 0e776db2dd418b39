"""The effective reproduction number by Cori et al.: how many people each case has infected lately."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.errors import RefusedInput
from dashboard.statistics.distributions import gamma_below, gamma_quantile
from dashboard.statistics.given import Counts, Floats, beside, number, series, whole

FEWEST_CASES = 11
"""Cases in the window below which the estimate is no estimate: EpiEstim warns where its coefficient of variation is above 0.3."""
TAIL = 0.025
"""Share of the posterior on each side of the interval of 95 %."""


@dataclass(frozen=True)
class ReproductionNumber:
    """One value a window, by the day on which it ends. nan: not known for this window."""

    end: NDArray[np.int_]
    """Index of the window's last day in the counts, the first day being 0."""
    mean: Floats
    """Mean of the posterior: people infected by a case."""
    sd: Floats
    lower: Floats
    """Of the interval of 95 % (credible, equal tails)."""
    upper: Floats
    cases: Floats
    """Local cases in the window; below FEWEST_CASES an estimate is to be withheld."""


def serial_interval(mean: float, sd: float, days: int) -> Floats:
    """Weights w_0..w_days of the days from a case's onset to that of those it infects: a gamma distribution shifted by a day, in days.

    `mean` above 1 and `sd` above 0, in days. Shape: days + 1 values, w_0 = 0; not scaled to sum to 1, they approach it as `days` grows.
    Raises: RefusedInput for a mean not above 1, an sd not above 0, days below 0.
    Source: Cori et al. 2013, Am J Epidemiol 178:1505-1512, web appendix 11; EpiEstim discr_si.
    """
    excess = number("serial_mean", mean, least=1.0, or_equal=False) - 1
    sd = number("serial_sd", sd, or_equal=False)
    shape, scale = (excess / sd) ** 2, sd ** 2 / excess

    def below(x: float, more: int = 0) -> float:
        return gamma_below(x / scale, shape + more)

    def weight(k: int) -> float:
        own = k * below(k) + (k - 2) * below(k - 2) - 2 * (k - 1) * below(k - 1)
        return max(0.0, own + excess * (2 * below(k - 1, 1) - below(k - 2, 1) - below(k, 1)))

    return np.array([weight(k) if k else 0.0 for k in range(whole("days", days) + 1)])


def infectivity(counts: Counts, weights: Counts) -> Floats:
    """Overall infectivity of each day: Lambda_t = sum over k >= 1 of w_k I_{t-k}. Shape: as many as counts.

    nan where a day without report counts in it; the first day has none before it and is 0. Raises: RefusedInput as `series`.
    """
    cases, shares = series(counts), series(weights)
    found = np.zeros(len(cases))
    for k in range(1, min(len(shares), len(cases))):
        if shares[k]:  # 0 times a day without report is 0
            found[k:] += shares[k] * cases[:-k]
    return found


def reproduction_number(local: Counts, imported: Counts | None = None, *, weights: Counts, window: int = 7,
                        prior_mean: float = 5.0, prior_sd: float = 5.0) -> ReproductionNumber:
    """R_t over sliding windows of `window` days that end on each day from the one after the first window.

    `local`: cases infected here, one a day, oldest first, nan or None = no report; `imported`: cases infected elsewhere, who infect but
    were not infected here. Cases of the first day count as imported, whatever is said of them, so the first window begins on the second
    day. `weights`: the serial interval w_0, w_1, ..., as `serial_interval` gives it; w_0 must be 0. The prior of R is a gamma distribution.
    Shape: len(local) - window values, none where the series is no longer than the window. nan: a day without report is in the window or in
    what it rests on; nobody was infectious in it, so that the counts tell nothing; or it ends no later than the mean serial interval.
    What it is not: of counts by day of report, most of them isolated before, it is not the transmission among the free.
    Raises: RefusedInput for what is no count, series of different lengths, a window below 1, weights that are none, a prior not above 0.
    Source: Cori et al. 2013; EpiEstim 2.2.4 estimate_R (mean, sd and quantiles of the gamma posterior).
    """
    cases, shares = series(local).copy(), _serial(weights)
    total = cases + (0.0 if imported is None else beside(imported, cases))
    prior_mean, prior_sd = (number(name, n, or_equal=False) for name, n in (("prior_mean", prior_mean), ("prior_sd", prior_sd)))
    prior_shape, prior_scale = (prior_mean / prior_sd) ** 2, prior_sd ** 2 / prior_mean
    span, spread = whole("window", window, 1), infectivity(total, shares)
    ends = np.arange(span, len(cases))
    estimates = np.full((5, len(ends)), np.nan)
    for place, end in enumerate(ends.tolist()):
        infected, exposure = float(cases[end - span + 1:end + 1].sum()), float(spread[end - span + 1:end + 1].sum())
        estimates[4, place] = infected
        known = math.isfinite(infected) and exposure > 0  # nan is not above 0
        if known and end + 1 > float(np.arange(len(shares)) @ shares):
            shape, scale = prior_shape + infected, 1 / (1 / prior_scale + exposure)
            lower, upper = (scale * gamma_quantile(share, shape) for share in (TAIL, 1 - TAIL))
            estimates[:4, place] = shape * scale, math.sqrt(shape) * scale, lower, upper
    return ReproductionNumber(ends, *estimates)


def _serial(weights: Counts) -> Floats:
    shares = series(weights)
    if len(shares) < 2 or np.isnan(shares).any() or shares[0] != 0 or not 0 < shares.sum() <= 1 + 1e-6:
        raise RefusedInput("statistics.no_weights")
    return shares
