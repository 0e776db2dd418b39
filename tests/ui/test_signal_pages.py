"""Signals and named places as pages show them: each signal with its state and the way to claim it; the map of places as a picture of its day,
then with all its days at once."""

import json
import re
import shutil

from streamlit.testing.v1 import AppTest

from dashboard.ui.components.live import NOW
from dashboard.warehouse.contradictions import contradictions
from dashboard.warehouse.workspace import Workspace
from tests.page_runs import open_page, shown
from tests.warehouse.test_signal_findings import CHECK, CITY, base  # noqa: F401 (a fixture)

FORM = "found-handle-0"


def played(app: AppTest) -> list[dict]:
    """What the map that plays was sent."""
    return [json.loads(one.proto.json) for one in app.get("bidi_component") if one.proto.component_name == "sandtable_play_map"]


def test_the_cases_page_shows_who_answers_a_signal_and_sends_all_days_of_places_at_once(base, monkeypatch):  # noqa: F811
    app = open_page("cases", base.root, monkeypatch, lang="zh", places_day="2022-11-24")
    text = shown(app)
    assert not app.exception
    assert "聚集信号（须核实）" in text and "待认领 <a" in text and f"found={CHECK}+230100%3A2022-11-25#found-foot" in text
    assert "近14天 2 个信号，都还没有确认。超过 24 小时未确认 2 个：哈尔滨市、道里区。" in text
    assert not played(app) and text.count('class="cells-still"') == 1
    assert re.findall(r'<rect class="mark".*?<title>(.*?)</title>', text) == ["道里区 2 处次"] and "11月24日：2 处次，1 格" in text
    app.session_state[NOW] = "case-places"  # somebody touches the picture
    [sent] = played(app.run())
    assert not app.exception
    assert sent["days"] == [[[0], [1]], [[0], [2]]] and sent["place"] == 2 and sent["labels"][1:] == ["11月23日", "11月24日"]
    assert "11月24日：1 天内公布 3 处次：图上 2 处次、1 格；另有 1 处次没有可信坐标，未画。" in text


def test_the_form_takes_what_a_signal_was_found_to_be(base, tmp_path, monkeypatch):  # noqa: F811
    city = Workspace.open(shutil.copytree(base.root, tmp_path / "city"))
    app = open_page("data", city.root, monkeypatch, lang="zh", found=f"{CHECK} {CITY}")
    app.selectbox(key="found-verification").select("artefact")
    app.selectbox(key="found-disposition").select("none")
    app.text_input(key="found-owner").input("流调组")
    next(button for button in app.button if button.key and "found-acknowledge" in button.key).click().run()
    assert not app.exception and "核实：数据假象 · 处置：不处置" in shown(app)
    one = next(found for found in contradictions(city, check=CHECK) if found["finding_key"] == CITY)
    assert (one["owner"], one["verification"], one["disposition"]) == ("流调组", "artefact", "none")
