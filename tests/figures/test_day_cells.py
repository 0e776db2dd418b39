"""Cells by day as columns: every cell once, of each day which and how many, an empty day empty."""

import pandas as pd

from dashboard.figures.day_cells import day_cells

PROJECTION = {"west": 121.0, "north": 31.5, "x": 10.0, "y": 10.0, "units_per_lon": 100.0, "units_per_lat": 110.0, "metres_per_unit": 1000.0}


def test_every_cell_is_sent_once_and_every_day_points_to_it():
    rows = [("a", "2022-04-01", 121.5, 31.0, 3, "甲区"), ("a", "2022-04-03", 121.5, 31.0, 12, "甲区"), ("b", "2022-04-03", 121.51, 31.0, 1, None)]
    frame = pd.DataFrame(rows, columns=["cell", "day", "lon", "lat", "named", "area_name"])
    sent = day_cells(frame, [pd.Timestamp(f"2022-04-0{n}") for n in (1, 2, 3)], PROJECTION)
    assert (sent["x"], sent["y"]) == ([60.0, 61.0], [65.0, 65.0]) and sent["size"] == [1.0, 1.0]
    assert sent["days"] == [[[0], [3]], [[], []], [[0, 1], [12, 1]]]
    assert [sent["areas"][n] for n in sent["area"]] == ["甲区", ""]
