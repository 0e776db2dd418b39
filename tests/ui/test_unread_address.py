"""What an address asks for and no page can do is said in a line, once; what pages read is never taken for a slip of the pen."""

import ast

import pytest

from dashboard.settings import folder
from dashboard.ui.components.unread_address import CARRIED, MAPS, OF_EVERY_PAGE, meant_by
from tests.page_runs import open_page, shown

OF_PAGES = (
    "figure", "part", "query", "check", "strip", "given", "zone", "q", "ticket", "point", "business", "near", "around", "reach", "radius",
    "near_kind", "category", "business_page", "change_page", "change_q", "change_kind", "street", "turn", "measure", "places_day", "unit",
    "table", "rule", "found", "saved", "sql", "pick", "ask", "view", "by", "x", "y", "of", "to", "missing", "section", "look", "chosen",
    "scenes", "seconds", "screen", "utm_source", "ticket_id", "page", "token", "state", "code",
)


def test_what_cannot_be_done_is_said_once(city_workspace, monkeypatch):
    bad = {"look": "zones-points:2:<b>", "maps": "dead", "chosen": "here:A", "theme": "pink", "distrct": "230102", "found": "zone_overdue Z0"}
    app = open_page("data", city_workspace.root, monkeypatch, lang="zh", **bad)
    for said in ("网址中的地图视野“zones-points:2:&lt;b&gt;”无法使用，已改用默认。", "地图打开方式“dead”", "地图选点“here:A”", "明暗“pink”",
                 "“distrct”不认识，没有起作用；是否指“district”？", "网址所指的矛盾此刻不在其中"):
        assert not app.exception and shown(app).count(said) == 1, said


def test_what_can_be_done_and_what_another_page_has_is_not_remarked_upon(city_workspace, monkeypatch):
    fine = {"look": "supply-points:2:core:126.5,45.6", "maps": "live", "chosen": "zones-points:", "theme": "dark"}
    words = shown(open_page("data", city_workspace.root, monkeypatch, lang="zh", **fine))
    assert "无法使用" not in words and "不认识" not in words and "此刻不在其中" not in words


@pytest.mark.parametrize("look", ["nonsense", "zones-points", "zones-points:99", "zones-points:x", "zones-points:2:abc", "zones-points:2:nan,45", "other:2"])
def test_every_part_of_a_view_must_be_readable(look):
    assert not OF_EVERY_PAGE["look"](look) and OF_EVERY_PAGE["look"]("zones-points:-2:core:126.5,45.6")


@pytest.mark.parametrize(("written", "meant"), [("District", "district"), ("asof", "as_of"), ("as-of", "as_of"), ("form", "from"), ("sektion", "section")])
def test_a_slip_of_the_pen_is_told_from_what_pages_read(written, meant):
    assert meant_by(written) == meant
    assert [name for name in (*OF_PAGES, *OF_EVERY_PAGE, *CARRIED) if meant_by(name)] == []


def test_the_maps_that_an_address_may_name_are_those_that_are_drawn():
    drawn = set()
    for file in (folder("dashboard") / "ui").rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
            if getattr(call.func, "id", "") == "point_map":
                drawn |= {word.value.value for word in call.keywords if word.arg == "key" and isinstance(word.value, ast.Constant)}
    assert drawn == MAPS
