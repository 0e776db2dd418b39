"""What is found in a city: as of the moment, of every kind, and where it leads."""

from datetime import datetime

import pytest

from dashboard.app import NAVIGATION
from dashboard.lookup import names
from dashboard.lookup.finding import KINDS, LONGEST, OF_A_KIND, counted, find, names_of
from dashboard.lookup.index import Named, indexed
from dashboard.lookup.names import Board
from dashboard.lookup.places import FIGURE_CHARTS, FIGURE_PAGES, SPAN, notice_anchor, place_of
from dashboard.metrics import METRICS
from dashboard.schema.declaration import tables
from dashboard.warehouse.workspace import Workspace
from tests.conftest import CITY_TOML

NOW = datetime(2022, 11, 29, 18)
BOARD = Board({name: address for name, (address, _) in NAVIGATION.items()}, {"zones_open": "select 1"})
DISTRICTS = frozenset({"230102", "230103", "230104"})


def found(workspace, text, at=NOW, board=BOARD, near=""):
    return {(group.kind, one.id) for group in find(workspace, text, at, board, near).groups for one in group.first}


@pytest.mark.parametrize(("text", "one"), [
    ("道外", ("district", "230104")), ("daowai", ("district", "230104")), ("dwq", ("district", "230104")), ("harbin", ("district", "230100")),
    ("道里示例路1号", ("zone", "z-a")), ("sll1h", ("zone", "z-a")), ("z-a", ("zone", "z-a")), ("示例诊所", ("business", "b10")), ("zhensuo", ("business", "b10")),
    ("示例驿站", ("supply_point", "p2")), ("p2", ("supply_point", "p2")), ("示例通告甲", ("notice", "n1")), ("notice a", ("notice", "n1")), ("74", ("notice", "n1")),
    ("t1", ("ticket", "t1")), ("T1", ("ticket", "t1")), ("热线", ("page", "hotline")), ("wall", ("page", "wall")), ("新增阳性", ("figure", "new_positive")),
    ("xzyx", ("figure", "new_positive")), ("zone_events", ("table", "zone_events")), ("fxqbd", ("table", "zone_events")),
])
def test_one_of_each_kind_is_found(city_workspace, text, one):
    assert one in found(city_workspace, text)


def test_named_queries_are_found_where_explore_can_ask_them(city_workspace):
    assert ("query", "zones_open") in found(city_workspace, "zones_open") and ("query", "zones_due") not in found(city_workspace, "zones_due")
    assert found(city_workspace, "zones_open", board=Board({"overview": ""}, {})) == set()


def test_what_was_not_known_yet_is_not_found(city_workspace):
    first = names.Reader.current(city_workspace).rows("select min(sys_from) from zones where zone_id = 'z-h'", {})[0][0]
    assert ("zone", "z-h") in found(city_workspace, "呼兰示例路8号")
    assert ("zone", "z-h") not in found(city_workspace, "呼兰示例路8号", datetime(2022, 10, 1))
    assert ("zone", "z-h") in found(city_workspace, "z-h", max(first, NOW))
    assert ("ticket", "t1") not in found(city_workspace, "t1", datetime(2022, 11, 29, 16, 59)), "received, and not told yet"
    assert ("ticket", "t7") not in found(city_workspace, "t7"), "of the future"
    assert ("notice", "n3") not in found(city_workspace, "示例通告丙", datetime(2022, 11, 25))
    assert find(city_workspace, "道外区", datetime(2000, 1, 1), BOARD).groups == ()


def test_an_index_is_made_once_between_two_changes_and_anew_after_one(city_workspace, monkeypatch):
    made = []
    monkeypatch.setattr(names, "indexed", lambda every: made.append(1) or indexed(every))
    names._indexes._values.clear()
    same = [names_of(city_workspace, NOW.replace(minute=minute), BOARD) for minute in range(3)]
    assert len(made) == 1 and same[0] is same[1] is same[2]
    names_of(city_workspace, datetime(2022, 11, 29, 17, 29), BOARD)
    assert len(made) == 2


def test_an_index_that_is_larger_than_its_room_is_kept_all_the_same(city_workspace, monkeypatch):
    monkeypatch.setattr(names._indexes, "most_bytes", 10)
    monkeypatch.setattr(names, "MOST_BYTES", 10)
    names._indexes._values.clear()
    names._indexes.bytes = 0
    assert names_of(city_workspace, NOW, BOARD) is names_of(city_workspace, NOW, BOARD)


def test_of_too_many_names_the_last_businesses_are_left_out(city_workspace, monkeypatch):
    monkeypatch.setattr(names, "MOST_NAMES", 35)
    known = names.of_the_store(names.Reader.current(city_workspace), city_workspace, NOW)
    kinds = [one.kind for one in known]
    assert len(known) == 35 and kinds.count("zone") == 9 and kinds.count("district") == 15 and 0 < kinds.count("business") < 10


def test_only_the_first_of_a_kind_are_listed_and_the_rest_counted(city_workspace):
    businesses = next(group for group in find(city_workspace, "示例", NOW, BOARD).groups if group.kind == "business")
    assert len(businesses.first) == OF_A_KIND and businesses.total == 10


def test_what_is_nearly_typed_is_said_to_be_near(city_workspace):
    near = find(city_workspace, "daowia", NOW, BOARD)
    assert near.is_near and near.groups[0].first[0].id == "230104"
    assert not find(city_workspace, "daowai", NOW, BOARD).is_near and not find(city_workspace, "qqqqqq", NOW, BOARD).is_near


@pytest.mark.parametrize("text", ["", "   ", "…", "\x00", "<b>x</b>", "%27", "0" * 500, "道" * 500, "x" * 10_000])
def test_any_text_is_answered(city_workspace, text):
    assert not find(city_workspace, text, NOW, BOARD).groups


def test_only_the_first_letters_of_a_long_text_count(city_workspace):
    assert ("district", "230104") in found(city_workspace, "道外区" + " " * LONGEST + "x" * 500)


def test_before_anything_was_taken_in_pages_and_tables_are_found(tmp_path):
    empty = Workspace.create(tmp_path / "city", CITY_TOML)
    assert found(empty, "数据") >= {("page", "data")} and ("table", "zones") in found(empty, "zones") and found(empty, "t1") == set()


def test_what_can_be_found_is_counted_by_kind(city_workspace):
    known = counted(names_of(city_workspace, NOW, BOARD))
    assert known == {
        "district": 15, "page": len(BOARD.pages), "figure": len(METRICS), "zone": 9, "business": 12, "supply_point": 4, "notice": 4, "table": len(tables()), "query": 1,
    }
    assert list(known) == [kind for kind in KINDS if kind in known]


def test_every_figure_has_a_page():
    assert set(FIGURE_PAGES) == set(METRICS) and set(FIGURE_PAGES.values()) <= set(BOARD.pages) and set(FIGURE_CHARTS) <= set(METRICS)


@pytest.mark.parametrize(("one", "carried", "params"), [
    (Named("district", "230104", "道外区", area_id="230104"), {"district": "230102"}, {"district": "230104"}),
    (Named("district", "230100", "哈尔滨市", area_id="230100"), {"district": "230102"}, {"district": None}),
    (Named("zone", "z", "路", area_id="230104"), {}, {"zone": "z"}),
    (Named("zone", "z", "路", area_id="230104"), {"district": "230104"}, {"zone": "z"}),
    (Named("zone", "z", "路", area_id="230104"), {"district": "230102"}, {"zone": "z", "district": "230104"}),
    (Named("supply_point", "p", "点", area_id="230100"), {"district": "230102"}, {"point": "p", "district": None}),
    (Named("business", "b", "店", area_id="230104"), {}, {"business": "b"}),
    (Named("query", "zones_open", "查询", detail="select 1"), {}, {"sql": "select 1"}),
    (Named("page", "supply", "保供点"), {"district": "230102"}, {}),
    (Named("notice", "n", "通告", detail="2022-11-20"), {"district": "230102"}, {}),
    (Named("notice", "n", "通告", detail="2022-11-20"), {"from": "2022-11-21"}, {"from": "2022-11-20", "to": "2022-11-29"}),
    (Named("notice", "n", "通告", detail="2022-11-20"), {"from": "2022-11-01", "to": "2022-11-21"}, {}),
    (Named("notice", "n", "通告", detail="2022-09-01"), {}, {"from": "2022-09-01", "to": "2022-09-28"}),
    (Named("notice", "n", "通告", detail="2022-11-20"), {"from": "soon"}, {}),
])
def test_the_filters_stay_unless_they_would_hide_what_was_found(one, carried, params):
    assert place_of(one, carried, NOW, DISTRICTS).params == params


def test_the_days_around_a_notice_are_as_many_as_a_page_shows():
    assert SPAN.days == 27 and notice_anchor("n1") == notice_anchor("n1") != notice_anchor("n2")
