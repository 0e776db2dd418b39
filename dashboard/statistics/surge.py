"""The life of a surge: onset, rising, high, easing, over, against what was usual before it."""

import math
from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal, TypeAlias

from dashboard.errors import RefusedInput
from dashboard.statistics.given import Counts, series, whole
from dashboard.statistics.smoothing import NORMAL, UNUSUAL_ABOVE

State: TypeAlias = Literal["usual", "onset", "rising", "high", "easing", "over", "settled"]
WIDTH = 0.2
"""The usual range is at least this share of the median to either side: a tenth more calls is no surge, however even the weeks before."""
RISE = 1.1
"""A surge rises where it stands this many times as far above what is usual as when it was last marked, and by more than chance."""
EASED = 0.5
"""It eases where at most this share of its greatest excess is left."""
MARKED = ("onset", "rising")


@dataclass(frozen=True)
class Usual:
    """What is usual for a period; nan: too few earlier periods."""

    median: float
    low: float
    high: float
    used: int
    """Earlier periods that it is of,"""
    oldest: int
    """the index of the oldest, -1 where there is none,"""
    newest: int
    is_wider: bool
    """of the wider kind, since too few are quite alike."""


@dataclass(frozen=True)
class Period:
    usual: Usual
    state: State | None
    """Null: no count, or nothing usual is known."""
    since: int
    """Index of the onset; -1 outside a surge."""

    @property
    def is_marked(self) -> bool:
        """Whether it needs somebody's attention: an onset or a rise. The rest is said in words."""
        return self.state in MARKED


@dataclass
class _Surge:
    since: int
    marked: float
    """Times what is usual when it was last marked, and"""
    top: float = 0.0
    """the most so far, of a whole window."""
    inside: list[int] = field(default_factory=list)
    quiet: int = 0
    """Periods in a row that are not above the usual range."""
    unknown: int = 0


def surge_life(counts: Counts, alike: Sequence[Hashable], wider: Sequence[Hashable], *, left_out: Iterable[bool] | None = None,
               unfinished: Iterable[bool] | None = None, reach: int = 112, window: int = 1, quiet: int = 2, settles: int = 56,
               ) -> list[Period]:
    """Each period's usual range and the state of the surge that it belongs to, from earlier periods alone. Shape: as many as counts.

    `counts`: one a period, oldest first; nan = not known. `alike`: what kind a period is of (the weekday, or weekday and hour); null = one
    of its own, such as a holiday. `wider`: the kind that stands in where fewer than 3 are alike (working day or day off), of which 5 are
    needed. What is usual is the median of the newest 8 (20 of the wider kind) within `reach` periods that are no part of a surge and not
    `left_out` (holidays). Its range is 3.5 standard deviations to either side, these being MAD / 0.6745 or what chance alone gives a
    count, the greater; and at least 20 %.

    **onset**: the first above the range. **rising**: the last `window` periods of the surge stand, against what is usual, 10 % higher
    than when it was last marked, and higher than chance lifts a count (2 standard deviations): so marks are few, whatever its length.
    **easing**: half of the greatest excess is left or less, or half a window is not above the range. **high**: otherwise. **over**: the
    last of `quiet` periods in a row that are not above. **settled**: after `settles` periods what was a surge is what is usual, and
    counts as such. `unfinished` periods count so far: they can be above what is usual, but say nothing where they are not.
    Raises: RefusedInput for what is no count, flags of another length, a window, quiet or reach below 1.
    Source: Iglewicz & Hoaglin 1993 for the range; the states are this board's own convention.
    """
    found = series(counts)
    reach, window, quiet, settles = (
        whole(name, n, 1) for name, n in (("reach", reach), ("window", window), ("quiet", quiet), ("settles", settles))
    )
    out, begun = (_flags(given, len(found)) for given in (left_out, unfinished))
    for labels in (alike, wider):
        if len(labels) != len(found):
            raise RefusedInput("statistics.lengths_differ", first=len(found), second=len(labels))
    watch = _Watch(found.tolist(), alike, wider, reach, window, quiet, settles)
    return [watch.next_period(at, out[at], begun[at]) for at in range(len(found))]


def _flags(given: Iterable[bool] | None, size: int) -> list[bool]:
    flags = [False] * size if given is None else [bool(flag) for flag in given]
    if len(flags) != size:
        raise RefusedInput("statistics.lengths_differ", first=size, second=len(flags))
    return flags


class _Watch:
    """What is known when the next period comes."""

    def __init__(self, counts: list[float], alike: Sequence[Hashable], wider: Sequence[Hashable], reach: int, window: int, quiet: int,
                 settles: int) -> None:
        self.counts, self.alike, self.wider, self.reach = counts, alike, wider, reach
        self.window, self.quiet, self.settles = window, quiet, settles
        self.before: dict[Hashable, deque[int]] = {}
        self.before_wider: dict[Hashable, deque[int]] = {}
        self.medians: list[float] = []
        self.surge: _Surge | None = None

    def next_period(self, at: int, is_out: bool, is_unfinished: bool) -> Period:
        usual, count = self._usual(at), self.counts[at]
        self.medians.append(usual.median)
        if math.isnan(count) or math.isnan(usual.median):
            self._unknown()
            if self.surge is None and not math.isnan(count) and not is_unfinished:
                self._keep(at, is_out)
            return Period(usual, None, -1 if self.surge is None else self.surge.since)
        if is_unfinished and count <= usual.high:
            return Period(usual, None, -1 if self.surge is None else self.surge.since)
        state = self._state(at, count > usual.high)
        since = at if self.surge is None else self.surge.since
        if state == "usual":
            self._keep(at, is_out)
            return Period(usual, state, -1)
        if state in ("over", "settled") and self.surge is not None:
            for inside in self.surge.inside if state == "settled" else ():
                self._keep(inside, False)
            self.surge = None
        return Period(usual, state, since)

    def _state(self, at: int, is_above: bool) -> State:
        surge = self.surge
        if surge is None:
            if is_above:
                sure = self.counts[at] - 2 * math.sqrt(self.counts[at])
                self.surge = _Surge(at, max(1.0, sure / max(self.medians[at], 1.0)), inside=[at])
                return "onset"
            return "usual"
        surge.inside.append(at)
        surge.unknown, surge.quiet = 0, 0 if is_above else surge.quiet + 1
        if surge.quiet >= self.quiet:
            return "over"
        if at - surge.since >= self.settles:
            return "settled"
        last = surge.inside[-self.window:]
        calls, expected = math.fsum(self.counts[n] for n in last), max(math.fsum(self.medians[n] for n in last), 1.0)
        times = calls / expected
        surge.top = max(surge.top, times) if len(last) == self.window else surge.top
        if is_above and calls > RISE * surge.marked * expected + 2 * math.sqrt(surge.marked * expected):
            surge.marked = times
            return "rising"
        has_eased = surge.quiet >= max(1, self.window // 2) or times - 1 <= EASED * (surge.top - 1)
        return "easing" if has_eased else "high"

    def _unknown(self) -> None:
        """A surge of which nothing is heard for four times as long as a quiet one takes to end is not known to go on."""
        if self.surge is not None:
            self.surge.unknown += 1
            if self.surge.unknown >= 4 * self.quiet:
                self.surge = None

    def _keep(self, at: int, is_out: bool) -> None:
        if is_out or math.isnan(self.counts[at]):
            return
        self.before_wider.setdefault(self.wider[at], deque(maxlen=20)).append(at)
        if self.alike[at] is not None:
            self.before.setdefault(self.alike[at], deque(maxlen=8)).append(at)

    def _usual(self, at: int) -> Usual:
        near = [n for n in self.before.get(self.alike[at], ()) if n >= at - self.reach] if self.alike[at] is not None else []
        is_wider = len(near) < 3
        if is_wider:
            near = [n for n in self.before_wider.get(self.wider[at], ()) if n >= at - self.reach]
        if is_wider and len(near) < 5:
            return Usual(math.nan, math.nan, math.nan, len(near), -1, -1, is_wider)
        counts = [self.counts[n] for n in near]
        middle = median(counts)
        spread = max(median([abs(n - middle) for n in counts]) / NORMAL, math.sqrt(max(middle, 1.0)))
        reach = max(UNUSUAL_ABOVE * spread, WIDTH * middle)
        return Usual(middle, max(0.0, middle - reach), middle + reach, len(near), near[0], near[-1], is_wider)
