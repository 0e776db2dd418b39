"""Chunks of a file on their way into staging: texts freed of unseen signs, points in one cell split, a header's unit in its rows."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from dashboard.intake.checks.cell_text import CellTexts
from dashboard.intake.checks.header_units import HeaderNotes
from dashboard.intake.checks.one_cell_points import split_points, with_unit
from dashboard.intake.checks.staging import Fault


class Arriving:
    """The chunks of one file as staging takes them, and what is to be said of how they were read."""

    def __init__(self, notes: HeaderNotes) -> None:
        self._texts = CellTexts()
        self._unit = notes.unit
        self._turned = 0

    def chunks(self, chunks: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """The chunks as staging takes them. Raises: as they do."""
        for chunk in chunks:
            split, turned = split_points(self._texts.freed(chunk))
            self._turned += turned
            yield with_unit(split, self._unit)

    def faults(self) -> list[Fault]:
        """What was assumed; call when every chunk has been read."""
        seen = [Fault(found.row, found.column, None, "invisible", "assumed", str(found.n)) for found in self._texts.invisible.values()]
        return seen + ([Fault(None, "lon", None, "turned", "assumed", str(self._turned))] if self._turned else [])
