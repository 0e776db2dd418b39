"""Pinned views on the overview: nothing where none is pinned, never waited for, filled in when answered, calm where there is no answer."""

import json
import sys
import time
from dataclasses import replace
from datetime import datetime

import pytest

from dashboard.data import tiles
from dashboard.data.page_moment import Moment
from dashboard.errors import RefusedInput
from dashboard.kept import views
from dashboard.sandbox.question import Question
from dashboard.ui.explore.tile_statement import statement_of, tile_question
from tests.page_runs import open_page, shown

AT = datetime(2022, 11, 29, 18)
NOW = Moment(AT, AT, True, None, None)
ONE = "select count(*) as zones from zone_open"
MANY = "select area_id, area_name, count(*) as zones, 0.5 as share, now_or_then, 'x' as more, 'y' as much_more, 'z' as most from (select *, $as_of as now_or_then from zone_open) group by all"


@pytest.fixture
def city(kept_city):
    tiles._held.clear()
    return kept_city


def pinned(city, name: str, **address: str) -> views.View:
    view = views.save(city, name, address, None)
    views.pin(city, view.id, None)
    return view


def answered(city, monkeypatch, **query: str):
    """The overview once its tiles are no longer being asked."""
    open_page("overview", city.root, monkeypatch, **query)
    until = time.monotonic() + 30
    while tiles._waiting and time.monotonic() < until:
        time.sleep(0.02)
    return open_page("overview", city.root, monkeypatch, **query)


def test_nothing_is_asked_or_loaded_where_nothing_is_pinned(city, monkeypatch):
    monkeypatch.setattr(tiles, "shown", lambda *_: pytest.fail("asked"))
    views.save(city, "没有放上去的", {"sql": ONE}, None)
    monkeypatch.delitem(sys.modules, "dashboard.ui.explore.tile_cards", raising=False)
    app = open_page("overview", city.root, monkeypatch, lang="zh")
    assert not app.exception and 'class="pinned"' not in shown(app) and "dashboard.ui.explore.tile_cards" not in sys.modules


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tiles_show_a_figure_rows_and_why_there_is_none(city, monkeypatch, lang):
    one = pinned(city, "<b>在管风险区", sql=ONE)
    pinned(city, "各区", sql=MANY)
    pinned(city, "错的", sql="select nothing from nowhere")
    later = pinned(city, "明天的", sql=ONE)
    file = city.root / "kept" / f"view-{later.id}.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"format": views.FORMAT + 1}), "utf-8")
    page = shown(answered(city, monkeypatch, lang=lang))
    assert "&lt;b&gt;在管风险区" in page and f"saved={one.id}" in page and '<p class="figure"><b>' in page and page.count("<article") == 4
    assert page.count("<table>") == 1 and ("另有 1 列" if lang == "zh" else "1 more column") in page
    assert ("截至 11月29日 18:00" if lang == "zh" else "As of 29 Nov 18:00") in page
    assert page.count("这个视图现在没有结果" if lang == "zh" else "This view has no answer now") == 2
    assert ("更新版本的沙盘" if lang == "zh" else "later version of the board") in page


def test_a_page_never_waits_for_its_tiles(city, monkeypatch):
    monkeypatch.setattr(tiles, "_begin", lambda: None)
    monkeypatch.setattr(tiles, "_queue", tiles.SimpleQueue())
    pinned(city, "慢的", sql=ONE)
    app = open_page("overview", city.root, monkeypatch, lang="zh")
    assert not app.exception and "正在查询…" in shown(app) and tiles._queue.qsize() == 1
    tiles._waiting.clear()


def test_an_answer_stands_some_minutes_and_is_asked_again_meanwhile(city, monkeypatch):
    asked = []
    monkeypatch.setattr(tiles, "workspace", lambda: city)
    monkeypatch.setattr(tiles, "generation", lambda: "gen-1")
    monkeypatch.setattr(tiles, "_begin", lambda: None)
    monkeypatch.setattr(tiles, "_queue", type("Queue", (), {"put": staticmethod(asked.append)}))
    question = Question(ONE, AT)
    first = tiles.shown(question, is_fixed=False)
    assert first == tiles.Shown(None, True) and tiles.shown(question, is_fixed=False).is_asked and len(asked) == 1, "asked once"
    [(key, _)] = asked
    tiles._waiting.clear()
    tiles._held[key] = old = tiles.Tile(AT, "gen-1", None, RefusedInput("kept.tile_brush"))
    assert tiles.shown(replace(question, as_of=AT + tiles.KEPT_FOR / 2), is_fixed=False) == tiles.Shown(old, False)
    assert tiles.shown(replace(question, as_of=AT + tiles.KEPT_FOR), is_fixed=False) == tiles.Shown(old, True), "shown with its moment"
    tiles._waiting.clear()
    monkeypatch.setattr(tiles, "generation", lambda: "gen-2")
    assert tiles.shown(question, is_fixed=False) == tiles.Shown(old, True), "another store"
    monkeypatch.setattr(tiles, "MOST_WAITING", 1)
    assert tiles.shown(Question("select 2", AT), is_fixed=True).tile.refused, "too many wait: said, not queued"
    tiles._waiting.clear()


def test_which_views_can_be_tiles():
    assert statement_of({"sql": ONE, "ask": "sql"}) == statement_of({"sql": ONE}) == ONE
    assert "calls" in statement_of({"ask": "pick", "pick": "calls_offered;by=district;days=7"})
    for address, why in (
        ({"ask": "brush", "brush": "calls;day:2022-11-01"}, "brushed"), ({"ask": "pick", "pick": "zones_open;with=moments"}, "two moments"),
        ({"sql": "z:not-squeezed"}, "no statement"), ({"ask": "pick"}, "no statement"), ({"ask": "?"}, "no statement"),
    ):
        with pytest.raises(RefusedInput, match=why):
            statement_of(address)


def test_a_tile_of_its_own_moment_and_a_page_of_an_earlier_one():
    asked, is_fixed = tile_question({"sql": ONE, "as_of": "2022-11-20T00:00", "since": "2022-11-13T00:00", "district": "230102"}, NOW)
    assert (asked.as_of, asked.since, asked.district, is_fixed) == (datetime(2022, 11, 20), datetime(2022, 11, 13), "230102", True)
    for moment, why in (("2022-11-30T00:00", "later moment"), ("gestern", "damaged")):
        with pytest.raises(RefusedInput, match=why):
            tile_question({"sql": ONE, "as_of": moment}, NOW)


def test_a_view_is_pinned_and_taken_off_from_the_list(city, monkeypatch):
    view = views.save(city, "在管风险区", {"sql": ONE}, None)
    brushed = views.save(city, "刷选", {"ask": "brush", "brush": "calls"}, None)
    app = open_page("explore", city.root, monkeypatch, lang="zh")
    app.session_state["explore-kept"] = True
    app.run()
    for key, said in ((f"kept-pin-{view.id}", "已放到总览"), (f"kept-pin-{brushed.id}", "刷选视图不能放到总览")):
        next(one for one in app.button if one.key == key).click().run()
        assert not app.exception and said in shown(app)
    assert [one.id for one in views.pinned(city)] == [view.id]
    next(one for one in app.button if one.key == f"kept-pin-{view.id}").click().run()
    assert "已从总览取下" in shown(app) and views.pinned(city) == []


def test_what_was_asked_before_is_there_for_the_next_session(city, monkeypatch):
    open_page("explore", city.root, monkeypatch, lang="zh", sql=ONE)
    app = open_page("explore", city.root, monkeypatch, lang="zh")
    app.session_state["explore-history-ways"] = True
    app.run()
    assert "只留语句，不留结果" in shown(app)
    next(one for one in app.button if one.key == "explore-earlier-0").click().run()
    assert not app.exception and app.query_params["sql"] == ONE
