"""CUSUM: whether counts have been above what is usual for a while, each day by too little to be seen alone."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dashboard.errors import RefusedInput
from dashboard.statistics.given import Counts, Floats, number, series

Transform: TypeAlias = Literal["standard", "rossi", "anscombe"]


@dataclass(frozen=True)
class CumulativeSum:
    """One value a day."""

    statistic: Floats
    """The sum S of excesses so far, in standard deviations; nan on a day without report."""
    alarm: NDArray[np.bool_]
    """S is at the threshold or above; false on a day without report."""


def cusum(counts: Counts, mean: float, k: float = 1.04, h: float = 2.26, transform: Transform = "standard") -> CumulativeSum:
    """The one-sided CUSUM of counts around a known mean: S_t = max(0, S_{t-1} + z_t - k), alarm while S_t >= h, S before the first day 0.

    `counts`: one a day, oldest first; nan or None = no report: that day is passed over and the sum carries on from the day before.
    `mean`: what is usual a day, above 0; always given, since a mean taken from the same counts hides what is looked for. `transform` makes
    z of x and mean m: "standard" (x - m) / sqrt(m), "rossi" (x - 3m + 2 sqrt(x m)) / (2 sqrt(m)), "anscombe" 1.5 (x^(2/3) - m^(2/3)) /
    m^(1/6). The sum is not set back after an alarm, as in `algo.cusum`: it falls by itself when the counts do. Units: standard deviations.
    Raises: RefusedInput for what is no count, a mean not above 0, k or h below 0, another transform.
    Source: R package `surveillance`, algo.cusum; Rossi, Lampugnani & Marchi 1999, Stat Med 18:2111-2122.
    """
    excess = _standardised(series(counts), number("mean", mean, or_equal=False), transform) - number("k", k)
    threshold = number("h", h)
    sums, so_far = np.full(len(excess), np.nan), 0.0
    for day, z in enumerate(excess.tolist()):
        if z == z:  # not nan
            sums[day] = so_far = max(0.0, so_far + z)
    return CumulativeSum(sums, sums >= threshold)


def _standardised(counts: Floats, mean: float, transform: str) -> Floats:
    match transform:
        case "standard":
            found = (counts - mean) / np.sqrt(mean)
        case "rossi":
            found = (counts - 3 * mean + 2 * np.sqrt(counts * mean)) / (2 * np.sqrt(mean))
        case "anscombe":
            found = 1.5 * (np.cbrt(counts) ** 2 - np.cbrt(mean) ** 2) / mean ** (1 / 6)
        case _:
            raise RefusedInput("statistics.no_method", value=transform, allowed="standard, rossi, anscombe")
    return np.asarray(found, dtype=np.float64)
