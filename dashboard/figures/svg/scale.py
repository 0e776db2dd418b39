"""Where a value, a moment or a column lies in a picture, and round ticks. Places are in the unit of `start` and `end`: px or per cent."""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

Point = tuple[float, float]
"""x and y of a place in a picture."""
Moment = date | np.datetime64 | str
"""A day or a point in time, as frames and figures hold it."""


@dataclass(frozen=True)
class Linear:
    """A scale of values. `end` may be less than `start`: in a picture y grows downwards."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value; beyond the ends for one beyond them, the start where the scale has no length."""
        if self.high <= self.low:
            return self.start
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    def within(self, value: float) -> float:
        """The place of a value; a value beyond the ends lies at them."""
        return self.at(min(self.high, max(self.low, value)))


@dataclass(frozen=True)
class Moments:
    """A scale of time."""

    first: pd.Timestamp
    last: pd.Timestamp
    start: float
    end: float

    def at(self, moment: Moment) -> float:
        """The place of a moment; the start where the scale has no length."""
        if self.last <= self.first:
            return self.start
        return self.start + (self.end - self.start) * ((pd.Timestamp(moment) - self.first) / (self.last - self.first))


@dataclass(frozen=True)
class Columns:
    """Columns of one width side by side, numbered from 0."""

    count: int
    start: float
    end: float

    @property
    def width(self) -> float:
        return (self.end - self.start) / max(1, self.count)

    def middle(self, number: float) -> float:
        return self.start + self.width * (number + 0.5)

    def right(self, number: float) -> float:
        return self.middle(number) + self.width / 2


def round_top(high: float) -> tuple[float, float]:
    """(top, step) of a scale from zero with about four round steps."""
    if high <= 0:
        return 1, 1
    rough = high / 4
    unit = 10.0 ** math.floor(math.log10(rough))
    step = max(1.0, next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough * 0.999))
    return math.ceil(high / step - 1e-9) * step, step


def round_bottom(low: float, step: float) -> float:
    """The step at or below the lowest value; zero where no value is negative."""
    return step * (low // step) if low < 0 else 0.0


def ticks(top: float, step: float, bottom: float = 0.0) -> list[float]:
    """The values that a scale names."""
    return [bottom + number * step for number in range(round((top - bottom) / step) + 1)]


def side_of(place: float, edge: float) -> str:
    """Which part of a word stands over its place (per cent of a width): "end" near the right edge, "start" near the left, else "mid"."""
    return "end" if place > 100 - edge else "start" if place < edge else "mid"
