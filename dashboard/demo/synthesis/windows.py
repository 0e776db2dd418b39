"""The persons that a published bulletin speaks of: one joint list that has every published margin."""

from datetime import datetime

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import spread_out

DIMENSIONS = ("class", "area_id", "route")


def published_windows(facts: dict[str, pd.DataFrame]) -> dict[str, tuple[datetime, datetime]]:
    """Start and end (exclusive) of each bulletin that counts new cases, by bulletin_id."""
    cells = facts.get("bulletin_cells", pd.DataFrame(columns=["bulletin_id", "measure"]))
    speaks_of_new = set(cells.loc[cells["measure"] == "new", "bulletin_id"])
    return {
        b.bulletin_id: (pd.Timestamp(b.window_start).to_pydatetime(), pd.Timestamp(b.window_end).to_pydatetime())
        for b in facts.get("bulletins", pd.DataFrame()).itertuples()
        if b.bulletin_id in speaks_of_new
    }


def persons_of(cells: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """One row a person: class, area_id, route; null where the bulletin says nothing of that dimension.

    Every margin of the bulletin holds: by class, by area, by route, and by area or route within a class where it says so.
    """
    new = cells[cells["measure"] == "new"].assign(n=lambda c: c["n"].astype(int))
    classes = _margin(new, "class", None)
    if not classes:  # figures of single combinations only, such as the one person of a first case
        return new.loc[new.index.repeat(new["n"]), list(DIMENSIONS)].reset_index(drop=True)
    persons = pd.DataFrame({"class": spread_out(classes, rng)})
    for dimension in ("area_id", "route"):
        persons[dimension] = _drawn(new, dimension, persons["class"], rng)
    return persons


def _drawn(new: pd.DataFrame, dimension: str, classes: pd.Series, rng: np.random.Generator) -> np.ndarray:
    values = np.full(len(classes), None, dtype=object)
    whole = _margin(new, dimension, None)
    if whole:
        return _filled(values, np.arange(len(classes)), whole, rng)
    for name in sorted(set(classes)):
        within = _margin(new, dimension, name)
        if within:
            _filled(values, np.flatnonzero(classes == name), within, rng)
    return values


def _filled(values: np.ndarray, where: np.ndarray, counts: dict, rng: np.random.Generator) -> np.ndarray:
    """Raises ValueError where the margin does not add up to the persons: then it cannot be met."""
    if sum(counts.values()) != len(where):
        raise ValueError(f"margin {counts} is not that of {len(where)} persons")
    values[where] = spread_out(counts, rng)
    return values


def _margin(new: pd.DataFrame, dimension: str, within_class: str | None) -> dict:
    """Counts by the values of one dimension, all other dimensions being null (but the class, where one is named)."""
    chosen = new[new[dimension].notna()]
    for other in DIMENSIONS:
        if other == dimension:
            continue
        within = other == "class" and within_class
        chosen = chosen[chosen["class"] == within_class] if within else chosen[chosen[other].isna()]
    return dict(zip(chosen[dimension], chosen["n"], strict=True))
