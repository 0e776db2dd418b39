"""The life of the register of businesses: states, what comes and goes each day, what was told otherwise. Expected values by hand."""

from datetime import datetime

import pytest

from dashboard.warehouse import store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.catalogue import checks
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.conftest import batch_of, published
from tests.queries.test_business_zones import given

NOW = datetime(2022, 11, 29, 18)
HEADER = "business_id,name,category,area_id,address,lon,lat,capacity\n"
REGISTER = {
    "whole": "甲药店,pharmacy,230102,一路1号,126.55,45.75,10", "early": "乙药店,pharmacy,230102,一路2号,,,10", "dated": "丙药店,pharmacy,230102,一路3号,,,10",
    "only": "丁药店,pharmacy,230102,一路4号,,,10", "stopped": "戊药店,pharmacy,230102,一路5号,,,10", "again": "己药店,pharmacy,230102,一路6号,,,10",
    "odd": "庚药店,pharmacy,230103,二路1号,,,10", "plain": "辛药店,pharmacy,230104,三路1号,,,10",
}
EVENTS = """business_id,event,at,reason,actor
whole,applied,2022-11-02,,商务局
whole,verified,2022-11-03,,商务局
whole,listed,2022-11-04,approved,商务局
whole,rectify,2022-11-06,inspection_failed,市场局
whole,listed,2022-11-08,rectified,市场局
whole,suspended,2022-11-10,positive_staff,卫健局
whole,reinstated,2022-11-12,rectified,卫健局
whole,removed,2022-11-14,voluntary_stop,商务局
whole,applied,2022-11-16,,商务局
whole,verified,2022-11-17,,商务局
whole,listed,2022-11-18,approved,商务局
early,applied,2022-11-05,,商务局
early,verified,2022-11-07,,商务局
dated,applied,2022-11-09,,商务局
dated,verified,2022-11-09,,商务局
dated,listed,2022-11-09,approved,商务局
stopped,suspended,2022-11-11,zone_closed,商务局
again,removed,2022-11-05,voluntary_stop,商务局
again,verified,2022-11-06,,商务局
odd,applied,2022-11-05,,商务局
odd,listed,2022-11-06,approved,商务局
odd,applied,2022-11-07,,商务局
odd,suspended,2022-11-08,voluntary_stop,商务局
plain,applied,2022-11-05,,商务局
plain,suspended,2022-11-06,,商务局
"""


def register(rows: dict[str, str]) -> str:
    return HEADER + "".join(f"{name},{row}\n" for name, row in rows.items())


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Workspace:
    """The register of the 1st, its events of the 20th; and the register again on the 25th, in which nothing has changed."""
    work = tmp_path_factory.mktemp("register")
    given(work, "20221101T0800_register", businesses=register(REGISTER))
    given(work, "20221120T0800_events", business_events=EVENTS)
    given(work, "20221125T0800_register", businesses=register(dict(reversed(REGISTER.items()))))
    return published(work / "tables", work)


def found(workspace: Workspace, check: str, at: datetime = NOW) -> dict[str, str]:
    return {row[0]: row[4] for row in Reader.current(workspace).rows(checks()[check].sql, {"as_of": at})}


def test_applied_and_verified_are_not_on_the_whitelist(city):
    states = Reader.current(city).rows("select business_id, state, is_last from business_step($as_of) where is_last", {"as_of": NOW})
    assert {name: state for name, state, _ in states} == {
        "whole": "listed", "early": "verified", "dated": "listed", "stopped": "suspended", "again": "verified", "odd": "suspended",
        "plain": "suspended",
    }
    shown = {row["business_id"]: (row["state"], row["mode"]) for row in ask(city, "businesses_search", {}, NOW).records()}
    assert shown["early"] == ("verified", "closed") and shown["whole"] == ("listed", "open") and shown["only"] == ("listed", None)


def test_what_cannot_follow_in_the_life_of_a_business_is_found(city):
    assert found(city, "business_events_out_of_order") == {
        "again:verified:2022-11-06 00:00:00": "己药店：11-06 00:00 记为“核查”，之前为“移出”，不能衔接",
        "odd:applied:2022-11-07 00:00:00": "庚药店：11-07 00:00 记为“申请”，之前为“在册”，不能衔接",
        "plain:suspended:2022-11-06 00:00:00": "辛药店：11-06 00:00 记为“暂停”，之前为“申请”，不能衔接",
    }, "odd was listed without a verification, which its district never records; a first event that stops is none"


def test_yesterday_and_what_came_less_what_went_is_today(city):
    """Each column is counted by itself."""
    days = ask(city, "business_flow_by_day", {"start": "2022-11-01", "end": "2022-11-25"}, NOW).records()
    assert len(days) == 25
    for before, day in zip([{"listed_at_end": 0}, *days], days, strict=False):
        assert day["listed_before"] == before["listed_at_end"], day["day"]
        assert day["listed_before"] + day["added"] - day["taken_off"] == day["listed_at_end"], day["day"]
    moved = {day["day"].day: (day["added"], day["taken_off"]) for day in days if day["added"] or day["taken_off"]}
    assert moved == {
        1: (3, 0), 4: (1, 0), 5: (0, 1), 6: (1, 1), 7: (0, 1), 8: (1, 0), 9: (1, 0), 10: (0, 1), 11: (0, 1), 12: (1, 0), 14: (0, 1), 18: (1, 0),
    }, "only, stopped and again from the 1st; the register of the 25th adds nobody"
    listed = Reader.current(city).rows("select count(*) from business_state($as_of) where state = 'listed'", {"as_of": NOW})
    assert days[-1]["listed_at_end"] == listed[0][0] == 3


def test_a_published_stock_follows_from_the_one_before_or_is_found(tmp_path):
    figures = "indicator,label,topic,area_id,period_end,value,unit,qualifier\n" + "".join(
        f"{name},白名单,business,{area},2022-11-{day},{n},家,{bound}\n" for name, area, day, n, bound in (
            ("whitelisted_businesses", "230102", "06", 100, ""), ("whitelisted_businesses", "230102", "20", 101, ""),
            ("whitelisted_businesses", "230102", "22", 110, ""), ("whitelisted_businesses", "230103", "06", 100, "about"),
            ("whitelisted_businesses", "230103", "20", 105, ""), ("whitelisted_businesses", "230104", "06", 50, ""),
            ("whitelisted_businesses", "230104", "08", 60, ""), ("whitelist_added", "230104", "08", 12, ""),
            ("whitelist_removed", "230104", "08", 2, ""), ("whitelisted_businesses", "230104", "09", 61, ""),
            ("whitelist_added", "230104", "09", 5, ""), ("whitelist_removed", "230104", "09", 1, ""),
        ))
    given(tmp_path, "20221101T0800_areas", areas="area_id,name,kind,parent_id\n" + "".join(
        f"{area},{name},{kind},{above}\n" for area, name, kind, above in (
            ("230100", "哈尔滨市", "city", ""), ("230102", "道里区", "district", "230100"), ("230103", "南岗区", "district", "230100"),
            ("230104", "道外区", "district", "230100"))))
    given(tmp_path, "20221120T0800_all", businesses=register(REGISTER), business_events=EVENTS, indicators=figures)
    workspace = published(tmp_path / "tables", tmp_path)
    assert found(workspace, "whitelist_stock_not_closing") == {
        "230102:2022-11-22 00:00": "白名单：2022-11-20 公布 101，2022-11-22 公布 110（+9），台账列入减退出 +0",
        "230104:2022-11-09 00:00": "白名单：2022-11-08 公布 60，2022-11-09 公布 61（+1），公布的列入减退出 +4",
    }, "+1 within what a bare date may mean; about a hundred bounds the change; 50 + 12 - 2 = 60"


def test_a_register_told_again_changes_what_it_tells_otherwise_and_nothing_else(tmp_path):
    """Forty rows of sixty changed, one of them in two cells: forty changes; a new row is one, a row left out none; rolled back, all withdrawn."""
    rows = {f"r{n:02}": f"第{n}店,food_retail,230102,某路{n}号,126.5,45.7,{n + 1}" for n in range(60)}
    later = {name: row if n >= 40 else row.replace("某路", "新路") for n, (name, row) in enumerate(rows.items())} | {"new": "新店,bank,230102,某路99号,,,"}
    later["r00"] = "第0店,bank,230102,新路0号,126.51,45.7,1"
    del later["r59"]
    given(tmp_path, "20221101T0800_register", businesses=register(rows))
    workspace = published(tmp_path / "tables", tmp_path)
    since = datetime(2022, 11, 10)
    first = ask(workspace, "changes_listed", {"since": datetime(2022, 10, 1).isoformat()}, since).records()
    assert first == [], "the first register of a district is no change of it"
    batches = [store.commit(workspace, [batch_of(given(tmp_path / "more", "20221120T0800_register", businesses=register(later)), tmp_path / "more")])[0]]
    changes = ask(workspace, "changes_listed", {"since": since.isoformat()}, NOW).records()
    edited = {row["subject_id"]: (row["before"], row["after"]) for row in changes if row["kind"] == "business_edited"}
    assert len(edited) == 40 and len(changes) == 41 and "r59" not in edited
    assert edited["r07"] == ('{"address":"某路7号"}', '{"address":"新路7号"}')
    assert edited["r00"] == (
        '{"category":"food_retail","address":"某路0号","point":"126.500000, 45.700000"}',
        '{"category":"bank","address":"新路0号","point":"126.510000, 45.700000"}',
    )
    assert [row["subject"] for row in changes if row["kind"] == "business_registered"] == ["新店"]
    counts = {row["what"]: row["n"] for row in ask(workspace, "changes_since", {"since": since.isoformat()}, NOW).records()}
    assert counts == {"register_edited": 40, "batches": 1}
    assert len(ask(workspace, "businesses_search", {}, NOW).rows) == 61, "what the register leaves out stays"
    store.rollback(workspace, batches[0])
    assert ask(workspace, "changes_listed", {"since": since.isoformat()}, workspace.now()).records() == []


ALIKE = {
    "a1": "永辉超市有限公司,food_retail,230102,中央大街1号,126.55000,45.75000,", "a2": "永辉超市（中央店）,food_retail,230102,,126.55010,45.75010,",
    "b1": "仁和大药房,pharmacy,230102,新阳路 20 号,,,", "b2": "仁和太药房,pharmacy,230102,新阳路２０号,,,", "c1": "便民超市一店,food_retail,230102,河图街3号,,,",
    "c2": "便民超市二店,food_retail,230102,河图街3号,,,", "d1": "永辉超市,food_retail,230102,别处9号,126.56,45.76,", "e1": "仁和大药房,pharmacy,230103,新阳路20号,,,",
    "f1": "农业银行,bank,230102,河图街3号,,,", "g1": "康福诊所,community_health,230102,,126.59997,45.69999,", "g2": "康福诊所,hospital,230102,,126.60003,45.70001,",
    "h1": "万达广场,mall,230102,哈药路68号,,,", "h2": "万达广场永辉超市,food_retail,230102,哈药路68号,,,", "i1": "旧店,bank,230102,同一路1号,,,",
    "i2": "旧店,bank,230102,同一路1号,,,",
}


def test_one_place_and_one_name_are_offered_as_one_business_and_never_merged(tmp_path):
    gone = "business_id,event,at,reason\ni2,removed,2022-11-10,merged_duplicate\n"
    given(tmp_path, "20221101T0800_register", businesses=register(ALIKE), business_events=gone)
    workspace = published(tmp_path / "tables", tmp_path)
    assert found(workspace, "business_registered_twice") == {
        "a1:a2": "永辉超市有限公司（a1）与永辉超市（中央店）（a2）：相距 14 米，名称相近", "b1:b2": "仁和大药房（b1）与仁和太药房（b2）：地址相同，名称相近",
        "g1:g2": "康福诊所（g1）与康福诊所（g2）：相距 5 米，名称相近",
    }, "branches, another place, another district, a supermarket in its mall, and one that was merged already are two"
    assert len(ask(workspace, "businesses_search", {}, NOW).rows) == len(ALIKE)


def test_the_list_is_whole_and_in_the_order_of_the_readings(tmp_path):
    rows = {f"{n}": f"{name},bank,230102,,,," for n, name in enumerate(["中国银行", "阿城银行", "农业银行", "邮政银行"] + ["银行"] * 300)}
    given(tmp_path, "20221101T0800_register", businesses=register(rows))
    names = [row["name"] for row in ask(published(tmp_path / "tables", tmp_path), "businesses_search", {}, NOW).records()]
    assert len(names) == 304 and names[:2] == ["阿城银行", "农业银行"] and names[-2:] == ["邮政银行", "中国银行"]
