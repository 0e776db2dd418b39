"""What a statistic may be given. What no count or number of its kind can be is refused; what sound counts do not tell is nan, never 0."""

import math
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dashboard.errors import RefusedInput
from dashboard.i18n.messages import both

Floats: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = Iterable[float | None]
"""One number a day (hour, week), oldest first and without gaps: a period without a report is nan or None in its place."""


def series(counts: Counts, below_zero: bool = False) -> Floats:
    """The counts as an array; None becomes nan. `below_zero`: a net figure, which corrections may take below 0, is allowed.

    Raises: RefusedInput for what is no list of numbers, an infinite number, or a count below 0.
    """
    try:
        found = np.array([np.nan if n is None else n for n in counts], dtype=np.float64)
    except (TypeError, ValueError) as wrong:
        raise RefusedInput("statistics.no_series") from wrong
    if found.ndim != 1:
        raise RefusedInput("statistics.no_series")
    for place, n in enumerate(found.tolist(), start=1):
        if math.isinf(n):
            raise RefusedInput("statistics.infinite", place=place)
        if n < 0 and not below_zero:
            raise RefusedInput("statistics.count_below_zero", place=place, n=f"{n:g}")
    return found


def beside(other: Counts, counts: Floats) -> Floats:
    """A second series of the same days. Raises: RefusedInput as `series`, and where the lengths differ."""
    found = series(other)
    if len(found) != len(counts):
        raise RefusedInput("statistics.lengths_differ", first=len(counts), second=len(found))
    return found


def number(quantity: str, value: float, least: float = 0.0, most: float = math.inf, or_equal: bool = True) -> float:
    """A finite number from `least` (above it, unless `or_equal`) to `most` (below it, likewise). `quantity`: its name in the catalogue.

    Raises: RefusedInput otherwise.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating) or not math.isfinite(value):
        raise RefusedInput("statistics.no_number", quantity=both(f"quantity.{quantity}"), value=value)
    said = {"quantity": both(f"quantity.{quantity}"), "value": f"{value:g}"}
    if value < least or (value == least and not or_equal):
        raise RefusedInput("statistics.below_least" if or_equal else "statistics.too_small", **said, limit=f"{least:g}")
    if value > most or (value == most and not or_equal):
        raise RefusedInput("statistics.above_most" if or_equal else "statistics.too_large", **said, limit=f"{most:g}")
    return float(value)


def whole(quantity: str, value: float, least: int = 0, most: int | None = None) -> int:
    """A whole number from `least` to `most`, as `number`. Raises: RefusedInput as `number`, and for a number with a fraction."""
    found = number(quantity, value, least, math.inf if most is None else most)
    if found != int(found):
        raise RefusedInput("statistics.not_whole", quantity=both(f"quantity.{quantity}"), value=f"{value:g}")
    return int(found)
