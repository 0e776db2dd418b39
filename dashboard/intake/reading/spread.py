"""Rows of a format that marks merged cells: widened to one width, with the cells below a merged one filled."""

from collections.abc import Iterator

from dashboard.intake.reading.grid import Cell, Merges, Oddities
from dashboard.intake.reading.sheets import fill, filled_of

Rows = list[tuple[int, list[str]]]


def spread(rows: Rows, merges: Merges, numbers: set[Cell], odd: Oddities) -> Iterator[tuple[int, list[str]]]:
    """The rows, each as wide as the widest. `numbers`: cells that are numbers; one that is merged over others is noted."""
    width = max(len(cells) for _, cells in rows)
    filled = filled_of(rows[-1][0], width - 1, merges)
    origins, shown = set(filled.values()), {}
    for number, cells in rows:
        wide = cells + [""] * (width - len(cells))
        for column in range(width) if filled else ():
            place = (number - 1, column)
            if place in origins:
                shown[place] = wide[column], place in numbers
            elif place in filled:
                fill(wide, place, filled[place], shown, odd)
        yield number, wide
