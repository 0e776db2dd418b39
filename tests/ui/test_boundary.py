"""Drawing a boundary on the Data page: sent when opened, checked, taken in; what the browser is given and what is believed of its answer."""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
import shapely

from dashboard.geography.outline import write_geodata
from dashboard.geography.projection import project
from dashboard.i18n.messages import text
from dashboard.intake.service import take_in
from dashboard.ui.desk import boundary_map as drawing_map
from dashboard.ui.desk.boundary_form import in_force
from dashboard.ui.desk.upload import as_name
from dashboard.ui.shell.assets import asset
from dashboard.warehouse import store
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown

SQUARE = [(126.60, 45.75), (126.60, 45.76), (126.62, 45.76), (126.62, 45.75)]
TYPED = "\n".join(f"{lon}, {lat}" for lon, lat in SQUARE)
EVIL = "<img src=x>"
SCRIPT = asset(drawing_map.__file__, *drawing_map.SCRIPTS)


@pytest.fixture(scope="module")
def with_ground(city_workspace, tmp_path_factory) -> Path:
    """The fixture city with its boundaries. Tests that write take a copy."""
    root = shutil.copytree(city_workspace.root, tmp_path_factory.mktemp("ground") / "city")
    write_geodata(root / "geodata", "230100")
    return root


@pytest.fixture
def city(with_ground, tmp_path) -> Workspace:
    return Workspace.open(shutil.copytree(with_ground, tmp_path / "city"))


def desk_of(root: Path, monkeypatch, lang: str = "zh"):
    """The Data page with the map opened."""
    app = open_page("data", root, monkeypatch, lang=lang)
    app.session_state["drawing"] = True
    return app.run()


def pressed(app, key: str):
    return next(button for button in app.button if button.key and key in button.key).click().run()


def sent(app) -> dict:
    """What the map's component is given."""
    (one,) = [element.proto for element in app.get("bidi_component") if element.proto.component_name == "sandtable_drawing_map"]
    return json.loads(one.json)


def filled(app, **values: str) -> None:
    """The form of a new zone, filled in."""
    app.selectbox(key="drawing-scheme-0").select(values.get("scheme", "twenty"))
    app.selectbox(key="drawing-level-0").select("high")
    app.text_area(key="drawing-extent-0").input(values.get("extent", EVIL))
    app.text_input(key="drawing-number-0").input(values.get("number", "H-1"))
    app.datetime_input(key="drawing-at-0").set_value(datetime(2022, 11, 29, 12))
    app.text_input(key="drawing-operator").input("张三")


def test_the_map_is_sent_when_somebody_opens_it(with_ground, monkeypatch):
    app = open_page("data", with_ground, monkeypatch, lang="zh")
    assert not app.exception and "在屏幕上划出" in shown(app)
    assert not [e for e in app.get("bidi_component") if e.proto.component_name == "sandtable_drawing_map"]
    assert "drawing-purpose" not in {box.key for box in app.radio}


def test_in_the_past_nothing_is_drawn_and_it_says_why(with_ground, monkeypatch):
    app = open_page("data", with_ground, monkeypatch, lang="zh", as_of="2022-11-29T09:00")
    assert not app.exception and "不能划定边界" in shown(app)


def test_a_typed_ring_is_put_on_the_map_checked_and_taken_in(city, monkeypatch):
    before = len(store.batch_log(city))
    app = desk_of(city.root, monkeypatch)
    app.text_area(key="drawing-text-0").input(TYPED)
    app.selectbox(key="drawing-datum").select("wgs84")
    pressed(app, "drawing-put")
    ground = len(sent(app)["zones"])
    assert not app.exception and len(sent(app)["ring"]) == 4 and "约 1.725 平方公里" in shown(app)
    assert app.selectbox(key="drawing-area-0-230102").value == "230102", "the district is where the drawing lies"
    filled(app)
    pressed(app, "drawing-check")
    text = shown(app)
    assert not app.exception and text.count('data-status="checked"') == 2 and "道里区 · 高风险区 · 二十条" in text
    assert len(store.batch_log(city)) == before, "the check alone took something in"
    pressed(app, "drawing-take")
    text = shown(app)
    assert not app.exception and text.count('data-status="taken"') == 2 and EVIL not in text
    assert [b["operator"] for b in store.batch_log(city)[before:]] == ["张三", "张三"]
    assert sent(app)["ring"] == [] and len(sent(app)["zones"]) == ground + 1, "it is ground now"
    rows = Reader.current(city).rows("select zone_id, level, geometry_precision from zone_open($as_of) where zone_id = 'H-1'", {"as_of": city.now()})
    assert rows == [("H-1", "high", "polygon")]


def test_a_zone_on_record_gets_its_boundary(city, monkeypatch):
    app = desk_of(city.root, monkeypatch, "en")
    app.session_state["drawing-desk"] = {"corners": SQUARE}
    app.radio(key="drawing-purpose").set_value("known").run()
    pressed(app, "drawing-check")
    assert "Choose a zone first." in shown(app)
    app.selectbox(key="drawing-zone-0").select("z-a").run()
    assert sent(app)["mark"] == pytest.approx([float(v) for v in project(126.60, 45.75, sent(app)["projection"])])
    pressed(app, "drawing-check")
    pressed(app, "drawing-take")
    assert not app.exception and shown(app).count('data-status="taken"') == 1
    rows = Reader.current(city).rows("select geometry is not null, people, households from current_zones($as_of) where zone_id = 'z-a'", {"as_of": city.now()})
    assert rows == [(True, 300, 120)]


def test_what_is_wrong_is_said_and_nothing_is_written(with_ground, monkeypatch):
    batches = len(store.batch_log(Workspace.open(with_ground)))
    app = desk_of(with_ground, monkeypatch)
    filled(app, number=" ")
    pressed(app, "drawing-check")
    assert "边界还没有闭合" in shown(app)
    app.text_area(key="drawing-text-0").input("45.7, 126.6")
    pressed(app, "drawing-put")
    assert "请先选择坐标系" in shown(app)
    app.selectbox(key="drawing-datum").select("gcj02")
    pressed(app, "drawing-put")
    assert "经度和纬度写反了" in shown(app)
    app.session_state["drawing-desk"] = {"corners": SQUARE}
    pressed(app.run(), "drawing-check")
    assert "没有填写：风险区编号。" in shown(app)
    app.session_state["drawing-desk"] = {"corners": [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]}
    pressed(app.run(), "drawing-check")
    assert not app.exception and "边线自相交" in shown(app) and "drawing-take" not in {button.key for button in app.button}
    assert len(store.batch_log(Workspace.open(with_ground))) == batches


def test_the_store_that_changed_since_the_check_is_checked_again(city, monkeypatch):
    app = desk_of(city.root, monkeypatch)
    app.session_state["drawing-desk"] = {"corners": SQUARE}
    app.run()
    filled(app, extent="示例路")
    app.selectbox(key="drawing-area-0-230102").select("230103")
    pressed(app, "drawing-check")
    assert "图形在道里区，表中填的是南岗区" in shown(app)
    file = city.root.parent / "zones.csv"
    file.write_text("zone_id,area_id,scheme,level,extent_text\nH-1,230102,twenty,high,另一处\n", encoding="utf-8")
    take_in(city, [file])
    batches = len(store.batch_log(city))
    pressed(app, "drawing-take")
    assert not app.exception and "已重新检查" in shown(app) and "“H-1”已有" in shown(app) and len(store.batch_log(city)) == batches


@pytest.mark.parametrize(("zones", "said"), [(1, ""), (400, "可能偏 2 米"), (4_000, "只画各自的外接框")])
def test_how_coarse_the_ground_is_is_said(with_ground, monkeypatch, zones, said):
    monkeypatch.setattr("dashboard.ui.desk.boundary_map.t", lambda key, **values: text(key, "zh", **values))
    monkeypatch.setattr("dashboard.ui.desk.boundary_map.lang", lambda: "zh")
    monkeypatch.setattr("dashboard.ui.desk.boundary_map.attribution", lambda stated: "")
    ring = shapely.to_geojson(shapely.Point(126.6, 45.7).buffer(0.001, quad_segs=12))
    outlines = json.loads((with_ground / "geodata" / "districts.json").read_text(encoding="utf-8"))
    data = drawing_map.map_data(outlines, pd.DataFrame({"geometry": [ring] * zones, "level": "high"}), [], 0, None)
    assert said in data["notes"] and f"{zones:,}" in data["notes"] and ("偏" in data["notes"] or "框" in data["notes"]) == bool(said)
    assert len(json.dumps(data)) < 700_000


def test_a_long_name_of_a_district_does_not_run_over_its_neighbours(with_ground, monkeypatch):
    monkeypatch.setattr("dashboard.ui.desk.boundary_map.t", lambda key, **values: text(key, "zh", **values))
    monkeypatch.setattr("dashboard.ui.desk.boundary_map.lang", lambda: "zh")
    monkeypatch.setattr("dashboard.ui.desk.boundary_map.attribution", lambda stated: "")
    outlines = json.loads((with_ground / "geodata" / "districts.json").read_text(encoding="utf-8"))
    outlines["districts"][0]["name"] = "道里国家级经济技术开发区暨高新技术产业示范园区管"
    data = drawing_map.map_data(outlines, pd.DataFrame({"geometry": [], "level": []}), [], 0, None)
    assert data["notes"] == "底图为区县界线，仅作示意。", "nothing of 0 boundaries"
    first, second, *_ = data["districts"]
    assert len(first["short"]) <= 10 and "…" in first["short"] and first["name"].endswith("园区管")
    assert second["short"] and len(second["short"]) < len(second["name"])


@pytest.mark.parametrize("sent_back", [
    None, {}, {"corners": "x"}, {"corners": [[1]]}, {"corners": [[1, "2"]]}, {"corners": [[1, float("nan")]]}, {"corners": [[True, 1]]},
    {"corners": [[1, 2]] * 501},
])
def test_what_the_map_does_not_send_is_not_believed(sent_back):
    assert drawing_map.ring_from(sent_back, {}) == []


def test_the_ring_of_the_browser_comes_back_in_degrees(with_ground):
    projection = json.loads((with_ground / "geodata" / "districts.json").read_text(encoding="utf-8"))["projection"]
    places = [[float(value) for value in project(*corner, projection)] for corner in SQUARE]
    assert drawing_map.ring_from({"corners": places}, projection) == SQUARE


def test_the_browser_says_nothing_that_has_no_words():
    named = set(re.findall(r"\bwords\.(\w+)(?!\w*\()", SCRIPT)) | set(re.findall(r'\["(\w+)", \(\) =>', SCRIPT)) | {"metre", "kilometre"}
    assert named <= {*drawing_map.WORDS, *drawing_map.FILLED} and len(named) > 18


def test_the_rule_set_is_filled_in_where_only_one_is_valid():
    assert in_force(datetime(2022, 11, 15).date()) == "twenty"
    assert in_force(datetime(2022, 11, 29).date()) is None, "two are"
    assert in_force(datetime(2024, 1, 1).date()) is None


def test_a_name_is_kept_without_what_cannot_be_printed():
    assert (as_name(" 张\x00三 "), as_name("  "), len(as_name("长" * 90))) == ("张三", None, 40)
