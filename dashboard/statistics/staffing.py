"""How many people a shift needs."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.errors import RefusedInput
from dashboard.statistics.given import number, whole
from dashboard.statistics.queueing import MOST_LOAD, MOST_STAFF, Service, ServiceWithPatience, erlang_a, erlang_b, erlang_c

NORM_SECONDS = 15.0
"""GB/T 33358-2016: answered within 15 seconds."""


@dataclass(frozen=True)
class StaffNeed:
    """How many, and what callers then meet."""

    staff: int
    """People on the phones at the same time."""
    positions: int
    """People on the roster, so that `staff` are on the phones in spite of shrinkage (breaks, training, leave)."""
    service: Service | ServiceWithPatience


def staff_for(calls_per_hour: float, handle_seconds: float, *, patience_seconds: float | None = None, within_seconds: float = NORM_SECONDS,
              service_level: float | None = None, connect_rate: float | None = None, max_occupancy: float | None = None,
              shrinkage: float = 0.0) -> StaffNeed:
    """The fewest people on the phones with whom every target that is given is met.

    With `patience_seconds` by Erlang A, where callers may give up; without, by Erlang C, where all wait (then there is no connect rate).
    Targets: `service_level` served within `within_seconds` / offered, at least; `connect_rate` answered / offered, at least;
    `max_occupancy` share of the staff's time on calls, at most. Each 0 to 1, both excluded. `shrinkage`: share of a roster that is not on
    the phones, 0 to 1, 1 excluded; positions = ceil(staff / (1 - shrinkage)). With no target Erlang C asks only that the queue does not
    grow. Raises: RefusedInput as `erlang_a` and `erlang_c` do; for a target outside its range, a connect rate without patience, no target
    with it, and where even MOST_STAFF people do not meet the targets.
    """
    calls, handle = number("calls_per_hour", calls_per_hour), number("handle_seconds", handle_seconds, or_equal=False)
    load = number("load", calls * handle / 3600, most=MOST_LOAD)
    level, answered, busy = (
        n if n is None else number(name, n, most=1.0, or_equal=False)
        for name, n in (("service_level", service_level), ("connect_rate", connect_rate), ("max_occupancy", max_occupancy))
    )
    number("shrinkage", shrinkage, most=0.99)
    if patience_seconds is None and answered is not None:
        raise RefusedInput("statistics.connect_rate_without_patience")
    if patience_seconds is not None and level is None and answered is None and busy is None:
        raise RefusedInput("statistics.no_target")

    def service(staff: int) -> Service | ServiceWithPatience:
        if patience_seconds is None:
            return erlang_c(load, staff, handle, within_seconds)
        return erlang_a(calls, handle, patience_seconds, staff, within_seconds)

    def suffices(staff: int) -> bool:
        found = service(staff)
        return ((level is None or found.service_level >= level) and (busy is None or found.occupancy <= busy)
                and (answered is None or not isinstance(found, ServiceWithPatience) or 1 - found.abandon_share >= answered))

    staff = _fewest(suffices, max(1, math.floor(load) + 1) if patience_seconds is None else 1)
    return StaffNeed(staff, with_shrinkage(staff, shrinkage), service(staff))


def lines_for(load: float, max_blocking: float) -> int:
    """The fewest lines (seats without a queue) that turn away at most that share of calls, by Erlang B. Raises: RefusedInput as it does."""
    share = number("max_blocking", max_blocking, most=1.0, or_equal=False)
    return _fewest(lambda lines: erlang_b(load, lines) <= share, 1)


def with_shrinkage(staff: int, shrinkage: float) -> int:
    """Positions on a roster of which `staff` are on the phones. Raises: RefusedInput for a share below 0 or above 0.99."""
    share = number("shrinkage", shrinkage, most=0.99)
    return math.ceil(round(whole("staff", staff) / (1 - share), 9))  # rounded, since 14 / 0.7 must not become 21


def _fewest(suffices: Callable[[int], bool], start: int) -> int:
    """The smallest number from `start` that suffices, of a question that stays answered once it is: by doubling, then halving."""
    low, high = start - 1, start
    while not suffices(high):
        if high >= MOST_STAFF:
            raise RefusedInput("statistics.no_staff_suffices", most=MOST_STAFF)
        low, high = high, min(high + max(1, 2 * (high - start)), MOST_STAFF)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle, high)
    return high
