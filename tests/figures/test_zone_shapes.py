"""Boundaries on the map: as exact as the wire allows, in their state's colour, and never invented."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.figures.zone_shapes import DETAIL, zone_shapes
from dashboard.tokens import PAPER
from dashboard.ui.components.point_deck import Shown, compact_deck
from dashboard.ui.components.point_map import legend

SQUARE = shapely.to_geojson(shapely.box(126.60, 45.70, 126.61, 45.71))
HOLED = shapely.to_geojson(shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(3, 3), (6, 3), (6, 6), (3, 6)]]))
TWO = shapely.to_geojson(shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]))


def estates(number: int, corners: int = 40) -> pd.DataFrame:
    """Zones with uneven outlines, as cities draw them along walls and streets."""
    rng = np.random.default_rng(7)
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    lon, lat = rng.uniform(126.4, 126.9, number), rng.uniform(45.6, 45.9, number)
    radius = rng.uniform(0.0004, 0.0015, (number, 1)) * rng.uniform(0.8, 1.2, (number, corners))
    outlines = shapely.polygons(np.dstack([lon[:, None] + radius * np.cos(turn), lat[:, None] + radius * np.sin(turn)]))
    return pd.DataFrame({
        "lon": lon.round(5), "lat": lat.round(5), "level": rng.choice(["high", "medium"], number), "area_name": "南岗区",
        "extent_text": [f"示例小区{n}号{n % 30}栋3单元" for n in range(number)], "geometry": shapely.to_geojson(outlines),
    })


def test_few_boundaries_are_drawn_as_given_with_their_holes_and_parts():
    shapes = zone_shapes(pd.Series([SQUARE, HOLED, TWO, None]), pd.Series(["high", "high", None, "high"]))
    assert (shapes.drawn, shapes.coarse_m, shapes.is_boxes) == (3, 0, False)
    assert [len(rings) for rings in shapes.by_state["high"]] == [1, 2] and len(shapes.by_state[""]) == 2
    assert sorted(shapes.by_state["high"][0][0]) == [[126.6, 45.7], [126.6, 45.71], [126.61, 45.7], [126.61, 45.71]]


def test_what_is_no_boundary_is_left_out():
    given = pd.Series(['{"type":"Point","coordinates":[1,2]}', "not json", '{"type":"Polygon","coordinates":[]}'])
    assert zone_shapes(given, pd.Series(["high"] * 3)).drawn == 0
    assert zone_shapes(pd.Series([None, None], dtype=object), pd.Series(["high", "high"])).drawn == 0


@pytest.mark.parametrize("most_bytes", [400_000, 100_000, 70_000])
def test_the_more_there_are_the_fewer_corners_each_keeps(most_bytes):
    frame = estates(500)
    shapes = zone_shapes(frame["geometry"], frame["level"], most_bytes)
    assert shapes.drawn == 500 and len(json.dumps(shapes.by_state, separators=(",", ":"))) < most_bytes
    assert shapes.coarse_m in [round(tolerance * 111_000) for tolerance, _ in DETAIL]


def test_ten_thousand_zones_stay_under_two_megabytes_and_say_how_exact_they_are():
    frame = estates(10_000)
    shown = Shown("level", "zone_level", "extent_text", ("area_name",), "geometry")
    deck = compact_deck(frame, shown=shown, lang="zh", ground=PAPER)
    sent = deck.to_json().encode()
    drawn = [layer for layer in json.loads(sent)["layers"] if layer["@@type"] == "PolygonLayer"]
    assert len(sent) < 2_000_000 and sum(len(layer["data"]) for layer in drawn) == 10_000
    assert len({tuple(layer["getFillColor"]) for layer in drawn}) == 2
    said = legend(frame, "level", "zone_level", 0, 0, deck.shapes)
    assert "10,000 处有边界" in said and ("外框" in said or "米" in said)
