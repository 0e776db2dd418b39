"""Districts that are merged or renamed keep their past: before it they stand as they were; afterwards what they had is the successor's."""

import shutil
from datetime import date, datetime

import pytest

from dashboard.intake.service import take_in
from dashboard.measures.picked import Filter, Picked
from dashboard.measures.sql import pick
from dashboard.warehouse import ddl, store
from dashboard.warehouse.ask import ask
from dashboard.warehouse.reader import Reader
from dashboard.warehouse.workspace import Workspace
from tests.measures.analyst import Analyst

SUIZHOU = '[city]\nadcode = "421300"\nname = "随州市"\nname_en = "Suizhou"\n[clock]\nstopped_at = 2022-12-12T10:00:00\n'
HEADER = "地区编号,名称,英文名称,类型,上级地区,计入上级,人口,人口年份,曾用名,设立日期,撤销日期,并入地区\n"
REGISTER = HEADER + (
    "421300,随州市,Suizhou,地级市,,,2047923,2020,,,,\n421303,曾都区,Zengdu,市辖区,421300,是,619398,2020,,,,\n"
    "421321,随县,Suixian,县,421300,是,717945,2020,,,,\n421381,广水市,Guangshui,县级市,421300,是,710580,2020,,,,\n"
)
MERGED = HEADER + (
    "421304,神农区,Shennong,市辖区,421300,是,1337343,2022,,2022-12-10,,\n"
    "421303,曾都区,Zengdu,市辖区,421300,是,619398,2020,,,2022-12-10,神农区\n"
    "421321,随县,Suixian,县,421300,是,717945,2020,,,2022-12-10,421304\n"
)
CASES = "病例编号,报告时间,区县,病例类别\n"
BEFORE = CASES + "A1,2022-12-08 08:00,曾都区,确诊\nA2,2022-12-08 09:00,随县,无症状\nA3,2022-12-08 09:30,随县,确诊\nA4,2022-12-08 10:00,广水市,确诊\n"
AFTER = CASES + "B1,2022-12-11 08:00,神农区,确诊\nB2,2022-12-11 09:00,曾都区,确诊\n"
CALLS = "来电编号,来电时间,区县,结果\nC1,2022-12-07 08:00,曾都区,接通\nC2,2022-12-07 09:00,随县,接通\nC3,2022-12-07 09:00,广水市,接通\nC4,2022-12-08 09:00,广水市,接通\n"


@pytest.fixture
def suizhou(before_the_merger, tmp_path):
    return Workspace.open(shutil.copytree(before_the_merger.root, tmp_path / "suizhou"))


@pytest.fixture(scope="module")
def before_the_merger(tmp_path_factory):
    workspace = Workspace.create(tmp_path_factory.mktemp("before") / "suizhou", SUIZHOU)
    store.recover(workspace)
    given(workspace, "areas", REGISTER, "2022-12-01 08:00")
    given(workspace, "cases", BEFORE, "2022-12-08 12:00")
    given(workspace, "hotline_calls", CALLS, "2022-12-09 12:00")
    return workspace


def given(workspace, table, text, received_at):
    file = workspace.root.parent / f"{table}-{received_at[:10]}.csv"
    file.write_text(text, encoding="utf-8")
    (receipt,) = take_in(workspace, [file], table=table, received_at=datetime.fromisoformat(received_at))
    assert receipt.status == "taken", receipt.lines("zh")
    return receipt


def refused(workspace, text):
    file = workspace.root.parent / "refused.csv"
    file.write_text(text, encoding="utf-8")
    (receipt,) = take_in(workspace, [file], table="areas")
    assert receipt.status == "refused"
    return {(problem.row, problem.column) for problem in receipt.problems if problem.severity == "refuse"}


def known(workspace, at):
    """By district that stands at a moment: its cases over the days that are known, as of then."""
    figures = ask(workspace, "cases_by_area", {"day": None}, at).records()
    return {row["area_name"]: row["positive_known"] for row in figures if not row["is_city"]}


def picked(workspace, measure, at):
    """By district a measure, as of a moment."""
    return {row["area_name"]: row[measure] for row in Analyst(workspace, at).rows(pick(Picked((measure,), ("district",))))}


def test_a_merged_district_keeps_its_past(suizhou):
    given(suizhou, "areas", MERGED, "2022-12-09 18:00")
    receipt = given(suizhou, "cases", AFTER, "2022-12-11 12:00")
    assert [(p.severity, p.column, "神农区" in p.message.zh, "1 行" in p.message.zh) for p in receipt.problems] == [("assumed", "区县", True, True)]
    assert known(suizhou, datetime(2022, 12, 9, 9)) == {"曾都区": 1, "随县": 2, "广水市": 1}
    assert known(suizhou, datetime(2022, 12, 9, 23)) == {"曾都区": 1, "随县": 2, "广水市": 1}, "known, and not in force yet"
    assert known(suizhou, datetime(2022, 12, 12)) == {"神农区": 5, "广水市": 1}, "the past of both, and what still names one of them"
    stored = Reader.current(suizhou).rows("select case_id, area_id from main.cases where case_id in ('A1', 'B2') order by case_id", {})
    assert stored == [("A1", "421303"), ("B2", "421303")], "nothing that was taken in is rewritten"


def test_calls_follow_the_districts(suizhou):
    given(suizhou, "areas", MERGED, "2022-12-09 18:00")
    by_area = {row["area_name"]: row["offered_7d"] for row in ask(suizhou, "hotline_by_area", {}, datetime(2022, 12, 11)).records()}
    assert by_area == {"神农区": 2, "广水市": 1}
    of_topic = ask(suizhou, "hotline_by_topic", {"areas": ["421304"]}, datetime(2022, 12, 11)).records()
    assert [row["offered_7d"] for row in of_topic] == [2]


def test_what_is_picked_follows_the_districts(suizhou):
    given(suizhou, "areas", MERGED, "2022-12-09 18:00")
    given(suizhou, "cases", AFTER, "2022-12-11 12:00")
    for at in (datetime(2022, 12, 9, 9), datetime(2022, 12, 12)):
        calls = ask(suizhou, "hotline_by_area", {}, at).records()
        assert picked(suizhou, "cases_listed", at) == known(suizhou, at)
        assert picked(suizhou, "calls_offered", at) == {row["area_name"]: row["offered_7d"] for row in calls}
    of_one = pick(Picked(("cases_listed",), (), (Filter("district", ("421304",)),)))
    assert Analyst(suizhou, datetime(2022, 12, 12)).one(of_one) == 5


def test_a_merger_that_is_taken_back_leaves_the_districts(suizhou):
    given(suizhou, "areas", MERGED, "2022-12-09 18:00")
    merger = store.batch_log(suizhou)[-1]["batch_id"]
    store.rollback(suizhou, merger)
    assert known(suizhou, datetime(2022, 12, 12, 11)) == {"曾都区": 1, "随县": 2, "广水市": 1}


def test_a_district_merged_twice_leads_to_the_last(suizhou):
    given(suizhou, "areas", MERGED, "2022-12-09 18:00")
    given(suizhou, "areas", HEADER + (
        "421305,炎帝区,Yandi,市辖区,421300,是,2047923,2022,,2022-12-11,,\n421304,神农区,Shennong,市辖区,421300,是,1337343,2022,,2022-12-10,2022-12-11,炎帝区\n"
    ), "2022-12-10 18:00")
    assert known(suizhou, datetime(2022, 12, 10, 20)) == {"神农区": 3, "广水市": 1}
    assert known(suizhou, datetime(2022, 12, 12)) == {"炎帝区": 3, "广水市": 1}


def test_a_former_name_leads_to_the_district(suizhou):
    given(suizhou, "areas", HEADER + "421381,应山市,Yingshan,县级市,421300,是,710580,2020,广水市、永阳县,,,\n", "2022-12-09 18:00")
    receipt = given(suizhou, "cases", CASES + "D1,2022-12-11 08:00,永阳县,确诊\nD2,2022-12-11 09:00,广水市,确诊\n", "2022-12-11 12:00")
    assert all("应山市" in problem.message.zh for problem in receipt.problems) and len(receipt.problems) == 2
    assert known(suizhou, datetime(2022, 12, 12)) == {"曾都区": 1, "随县": 2, "应山市": 3}
    assert known(suizhou, datetime(2022, 12, 9)) == {"曾都区": 1, "随县": 2, "广水市": 1}


def test_a_new_district_of_an_old_name_takes_the_name(suizhou):
    given(suizhou, "areas", HEADER + (
        "421306,曾都区,Zengdu,市辖区,421300,是,1337343,2022,,2022-12-10,,\n421303,曾都区,Zengdu,市辖区,421300,是,619398,2020,,,2022-12-10,421306\n"
        "421321,随县,Suixian,县,421300,是,717945,2020,,,2022-12-10,421306\n"
    ), "2022-12-09 18:00")
    receipt = given(suizhou, "cases", AFTER.replace("神农区", "曾都"), "2022-12-11 12:00")
    assert not receipt.problems
    assert known(suizhou, datetime(2022, 12, 12)) == {"曾都区": 5, "广水市": 1}


def test_the_end_of_a_district_says_where_its_figures_go(suizhou):
    ends = "421303,曾都区,Zengdu,市辖区,421300,是,619398,2020,,,{}\n"
    assert refused(suizhou, HEADER + ends.format("2022-12-10,")) == {(2, "并入地区")}
    assert refused(suizhou, HEADER + ends.format(",随县")) == {(2, "撤销日期")}
    assert refused(suizhou, HEADER + ends.format("2022-12-10,神农区")) == {(2, "并入地区")}
    assert refused(suizhou, HEADER + ends.format("2022-12-10,曾都区")) == {(2, "并入地区")}
    assert refused(suizhou, HEADER + ends.replace(",,,{}", ",,2022-12-11,2022-12-10,随县")) == {(2, "撤销日期")}


def test_the_register_says_since_when(suizhou):
    given(suizhou, "areas", MERGED, "2022-12-09 18:00")
    areas = {row["area_id"]: row for row in ask(suizhou, "areas", {}, datetime(2022, 12, 12)).records()}
    assert [(areas[a]["is_district"], areas[a]["valid_from"], areas[a]["valid_to"], areas[a]["successor_id"]) for a in ("421303", "421304")] == [
        (False, None, date(2022, 12, 10), "421304"), (True, date(2022, 12, 10), None, None),
    ]


def test_views_are_made_anew_only_where_the_first_district_is_merged(suizhou, monkeypatch):
    made, current_macro = [], ddl.current_macro
    monkeypatch.setattr(ddl, "current_macro", lambda table, is_moved=False: made.append(is_moved) or current_macro(table, is_moved))
    at = datetime(2022, 12, 11, 13)
    given(suizhou, "cases", CASES + "A5,2022-12-08 11:00,广水市,确诊\n", "2022-12-09 12:00")
    before = known(suizhou, at)
    assert made == [] and before == {"曾都区": 1, "随县": 2, "广水市": 2}
    merged = given(suizhou, "areas", MERGED, "2022-12-09 18:00")
    assert set(made) == {True} and known(suizhou, at) == {"神农区": 3, "广水市": 2}
    made.clear()
    store.rollback(suizhou, merged.batch_id)  # which the store still remembers, so that a moment before it is answered
    assert made == [] and known(suizhou, datetime(2022, 12, 12, 11)) == before
