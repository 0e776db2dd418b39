"""Who lives inside a zone: registered, estimated or unknown, and never a zero that nobody counted."""

import pandas as pd
import pytest
import shapely

from dashboard.sentences.zone_people import grids_within, inside_sentence

SQUARE = shapely.to_geojson(shapely.box(0, 0, 10, 10))
GRIDS = pd.DataFrame({"grid_id": ["a", "b", "c"], "lon": [1.0, 9.0, 20.0], "lat": [1.0, 9.0, 5.0], "households": [300, None, 800]})


@pytest.mark.parametrize(("zone", "grids", "said"), [
    ({"households": 20, "people": None, "geometry": SQUARE}, GRIDS, "区内登记 20 户。"),
    ({"households": 20, "people": 51, "geometry": None}, GRIDS, "区内登记 20 户、51 人。"),
    ({"households": None, "people": None, "geometry": SQUARE}, GRIDS, "约 300 户（按网格中心点估计）。其中 1 个网格户数未知。"),
    ({"households": None, "people": None, "geometry": SQUARE}, GRIDS[1:], "区内户数、人数未知。"),
    ({"households": None, "people": None, "geometry": None}, GRIDS, "区内户数、人数未知。"),
    ({"households": 0, "people": 0, "geometry": SQUARE}, GRIDS, "区内登记 0 户、0 人。"),
])
def test_registered_outranks_estimated_and_unknown_is_said(zone, grids, said):
    assert said in inside_sentence(zone, grids, "zh")


def test_what_is_no_boundary_holds_no_grid():
    assert grids_within("{}", GRIDS).empty and grids_within(SQUARE, GRIDS.iloc[:0]).empty
    assert list(grids_within(SQUARE, GRIDS)["grid_id"]) == ["a", "b"]
