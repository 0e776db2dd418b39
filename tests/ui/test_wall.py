"""The wall without a browser: its scenes and tiles, what the address asks of it, and the crest that city.toml names."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.app import page_file
from dashboard.ui.wall.room import Grid
from dashboard.ui.wall.scene_list import SCENES
from dashboard.ui.wall.stage import CREST_BYTES, _crest
from dashboard.ui.wall.tiles import ROW_LEAST, ranking

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")


def picture(root: Path, monkeypatch, shape: str = "normal", **query: str) -> dict:
    """What the wall page sends to the browser, which told of a screen of that shape."""
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(root))
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["wall_shape"] = shape
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(str(page_file("wall")))
    app.run()
    assert not app.exception
    return next(json.loads(e.proto.json) for e in app.get("bidi_component") if e.proto.component_name == "sandtable_wall")


def test_cells_of_a_grid_leave_the_same_gap():
    grid = Grid(2, 2, 1020, 520)
    assert (grid.cell(0, 0).width, grid.cell(1, 0).x, grid.cell(0, 0, 2).width) == (500, 520, 1020)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_scenes_of_at_most_seven_things_with_their_feeds(harbin_demo, monkeypatch, lang):
    sent = picture(harbin_demo.root, monkeypatch, {"zh": "normal", "en": "tall"}[lang], lang=lang)
    assert sent["shape"] == {"zh": "normal", "en": "tall"}[lang] and sent["screen"] is None and sent["dim"] == [1320, 360]
    assert [scene["id"] for scene in sent["scenes"]] == list(SCENES)
    for page in (page for scene in sent["scenes"] for page in scene["pages"]):
        assert 1 <= page["html"].count('class="tile ') <= 7, page["title"]
    state = sent["scenes"][0]["pages"][0]["html"]
    assert 'data-tile="new_positive" data-feeds="bulletins"' in state and 'data-tile="connect_share" data-feeds="hotline-calls"' in state
    said = {"zh": "比昨日 ", "en": " on yesterday "}[lang]
    assert said in state and "<svg" in state.split('data-tile="zones_high"')[1].split("</section>")[0], "its change, and the line of its days"
    drawn = "".join(page["html"] for scene in sent["scenes"] for page in scene["pages"][:1])
    names = re.findall(r'\sid="([^"]+)"', drawn)
    assert names and len(set(names)) == len(names), "a pattern of that name in a scene that is not shown is invisible"
    assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= set(names)
    by_id = {scene["id"]: scene["pages"][0]["html"] for scene in sent["scenes"]}
    tile = {name: by_id["zones"].split(f'data-tile="{name}"')[1].split("</section>")[0] for name in ("zones_due", "zones_overdue")}
    assert said in tile["zones_due"] and 'class="under"' not in tile["zones_overdue"], "what is due today has a tile of its own"
    districts = next(scene for scene in sent["scenes"] if scene["id"] == "district")["pages"]
    assert len({page["title"] for page in districts}) == len(districts) > 1, "one at each round"
    assert ">59<" in state and sent["feeds"]["bulletins"]["until"] == "2022-11-30T19:00:00"
    assert ("模拟数据" if lang == "zh" else "synthetic data") in sent["band"]


def test_the_address_chooses_scenes_and_seconds_and_hears_what_is_wrong(harbin_demo, monkeypatch):
    sent = picture(harbin_demo.root, monkeypatch, lang="zh", scenes="zones,nonsense,cases,zones", seconds="7", screen="2of4")
    assert [scene["id"] for scene in sent["scenes"]] == ["zones", "cases"] and (sent["seconds"], sent["screen"]) == (7, [2, 4])
    assert "nonsense" in sent["foot"]
    sent = picture(harbin_demo.root, monkeypatch, lang="zh", scenes="<b>", seconds="99999999999", screen="5of4")
    assert len(sent["scenes"]) == len(SCENES) and sent["seconds"] == 20
    assert "&lt;b&gt;" in sent["foot"] and "<b>" not in sent["foot"]
    assert "5of4" in sent["foot"] and sent["screen"] is None, "a part that does not exist: the whole picture"


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
