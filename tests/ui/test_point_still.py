"""The still map beside the live one: the same marks, words and view; links in place of taps; pages that draw both."""

import html
import json
import re

import pandas as pd
import pytest

from dashboard.figures.map_view import Sight
from dashboard.tokens import PAPER
from dashboard.ui.components import point_still as stills
from dashboard.ui.components.point_deck import Shown, compact_deck
from dashboard.ui.components.point_still import addressed, point_still
from tests.page_runs import open_page, shown

POINTS = pd.DataFrame({
    "lon": [126.60, 126.70, 126.60, 126.65], "lat": [45.70, 45.80, 45.80, 45.75], "name": ["甲", "乙", "丙", "丁"], "id": ["a", "b b&", "c", "d"],
    "state": ["open", None, "closed", "open"], "since": pd.to_datetime(["2022-11-21 08:30", None, None, None]),
})
SHOWN = Shown(enum="supply_state", id="id", since="since")
LOOK = {"lang": "zh", "ground": PAPER}


def titles(picture: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r"<title>(.*?)</title>", picture, re.DOTALL)]


@pytest.fixture
def page_address(monkeypatch):
    """A page whose address says a district."""
    monkeypatch.setattr(stills, "here", lambda **changed: "?district=1" if changed else "?")


def test_the_still_map_says_and_shows_what_the_live_one_does(page_address):
    sight = Sight(-1)
    still = point_still(POINTS, key="m", title="甲图", height=480, opens="point", shown=SHOWN, sight=sight, **LOOK)
    deck = json.loads(compact_deck(POINTS, shown=SHOWN, sight=sight, **LOOK).to_json())
    points = next(layer for layer in deck["layers"] if layer["id"] == "points")["data"]
    assert titles(still.body) == [point["tip"] for point in points] and "自 11月21日 08:30 起" in points[0]["tip"]
    assert still.view == deck["initialViewState"]
    assert still.body.count(f"rgb{tuple(points[0]['c'])}") >= 2 and 'aria-label="甲图"' in still.body
    assert re.findall(r'href="(\?.*?)"', addressed(still.body, "m")) == [
        f"?district=1&amp;point={name}" for name in ("a", "b%20b%26", "c", "d")
    ]


def test_points_that_lie_together_lead_nearer_and_those_of_one_spot_to_what_is_near(page_address):
    near = POINTS.assign(lon=[126.6, 126.6, 126.60001, 126.9], lat=[45.7, 45.7, 45.7, 45.9], state="open")
    body = addressed(point_still(near, key="m", title="", height=480, opens="point", shown=SHOWN, **LOOK).body, "m")
    assert titles(body)[0].split("\n") == ["此处 3 个：", "甲", "乙", "丙"]
    assert "?district=1&amp;look=m%3A2%3A126.6" in body and body.count('class="mark"') == 2
    spot = addressed(point_still(near.iloc[:2], key="m", title="", height=480, opens="point", shown=SHOWN, **LOOK).body, "m")
    assert 'href="?district=1&amp;near=126.6,45.7"' in spot
    silent = point_still(near.iloc[:2], key="m", title="", height=480, shown=Shown(), **LOOK).body
    assert "<a " not in silent and silent.count('role="img"') == 1, "where a tap opens nothing a mark is no link"


def test_a_page_draws_the_picture_alone_until_somebody_asks_for_maps_that_are_always_live(city_workspace, monkeypatch):
    page = open_page("supply", city_workspace.root, monkeypatch, lang="zh", district="230102")
    told = shown(page)
    assert not page.exception and 'class="map-still"' in told and "&amp;point=p1" in told and "maps=live" in told
    assert not page.get("deck_gl_json_chart")
    live = open_page("supply", city_workspace.root, monkeypatch, lang="zh", maps="live")
    assert not live.exception and len(live.get("deck_gl_json_chart")) == 1 and 'class="map-still"' in shown(live)
    assert "地图先看静态图" in shown(live)


def test_several_points_are_picked_by_taps_listed_and_put_back(city_workspace, monkeypatch):
    page = open_page("supply", city_workspace.root, monkeypatch, lang="zh", chosen="supply-points:")
    assert not page.exception and "chosen=supply-points%3Ap1" in shown(page) and "再点一次取消" in shown(page)
    page = open_page("supply", city_workspace.root, monkeypatch, lang="zh", chosen="supply-points:p1,no-such")
    assert not page.exception and "已选 1 个点" in shown(page) and 'class="mark chosen"' in shown(page)
    assert "另有 1 个点未列出" in shown(page)
    assert 'chosen=supply-points%3Ano-such"' in shown(page), "a second tap puts the point back"
    assert [len(one.value) for one in page.dataframe if list(one.value.columns)[:2] == ["name", "cover_state"]] == [1]
    assert "已选" not in shown(open_page("supply", city_workspace.root, monkeypatch, lang="zh", chosen="other-map:p1"))


def test_more_points_than_can_be_picked_and_words_that_are_none_are_counted_not_drawn(city_workspace, monkeypatch):
    many = ",".join(["p1", *(f"n{i}" for i in range(498)), "<b>x</b>"])
    page = open_page("supply", city_workspace.root, monkeypatch, lang="zh", chosen=f"supply-points:{many}")
    assert not page.exception and "已选 1 个点" in shown(page) and "另有 499 个点未列出" in shown(page)
    assert "<b>x</b>" not in shown(page)
