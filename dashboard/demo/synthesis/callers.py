"""Who calls twice: callers who got nobody dial again within minutes, some who got an answer ask once more in the days after."""

import numpy as np
import pandas as pd

REDIAL_SHARE, REDIAL_MINUTES = 0.55, 9.0
"""Of those who were not answered; mean time until they dial again."""
ASKS_AGAIN_SHARE, ASKS_AGAIN_DAYS = 0.09, 1.6
"""Of those who were answered, about the same topic from the same district; mean time until then."""
WITHHELD_SHARE = 0.03
"""Calls whose number was not passed on, so that no key could be made of it."""


def caller_keys(rng: np.random.Generator, calls: pd.DataFrame) -> np.ndarray:
    """A made-up key by call, the same for the same caller; null where it is not known. `calls`: in order of time, without keys."""
    number = len(calls)
    seconds = calls["started_at"].to_numpy().astype("datetime64[s]").astype(np.int64)
    answered = (calls["outcome"] == "answered").to_numpy()
    before = np.full(number, -1)
    _link(before, seconds, np.arange(number), _some(rng, ~answered, REDIAL_SHARE), rng.exponential(REDIAL_MINUTES * 60, number) + 20)
    again, after = _some(rng, answered, ASKS_AGAIN_SHARE), rng.exponential(ASKS_AGAIN_DAYS * 86400, number) + 3600
    for _, group in sorted(calls[answered].groupby(["area_id", "topic"]).indices.items()):
        rows = np.flatnonzero(answered)[group]
        _link(before, seconds, rows, rows[again[rows]], after)
    person = np.arange(number)
    for n in np.flatnonzero(before >= 0):
        person[n] = person[before[n]]
    order = np.argsort(rng.permutation(number))
    keys = np.char.add("SYN-K", np.char.zfill((order[person] + 1).astype(str), 6)).astype(object)
    keys[rng.random(number) < WITHHELD_SHARE] = None
    return keys


def _some(rng: np.random.Generator, among: np.ndarray, share: float) -> np.ndarray:
    return among & (rng.random(len(among)) < share)


def _link(before: np.ndarray, seconds: np.ndarray, rows: np.ndarray, callers: np.ndarray, after: np.ndarray) -> None:
    """Make the first of `rows` at or after the time of each of `callers` a later call of his, in `before`, unless it is one already.

    `callers`: numbers of rows, or a mask of all; `after`: seconds by row.
    """
    callers = np.flatnonzero(callers) if callers.dtype == bool else callers
    found = np.searchsorted(seconds[rows], seconds[callers] + after[callers])
    for caller, at in zip(callers[found < len(rows)].tolist(), rows[found[found < len(rows)]].tolist(), strict=True):
        if before[at] < 0 and at > caller:
            before[at] = caller
