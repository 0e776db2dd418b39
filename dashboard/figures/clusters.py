"""Points that would lie on one another at a zoom, as a column of marks: a line a state, with its number. Nearer they part."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.district_layers import TILE_PX, TYPE_PX, latitude
from dashboard.figures.map_view import FARTHEST_ZOOM, NEAREST_ZOOM, pixels, seen
from dashboard.figures.one_spot import BESIDE_CROWD_PX
from dashboard.figures.svg.text_width import width_of

CELL_PX, AROUND_MIDDLE_PX = 76, 8
"""px: a cell of the canvas holds one column of marks with their numbers, in its middle or a little aside, so that columns stay apart.
It is higher where there are more states than it has lines."""
ALONE = 3
"""So many points of a cell still stand for themselves."""
LINE_PX, MARK_PX = 15, 12
AROUND_PX, MANY, COARSER = (3_000, 2_400), 2_000, 3
"""Of so many points, those that lie so far around the view part at a zoom so many steps less: a map of all would be a megabyte."""


def crowded(placed: pd.DataFrame, zoom: float, high: int = CELL_PX) -> pd.Series:
    """The cell of each point that is one of a crowd; -1 for one that stands for itself. Rows: lon, lat.

    Points of one spot never part, so a cell that holds nothing else is no crowd: its tip names them. Nor is any at the nearest zoom.
    `high`: px of a cell (`cell_high`).
    """
    if placed.empty or zoom >= NEAREST_ZOOM:
        return pd.Series(-1, index=placed.index)
    x, y = pixels(placed, zoom)
    cells = pd.Series(pd.factorize(pd.MultiIndex.from_arrays([np.floor(x / CELL_PX), np.floor(y / high)]))[0], index=placed.index)
    spots = pd.Series(pd.factorize(pd.MultiIndex.from_arrays([placed["lon"].round(5), placed["lat"].round(5)]))[0], index=placed.index)
    few = cells.map(cells.value_counts()) <= ALONE
    return cells.where(~few & (spots.groupby(cells).transform("nunique") > 1), -1)


def cell_high(states: int) -> int:
    """px: what a column of so many states needs."""
    return max(CELL_PX, states * LINE_PX + 2 * AROUND_MIDDLE_PX + 2)


def crowded_around(placed: pd.DataFrame, view: dict, high: int = CELL_PX) -> pd.Series:
    """As `crowded` at the zoom of a view, and coarser far from it where there are many points."""
    cells, far = crowded(placed, view["zoom"], high), ~seen(placed, view, AROUND_PX)
    if len(placed) < MANY or not far.any():
        return cells
    coarse = crowded(placed[far], max(FARTHEST_ZOOM, view["zoom"] - COARSER), high)
    cells[far] = coarse.where(coarse < 0, coarse + int(cells.max()) + 1)
    return cells


def columns_of(
    crowd: pd.DataFrame, zoom: float, rank: Callable[[object], Any], told: Callable[[dict[object, int]], str], high: int = CELL_PX,
) -> list[dict]:
    """The marks of crowds. Rows: lon, lat, cell, state. Marks: p (about the middle of the cell's points), o (px aside), n, state, tip,
    is_crowd.

    `rank`: the order of states from the top; `told`: the tip of a cell, from the number of each state.
    """
    marks = []
    for _, cell in crowd.groupby("cell", sort=True):
        numbers = cell["state"].value_counts(dropna=False)
        ordered = sorted(zip(numbers.index.to_list(), map(int, numbers), strict=True), key=lambda one: rank(one[0]))
        middle, tip = _middle(cell, zoom, high), told(dict(ordered))
        for line, (state, n) in enumerate(ordered):
            down = (line - (len(ordered) - 1) / 2) * LINE_PX
            marks.append({"p": middle, "o": [0, down], "n": n, "state": state, "tip": tip, "is_crowd": True})
    return marks


def boxes_of(marks: list[dict], zoom: float) -> list[tuple[float, float, float, float]]:
    """Where crowds stand with their numbers, px on the map of the world at a zoom: west, north, east, south."""
    crowds = [mark for mark in marks if mark.get("is_crowd")]
    if not crowds:
        return []
    x, y = pixels(pd.DataFrame([mark["p"] for mark in crowds], columns=["lon", "lat"]), zoom)
    down = [mark["o"][1] for mark in crowds]
    wide = [BESIDE_CROWD_PX + width_of(f"{mark['n']}", TYPE_PX) for mark in crowds]
    half = LINE_PX / 2
    return [(at - half, top + d - half, at + w, top + d + half) for at, top, d, w in zip(x, y, down, wide, strict=True)]


def marks_of(points: list[dict], zoom: float) -> list[tuple[float, float, float, float]]:
    """Where points stand that stand for themselves or for one spot, px as in `boxes_of`."""
    alone = [point["p"] for point in points if not point.get("is_crowd")]
    x, y = pixels(pd.DataFrame(alone, columns=["lon", "lat"]), zoom)
    half = MARK_PX / 2
    return [(at - half, top - half, at + half, top + half) for at, top in zip(x, y, strict=True)]


def _middle(cell: pd.DataFrame, zoom: float, high: int) -> list[float]:
    """Longitude and latitude of the mean of a cell's points, at most a little off the middle of the cell."""
    px = [float(values.mean()) for values in pixels(cell, zoom)]
    centres = [(math.floor(value / size) + 0.5) * size for value, size in zip(px, (CELL_PX, high), strict=True)]
    x, y = (min(c + AROUND_MIDDLE_PX, max(c - AROUND_MIDDLE_PX, value)) for value, c in zip(px, centres, strict=True))
    a_degree = TILE_PX * 2**zoom / 360
    return [round(x / a_degree, 5), round(latitude(y / a_degree), 5)]
