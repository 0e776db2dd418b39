"""The ground under a still map of points: where its lines lie, and which names stand with those of districts."""

import re

import pytest

from dashboard.figures.svg.ground_view import ground_view, with_ground_names
from dashboard.figures.svg.map_ground import HALF_WIDE, Frame
from dashboard.geography.map_pack import is_pack
from dashboard.tokens import NIGHT, PAPER

WHOLE = Frame({"zoom": 8.0, "longitude": 126.5, "latitude": 45.5}, 480)
NEAR = Frame({"zoom": 11.5, "longitude": 126.6, "latitude": 45.75}, 480)
AWAY = Frame({"zoom": 11.5, "longitude": 120.0, "latitude": 30.0}, 480)
PLACES = {
    "districts": [{"name": "道里区", "name_en": "Daoli", "label": [10.0, 10.0], "area_share": 0.4}], "dense": {"viewbox": [0, 0, 1, 1]},
    "projection": {"west": 125.0, "north": 47.0, "x": 0.0, "y": 0.0, "units_per_lon": 200.0, "units_per_lat": 300.0},
}


def pack(kind="rivers"):
    whole = {"min_zoom": 0.0, "box": [125.0, 44.0, 130.0, 47.0], "step": 0.01}
    core = {"min_zoom": 0.5, "box": [126.0, 45.3, 127.2, 46.2], "step": 0.001}
    named = [["松花江", "Songhua", 150, 150, 0, 100], ["小河", "", 160, 140, 2, 50]]
    levels = [
        whole | {"lines": [[0, "M100 150l100 0"]], "areas": ["M150 150l10 0 0 10z"], "names": named},
        core | {"lines": [[0, "M100 450l300 0 1 1"]], "areas": [], "names": [["小河", "", 600, 450, 2, 50], ["<b>", "", 650, 440, 1, 0]]},
    ]
    made = dict.fromkeys(("name", "city", "attribution", "approval", "datum", "source", "made"), "") | {"format": 1, "kind": kind, "levels": levels}
    assert is_pack(made)
    return made


def corners(picture, frame):
    """Places of the corners of every path, px from the middle."""
    return [tuple(map(float, pair)) for path in re.findall(r' d="([^"]+)"', str(picture)) for pair in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


@pytest.mark.parametrize("ground", [PAPER, NIGHT])
def test_lines_lie_where_the_live_map_has_their_places(ground):
    picture = ground_view([pack()], WHOLE, ground)
    wanted = WHOLE.at([(126.0, 45.5), (127.0, 45.5)]).round(1).tolist()
    assert [list(place) for place in corners(picture, WHOLE)][-2:] == wanted
    assert ground.water in picture and ground.lake in picture and f'width="{2 * HALF_WIDE}"' in picture


def test_near_the_core_the_fine_level_is_drawn_and_elsewhere_nothing():
    assert len(corners(ground_view([pack()], NEAR, PAPER), NEAR)) == 3 and PAPER.lake not in ground_view([pack()], NEAR, PAPER)
    assert not corners(ground_view([pack()], AWAY, PAPER), AWAY)


def test_names_come_after_those_of_districts_and_the_heaviest_alone_on_the_whole_city():
    def names(frame, **places):
        return [(one["name"], one["area_share"]) for one in with_ground_names(PLACES | places, [pack()], frame, "zh")["districts"]]

    assert names(WHOLE) == [("道里区", 0.4), ("松花江", -1)]
    assert names(WHOLE, dense=None) == [("道里区", 0.4), ("松花江", -1), ("小河", -2)]
    assert names(NEAR) == [("道里区", 0.4), ("<b>", -1), ("小河", -2)] and names(AWAY) == [("道里区", 0.4)]
