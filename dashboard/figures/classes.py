"""Five classes with round breaks for a map of counts or rates."""

import math
from dataclasses import dataclass

from dashboard.i18n.forms import fmt_count, fmt_number, is_missing

CLASSES = 5
SKEWED = 16
"""From this ratio of largest to smallest on, equal steps would put nearly all areas into one class."""
LADDER = (1, 2, 5)


@dataclass(frozen=True)
class Classes:
    floors: tuple[float, ...]
    """The lowest value of each class above zero, ascending; at most five."""
    whole: bool
    """The values are counts."""

    def of(self, value: float | None) -> str:
        """ "none" for missing, "zero", "negative", else the class's number from "0" as text."""
        if value is None or is_missing(value):
            return "none"
        if value <= 0:
            return "zero" if value == 0 else "negative"
        return str(max(0, sum(value >= floor for floor in self.floors) - 1))

    def labels(self, lang: str) -> list[str]:
        """What each class means: "1–4", "5–9", …, "≥ 50"."""
        shown = [self._said(floor, lang) for floor in self.floors]
        if not shown:
            return []
        middle = [self._between(low, high, lang) for low, high in zip(self.floors, self.floors[1:], strict=False)]
        return [*middle, f"≥ {shown[-1]}"]

    def _between(self, low: float, high: float, lang: str) -> str:
        if not self.whole:
            return f"{self._said(low, lang)}–<{self._said(high, lang)}"
        return self._said(low, lang) if high - low == 1 else f"{self._said(low, lang)}–{self._said(high - 1, lang)}"

    def _said(self, value: float, lang: str) -> str:
        if self.whole:
            return fmt_count(value, lang)
        return fmt_number(value, lang, 0 if value >= 10 or value == 0 else 1 if value >= 0.1 else 2)


def round_classes(values: list[float | None]) -> Classes:
    """Classes for the values above zero: equal round steps, or a 1-2-5 ladder where few areas tower over the rest.

    One class, the lightest, where all values lie in the highest: areas that are alike must not look alarming.
    """
    known = sorted(value for value in values if value is not None and not is_missing(value) and value > 0)
    whole = all(float(value).is_integer() for value in known)
    if not known:
        return Classes((), True)
    low, high = known[0], known[-1]
    floors = _ladder(high) if high / low >= SKEWED else _steps(high, whole)
    first = 1 if whole else 0
    used = (first, *[floor for floor in floors if first < floor <= high][-(CLASSES - 1) :])
    return Classes(used[-1:] if low >= used[-1] else used, whole)


def _ladder(high: float) -> list[float]:
    power = math.floor(math.log10(high))
    return [step * 10.0**exponent for exponent in range(power - 2, power + 1) for step in LADDER]


def _steps(high: float, whole: bool) -> list[float]:
    rough = high / CLASSES
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough * 0.999)
    step = max(1.0, step) if whole else step
    return [round(step * place, 10) for place in range(1, CLASSES)]
