"""What an address says is brushed, and what is refused of it."""

import re
from dataclasses import replace

import pytest

from dashboard.crossfilter.as_sql import as_sql
from dashboard.crossfilter.building import build
from dashboard.crossfilter.cube import Bins, Cube
from dashboard.crossfilter.labels import brushed, labels
from dashboard.crossfilter.selection import Selection, parsed
from dashboard.crossfilter.statements import rows_known
from dashboard.crossfilter.subjects import SUBJECTS
from dashboard.errors import UsageError
from dashboard.plain_text import has_unseen
from dashboard.sandbox.ask import ask
from dashboard.sandbox.question import Question
from dashboard.warehouse.reader import Reader
from tests.crossfilter.test_cube import NOW

EMPTY = Cube("", "calls", NOW, NOW, (
    Bins("day", ("2022-11-07", "2022-11-14", "2022-11-21"), step=7), Bins("hour", tuple(str(n) for n in range(24))),
    Bins("area_id", ("230102", "230103", "~")), Bins("topic", ("supply", "it's", "*"), rest=2),
), None, None, 0, False)


def test_spans_and_values_are_read():
    found = parsed("calls;day:2022-11-01~2022-11-15;hour:8~11;topic:supply!a%21b!~")
    assert found.spans == {"day": ("2022-11-01", "2022-11-15"), "hour": ("8", "11")}
    assert found.values == {"topic": ("supply", "a!b", "~")}
    assert found.without("day").spans == {"hour": ("8", "11")} and found.without("topic").values == {}


@pytest.mark.parametrize("text", [
    "", "batches", "calls;call_id:1", "calls;topic", "calls;topic:", "calls;day:2022-11-01", "calls;day:2022-13-01~2022-11-02", "calls;hour:a~b",
    "cases;topic:supply", "calls;day:0222-01-01~x", "calls; topic:supply",
])
def test_what_is_no_selection_is_refused_in_words(text):
    with pytest.raises(UsageError) as refused:
        parsed(text)
    assert refused.value.hint("zh") and refused.value.hint("en")


def test_a_week_is_in_where_the_first_day_lies_in_it():
    assert parsed("calls;day:2022-11-16~2022-11-21").bins_of(EMPTY)["day"].tolist() == [False, True, True]
    assert "between date '2022-11-14' and date '2022-11-27'" in as_sql(EMPTY, parsed("calls;day:2022-11-16~2022-11-21"), "day", {})


def test_what_the_store_says_is_quoted_in_sql():
    sql = as_sql(EMPTY, parsed("calls;topic:it's!*!~"), "topic", {"topic": "one\ntwo"})
    assert sql.startswith("-- one two\nwith ") and """("topic" in ('it''s') or "topic" not in ('supply', 'it''s') or "topic" is null)""" in sql


def test_a_selection_is_said_in_words():
    said = {one.name: brushed(one, EMPTY, parsed("calls;hour:8~11;area_id:230103!~;topic:x"), {"230103": "南岗区"}, "zh")
            for one in SUBJECTS["calls"].dimensions if one.name in EMPTY.names}
    assert said == {"day": "", "hour": "时段：8 时至11 时", "area_id": "区县：南岗区、未知", "topic": "主题：没有"}


@pytest.mark.parametrize(("brush", "by", "where"), [
    ("calls;hour:8~16;outcome:answered!blocked", "area_id", "hour between 8 and 16 and outcome in ('answered', 'blocked')"),
    ("tickets;state:overdue!closed_late;unit:~", "state", "state in ('overdue', 'closed_late') and unit is null"),
    ("cases;in_zone:~!inside", "class", "coalesce(in_zone, 'inside') = 'inside'"),
])
def test_the_sandbox_answers_what_is_taken_on(city_workspace, brush, by, where):
    selection = parsed(brush)
    reader, now = Reader.current(city_workspace), city_workspace.now()
    sql = as_sql(build(reader, selection.subject, now), selection, by, {"day": "everything"})
    table = ask(city_workspace, Question(sql, now)).table
    ((wanted,),) = reader.rows(f"select count(*) from ({rows_known(selection.subject)}) where {where}", {"as_of": now})
    assert sum(table.column("n").to_pylist()) == wanted


@pytest.mark.parametrize("value", ["a\u202eb", "it's\x07\\n", "tab\there", "\U000e0041\u200b", "back\\slash\u2066"])
def test_nothing_in_the_sql_is_unseen_and_it_means_the_same(city_workspace, value):
    cube = replace(EMPTY, bins=(Bins("topic", (value,)),))
    sql = as_sql(cube, Selection(SUBJECTS["calls"], values={"topic": (value,)}), "topic", {})
    assert not has_unseen(sql.replace("\n", ""))
    text = re.search(r'"topic" in \((.*)\)', sql)[1]
    assert Reader.current(city_workspace).rows(f"select {text} = $value", {"value": value}) == [(True,)]
    assert not has_unseen("".join(labels(SUBJECTS["tickets"].dimension("unit"), Bins("unit", (value,)), {}, "zh")).replace("\t", ""))
