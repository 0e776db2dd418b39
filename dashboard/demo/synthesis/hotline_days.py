"""Whole days of a hotline before its calls are known one by one: of the same centre, as many answered as was published."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.centre import HASTY_SHARE, HOURS, met, seats_of, seconds_of
from dashboard.demo.synthesis.draws import shared_out
from dashboard.demo.synthesis.queueing import ABANDONED, ANSWERED, BLOCKED

OUTCOMES = {"answered": ANSWERED, "abandoned": ABANDONED, "blocked": BLOCKED}
ROUNDS = 2
"""In which the number of calls is brought to where as many are answered as was published."""


def counted_days(rng: np.random.Generator, level: pd.Series, answered: int, plan: dict) -> pd.DataFrame:
    """Columns offered, answered, abandoned and blocked by day, `answered` of them in all; who leaves a message is among those who gave up.

    level: calls by day, in proportion. Every call waits in the line before the seats of its hour, as the single calls of later days do.
    What a line drawn at random leaves over (about one in a thousand) is given to the days by their calls.
    """
    hours = pd.date_range(level.index[0], periods=24 * len(level), freq="h")
    share, seats, offered = np.outer(level / level.sum(), HOURS / HOURS.sum()).ravel(), seats_of(plan, hours), answered / (1 - HASTY_SHARE)
    for own in rng.spawn(ROUNDS):
        seconds = seconds_of(own, own.poisson(share * offered))
        outcome = met(own, seconds, plan, seats)[0]
        offered *= answered / (outcome == ANSWERED).sum()
    found = {name: np.bincount(seconds[outcome == one] // 86400, minlength=len(level)) for name, one in OUTCOMES.items()}
    left = answered - int(found["answered"].sum())
    found["answered"] += np.sign(left) * shared_out(abs(left), found["answered"])
    days = pd.DataFrame(found, level.index)
    return days.assign(offered=days.sum(axis=1))
