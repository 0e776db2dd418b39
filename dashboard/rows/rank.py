"""Where one district stands among the others by a figure: its place from the highest, who shares it, who could not be placed."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.i18n.forms import is_missing


@dataclass(frozen=True)
class Rank:
    """The place of a district by a figure, the highest first."""

    place: int
    """1 is the highest; those who share a figure share the place."""
    of: int
    """Districts whose figure is known."""
    tied: int
    """Others with the same figure."""
    unknown: int
    """Districts whose figure is not known: they have no place."""
    beside_median: int
    """1 above the middle of the known figures, -1 below it, 0 at it."""
    is_bounded: bool
    """Whether one of the figures is published with a bound (at least, about, at most), so that the order is no certain one."""


def rank_of(values: Mapping[str, float | None], district: str, is_bounded: bool = False) -> Rank | None:
    """The place of a district; null where its figure is not known, or no other is. `values`: by area_id, null = not known."""
    known = pd.Series({area: float(n) for area, n in values.items() if not is_missing(n)}, dtype=float)
    if district not in known.index or len(known) < 2:
        return None
    mine, median = known[district], known.median()
    return Rank(
        place=int((known > mine).sum()) + 1, of=len(known), tied=int((known == mine).sum()) - 1, unknown=len(values) - len(known),
        beside_median=int(mine > median) - int(mine < median), is_bounded=is_bounded,
    )


def by_district(
    frame: pd.DataFrame, districts: pd.DataFrame, value: str = "", over: str = "", per_residents: int = 0, is_zero_absent: bool = False,
) -> dict[str, float | None]:
    """The figure of every district, by area_id.

    `value` is summed over a district's rows, which are counted without it; `over` is a column that its sum is divided by, and
    `per_residents` gives it for each so many residents. Null: not known, or what it is divided by is not known or 0. A district
    without rows has 0 where `is_zero_absent`, else it is not known. Rows of `districts`: area_id, population.
    """
    grouped = frame.groupby("area_id")
    top = grouped[value].sum(min_count=1) if value else grouped.size()
    bottom = grouped[over].sum(min_count=1) if over else None
    found: dict[str, float | None] = {}
    for area, population in zip(districts["area_id"], districts["population"], strict=True):
        n = top.get(area, 0 if is_zero_absent else None)
        by = 1 if bottom is None else bottom.get(area)
        if per_residents:
            by = None if is_missing(population) else population / per_residents
        found[str(area)] = None if is_missing(n) or is_missing(by) or by <= 0 else float(n / by)
    return found
