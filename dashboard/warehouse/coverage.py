"""Step of `coverage_by_area`: of the people whose homes have a point, how many have an open place within the radius."""

import math
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

Row: TypeAlias = dict[str, Any]
READ = ("area_id", "is_shown", "radius_m", "lons", "lats", "people_each", "households_each")
COUNTED = ("people", "households")


def coverage(rows: list[Row], value: str) -> list[Row]:
    """People and households within the radius and beyond it. Rows: one a district to be shown; one a district with its homes as lists
    (lons, lats, people_each, households_each, nan = not stated), and one with the open places of all (area_id null).

    Everything is nan where no open place with coordinates is known: then nobody can say who has none.
    """
    homes = {row["area_id"]: row for row in rows if row["lons"] is not None and row["area_id"] is not None}
    places = next((row for row in rows if row["lons"] is not None and row["area_id"] is None), None)
    return [_of_district(row, homes.get(row["area_id"]), places) if row["is_shown"] else _figures({}, {}) for row in rows]


def _of_district(row: Row, homes: Row | None, places: Row | None) -> Row:
    import numpy as np

    from dashboard.geography.reach import reached

    if homes is None or places is None:
        return _figures({}, {})
    near = reached(homes["lons"], homes["lats"], places["lons"], places["lats"], row["radius_m"])
    sizes = {name: np.asarray(homes[f"{name}_each"], dtype=float) for name in COUNTED}
    within = {name: _sum(each[near], each) for name, each in sizes.items()}
    return _figures(within, {name: _sum(each, each) for name, each in sizes.items()})


def _sum(some: "np.ndarray", among: "np.ndarray") -> float:
    """The sum of what is stated; nan where nothing is among all of them."""
    import numpy as np

    return math.nan if np.isnan(among).all() else float(np.nansum(some))


def _figures(within: dict[str, float], known: dict[str, float]) -> Row:
    found = Row()
    for name in COUNTED:
        near, every = within.get(name, math.nan), known.get(name, math.nan)
        share = near / every if every else math.nan
        found |= {f"{name}_covered": _whole(near), f"{name}_uncovered": _whole(every - near), f"{name}_share": share}
    return found


def _whole(count: float) -> float | int:
    return count if math.isnan(count) else int(count)
