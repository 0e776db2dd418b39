"""The wall without a browser: layouts for every shape of screen, its parts, its night, and what stands beside a figure."""

from datetime import datetime
from itertools import combinations, product
from types import SimpleNamespace

import pandas as pd
import pytest
from markupsafe import Markup

from dashboard.figures.svg.wall_line import day_line
from dashboard.i18n.messages import text
from dashboard.tokens import WALL, contrast, rgb
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.panels.decisions import Matter
from dashboard.ui.wall.beside import Beside, line_of
from dashboard.ui.wall.dimming import DIMMED, dim_hours
from dashboard.ui.wall.district_scene import counted, needs_of, nothing_to_show, worst_first
from dashboard.ui.wall.figure_tile import figure_tile
from dashboard.ui.wall.opening_scene import lacks_words, opening_scene
from dashboard.ui.wall.room import LAYOUTS, SHAPES, SIDES, Place, Room
from dashboard.ui.wall.scene_list import screen_of
from dashboard.ui.wall.tiles import Line, lines, rows_of

SCREENS = {"triple": 3}
"""Shapes of several screens on which no thing may lie across two of them; on two and four a curve or a map may."""


@pytest.mark.parametrize("scene", LAYOUTS)
def test_the_things_of_a_scene_have_room_on_every_shape_of_screen(scene):
    for shape, has_band in product(SHAPES, (False, True)):
        room = Room.of(shape, has_band)
        places = room.places(scene)
        assert len(places) == len(Room.of("normal", has_band).places(scene)) <= 7
        for place in places:
            assert place.x >= 0 and place.y >= 0 and place.x + place.width <= room.width + 1 and place.y + place.height <= room.height + 1
        for one, other in combinations(places, 2):
            beside = one.x + one.width <= other.x + 1 or other.x + other.width <= one.x + 1
            assert beside or one.y + one.height <= other.y + 1 or other.y + other.height <= one.y + 1, (shape, one, other)
        if shape in SCREENS:
            edges = [SHAPES[shape][0] / SCREENS[shape] * n - SIDES for n in range(1, SCREENS[shape])]
            assert not [place for place in places for edge in edges if place.x + 10 < edge < place.x + place.width - 10], shape


def test_the_usual_stage_is_as_high_as_the_style_sheet_makes_it():
    assert [(Room.of("normal", band).width, Room.of("normal", band).height) for band in (False, True)] == [(1864, 916), (1864, 872)]


def test_a_part_that_does_not_exist_is_none():
    assert [screen_of(part) for part in ("1of2", "2of4", "4of4")] == [(1, 2), (2, 4), (4, 4)]
    assert [screen_of(part) for part in ("5of4", "0of2", "3of2", "1of1", "x", "", "2of4\n", "２of4")] == [None] * 8


def test_hours_of_the_night_are_those_of_the_city():
    assert dim_hours("22:00-06:30") == ((1320, 390), True)
    assert dim_hours(None) == ((1320, 360), True) and dim_hours("") == (None, True)
    assert [dim_hours(given) for given in ("25:00-06:00", "night", 7, "22-6")] == [((1320, 360), False)] * 4


def test_every_text_is_readable_in_the_dark():
    grounds = (WALL.paper, WALL.panel)
    pairs = [(ink, ground) for ink in (WALL.ink, WALL.grey, WALL.act_ink, WALL.series["watch"]) for ground in grounds]
    pairs += [(WALL.warn[1], WALL.warn[0]), ("#FFFFFF", "#8F3600"), ("#FFFFFF", "#7A2E00")]
    found = {pair: contrast(*("#" + "".join(f"{round(part * DIMMED):02X}" for part in rgb(colour)) for colour in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


def test_days_that_are_not_known_are_gaps_and_never_zero():
    rows = pd.DataFrame({"day": ["2022-11-27", "2022-11-29"], "n": [5, 3], "is_partial": [False, True]})
    values, partial = line_of(rows, "n", pd.Timestamp("2022-11-29"))
    assert values == (None,) * 11 + (5.0, None, 3.0) and partial == (False,) * 13 + (True,)
    look = {"limit": None, "caption": "", "label": "x", "ground": WALL, "width": 300, "height": 60}
    drawn = day_line([1.0, 2.0, None, 4.0, 5.0], [False] * 5, **look)
    assert drawn.count("M") == 2, "the missing day parts the line"
    assert day_line([None, 4.0, None], [False] * 3, **look) == "", "one day is no line"
    assert 'stroke-dasharray' in day_line([0.6, 0.7], [False] * 2, **look | {"limit": 0.95})


@pytest.mark.parametrize("place", [Place(0, 0, 451, 277), Place(0, 0, 608, 203), Place(0, 0, 950, 426)], ids=["state", "low", "large"])
def test_a_figure_has_its_change_bound_and_line_in_the_space_it_has(monkeypatch, place):
    monkeypatch.setattr("dashboard.ui.wall.figure_tile.origin_words", lambda kpi: "12345 · 11月29日")
    said = Beside("比昨日 17:00 +12", "应为 0", tuple(map(float, range(14))), (False,) * 14)
    drawn = figure_tile(Kpi("zones_overdue", 4.0), place, {}, said)
    assert "比昨日 17:00 +12" in drawn and "应为 0" in drawn
    assert ("<svg" in drawn) == (place.height > 203), "where both stand beside the figure, nothing is left for the line"
    unknown = figure_tile(Kpi("zones_overdue", None, missing="没有"), place, {}, Beside())
    assert "未知" in unknown and "<svg" not in unknown and 'class="facts"' not in unknown


def test_a_day_that_nobody_can_reckon_is_no_day_without_zones(monkeypatch):
    clocks = pd.DataFrame({"due_on": [pd.NaT, pd.NaT], "state": ["not_linked"] * 2, "missing": [[], []]})
    monkeypatch.setattr("dashboard.ui.wall.opening_scene.fetch", lambda name: clocks)
    assert opening_scene(None) == [], "left out: that none is due tomorrow is not known"


@pytest.mark.parametrize(("scene", "words"), [("opening", "wall.no_clock"), ("district", "wall.no_district")])
def test_a_scene_alone_that_has_nothing_says_so_and_by_what(monkeypatch, scene, words):
    monkeypatch.setattr("dashboard.ui.wall.district_scene.moment", lambda: SimpleNamespace(at=datetime(2022, 11, 12, 9)))
    [page] = nothing_to_show(SimpleNamespace(room=Room.of("normal", False)), scene)
    assert text(words, "zh") in Markup(page["html"]).striptags() and text("data.found_source", "zh") in page["html"]


def test_a_district_of_a_city_without_zones_has_not_zero_of_them(monkeypatch):
    monkeypatch.setattr("dashboard.ui.wall.district_scene.workspace", lambda: SimpleNamespace(city="0"))
    frames = {
        "zones_open_by_area": pd.DataFrame({"area_id": ["1"], "level": ["high"], "zones": [3]}),
        "zones_due": pd.DataFrame({"area_id": ["1", "1"], "state": ["overdue", "counting"]}),
        "supply_points": pd.DataFrame({"area_id": ["1", "1", "2"], "cover_state": ["out", "ok", "unknown"]}),
    }
    assert counted("1", frames, True) == {"zones_high": 3, "zones_overdue": 1, "supply_below": 1}
    assert counted("2", frames, True) == {"zones_high": 0, "zones_overdue": 0, "supply_below": None}
    assert counted("2", frames, False) == {"zones_high": None, "zones_overdue": None, "supply_below": None}


def test_a_text_that_fits_as_it_is_set_is_not_cut():
    notice = Line("watch", "Green channel for pregnant women and the acutely ill", "29 Nov", is_name=True)
    assert "…" not in lines([notice], 900, 100, "") and "…" in lines([notice], 400, 100, "")
    assert rows_of("", 24, 100) == 0 and rows_of("一二三四", 24, 97) == 1 and rows_of("一二三四", 24, 95) == 2


def test_a_list_over_two_screens_has_no_line_across_their_edge():
    drawn = lines([Line("act", f"第{n}项", str(n)) for n in range(1, 6)], 3700, 400, "")
    first, second = drawn.split("</ul>")[:2]
    assert ["第3项" in first, "第4项" in first, "第4项" in second, "另有" in drawn] == [True, False, True, False]


def test_a_figure_without_words_under_it_has_the_room_for_itself(monkeypatch):
    monkeypatch.setattr("dashboard.ui.wall.figure_tile.origin_words", lambda kpi: "12345")
    drawn = [figure_tile(Kpi("zones_due", 19.0, detail=under), Place(0, 0, 451, 230), {}) for under in ("", "另有 19 个")]
    sizes = [float(tile.split("font-size:")[1].split("px")[0]) for tile in drawn]
    assert 'class="under"' not in drawn[0] and sizes[0] > sizes[1]


def test_districts_that_need_a_decision_come_worst_first():
    found = ({"acknowledged_at": None},)
    settled = ({"acknowledged_at": pd.Timestamp("2022-11-29")},)
    needs = needs_of([
        Matter("act", "a", "zones", found=found), Matter("act", "b", "zones", found=settled), Matter("act", "c", "data", "feeds"), Matter("watch", "d", "supply"),
    ])
    assert [line.words for line in needs] == ["a", "d"], "neither what is settled nor a feed that is late for all"
    act, watch = Line("act", "x"), Line("watch", "y")
    assert worst_first({"1": [watch], "2": [act], "3": [act, act], "4": [act, watch], "5": []}) == ["3", "4", "2"]


def test_what_a_zone_lacks_is_said_beside_its_days():
    row = {"state": "counting", "missing": ["days", "round"], "unrecorded": []}
    assert lacks_words(row) == "缺一轮全阴" and lacks_words(row | {"missing": ["days"]}) == "只差天数"
    assert lacks_words(row | {"unrecorded": ["round"]}) == "检测无记录"
    assert lacks_words({"state": "due_waiting_contact", "missing": [], "unrecorded": None}) == "密接时限未满"


def test_a_list_says_how_many_lines_it_has_no_room_for():
    long = "请研判解除；" * 12
    drawn = lines([Line("act", "甲", advice=long), Line("act", "乙", advice=long), Line("act", "丙", advice=long)], 500, 300, "", "wall.more_plain")
    assert "甲" in drawn and "丙" not in drawn and "另有 2 项" in drawn and isinstance(drawn, Markup)
