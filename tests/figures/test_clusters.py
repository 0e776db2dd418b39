"""Points that would lie on one another stand together, state by state, lose nobody, and part as the map comes nearer."""

import numpy as np
import pandas as pd

from dashboard.figures.clusters import ALONE, CELL_PX, MANY, boxes_of, cell_high, columns_of, crowded, crowded_around
from dashboard.figures.district_layers import HIGH_PX, with_room
from dashboard.figures.map_view import NEAREST_ZOOM, Sight, core_bounds, fitted_view, heart, pixels, seen, sighted_view
from dashboard.figures.point_names import boxes_of_names, names_beside, names_under
from dashboard.tokens import PAPER
from dashboard.ui.components.map_zoom import NEAREST


def city(seed: int = 3) -> pd.DataFrame:
    """A dense core, a few villages far away, and a spot that many points share."""
    rng = np.random.default_rng(seed)
    core, far = rng.normal((126.63, 45.75), (0.05, 0.03), (900, 2)), rng.uniform((126.0, 44.5), (129.5, 46.5), (40, 2))
    points = np.vstack([core, far, [[126.7, 45.8]] * 12]).round(5)
    states = rng.choice(["open", "open", "open", "limited", "closed"], len(points))
    return pd.DataFrame({"lon": points[:, 0], "lat": points[:, 1], "state": states, "name": [f"店{n}" for n in range(len(points))]})


def test_crowds_lose_nobody_and_part_as_the_map_comes_nearer():
    points, marks_before = city(), 0
    for zoom in (7.0, 9.0, 11.0, 13.0, 15.0):
        cells = crowded(points, zoom)
        crowd = points.assign(cell=cells)[cells >= 0]
        marks = columns_of(crowd, zoom, str, lambda numbers: str(sum(numbers.values())))
        assert sum(mark["n"] for mark in marks) == (cells >= 0).sum()
        assert {mark["state"]: 0 for mark in marks}.keys() <= {"open", "limited", "closed"}
        alone = int((cells < 0).sum())
        assert alone >= marks_before
        marks_before = alone
    assert (crowded(points, NEAREST_ZOOM) < 0).all() and alone > 800, "nearly all stand for themselves"


def test_far_from_the_view_of_many_points_crowds_stay_larger():
    rng = np.random.default_rng(5)
    points = pd.DataFrame({"lon": rng.uniform(126, 128, 4 * MANY), "lat": rng.uniform(45, 46, 4 * MANY)})
    view = {"longitude": 126.5, "latitude": 45.5, "zoom": 13.0}
    near, cells = seen(points, view, (3_000, 2_400)), crowded_around(points, view)
    assert (cells[near] == crowded(points, 13.0)[near]).all() and 0 < near.sum() < len(points) / 4
    assert (cells < 0).sum() < (crowded(points, 13.0) < 0).sum() / 2
    shared = set(cells[near & (cells >= 0)]) & set(cells[~near & (cells >= 0)])
    assert shared == set(), "no crowd is of both"


def test_marks_of_a_crowd_stand_in_one_column_with_what_calls_for_action_on_top():
    crowd = pd.DataFrame({"lon": [1.0, 2.0, 3.0], "lat": [1.0, 1.0, 1.0], "cell": 0, "state": ["open", "closed", "open"]})
    first, second = columns_of(crowd, 3.0, lambda state: ["closed", "open"].index(state), lambda numbers: f"{numbers}")
    assert (first["state"], first["n"], second["state"], second["n"]) == ("closed", 1, "open", 2)
    assert first["p"] == second["p"] and first["o"][1] < second["o"][1]
    boxes = boxes_of([first, second], 3.0)
    assert boxes[0][3] <= boxes[1][1] and boxes_of([{"p": [1.0, 1.0]}], 3.0) == []


def test_columns_of_neighbouring_crowds_stay_apart():
    points, high = city(), cell_high(7)
    points["state"] = [f"state {n % 7}" for n in range(len(points))]
    cells = crowded(points, 11.0, high)
    boxes = np.array(boxes_of(columns_of(points.assign(cell=cells)[cells >= 0], 11.0, str, str, high), 11.0)).T
    west, north, east, south = (boxes[side][:, None] for side in range(4))
    meet = (west < east.T - 1) & (east - 1 > west.T) & (north < south.T - 1) & (south - 1 > north.T)
    assert len(west) > 30 and (meet.sum(axis=1) == 1).all(), "each meets itself alone"
    assert cell_high(3) == CELL_PX


def test_few_points_and_points_of_one_spot_stay_as_they_are():
    few = pd.DataFrame({"lon": [126.6] * ALONE, "lat": [45.7] * ALONE})
    spot = pd.DataFrame({"lon": [126.6] * 30, "lat": [45.7] * 30})
    assert (crowded(few, 5) < 0).all() and (crowded(spot, 5) < 0).all() and crowded(few.iloc[:0], 5).empty


def test_three_steps_nearer_there_are_points_with_names_and_not_the_middle_of_a_forest():
    points = city()
    whole = fitted_view(points)
    assert seen(points, whole | {"zoom": whole["zoom"] + 3}).sum() < 10, "the middle of the box is a forest"
    for steps in range(1, NEAREST + 1):
        view = sighted_view(points, Sight(steps))
        inside = seen(points, view)
        assert inside.any() and view["zoom"] == round(min(NEAREST_ZOOM, whole["zoom"] + steps), 2)
    marks = [{"p": [row.lon, row.lat], "tip": f"{row.name}\n● 营业"} for row in points[inside].itertuples()]
    (layer,) = names_beside(names_under(marks, view), PAPER)
    assert any("店" in mark["i"] for mark in layer["data"]) or layer["data"]
    lon, lat = heart(points, whole["zoom"] + 3)
    assert abs(lon - 126.63) < 0.1 and abs(lat - 45.75) < 0.1 and ((points["lon"] == lon) & (points["lat"] == lat)).any()


def test_the_core_is_the_window_of_the_district_map():
    places = {"dense": {"viewbox": [100, 200, 50, 40]}, "projection": {
        "west": 125.0, "north": 47.0, "x": 0.0, "y": 0.0, "units_per_lon": 100.0, "units_per_lat": 100.0, "metres_per_unit": 1.0}}
    west, south, east, north = core_bounds(places)
    assert (west, south, east, north) == (126.0, 44.6, 126.5, 45.0)
    view = sighted_view(pd.DataFrame({"lon": [125.0, 126.2], "lat": [44.0, 44.8]}), Sight(is_core=True), None, core_bounds(places))
    assert west < view["longitude"] < east and south < view["latitude"] < north
    assert core_bounds({**places, "dense": None}) is None and core_bounds(None) is None


def test_a_district_is_named_aside_of_the_names_under_points():
    projection = {"west": 126.0, "north": 46.0, "x": 0.0, "y": 0.0, "units_per_lon": 100.0, "units_per_lat": 100.0, "metres_per_unit": 1.0}
    outlines = {"districts": [{"name": "曾都区", "name_en": "Zengdu", "label": [60, 30], "area_share": 1.0}], "projection": projection}
    view = {"longitude": 126.6, "latitude": 45.7, "zoom": 10.0}
    under = names_under([{"p": [126.6, 45.712], "tip": "示例小区415号\n近7日有新增"}], view)
    boxes = boxes_of_names(under, view["zoom"])
    [(_, there)] = with_room(outlines, view["zoom"], "zh")
    [(name, aside)] = with_room(outlines, view["zoom"], "zh", marks=boxes)
    (_, y), (_, moved) = (np.array(pixels(pd.DataFrame([at], columns=["lon", "lat"]), 10.0))[:, 0] for at in (there, aside))
    [(_, top, _, bottom)] = boxes
    assert name == "曾都区" and top < y + HIGH_PX / 2 and y - HIGH_PX / 2 < bottom, "it would stand on the point's name"
    assert moved + HIGH_PX / 2 <= top + 0.5 or moved - HIGH_PX / 2 >= bottom - 0.5
