"""The cube of a table: how many rows each combination of bins has, three bytes a combination."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
CHUNK = 1 << 17
"""Cells that are unpacked at a time: what a tile takes beside the cube is a few MB, however large the cube."""
WIDEST_GAP, MOST_OF_A_CELL = 0xFFFF, 0xFF
UNKNOWN, REST = "~", "*"
"""What stands for null, and for every value that has no bin of its own, among the values of a dimension."""


@dataclass(frozen=True)
class Bins:
    """The bins of one dimension, in the order in which they are drawn."""

    name: str
    values: tuple[str, ...]
    """Days as 2022-11-29 (the first of each bin), hours as "0" to "23", values as they stand in the table, REST and UNKNOWN."""
    step: int = 1
    """Days in a bin."""
    rest: int = 0
    """How many values REST stands for."""

    @property
    def bits(self) -> int:
        """Of a cell's number."""
        return max(1, (len(self.values) - 1).bit_length())

    def last_day(self, value: str) -> date:
        """The last day of the bin that begins on a day."""
        return date.fromisoformat(value) + timedelta(days=self.step - 1)


@dataclass(frozen=True)
class Cube:
    """Counts of rows by combination of bins, as of every moment from `since` until `until`.

    A cell's number has the bins side by side, the first dimension's in the highest bits. Cells stand in order as the gap to the one before;
    a gap that two bytes do not hold has cells without rows in it, and a count that one byte does not hold is said in several cells.
    """

    generation: str
    """The file name of the generation of the store."""
    subject: str
    since: datetime
    until: datetime
    """Exclusive."""
    bins: tuple[Bins, ...]
    gaps: npt.NDArray[np.uint16]
    counts: npt.NDArray[np.uint8]
    rows: int
    """All rows."""
    is_synthetic: bool
    """Whether some are made up."""

    @cached_property
    def id(self) -> str:
        """Names everything that its counts depend on."""
        said = (self.generation, self.subject, self.since, self.until, self.rows, self.bins)
        return blake2b(repr(said).encode(), digest_size=8).hexdigest()

    @property
    def bytes(self) -> int:
        return self.gaps.nbytes + self.counts.nbytes

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(bins.name for bins in self.bins)

    def of(self, name: str) -> Bins:
        """The bins of a dimension. Raises KeyError."""
        return {bins.name: bins for bins in self.bins}[name]

    def cells(self) -> Iterator[tuple[dict[str, Ints], npt.NDArray[np.uint8]]]:
        """A few cells at a time: the bin of each in every dimension, and its count."""
        before = 0
        for start in range(0, len(self.gaps), CHUNK):
            numbers = np.cumsum(self.gaps[start : start + CHUNK], dtype=np.int64)
            numbers += before
            before, shift, found = int(numbers[-1]), 0, {}
            for bins in reversed(self.bins):
                found[bins.name] = (numbers >> shift) & ((1 << bins.bits) - 1)
                shift += bins.bits
            yield found, self.counts[start : start + CHUNK]


def packed(cells: Ints, counts: Ints) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8]]:
    """Gaps and counts of a cube, of the numbers of its cells in order and their counts."""
    gaps = np.diff(cells, prepend=0)
    steps = np.maximum(1, -(-gaps // WIDEST_GAP))  # cells that a gap takes, the last of which is the cell itself
    times = np.maximum(1, -(-counts // MOST_OF_A_CELL))  # cells that a count takes
    last = np.cumsum(steps + times - 1) - 1
    first = last - times + 1
    all_gaps = np.full(int(last[-1]) + 1 if len(last) else 0, WIDEST_GAP, np.uint16)
    all_counts = np.zeros(len(all_gaps), np.uint8)
    again = times - 1
    at = np.repeat(first - np.cumsum(again) + again, again) + np.arange(int(again.sum())) + 1
    all_gaps[at], all_counts[at] = 0, MOST_OF_A_CELL
    all_gaps[first] = gaps - (steps - 1) * WIDEST_GAP
    all_counts[first] = counts - (times - 1) * MOST_OF_A_CELL
    return all_gaps, all_counts
