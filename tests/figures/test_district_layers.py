"""The districts on the point map: each side of a border once; the names that have room at the zoom, in the page's language."""

from urllib.parse import unquote

import pytest

from dashboard.figures.district_layers import border_layer, name_layer
from dashboard.tokens import NIGHT, PAPER, rgb

PROJECTION = {"west": 126.0, "north": 46.0, "x": 0.0, "y": 0.0, "units_per_lon": 100.0, "units_per_lat": 140.0, "metres_per_unit": 780.0}
DISTRICTS = [
    {"name": "香坊区", "name_en": "Xiangfang", "label": [66.0, 40.0], "area_share": 0.1},
    {"name": "<尚志市>", "name_en": None, "label": [150.0, 90.0], "area_share": 0.6},
    {"name": "南岗区", "name_en": "Nangang", "label": [65.0, 40.0], "area_share": 0.3},
]
OUTLINES = {"projection": PROJECTION, "districts": DISTRICTS}


def feature(kind: str, coordinates: list) -> dict:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": {}}


def test_a_side_that_two_districts_share_is_drawn_once():
    square = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    beside = [[1, 0], [1, 1], [2, 1], [2, 0], [1, 0]]
    hole = [[0.2, 0.2], [0.2, 0.4], [0.4, 0.2], [0.2, 0.2]]
    layer = border_layer({"features": [feature("Polygon", [square, hole]), feature("MultiPolygon", [[beside]])]}, PAPER)
    sides = [(side["s"], side["t"]) for side in layer["data"]]
    assert len(sides) == len(set(sides)) == 4 + 3 + 4 - 1
    assert ((1, 0), (1, 1)) in sides


def names(zoom: float, lang: str = "zh") -> dict[str, list[float]]:
    marks = name_layer(OUTLINES, zoom, lang, PAPER)["data"]
    return {mark["i"]: mark["p"] for mark in marks if mark["c"] == rgb(PAPER.ink)}


def test_a_smaller_district_whose_name_would_lie_on_another_waits_for_the_zoom():
    assert list(names(8)) == ["<尚志市>", "南岗区"]
    assert list(names(14)) == ["<尚志市>", "南岗区", "香坊区"]


def test_a_name_stands_where_the_outline_has_its_label():
    lon, lat = names(8)["南岗区"]
    assert lon == pytest.approx(126.65, abs=1e-5) and lat == pytest.approx(46 - 40 / 140, abs=1e-5)


def test_english_pages_say_the_english_name_where_there_is_one():
    assert list(names(14, "en")) == ["<尚志市>", "Nangang", "Xiangfang"]


def test_the_picture_holds_each_name_as_text_and_as_the_ground_around_it():
    layer = name_layer(OUTLINES, 14, "zh", NIGHT)
    picture = unquote(layer["iconAtlas"])
    assert picture.count("<text") == 2 * 3 and picture.count("&lt;尚志市&gt;") == 2 and "://" not in layer["iconAtlas"]
    tops = [place["y"] for place in layer["iconMapping"].values()]
    assert len(set(tops)) == len(tops) == len(layer["data"]) and all(place["mask"] for place in layer["iconMapping"].values())


def test_the_grounds_of_all_names_lie_under_every_name_in_the_colours_of_the_theme():
    marks = name_layer(OUTLINES, 14, "zh", NIGHT)["data"]
    assert [mark["c"] for mark in marks] == [rgb(NIGHT.panel)] * 3 + [rgb(NIGHT.ink)] * 3
    assert [mark["p"] for mark in marks[:3]] == [mark["p"] for mark in marks[3:]]


def test_no_district_no_name():
    assert name_layer({"projection": PROJECTION, "districts": []}, 8, "zh", PAPER)["data"] == []
