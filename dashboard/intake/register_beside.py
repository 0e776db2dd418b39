"""A register of businesses beside the one that the store has: what is new, what is told otherwise, and what the file does not name.

A register adds to the one before. What it leaves out stays, since a file of one street says nothing of the others, and only an event
takes a business off the list; so that is said, and nothing is taken off by it.
"""

from pathlib import Path

import pandas as pd

from dashboard.intake.problems import Problem, assumed
from dashboard.intake.store_state import known_register
from dashboard.warehouse.workspace import Workspace

CELLS = ["name", "category", "area_id", "address", "approver", "capacity", "lon", "lat"]
PLACE_DECIMALS = 6
"""Of degrees, as the list of changes compares them: a tenth of a metre."""
MOST_SHARE = 0.5
"""Of a district's businesses: a file that names as many was meant to be its register, so what it leaves out is said."""


def beside_register(workspace: Workspace, file: str, rows: Path) -> list[Problem]:
    """What is to be said of a file of businesses that passed; nothing where the store knows none. `rows`: as Parquet."""
    before = known_register(workspace).set_index("business_id")
    if before.empty:
        return []
    now = pd.read_parquet(rows, columns=["business_id", *CELLS]).set_index("business_id")
    both = now.index.intersection(before.index)
    edited = int((_comparable(now.loc[both]) != _comparable(before.loc[both])).any(axis=1).sum())
    new, same = len(now) - len(both), len(both) - edited
    said = [assumed(file, "register", "taking.register_beside", new=new, edited=edited, same=same, before=len(before))]
    if missing := _left_out(now, before):
        said.append(assumed(file, "register_left_out", "taking.register_left_out", n=missing))
    return said


def _left_out(now: pd.DataFrame, before: pd.DataFrame) -> int:
    """Businesses of the districts that the file names by the half or more, and that it does not name."""
    named = before.index.isin(now.index)
    of_district = pd.Series(named, index=before.index).groupby(before["area_id"])
    whole = of_district.transform("mean") >= MOST_SHARE
    return int((whole & ~named).sum())


def _comparable(rows: pd.DataFrame) -> pd.DataFrame:
    """The cells as texts, "" for an empty one, in one form whichever way a column came."""
    cells = rows[CELLS].astype(object)
    for name in ("lon", "lat"):
        cells[name] = pd.to_numeric(rows[name]).round(PLACE_DECIMALS)
    cells["capacity"] = pd.to_numeric(rows["capacity"]).astype("Float64")
    return cells.astype(object).where(cells.notna(), "").astype(str)
