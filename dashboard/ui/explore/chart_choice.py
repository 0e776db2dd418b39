"""Which chart an answer's columns allow: the one that is suggested, what each type needs, and which column is missing for it."""

from dataclasses import dataclass

import pandas as pd

from dashboard.ui.explore.columns import Held, Kind, of_kind

TIMES: tuple[Kind, ...] = ("time",)
NUMBERS: tuple[Kind, ...] = ("number",)
NAMES: tuple[Kind, ...] = ("text", "truth", "area")
NEEDS: dict[str, dict[str, tuple[Kind, ...]]] = {
    "line": {"x": TIMES, "y": NUMBERS},
    "columns": {"x": TIMES, "y": NUMBERS},
    "bars": {"x": NAMES, "y": NUMBERS},
    "scatter": {"x": NUMBERS, "y": NUMBERS},
    "heat": {"x": (*TIMES, *NAMES), "by": NAMES, "y": NUMBERS},
}
"""Type to what it needs on which axis; `by` is the group, which the others may have and a heat map must."""
MOST_GROUPS, MOST_TO_CHOOSE = 6, 60
"""Groups that are drawn; those of a column that is chosen as a group by itself."""
PREFERRED = ("area_name", "name", "area_name_en")
"""Names of things before codes of them."""


@dataclass(frozen=True)
class Chosen:
    """A chart: its type and the columns of its axes; "" for no group."""

    kind: str
    x: str
    y: str
    by: str = ""


def missing(kind: str, columns: dict[str, Held]) -> tuple[str, ...]:
    """The axes for which the answer has no column: empty where the type can be drawn. Two axes need two columns."""
    lacking, taken = [], set[str]()
    for axis, kinds in NEEDS[kind].items():
        free = [name for name in of_kind(columns, *kinds) if name not in taken]
        if free:
            taken.add(free[0])
        else:
            lacking.append(axis)
    return tuple(lacking)


def suggested(frame: pd.DataFrame, columns: dict[str, Held]) -> Chosen | None:
    """The chart that fits the columns: over time a line, by name bars, of two numbers points; null where no type fits."""
    for kind in ("line", "bars", "scatter"):
        if not missing(kind, columns) and len(frame) > 1:
            return completed(frame, columns, kind)
    return None


def completed(frame: pd.DataFrame, columns: dict[str, Held], kind: str, x: str = "", y: str = "", by: str | None = None) -> Chosen:
    """A chart of a type with the columns that were picked, the others chosen. `by` null: chosen too. The type must be drawable."""
    xs = allowed(columns, kind, "x")
    x = x if x in xs else xs[0]
    ys = [name for name in allowed(columns, kind, "y") if name != x]
    y = y if y in ys else ys[0] if ys else x
    groups = [name for name in allowed(columns, kind, "by") if name not in (x, y)]
    if by in groups:
        return Chosen(kind, x, y, str(by))
    if kind == "heat":
        return Chosen(kind, x, y, groups[0] if groups else "")
    return Chosen(kind, x, y, _group(frame, x, groups) if by is None and kind != "scatter" else "")


def allowed(columns: dict[str, Held], kind: str, axis: str) -> list[str]:
    """The columns that may stand on an axis of a type, names of things first, since a code says little."""
    kinds = NAMES if axis == "by" else NEEDS[kind][axis]
    found = of_kind(columns, *kinds)
    known = [name for name in PREFERRED if name in found]
    return [*known, *sorted((name for name in found if name not in known), key=lambda name: name.endswith("_id"))]


def is_single(frame: pd.DataFrame, chosen: Chosen) -> bool:
    """Whether there is at most one row a mark: where several fall together, adding them up is not for a chart to decide."""
    return not frame.duplicated([chosen.x, *([chosen.by] if chosen.by else [])]).any()


def _group(frame: pd.DataFrame, x: str, groups: list[str]) -> str:
    """The first column that tells the rows of one x apart; "" where none need be told apart or none does."""
    if not frame.duplicated([x]).any():
        return ""
    return next((by for by in groups if not frame.duplicated([x, by]).any() and frame[by].nunique() <= MOST_TO_CHOOSE), "")
