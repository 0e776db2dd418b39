"""What is brushed, as an address says it: "calls;day:2022-11-01~2022-11-15;topic:supply!medical!~"."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt

from dashboard.crossfilter.cube import REST, UNKNOWN, Bins, Cube
from dashboard.crossfilter.subjects import SUBJECTS, Subject
from dashboard.errors import UsageError

PART, NAMED, SPAN, ONE = ";", ":", "~", "!"
"""Between dimensions; a dimension and what is brushed of it; both ends of a span; values. In a value they are written as %21 and so on."""
LONGEST = 20_000
"""Letters of an address that are read."""
SAID = 30


@dataclass(frozen=True)
class Selection:
    """What is brushed of a subject: the first and last of a span of days or hours, or a set of values."""

    subject: Subject
    spans: dict[str, tuple[str, str]] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def without(self, name: str) -> "Selection":
        """The same without one dimension's."""
        spans = {own: span for own, span in self.spans.items() if own != name}
        return Selection(self.subject, spans, {own: values for own, values in self.values.items() if own != name})

    def bins_of(self, cube: Cube) -> dict[str, npt.NDArray[np.bool_]]:
        """For each brushed dimension which of its bins are in. A value that the cube does not know is in none."""
        spans = {name: _spanned(cube.of(name), span) for name, span in self.spans.items()}
        return spans | {name: np.array([one in values for one in cube.of(name).values], bool) for name, values in self.values.items()}


def parsed(text: str) -> Selection:
    """The selection that an address means. Raises UsageError for one of another grammar, subject or dimension."""
    name, *parts = text[:LONGEST].split(PART)
    if name not in SUBJECTS:
        raise UsageError("crossfilter.no_subject", value=name[:SAID], known=", ".join(SUBJECTS))
    subject, spans, values = SUBJECTS[name], {}, {}
    for part in filter(None, parts):
        dimension, _, said = part.partition(NAMED)
        if dimension not in {one.name for one in subject.dimensions} or not said:
            raise UsageError("crossfilter.no_dimension", value=part[:SAID], known=", ".join(one.name for one in subject.dimensions))
        if subject.dimension(dimension).is_ordered:
            spans[dimension] = _span(subject.dimension(dimension).kind, said)
        else:
            values[dimension] = tuple(one if one in (REST, UNKNOWN) else unquote(one) for one in said.split(ONE))
    return Selection(subject, spans, values)


def _span(kind: str, said: str) -> tuple[str, str]:
    first, _, last = said.partition(SPAN)
    try:
        ends = [str(date.fromisoformat(end)) if kind == "day" else str(int(end)) for end in (first, last)]
    except ValueError as wrong:
        raise UsageError("crossfilter.no_span", value=said[:SAID]) from wrong
    return ends[0], ends[1]


def _spanned(bins: Bins, span: tuple[str, str]) -> npt.NDArray[np.bool_]:
    """Which bins begin in a span, or have its first day in them."""
    first, last = (_number(end) for end in span)
    return np.array([first - bins.step < _number(value) <= last for value in bins.values], bool)


def _number(value: str) -> int:
    """An hour, or a day's place in the calendar."""
    return date.fromisoformat(value).toordinal() if "-" in value else int(value)
