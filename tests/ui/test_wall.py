"""The wall without a browser: its drawings, its tiles, what the address asks of it, and the crest that city.toml names."""

import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.app import page_file
from dashboard.figures.svg.scale import round_top
from dashboard.figures.svg.text_width import width_of, wrapped
from dashboard.figures.svg.wall_days import case_columns, zone_stock
from dashboard.figures.svg.wall_hours import hour_curve
from dashboard.figures.svg.wall_map import wall_map
from dashboard.tokens import WALL
from dashboard.ui.wall.scene_list import SCENES
from dashboard.ui.wall.stage import CREST_BYTES, _crest
from dashboard.ui.wall.tiles import ROW_LEAST, Grid, ranking

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")
LOOK = {"lang": "zh", "ground": WALL, "width": 900, "height": 400, "label": "说明"}
SQUARE = {"path": "M0 0L50 0L50 50L0 50Z", "label": [25, 25], "radius": 25, "short": "道里", "text": "12", "class": "4"}


def picture(root: Path, monkeypatch, **query: str) -> dict:
    """What the wall page sends to the browser."""
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(root))
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(str(page_file("wall")))
    app.run()
    assert not app.exception
    return next(json.loads(e.proto.json) for e in app.get("bidi_component") if e.proto.component_name == "sandtable_wall")


def days(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["day", "new_confirmed", "new_asymptomatic", "new_positive", "is_partial"])


def bars(svg: str, colour: str) -> list[float]:
    """Heights of the columns of a colour, the legend's swatch left out."""
    svg = re.sub("<defs>.*?</defs>", "", svg)
    return [float(high) for high in re.findall(rf'width="[\d.]+" height="([\d.]+)" fill="{re.escape(colour)}"', svg)][:-1]


def test_columns_stack_by_class_and_a_missing_day_is_a_gap():
    svg = case_columns(days((date(2022, 11, 25), 50, 10, 60, False), (date(2022, 11, 27), 100, 0, 100, False)), **LOOK)
    heights = bars(svg, WALL.series["confirmed"])
    assert len(heights) == 2, "the day without a report has no column"
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert ">100<" in svg and "11月27日" in svg


def test_a_part_of_a_day_is_hatched_and_named():
    svg = case_columns(days((date(2022, 11, 28), 78, 30, 108, False), (date(2022, 11, 29), 54, 5, 59, True)), **LOOK)
    assert svg.count("url(#part-new_confirmed)") == 2, "the day's column and the legend's swatch"
    assert "非全天" in svg and ">59<" in svg


def test_a_correction_hangs_below_the_line():
    svg = case_columns(days((date(2022, 11, 28), 20, None, 20, False), (date(2022, 11, 29), -8, None, -8, False)), **LOOK)
    zero = next(float(y) for y in re.findall(rf'y1="([\d.]+)" x2="[\d.]+" y2="[\d.]+" stroke="{WALL.grey}"', svg))
    tops = [float(y) for y in re.findall(rf'y="([\d.]+)" width="[\d.]+" height="[\d.]+" fill="{WALL.series["confirmed"]}"', svg)]
    assert tops[0] < zero and tops[1] == pytest.approx(zero, abs=0.2)


def test_a_zone_stock_says_the_stock_and_the_last_days_flow():
    flow = pd.DataFrame({"day": [date(2022, 11, 28), date(2022, 11, 29)], "level": "high", "opened": [90, 55], "lifted": [10, 4],
                         "open_at_end": [403, 454]})
    svg = zone_stock(flow, **LOOK)
    assert ">454<" in svg and "新增 55 · 解除 4" in svg
    opened, lifted = bars(svg, WALL.series["act"]), bars(svg, WALL.series["ok"])
    assert opened[1] / opened[0] == pytest.approx(55 / 90, rel=0.02) and lifted[0] / opened[0] == pytest.approx(10 / 90, rel=0.02)


def test_hours_leave_a_gap_and_mark_the_surge():
    hours = pd.DataFrame({"hour": pd.to_datetime(["2022-11-29 08:00", "2022-11-29 09:00", "2022-11-29 11:00"]), "offered": [100, 400, 90],
                          "answered": [90, 200, 80], "baseline": [100, None, 100], "surge": [False, True, False]})
    svg = hour_curve(hours, **LOOK)
    offered = re.findall(rf'd="([^"]+)" fill="none" stroke="{WALL.ink}" stroke-width="4"', svg)[0]
    assert offered.count("M") == 2, "the missing hour parts the curve"
    assert "▲ 400" in svg


def test_hours_without_any_figure_are_drawn_empty_not_wrong():
    hours = pd.DataFrame({"hour": pd.to_datetime(["2022-11-29 08:00"]), "offered": [None], "answered": [None], "baseline": [None], "surge": [None]})
    assert "<svg" in hour_curve(hours, **LOOK)


def test_a_district_without_data_is_hatched_and_not_the_lowest_colour():
    unknown = SQUARE | {"class": "none", "text": "", "short": "依兰", "path": "M50 0L100 0L100 50L50 50Z", "label": [75, 25]}
    svg = wall_map([SQUARE, unknown], [100, 50], None, [{"kind": "4", "label": "≥ 10"}, {"kind": "none", "label": "没有数据"}],
                   unit="例", unnamed="未注名：{names}", comma="、", ground=WALL, width=800, height=500, label="图")
    assert f'd="{unknown["path"]}" fill="url(#unknown)"' in svg
    assert f'd="{SQUARE["path"]}" fill="{WALL.sequence[4]}"' in svg
    assert ">道里<" in svg and ">12<" in svg and ">依兰<" in svg


def test_a_district_too_small_for_its_figure_is_named_beneath():
    small = SQUARE | {"radius": 0.5}
    svg = wall_map([small], [100, 50], None, [], unit="例", unnamed="未注名：{names}。", comma="、", ground=WALL, width=800, height=500, label="图")
    assert "未注名：道里 12。" in svg


@pytest.mark.parametrize(("high", "top", "step"), [(0, 1, 1), (3, 3, 1), (108, 150, 50), (454, 600, 200), (1983, 2000, 500)])
def test_scales_are_round(high, top, step):
    assert round_top(high) == (top, step)


def test_a_list_breaks_after_commas_only():
    shown = wrapped("甲区 1、乙区 22、丙区 333", "、", width_of("甲区 1、乙区 22"))
    assert shown == ["甲区 1、乙区 22、", "丙区 333"]


def test_cells_of_a_grid_leave_the_same_gap():
    grid = Grid(2, 2, 1020, 520)
    assert (grid.cell(0, 0).width, grid.cell(1, 0).x, grid.cell(0, 0, 2).width) == (500, 520, 1020)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_six_scenes_of_at_most_seven_things_with_their_feeds(harbin_demo, monkeypatch, lang):
    sent = picture(harbin_demo.root, monkeypatch, lang=lang)
    assert [scene["id"] for scene in sent["scenes"]] == list(SCENES)
    for scene in sent["scenes"]:
        assert 1 <= scene["html"].count('class="tile ') <= 7, scene["id"]
    state = sent["scenes"][0]["html"]
    assert 'data-tile="new_positive" data-feeds="bulletins"' in state and 'data-tile="connect_share" data-feeds="hotline-calls"' in state
    assert ">59<" in state and sent["feeds"]["bulletins"]["until"] == "2022-11-30T19:00:00"
    assert ("模拟数据" if lang == "zh" else "synthetic data") in sent["band"]


def test_the_address_chooses_scenes_and_seconds_and_hears_what_is_wrong(harbin_demo, monkeypatch):
    sent = picture(harbin_demo.root, monkeypatch, lang="zh", scenes="zones,nonsense,cases,zones", seconds="7")
    assert [scene["id"] for scene in sent["scenes"]] == ["zones", "cases"] and sent["seconds"] == 7
    assert "nonsense" in sent["foot"]
    sent = picture(harbin_demo.root, monkeypatch, lang="zh", scenes="<b>", seconds="99999999999")
    assert len(sent["scenes"]) == len(SCENES) and sent["seconds"] == 20
    assert "&lt;b&gt;" in sent["foot"] and "<b>" not in sent["foot"]


def test_another_moment_than_now_is_loud(harbin_demo, monkeypatch):
    sent = picture(harbin_demo.root, monkeypatch, lang="zh", as_of="2022-11-28T09:00")
    assert sent["kind"] == "past" and "历史画面" in sent["band"] and "11月28日 09:00" in sent["band"] and not sent["runs"]


def test_a_crest_comes_from_the_workspace_alone(tmp_path):
    root = tmp_path / "w"
    root.mkdir()
    (root / "crest.svg").write_text("<svg/>")
    (tmp_path / "outside.svg").write_text("<svg/>")
    (root / "large.png").write_bytes(bytes(CREST_BYTES + 1))
    (root / "notes.txt").write_text("x")
    assert _crest(root, "crest.svg").startswith("data:image/svg+xml;base64,")
    assert [_crest(root, name) for name in ("../outside.svg", str(tmp_path / "outside.svg"), "large.png", "notes.txt", "missing.svg", "")] == [""] * 6


def test_a_ranking_says_what_it_has_no_room_for(monkeypatch):
    monkeypatch.setattr("dashboard.ui.wall.tiles.t", lambda key, **values: f"{key} {values}")
    rows = [("甲", 9.0, "red"), ("乙", 5.0, "red"), ("丙", 2.0, "red"), ("丁", 1.0, "red"), ("戊", None, "red")]
    cut = ranking(rows, 600, 3.5 * ROW_LEAST)
    assert [name for name in "甲乙丙丁戊" if f">{name}<" in cut] == ["甲", "乙"]
    assert re.findall(r">(wall\.rest\w*) [^<]*3[^<]*1.*?<b [^>]*>(\d+)</b>", cut) == [("wall.rest_in_part", "3")], "three others, 2 + 1 + unknown"
    whole = ranking(rows[:4], 600, 3.5 * ROW_LEAST)
    assert re.findall(r">(wall\.rest\w*) .*?<b [^>]*>(\d+)</b>", whole) == [("wall.rest", "3")], "two others, 2 + 1"
    assert "wall.rest" not in ranking(rows, 600, 6 * ROW_LEAST)


def test_the_last_day_of_the_hours_is_named_though_it_has_just_begun():
    hours = pd.DataFrame({"hour": pd.date_range("2022-11-23", "2022-11-29 02:00", freq="h")}).assign(offered=5, answered=4, baseline=5.0, surge=False)
    named = [re.findall(r">((?:11月)?\d+日)<", hour_curve(hours, **LOOK | {"width": width})) for width in (900, 500)]
    assert sorted(named[0]) == ["11月23日", *(f"{day}日" for day in range(24, 30))], "the month once"
    assert "29日" in named[1] and "28日" not in named[1], "where there is no room the last goes before its neighbour"
