"""The still map: borders once, marks that it cannot tell apart as one, a scale that is true, nothing beyond its frame."""

import math
import re

import pytest

from dashboard.figures.svg.map_ground import HALF_WIDE, Frame, borders, boundary
from dashboard.figures.svg.still_map import MOST_MARKS, Said, scale_of, still_map, together

VIEW = {"longitude": 126.6, "latitude": 45.7, "zoom": 10.0}
SAID = Said("甲", lambda n: f"{n} here:", lambda n: f"{n} more", lambda m: f"{m} m", lambda mark: f"?p={mark['k']}" if "k" in mark else "")


def mark(lon: float, lat: float, name: str = "a", shape: str = "dot", **more: object) -> dict:
    return {"p": [lon, lat], "tip": f"{name}\nopen", "i": shape, "c": [1, 2, 3], "edge": [0, 0, 0], **more}


def square(west: float, south: float, side: float = 0.1) -> dict:
    east, north = round(west + side, 5), round(south + side, 5)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_a_side_of_two_districts_is_drawn_once_and_what_lies_outside_not_at_all():
    frame = Frame(VIEW, 600)
    alone = borders({"features": [square(126.5, 45.6)]}, frame)
    assert alone.count("l") == 4 and alone.count("M") == 1
    both = borders({"features": [square(126.5, 45.6), square(126.6, 45.6)]}, frame)
    assert both.count("l") == 7, "eight sides, one of which is that of both"
    assert borders({"features": [square(120.0, 45.6)]}, frame) == ""
    assert boundary(square(126.5, 45.6)["geometry"]["coordinates"], frame).count("M") == 1
    assert boundary(square(126.6, 45.7, 0.0005)["geometry"]["coordinates"], frame) == "", "a boundary of a px is its mark"


def test_marks_stand_where_the_live_map_has_them():
    frame = Frame(VIEW, 400)
    [(x, y), (east, north)] = frame.at([[126.6, 45.7], [126.7, 45.75]]).tolist()
    assert (x, y) == pytest.approx((0, 0)) and east == pytest.approx(0.1 * 512 * 2**10 / 360)
    assert -north == pytest.approx(0.05 * 512 * 2**10 / 360 / 0.6984, rel=0.01), "a degree of latitude is longer by 1 / cos 45.7"
    far = still_map([mark(126.6, 45.7), mark(126.6, 50), mark(140, 45.7)], [], [], frame, SAID)
    assert far.count('class="mark"') == 1 and HALF_WIDE > 900


def test_what_the_picture_cannot_tell_apart_is_one_mark_that_names_and_counts_all():
    near = [mark(126.6, 45.7, "a", k="a"), mark(126.601, 45.7, "b", k="b"), mark(126.6, 45.7, "c", "triangle", k="c")]
    picture = still_map(near, [], [], Frame(VIEW, 400), SAID)
    assert re.findall(r"<title>(.*?)</title>", picture, re.DOTALL) == ["2 here:\na\nb", "c\nopen"], "of each state apart"
    assert picture.count("<a ") == 1 and 'href="?p=c"' in picture and picture.count('tabindex="0"') == 1
    assert '<text class="n"' in picture and ">2</text>" in picture
    spread = [{"x": n % 100 * 9, "y": n // 100 * 9} | mark(126.6 + n / 1e4, 45.7, f"{n}") for n in range(3_000)]
    few = together(spread, SAID.here, SAID.more)
    assert len(few) <= MOST_MARKS and sum(one.get("n", 1) for one in few) == 3_000 and all(one["parts"] for one in few if "n" in one)
    assert together(spread[:9], SAID.here, SAID.more) == spread[:9]


@pytest.mark.parametrize(("zoom", "latitude"), [(5, 45.7), (9.3, 0), (13.7, 26.9), (17, 60)])
def test_the_bar_of_the_scale_is_a_round_distance_and_as_long_as_it(zoom, latitude):
    metres, px = scale_of(zoom, latitude)
    assert 40 < px <= 110 and f"{metres}"[0] in "125" and set(f"{metres}"[1:]) <= {"0"}
    degrees = px * 360 / (512 * 2**zoom)  # of longitude, which is shorter away from the equator
    assert degrees * 111_319.49 * math.cos(math.radians(latitude)) == pytest.approx(metres, rel=1e-3)


def test_the_number_of_marks_together_does_not_stand_on_a_name():
    near = [mark(126.6, 45.7, "示例小区347号12栋"), mark(126.601, 45.7, "乙")]
    named = [("name", [("示例小区347号12栋", [126.6, 45.7])], 17), ("place", [("曾都区", [126.62, 45.71])], 0)]
    picture = still_map(near, [], named, Frame(VIEW, 400), SAID)
    words = {said: (float(x), float(y)) for x, y, said in re.findall(r'<text class="\w[^"]*" x="([-\d.]+)" y="([-\d.]+)">([^<]+)<', picture)}
    assert words["2"][1] < words["示例小区347号12栋"][1] - 17, "beside its mark, where nothing stands"
