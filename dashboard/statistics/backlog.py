"""How many may be open in the coming week, from how many were open at the end of each of the last 28 days.

A stock that is worked off on working days has a weekly shape: it grows over the weekend. The forecast is therefore the day a week before
(seasonal naive), times the trend: the mean of the last 7 days over that of the 7 before (both plus one, so that zero is a number). Its
interval is what the same rule would have got wrong in the last two weeks, each forecast as a whole from the two before it: Student's
quantile times the spread of the logarithms, widened by sqrt(1 + 1/14) (Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
3rd ed. 2021, 5.5). Errors of neighbouring days are alike, so the interval is rather too narrow than too wide; it is of one day, not of all
seven. Nothing is known beyond a week, of a holiday ahead, or of a change of staff.
"""

import math
from dataclasses import dataclass

import numpy as np

from dashboard.statistics.distributions import student_quantile
from dashboard.statistics.given import Counts, Floats, number, series

WEEK = 7
HISTORY = 4 * WEEK
"""Days that a forecast needs: 14 to forecast from, and 14 that were forecast from those before them."""
FEWEST_OPEN = 10.0
"""Mean of open items a day in each of the last two weeks below which nothing is forecast: chance is then larger than any trend."""


@dataclass(frozen=True)
class Backlog:
    """What may be open at the end of each of the 7 coming days."""

    expected: Floats
    lower: Floats
    upper: Floats


def backlog(open_counts: Counts, share: float = 0.8) -> Backlog | None:
    """The coming week after the last day of `open_counts` (items open at the end of each day, in order, without gaps).

    None where it cannot be known: fewer than 28 days, a day missing (None or nan) among the last 28, or too few open. `share`: of the days
    forecast, how many lie within the interval. Raises: RefusedInput for a count below 0 or a share that is none.
    """
    counts = series(open_counts)[-HISTORY:]
    inside = number("share", share, 0.0, 1.0, or_equal=False)
    if len(counts) < HISTORY or np.isnan(counts).any() or min(counts[-WEEK:].mean(), counts[-2 * WEEK:-WEEK].mean()) < FEWEST_OPEN:
        return None
    logs = np.log(counts + 1)
    expected = _ahead(counts)
    errors = [logs[day] - _ahead(counts[:day // WEEK * WEEK])[day % WEEK] for day in range(2 * WEEK, HISTORY)]
    spread = math.sqrt(float(np.mean(np.square(errors))) * (1 + 1 / len(errors)))
    reach = student_quantile((1 + inside) / 2, len(errors)) * spread
    lower, middle, upper = (np.maximum(0.0, np.exp(expected + by) - 1) for by in (-reach, 0.0, reach))
    return Backlog(middle, lower, upper)


def _ahead(known: Floats) -> Floats:
    """Logarithms of the seven days after the known ones, each plus one: of 14 days or more."""
    trend: float = math.log((known[-WEEK:].mean() + 1) / (known[-2 * WEEK:-WEEK].mean() + 1))
    ahead: Floats = np.log(known[-WEEK:] + 1) + trend
    return ahead
