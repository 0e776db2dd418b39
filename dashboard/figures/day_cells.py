"""Cells of a map by day as columns, so that the browser can play over the days without asking again."""

import pandas as pd

from dashboard.geography.projection import project

PLACES = 1
"""Decimals of a viewbox unit: the thousandth part of a map."""
CELL_DEGREES = (1 / 100, 1 / 110)
"""Width and height of a cell of `case_places_by_cell`."""


def day_cells(frame: pd.DataFrame, days: list[pd.Timestamp], projection: dict[str, float], area: str = "area_name") -> dict:
    """Columns: x, y and area (index into areas) of every cell, its size in viewbox units; of each of `days`, which cells and how many.

    Rows: one a cell and day: cell, day, lon, lat (its middle, WGS-84), named, `area` (null = in no district). A day without a row is empty.
    """
    cells = frame.drop_duplicates("cell").reset_index(drop=True)
    x, y = project(cells["lon"], cells["lat"], projection)
    names = cells[area].fillna("").astype(str)
    areas = list(dict.fromkeys(names))
    number = dict(zip(cells["cell"], range(len(cells)), strict=True))
    place, counts, when = frame["cell"].map(number).to_numpy(), frame["named"].to_numpy(), pd.to_datetime(frame["day"]).to_numpy()
    of_days = [when == day.to_datetime64() for day in days]
    return {
        "x": x.round(PLACES).tolist(), "y": y.round(PLACES).tolist(), "area": [areas.index(name) for name in names], "areas": areas,
        "size": [degrees * projection[unit] for degrees, unit in zip(CELL_DEGREES, ("units_per_lon", "units_per_lat"), strict=True)],
        "days": [[place[rows].tolist(), [int(n) for n in counts[rows]]] for rows in of_days],
    }
