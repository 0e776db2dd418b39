"""Callers in a line before a number of seats: who is answered, who gives up, who finds the line full, and how long each waits."""

from heapq import heappop, heappush, heapreplace

import numpy as np

ANSWERED, ABANDONED, BLOCKED = 0, 1, 2


def queued(
    arrivals: np.ndarray, handling: np.ndarray, patience: np.ndarray, seats: np.ndarray, places: int,
) -> tuple[np.ndarray, np.ndarray]:
    """(outcome, wait in seconds) of each call; first come, first served, so that a centre of this size obeys Erlang.

    arrivals: seconds since the first hour, ascending; handling, patience: seconds, by call; seats: staffed seats, by hour; places:
    callers that the line holds beside them. A seat that is given up at the end of a shift finishes its call first. The wait of a
    blocked call is nan.
    """
    outcome, wait = np.zeros(len(arrivals), dtype=np.int8), np.zeros(len(arrivals))
    mean, free, hour = float(handling.mean()) if len(handling) else 1.0, [], -1
    for n, (at, needed, patient) in enumerate(zip(arrivals.tolist(), handling.tolist(), patience.tolist(), strict=True)):
        if at // 3600 != hour:
            hour = at // 3600
            _staff(free, int(seats[int(hour)]), at)
        line = free[0] - at
        if line <= 0:
            heapreplace(free, at + needed)
        elif line * len(free) > places * mean:
            outcome[n], wait[n] = BLOCKED, np.nan
        elif line > patient:
            outcome[n], wait[n] = ABANDONED, patient
        else:
            wait[n] = line
            heapreplace(free, at + line + needed)
    return outcome, wait


def _staff(free: list[float], seats: int, at: float) -> None:
    """`free`: when each seat is free again. Those who sit idle leave first."""
    while len(free) < seats:
        heappush(free, at)
    while len(free) > seats:
        heappop(free)
