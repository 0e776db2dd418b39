"""Explore as a script, on the fixture city: the answer, its line, its views, what is refused, what a link restores."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dashboard.data import explore
from dashboard.data.page_moment import moment_of
from dashboard.sandbox.ask import ask
from dashboard.sandbox.question import Question
from dashboard.sandbox.refused import StatementRefused
from dashboard.ui.explore import asking, take_away
from dashboard.ui.explore.columns import columns_of
from dashboard.ui.explore.question_link import packed
from dashboard.ui.explore.starters import NOT_ASKED, queries, starters
from dashboard.warehouse.catalogue import catalogue
from tests.page_runs import open_page, shown

ZONES = "select area_id, area_name, level, count(*) as zones from zone_open group by all order by zones desc"
AT = datetime(2022, 11, 29, 18)


def workbench(app) -> dict:
    """What the run sent to the editor."""
    [sent] = [element.proto for element in app.get("bidi_component") if element.proto.component_name == "sandtable_workbench"]
    return json.loads(sent.json)


@pytest.fixture
def opened(city_workspace, monkeypatch):
    def run(sql="", lang="zh", **query):
        app = open_page("explore", city_workspace.root, monkeypatch, lang=lang, **({"sql": sql} if sql else {}), **query)
        assert not app.exception
        return app

    return run


def test_without_a_question(opened):
    app = opened()
    assert "写一句 SQL 后运行" in shown(app) and "各区县现有风险区，按等级" in [button.label for button in app.button] and workbench(app)["sql"] == "" and len(app.dataframe) == 0


@pytest.mark.parametrize(("lang", "words"), [("zh", ("行 · 用时", "截至 11月29日 18:00", "出自现有风险区")), ("en", ("rows · ", "As of 29 Nov 18:00", "from Zone open"))])
def test_an_answer_and_its_line(opened, lang, words):
    app = opened(ZONES, lang)
    assert [word for word in words if word not in shown(app)] == []
    assert workbench(app)["sql"] == ZONES and workbench(app)["line"] is None
    assert [*app.dataframe[0].value.columns] == ["area_id", "area_name", "level", "zones"]


def test_the_page_s_moment_is_the_answer_s(opened):
    then, now = opened("select count(*) as n from zone_open", as_of="2022-11-20T00:00"), opened("select count(*) as n from zone_open")
    assert then.dataframe[0].value["n"][0] == 0 < now.dataframe[0].value["n"][0]
    assert "截至 11月20日 00:00" in shown(then)


def test_the_district_is_asked_for_or_said_to_change_nothing(opened):
    picked = opened("select distinct area_id from zone_open where area_id = $district", district="230102")
    assert picked.dataframe[0].value["area_id"].tolist() == ["230102"] and "没有用 $district" not in shown(picked)
    assert "没有用 $district" in shown(opened(ZONES, district="230102"))


@pytest.mark.parametrize(("view", "words"), [
    ("chart", "风险区数，按地区"), ("map", "风险区数"), ("pivot", "由结果的全部行算出"),
])
def test_views(opened, view, words):
    assert words in shown(opened(ZONES.replace(", level", ""), view=view))


def test_a_chart_that_the_columns_do_not_allow_says_what_is_missing(opened):
    said = shown(opened(ZONES, view="chart", chart="line"))
    assert "折线图还缺：一个日期或时间列" in said and "select" in said
    assert "上地图要有区县列" in shown(opened("select 1 as n", view="map"))
    assert "透视要有一个名称、类别或日期列作行" in shown(opened("select 1 as n", view="pivot"))


def test_rows_that_fall_together_are_not_added_up(opened):
    several = "select area_id, area_name, zone_id, 1 as n from zone_open"
    assert "地图不替您相加" in shown(opened(several, view="map"))
    assert "同一个“地区”有多行" in shown(opened(several, view="chart", by="-"))


def test_a_refusal_names_the_line_and_the_nearest(opened):
    app = opened("select area_name\nfrom zone_opn")
    assert "第 2 行" in shown(app) and "zone_open" in shown(app) and workbench(app)["line"] == 2
    assert "只能" in shown(opened("drop table cases")) or "select" in shown(opened("drop table cases")).lower()


def test_more_rows_than_are_shown(opened):
    said = shown(opened("select n from range(12000) as t(n)"))
    assert "共 1.2万 行，以下是前 10,000 行" in said or "共 12,000 行，以下是前 10,000 行" in said


def test_an_empty_answer(opened):
    app = opened("select * from zone_open where false")
    assert "没有符合条件的行" in shown(app) and len(app.dataframe) == 0


def test_the_earlier_moment_is_a_parameter(opened):
    sql = "select $since as then_at, $as_of as now_at"
    compared = opened(sql, since="2022-11-27T08:00").dataframe[0].value
    assert str(compared["then_at"][0]).startswith("2022-11-27 08:00") and str(compared["now_at"][0]).startswith("2022-11-29 18:00")
    assert opened(sql).dataframe[0].value["then_at"].isna().all()


def test_a_file_that_a_page_cannot_hold_says_its_size_and_the_way(city_workspace, monkeypatch):
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    said = []
    monkeypatch.setattr(take_away, "MOST_ROWS", 20)
    monkeypatch.setattr(take_away, "note", lambda words, state="quiet": said.append(words))
    monkeypatch.setattr(take_away.st, "html", said.append)
    few = explore.answer(Question("select n from range(15) as t(n)", AT, rows=10))
    assert len(take_away.whole_of(few).frame) == 15 and said == [], "all of it, not only what is shown"
    many = explore.answer(Question("select n from range(5000) as t(n)", AT, rows=10))
    assert len(take_away.whole_of(many).frame) == 10
    assert "5,000 行" in said[0] and "MB" in said[0] and "sandtable ask" in said[1]
    parcel = take_away.parcel_of(many, {}, "zh")
    assert parcel.name == "explore-first-10" and ("不完整", "这里是前 10 行，全部 5,000 行") in parcel.facts


def test_what_is_made_up_is_marked(opened):
    assert "含模拟数据" in shown(opened("select count(*) as n from cases")) and "含模拟数据" not in shown(opened("select count(*) as n from areas"))


def test_a_long_statement_comes_out_of_the_address(opened):
    long = "select " + ", ".join(f"{n} as column_{n}" for n in range(200))
    app = opened(packed(long))
    assert workbench(app)["sql"] == long and len(app.dataframe[0].value.columns) == 200
    assert "读不出来" in shown(opened("z:torn"))


def test_views_forget_choices_of_another_statement(opened):
    app = opened("select 1 as a, 2 as b", view="chart", chart="scatter", x="gone", y="gone", by="gone")
    assert "网址中" not in shown(app)


@pytest.mark.parametrize("view", ["table", "chart", "map", "pivot"])
def test_odd_values_are_shown(opened, view):
    odd = "select area_id, area_name, 1.0 / 0 as n, -1.0 / 0 as weight, [1, 2] as listed, {'a': 1} as made, interval 1 day as span from area_known"
    app = opened(odd, view=view, y="n", value="n", how="max")
    assert 'class="calm' not in shown(app)


def test_words_that_come_to_the_same_are_not_drawn_over_each_other(opened):
    assert "有多行" in shown(opened("select * from (values ('未知', 1), (null, 2)) as t(name, n)", view="chart"))


def test_what_was_asked_is_remembered(opened):
    app = opened(ZONES)
    assert [one.sql for one in app.session_state["explore-history"]] == [ZONES]


def test_hostile_words_are_letters(opened):
    app = opened("select '<img src=x onerror=alert(1)>' as \"<script>alert(2)</script>\", 1 as n", view="pivot")
    assert "<script>alert" not in shown(app) and "<img" not in shown(app)


@pytest.mark.parametrize("starter", starters(), ids=lambda one: one.name)
def test_every_written_question_can_be_asked(starter, city_workspace):
    answer = ask(city_workspace, Question(starter.sql, AT))
    assert answer.table.num_columns > 1 and all(starter.title)
    columns = columns_of(explore.Answer(Question(starter.sql, AT), answer, explore.frame_of(answer.table)), "zh")
    assert [held.name for held in columns.values() if held.label == held.name] == [], "no English name of a column in Chinese"


def test_named_queries_are_asked_as_statements_or_said_not_to_be(city_workspace):
    refused = []
    for one in queries():
        try:
            if one.sql:
                ask(city_workspace, Question(one.sql, AT, rows=10))
        except StatementRefused:
            refused.append(one.name)
    assert refused == [], f"put these into {NOT_ASKED.name}"
    assert sum(bool(one.sql) for one in queries()) > 20
    assert set(NOT_ASKED.read_text().split()) <= set(catalogue()), "the list names queries that there are"


def test_an_answer_that_cost_much_stays_at_its_moment(city_workspace, monkeypatch):
    """A running clock asks cheap questions anew every minute, and a costly or refused one only when somebody runs it."""
    monkeypatch.setenv("SANDTABLE_WORKSPACE", str(city_workspace.root))
    asked, clock, state = [], [AT], {}
    monkeypatch.setattr(asking, "moment", lambda: moment_of(clock[0], True, None))
    monkeypatch.setattr(asking.st, "session_state", state)
    monkeypatch.setattr(asking, "asked", lambda name: "")
    real = explore.ask
    for cost, times in ((0.1, 2), (asking.COSTLY + 1, 1)):
        asked.clear(), state.clear()
        monkeypatch.setattr(explore, "ask", lambda served, question, cost=cost: asked.append(question) or replace(real(served, question), seconds=cost))
        for minute in (1, 2):
            clock[0] = AT + timedelta(minutes=minute)
            asking.ask(f"select {cost} as n", None)
        assert len(asked) == times
    asked.clear(), state.clear()
    for minute in (3, 4):
        clock[0] = AT + timedelta(minutes=minute)
        with pytest.raises(StatementRefused):
            asking.ask("select nothing from nowhere", None)
    assert len(asked) == 1
