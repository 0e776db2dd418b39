"""When a stock runs out, by the trend of its last reports; withheld where they support no date."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist, median
from typing import Literal

from dashboard.statistics.given import series

FEWEST_REPORTS = 4
"""Reports since the stock last rose that a trend needs: of three, one slip turns the slope."""
FARTHEST = 14.0
"""Days: an interval that reaches beyond them tells nobody when to send a lorry."""
SHARE = 0.95
NORMAL = NormalDist().inv_cdf(1 - (1 - SHARE) / 2)
Withheld = Literal["out", "few_reports", "restocked", "not_falling", "no_end"]


@dataclass(frozen=True)
class StockOut:
    """Days from the last report. nan: withheld."""

    days: float
    lower: float
    """Of the interval of 95 %; of four or five reports that of all their slopes, which is a little narrower (92 to 95 %)."""
    upper: float
    withheld: Withheld | None
    """out: nothing is left; few_reports: fewer than four; restocked: fewer than four since it last rose; not_falling: the slope is none;
    no_end: the interval holds a slope of nothing, or one by which the stock lasts beyond two weeks."""


def stock_out(days: Sequence[float], stock: Sequence[float]) -> StockOut:
    """Days until the stock of the last report is used up, at the Theil-Sen slope of the reports since the last rise.

    `days`: when each report was made, ascending; `stock`: what lay there, in one unit. A rise is a delivery: what was before it says
    nothing of how fast the stock falls now.
    Raises: RefusedInput for stocks that are no numbers of 0 or more. Source: Sen 1968, J. Am. Stat. Assoc. 63:1379, its interval by
    Kendall's variance; at least four reports, and two weeks, are this board's own conventions.
    """
    found = series(stock).tolist()
    if not found or found[-1] <= 0:
        return _withheld("out" if found else "few_reports")
    if len(found) < FEWEST_REPORTS:
        return _withheld("few_reports")
    since = max((place for place in range(1, len(found)) if found[place] > found[place - 1]), default=0)
    at, left = list(days)[since:], found[since:]
    if len(left) < FEWEST_REPORTS:
        return _withheld("restocked")
    slopes = sorted((left[b] - left[a]) / (at[b] - at[a]) for a, b in combinations(range(len(left)), 2) if at[b] > at[a])
    slope = median(slopes) if slopes else 0.0
    if slope >= 0:
        return _withheld("not_falling")
    steepest, flattest = _interval(slopes, len(left))
    if flattest >= 0 or left[-1] / -flattest > FARTHEST:
        return _withheld("no_end")
    return StockOut(left[-1] / -slope, left[-1] / -steepest, left[-1] / -flattest, None)


def _interval(slopes: list[float], reports: int) -> tuple[float, float]:
    """The slopes between which the true one lies, by their ranks; the outermost where ranks would go beyond them."""
    spread = NORMAL * math.sqrt(reports * (reports - 1) * (2 * reports + 5) / 18)
    rank = max(1, math.floor((len(slopes) - spread) / 2))
    return slopes[rank - 1], slopes[-rank]


def _withheld(why: Withheld) -> StockOut:
    return StockOut(math.nan, math.nan, math.nan, why)
