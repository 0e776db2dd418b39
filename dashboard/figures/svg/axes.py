"""The axes of a figure as scales of a picture: what the chart library works out in a browser is worked out here."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from dashboard.figures.svg.scale import Linear
from dashboard.i18n.forms import is_missing

Kind = Literal["number", "time", "name"]
ROOM = 0.05
"""Share of the length that a scale goes on beyond its values."""
MOST_VALUES, MOST_TIMES = 6, 8
"""Names along an axis that says no number of its own."""
HOUR = 3600.0
STEPS_H = (1, 2, 3, 4, 6, 12, 24, 48, 168, 336, 730, 1460, 2190, 4380, 8760)
"""Hours between two names of times."""


@dataclass(frozen=True)
class Axis:
    """An axis of the figure. Values are numbers, moments (seconds since 1970) or names (their place in `names`)."""

    layout: Any
    kind: Kind
    names: tuple[str, ...]
    scale: Linear
    counts: bool = False
    """Whether each value is a whole number, of which no scale names a half."""

    def number(self, value: Any) -> float:
        """A value as the number that the scale knows; NaN for none."""
        return number(value, self.kind, self.names)

    def at(self, value: Any) -> float:
        """The place of a value."""
        return self.scale.at(self.number(value))

    @property
    def length(self) -> float:
        return self.scale.high - self.scale.low

    def ticks(self) -> list[tuple[float, str]]:
        """Places along the axis and what stands there; nothing where the figure shows no names."""
        if self.layout.visible is False or self.layout.showticklabels is False:
            return []
        low, high = sorted((self.scale.low, self.scale.high))
        room = 1e-9 * (high - low)
        return [(self.scale.at(n), said) for n, said in self._named() if low - room <= n <= high + room]

    def _named(self) -> Iterable[tuple[float, str]]:
        layout = self.layout
        if layout.tickvals is not None:
            said = layout.ticktext if layout.ticktext is not None else layout.tickvals
            return [(self.number(value), str(words)) for value, words in zip(layout.tickvals, said, strict=True)]
        if self.kind == "name":
            every = max(1, -(-len(self.names) // (layout.nticks or len(self.names) or 1))) if layout.tickmode != "linear" else 1
            return [(float(place), name) for place, name in enumerate(self.names) if place % every == 0]
        return self._times() if self.kind == "time" else self._values()

    def _values(self) -> Iterable[tuple[float, str]]:
        low, high = sorted((self.scale.low, self.scale.high))
        rough = (high - low) / (self.layout.nticks or MOST_VALUES)
        step = float(self.layout.dtick or (whole_step(rough) if self.counts else round_step(rough)))
        places = (step * n for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1))
        return [(place, self._said(place, step)) for place in places]

    def _said(self, value: float, step: float) -> str:
        form = self.layout.tickformat or ""
        said = f"{value:.{decimals_of(step * 100)}%}" if form.endswith("%") else f"{value:,.{decimals_of(step)}f}"
        return said.replace("-", "\u2212") + (self.layout.ticksuffix or "")

    def _times(self) -> Iterable[tuple[float, str]]:
        low, high = sorted((self.scale.low, self.scale.high))
        most = self.layout.nticks or MOST_TIMES
        hours = next((step for step in STEPS_H if (high - low) / HOUR / step <= most), STEPS_H[-1])
        form = (self.layout.tickformat or ("%H:%M" if hours < 24 else "%m-%d")).replace("\n", " ")
        first = math.ceil(low / (hours * HOUR)) * hours * HOUR
        count = int((high - first) // (hours * HOUR)) + 1
        return [(at, pd.Timestamp(at, unit="s").strftime(form)) for at in (first + n * hours * HOUR for n in range(max(0, count)))]


def axis_of(layout: Any, values: Sequence[Any], ends: Sequence[float], start: float, end: float, room: float = ROOM) -> Axis:
    """The axis of these `values`. `ends`: further numbers that it must reach, the tops of stacks; `start`, `end`: its places in px."""
    kind = kind_of(layout, values)
    names = tuple(dict.fromkeys(str(value) for value in values if not is_missing(value))) if kind == "name" else ()
    known = [n for n in (*(number(value, kind, names) for value in values), *ends) if math.isfinite(n)]
    if layout.range is not None:
        low, high = (number(value, kind, names) for value in layout.range)
    elif kind == "name":
        low, high = -0.5, len(names) - 0.5
    else:
        low, high = _reach(known, layout, kind, room)
    if layout.autorange == "reversed":
        low, high = high, low
    if low == high:
        high = low + 1
    counts = kind == "number" and all(n == int(n) for n in known)
    return Axis(layout, kind, names, Linear(low, high, start, end) if low < high else Linear(high, low, end, start), counts)


def _reach(known: list[float], layout: Any, kind: Kind, room: float) -> tuple[float, float]:
    low, high = min(known, default=0.0), max(known, default=1.0)
    if kind == "number" and layout.rangemode == "tozero":
        low, high = min(0.0, low), max(0.0, high)
    more = room * (high - low)
    is_amount = kind == "number"
    return low - (0 if is_amount and low == 0 else more), high + (0 if is_amount and high == 0 else more)


def kind_of(layout: Any, values: Sequence[Any]) -> Kind:
    """What an axis measures: as the figure says, else by its first value."""
    if layout.type == "category":
        return "name"
    first = next((value for value in values if not is_missing(value)), None)
    if layout.type == "date" or (not isinstance(first, str) and _is_moment(first)):
        return "time"
    return "name" if isinstance(first, str) else "number"


def number(value: Any, kind: Kind, names: tuple[str, ...] = ()) -> float:
    """A value as a number of its axis; NaN for a missing one."""
    if is_missing(value):
        return math.nan
    if kind == "name":
        return float(names.index(str(value))) if str(value) in names else float(value) if not isinstance(value, str) else math.nan
    return _seconds(value) if kind == "time" else float(value)


@lru_cache(4096)  # the same few moments are asked for by every trace, mark and title
def _seconds(moment: Any) -> float:
    return pd.Timestamp(moment).timestamp()


def round_step(rough: float) -> float:
    """The round step at or above a rough one: 5 rather than 2.5, since a mean over counts would else name halves of a case."""
    if rough <= 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough * 0.999)
    return 5.0 if step == 2.5 else step


def whole_step(rough: float) -> float:
    """The round step at or above a rough one on a scale of whole numbers."""
    return max(1.0, round_step(rough))


def decimals_of(step: float) -> int:
    """How many decimals name each step of a scale as it is: none for 5, one for 2.5, two for 0.25."""
    return next(n for n in range(12) if abs(step * 10**n - round(step * 10**n)) < 1e-6 * max(1.0, step * 10**n) or n == 11)


def _is_moment(value: Any) -> bool:
    return hasattr(value, "year") or type(value).__name__ == "datetime64"
