"""A hotline as a queue: how many callers wait, how long, and how many give up, by load and staff."""

import math
from dataclasses import dataclass

import numpy as np

from dashboard.errors import RefusedInput
from dashboard.statistics.given import Floats, number, whole

MOST_STAFF = 100_000
"""More than any hotline has; beyond it a number is a mistake, and would only take time."""
MOST_LOAD = 100_000.0
NEGLIGIBLE = 45.0
"""Logarithm by which a state is rarer than the likeliest one when it is left out: about 1e-20."""
SPREADS = 12
"""Standard deviations around the likeliest queue that are looked at: all but 1e-31 of it."""
LONGEST_PATIENCE = 1e10
"""Seconds, three hundred years: a longer patience counts as this one, from which it differs by less than a millionth."""
FLUID = 1e5
"""Standard deviation of the queue from which it stands for its likeliest length: that is then right to ten digits."""


@dataclass(frozen=True)
class Service:
    """What callers meet in the long run. Shares are 0 to 1."""

    wait_probability: float
    """Share of callers who find nobody free."""
    mean_wait_seconds: float
    """Over all callers, those served at once and (Erlang A) those who give up included."""
    occupancy: float
    """Share of the staff's time spent on calls; nan where there is no staff."""
    service_level: float
    """Served within the time / offered: a caller who gives up, however soon, counts as not served."""


@dataclass(frozen=True)
class ServiceWithPatience(Service):
    """Where callers may give up."""

    abandon_share: float
    """Gave up / offered; the connect rate is 1 less it."""


def erlang_b(load: float, staff: int) -> float:
    """Share of calls turned away where nobody can wait (M/M/N/N). `load`: erlangs, calls an hour times handle time in hours.

    Nobody on duty turns all away: 1. Raises: RefusedInput for a load or staff below 0, staff that is not whole, numbers beyond any hotline.
    Source: Erlang 1917; recursion 1/B(n) = 1 + n/a * 1/B(n-1), which cannot overflow as B.
    """
    load, staff = number("load", load, most=MOST_LOAD), whole("staff", staff, most=MOST_STAFF)
    blocked = 1.0
    for n in range(1, staff + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def erlang_c(load: float, staff: int, handle_seconds: float, within_seconds: float) -> Service:
    """Waiting where every caller waits until served (M/M/N), in the long run. `load`: erlangs; `within_seconds`: the service level's time.

    Raises: RefusedInput where the load reaches the staff, since the queue then grows without end (`erlang_a` answers, people do give up);
    for a load, staff or time below 0, a handle time of 0, staff that is not whole. Source: Erlang 1917.
    """
    blocked = erlang_b(load, staff)
    handle, within = number("handle_seconds", handle_seconds, or_equal=False), number("within_seconds", within_seconds)
    if load >= staff:
        raise RefusedInput("statistics.load_reaches_staff", load=f"{load:.4g}", staff=staff)
    waits = staff * blocked / (staff - load * (1 - blocked))
    level = 1 - waits * math.exp(-(staff - load) * within / handle)
    return Service(waits, waits * handle / (staff - load), load / staff, level)


def erlang_a(calls_per_hour: float, handle_seconds: float, patience_seconds: float, staff: int,
             within_seconds: float) -> ServiceWithPatience:
    """Waiting where callers give up after a patience of their own (M/M/N+M), in the long run; stable at any load.

    `patience_seconds`: mean time until a waiting caller gives up (exponential), above 0. With no staff everyone gives up. With no calls the
    answers are what a lone caller would meet. The service level is served within the time / offered, exactly: one who finds q callers
    waiting reaches a seat after a sum of q + 1 exponential times, whose ends follow a negative binomial law, and must not give up before.
    Raises: RefusedInput for calls, staff or time below 0, a handle time or patience of 0, staff that is not whole.
    Source: Palm 1946; Garnett, Mandelbaum & Reiman 2002, M&SOM 4:208-227.
    """
    arrivals = number("calls_per_hour", calls_per_hour) / 3600
    served = 1 / number("handle_seconds", handle_seconds, or_equal=False)
    leaves = 1 / min(number("patience_seconds", patience_seconds, or_equal=False), LONGEST_PATIENCE)
    staff, within = whole("staff", staff, most=MOST_STAFF), number("within_seconds", within_seconds)
    number("load", arrivals / served, most=MOST_LOAD)
    free, first, queued = _states(arrivals, served, leaves, staff)
    ahead = first + np.arange(len(queued))
    rest = staff * served / leaves  # calls completed in a mean patience
    in_time = _reached(staff * served, leaves, within, first, len(queued)) * rest / (rest + ahead + 1)
    gives_up = min(1.0, float(queued @ ((ahead + 1) / (rest + ahead + 1))))
    busy = float(free @ np.arange(len(free))) + staff * float(queued.sum())
    return ServiceWithPatience(
        min(1.0, float(queued.sum())), gives_up / leaves, min(1.0, busy / staff) if staff else math.nan,
        min(1.0, float(free.sum()) + float(queued @ in_time)), gives_up,
    )


def _states(arrivals: float, served: float, leaves: float, staff: int) -> tuple[Floats, int, Floats]:
    """Long-run shares of time: with 0..staff-1 on the line; the shortest queue that counts; with that many waiting, one more, ...

    In logarithms, from the state in which all are busy and nobody waits. Where the queue is long, only states around its likeliest length.
    """
    if not arrivals:
        return (np.eye(1, staff)[0], 0, np.zeros(1)) if staff else (np.zeros(0), 0, np.ones(1))
    likeliest, spread = (arrivals - staff * served) / leaves, math.sqrt(arrivals / leaves + 1)
    first = max(0, int(likeliest - SPREADS * spread))
    if first and spread > FLUID:
        return np.zeros(0), int(likeliest), np.ones(1)
    size = 1024
    while True:
        rates = staff * served + leaves * (first + np.arange(1.0, size))
        queued = np.concatenate([[0.0], np.cumsum(math.log(arrivals) - np.log(rates))])
        if queued[-1] < queued.max() - NEGLIGIBLE:
            break
        size *= 4
    free = np.cumsum(np.log(np.arange(staff, 0.0, -1) * served) - math.log(arrivals))[::-1] if not first else np.zeros(0)
    peak = max(float(queued.max()), float(free.max(initial=-np.inf)))
    free, queued = np.exp(free - peak), np.exp(queued - peak)
    whole_time = free.sum() + queued.sum()
    return free / whole_time, first, queued / whole_time


def _reached(capacity: float, leaves: float, within: float, first: int, size: int) -> Floats:
    """Chance that one who does not give up is served in time with `first` callers ahead, one more, ..., `size` values.

    The wait behind q callers has the rates capacity + j * leaves, j = 0..q; given that its end comes before giving up, one `leaves` more.
    Such a sum is -ln(Beta(capacity / leaves + 1, q + 1)) / leaves, so the chance is 1 less the distribution at q of a negative binomial
    number of callers who are gone by then.
    """
    successes, gone = capacity / leaves + 1, -math.expm1(-leaves * within)
    mean = successes * math.expm1(min(leaves * within, 600.0))
    spread = math.sqrt(mean) * math.exp(min(leaves * within, 600.0) / 2)
    last = int(min(first + size - 1, mean + NEGLIGIBLE * (1 + spread)))  # with more callers ahead the chance is 0
    found = np.zeros(size)
    if last >= first:
        steps = np.arange(1.0, last + 1)
        logs = np.cumsum(np.log(successes + steps - 1) - np.log(steps) + math.log(gone)) if gone else np.full(last, -np.inf)
        spread_out = np.exp(np.concatenate([[0.0], logs]) - (capacity + leaves) * within)
        found[:last + 1 - first] = np.clip(1 - np.cumsum(spread_out), 0.0, 1.0)[first:]
    return found
