"""Near here and walking distance on their pages, and what a tap on a map does."""

from types import SimpleNamespace

import pytest

from dashboard.figures.map_view import Sight
from dashboard.ui.components import map_zoom, point_map, radius
from dashboard.ui.panels import near_here
from tests.page_runs import open_page, shown

RING = [[[126.0, 45.0], [127.0, 45.0], [127.0, 46.0], [126.0, 46.0], [126.0, 45.0]]]
BORDERS = {"features": [{"properties": {"area_id": "1"}, "geometry": {"type": "Polygon", "coordinates": RING}}]}


def test_around_a_closed_zone_nobody_walks_and_only_those_who_deliver_are_listed(city_workspace, monkeypatch):
    page = open_page("supply", city_workspace.root, monkeypatch, lang="zh", near="zone:z-a", reach="1000", around="示例", point="p1", radius="1000")
    told = shown(page)
    assert not page.exception and "区内人员不得步行外出" in told and "1,000 米内没有已知可配送者" in told
    assert "选一处作起点" in told and "near=business%3Ab1" in told, "what the field seeks can be picked"
    assert "near=point%3Ap1" in told, "the card of a point leads to what is near it"
    assert "网格没有坐标，不计入" in told and "步行可及" in told, "no grid of the fixture has coordinates"


def test_around_a_business_what_is_open_is_listed_by_distance(city_workspace, monkeypatch):
    page = open_page("businesses", city_workspace.root, monkeypatch, lang="en", near="business:b1", reach="1000")
    told = shown(page)
    assert not page.exception and "straight lines" in told
    [rows] = [table.value for table in page.dataframe if "distance_m" in table.value]
    assert list(rows["distance_m"]) == sorted(rows["distance_m"]) and rows["distance_m"].iloc[0] == 0


@pytest.fixture
def said(monkeypatch) -> list[str]:
    """What notes and links the panel set."""
    words: list[str] = []
    monkeypatch.setattr(near_here, "note", lambda text, state="": words.append(text))
    monkeypatch.setattr(near_here, "t", lambda key, **values: f"{key} {values}")
    monkeypatch.setattr(near_here, "here", lambda place, **changed: f"?near={changed['near']}")
    monkeypatch.setattr("streamlit.html", lambda body, **_: words.append(str(body)))
    monkeypatch.setattr(near_here, "geodata", lambda file: BORDERS)
    return words


def test_a_place_beyond_the_city_or_the_wrong_way_round_is_said(said):
    near_here._say_where(near_here.Coordinates(126.5, 45.5))
    assert said == []
    near_here._say_where(near_here.Coordinates(128.5, 45.5))
    assert len(said) == 1 and said[0].startswith("near.outside")
    near_here._say_where(near_here.Coordinates(45.5, 126.5 - 40))
    assert len(said) == 2
    assert near_here._origin("nowhere at all") is None and said[-1].startswith("near.bad")
    assert near_here._origin("45.5,126.5") is None and "?near=126.5,45.5" in said[-1]


def test_latitude_first_is_offered_the_other_way_round(said, monkeypatch):
    ring = [[[40.0, 50.0], [50.0, 50.0], [50.0, 60.0], [40.0, 60.0], [40.0, 50.0]]]
    monkeypatch.setattr(near_here, "geodata", lambda file: {"features": [BORDERS["features"][0] | {"geometry": {"type": "Polygon", "coordinates": ring}}]})
    near_here._say_where(near_here.Coordinates(55.0, 45.0))
    assert len(said) == 2 and "?near=45.0,55.0" in said[1]


def test_a_tap_opens_a_point_looks_into_a_crowd_and_asks_around_a_spot(monkeypatch):
    state: dict = {}
    address: dict = {}
    monkeypatch.setattr(point_map, "st", SimpleNamespace(session_state=state))
    for module in (point_map, map_zoom):
        monkeypatch.setattr(module, "remember", address.__setitem__)
    monkeypatch.setattr(map_zoom, "asked", lambda name: address.get(name, ""))
    looked = {"point": "p1", "near": "126.6,45.7", "look": "map:2:126.5,45.6"}
    for n, (one, expected) in enumerate((
        ({"p": [126.6, 45.7], "k": "p1"}, {"point": "p1"}), ({"p": [126.6, 45.7], "n": 3, "tip": ""}, {"point": "p1", "near": "126.6,45.7"}),
        ({"p": [126.5, 45.6], "n": 30, "is_crowd": True}, looked),
    )):
        state["map"] = SimpleNamespace(selection=SimpleNamespace(objects={"points": [one]}))
        point_map._tapped("map", "point")
        assert address == expected and point_map._taps("map") == n + 1
    assert map_zoom.sight_of("map") == Sight(2, (126.5, 45.6)) and map_zoom.sight_of("other") == Sight()


@pytest.mark.parametrize(("said", "sight"), [
    ("map:-2", Sight(-2)), ("map:0:core", Sight(is_core=True)), ("map:3:core:126.5,45.6", Sight(3, (126.5, 45.6), is_core=True)),
    ("map:99", Sight()), ("map:9999999999999999999999", Sight()), ("map:x", Sight()), ("map:²", Sight()), ("map", Sight()), ("", Sight()),
    ("map:2:nan,45", Sight(2)), ("map:2:126.5,91", Sight(2)), ("map:2:1,2,3", Sight(2)), ("map:2:<b>", Sight(2)),
])
def test_what_a_map_looks_at_is_in_the_address_and_nonsense_is_the_whole(said, sight, monkeypatch):
    monkeypatch.setattr(map_zoom, "asked", lambda name: said)
    assert map_zoom.sight_of("map") == sight
    monkeypatch.setattr(map_zoom, "asked", lambda name: map_zoom.written("map", sight))
    assert map_zoom.sight_of("map") == sight


def test_radii_come_from_the_city_and_nonsense_is_passed_over(monkeypatch):
    for given, expected in (({}, (500, (300, 500, 1_000))), ({"radius": 400}, (400, (300, 400, 500, 1_000))),
                            ({"radius": "far", "radii": [0, True, 250, "x"]}, (500, (250, 500))), ({"radii": 5}, (500, (300, 500, 1_000)))):
        monkeypatch.setattr(radius, "workspace", lambda config=given: SimpleNamespace(config={"coverage": config}))
        assert radius.offered_radii() == expected, given
