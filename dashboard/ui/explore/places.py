"""Which column of an answer says where: the district's identifier, or its name in either language."""

import math

import pandas as pd

from dashboard.ui.explore.columns import Held

NAMES = ("area_name", "area_name_en")


def place_column(frame: pd.DataFrame, columns: dict[str, Held]) -> str:
    """The column that names districts; "" where none does."""
    found = [name for name, held in columns.items() if held.kind == "area"] or [name for name in NAMES if name in frame.columns]
    return found[0] if found else ""


def by_area(frame: pd.DataFrame, column: str, value: str, names: dict[str, str]) -> pd.DataFrame | None:
    """One row an area: area_id, area_name, value; null where an area has several rows, which no map adds up.

    `names`: the page's districts, area_id to name. Rows that name no area are left out; a name that no district has keeps itself.
    """
    known = frame[frame[column].notna()]
    ids = known[column].astype(str)
    if column in NAMES:
        of_name = {name: area for area, name in names.items()}
        ids = pd.Series([of_name.get(word, word) for word in ids], index=known.index)
    if ids.duplicated().any():
        return None
    said = known["area_name"] if "area_name" in known.columns else ids.map(lambda area: names.get(area, area))
    figures = known[value].astype(float).replace([math.inf, -math.inf], math.nan)
    return pd.DataFrame({"area_id": ids, "area_name": said.fillna(ids), value: figures})
