"""Tiles: for the chart that is being brushed, the counts of every other chart by each of its own bins, under what else is brushed.

A browser that has them follows the finger with sums alone.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.crossfilter.cube import Cube
from dashboard.crossfilter.selection import Selection

Counts = npt.NDArray[np.float64]
WIRE = np.dtype("<u4")
"""Of a count on its way to the browser: up to four thousand million rows."""


@dataclass(frozen=True)
class Tiles:
    """Counts for one active dimension; no chart is filtered by its own brush."""

    active: str
    own: Counts
    """By bin of the active dimension."""
    others: dict[str, Counts]
    """By dimension: a row for each bin of the active one, a column for each of its own."""

    def wire(self, cube: Cube) -> bytes:
        """The counts in the order of the cube's dimensions, row by row, as whole numbers of four bytes."""
        return b"".join((self.own if name == self.active else self.others[name]).astype(WIRE).tobytes() for name in cube.names)


def totals(cube: Cube) -> dict[str, Counts]:
    """Rows by bin of each dimension, whatever is brushed."""
    sums = {bins.name: np.zeros(1 << bins.bits) for bins in cube.bins}
    for found, counts in cube.cells():
        for name, total in sums.items():
            total += np.bincount(found[name], counts, len(total))
    return {name: total[: len(cube.of(name).values)] for name, total in sums.items()}


def tiles(cube: Cube, active: str, selection: Selection) -> Tiles:
    """The tiles of an active dimension. Its own brush does not count. Raises KeyError for a dimension that the cube does not have."""
    bits = {bins.name: 0 if bins.name == active else bins.bits for bins in cube.bins}
    # A cell without rows may lie beyond the last bin (see Cube), so there is room for every number of that many bits.
    sums = {name: np.zeros(1 << (cube.of(active).bits + own)) for name, own in bits.items()}
    brushed = {name: ~_padded(bins, bits[name]) for name, bins in selection.without(active).bins_of(cube).items()}
    for found, counts in cube.cells():
        out = {name: missed[found[name]] for name, missed in brushed.items()}
        misses = sum((missed.view(np.uint8) for missed in out.values()), np.zeros(len(counts), np.uint8))
        inside = np.flatnonzero(misses == 0) if out else slice(None)
        for name, total in sums.items():
            # A chart's own brush leaves it as it is: a cell that misses nothing else is counted.
            kept = np.flatnonzero(misses == out[name].view(np.uint8)) if name in out else inside
            place = found[active][kept] << bits[name]
            if name != active:
                place |= found[name][kept]
            total += np.bincount(place, counts[kept], len(total))
    rows = len(cube.of(active).values)
    own = sums.pop(active)[:rows]
    wide = {name: total.reshape(-1, 1 << bits[name]) for name, total in sums.items()}
    return Tiles(active, own, {name: total[:rows, : len(cube.of(name).values)] for name, total in wide.items()})


def _padded(bins: npt.NDArray[np.bool_], bits: int) -> npt.NDArray[np.bool_]:
    """With room for every number of that many bits."""
    return np.pad(bins, (0, (1 << bits) - len(bins)))
