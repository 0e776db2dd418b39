"""What becomes of an answer: kinds of columns, the chart that fits, what a chart lacks, statistics, pivot, narrowing, places, addresses."""

import base64
import zlib
from datetime import datetime

import pandas as pd
import pytest

from dashboard.tokens import PAPER
from dashboard.ui.explore.chart_choice import MOST_GROUPS, NEEDS, Chosen, completed, is_single, missing, suggested
from dashboard.ui.explore.chart_drawing import figure_of, kept, stepped
from dashboard.ui.explore.columns import Held, kind_of
from dashboard.ui.explore.narrowing import Narrowed, narrowed, values_to_pick
from dashboard.ui.explore.pivot import MOST_COLUMNS, wide
from dashboard.ui.explore.places import by_area, place_column
from dashboard.ui.explore.question_link import LONGEST, SQUEEZED_MOST, packed, unpacked
from dashboard.ui.explore.statistics import statistics, statistics_from, statistics_sql

DAYS = pd.date_range("2022-11-01", periods=3)


def held(name: str, kind: str, enum: str = "") -> Held:
    return Held(name, kind, name, "", enum, "", name)


def columns(**kinds: str) -> dict[str, Held]:
    return {name: held(name, kind) for name, kind in kinds.items()}


@pytest.mark.parametrize(("name", "values", "kind"), [
    ("n", [1, 2], "number"), ("n", [1.5, None], "number"), ("day", DAYS, "time"), ("is_open", [True, None], "truth"), ("is_open", [True, False], "truth"),
    ("area_id", ["230102"], "area"), ("located_area_id", ["230102"], "area"), ("lon", [126.5], "lon"), ("lat", [45.7], "lat"),
    ("lon", ["east"], "text"), ("batch_id", [3], "text"), ("name", ["a"], "text"), ("nothing", [None, None], "text"),
])
def test_kinds(name, values, kind):
    assert kind_of(pd.Series(values), name) == kind


def test_over_time_a_line_by_name_bars_of_two_numbers_points():
    days = pd.DataFrame({"day": DAYS, "n": [1, 2, 3]})
    assert suggested(days, columns(day="time", n="number")) == Chosen("line", "day", "n")
    names = pd.DataFrame({"area_id": ["1", "2"], "area_name": ["a", "b"], "n": [1, 2]})
    assert suggested(names, columns(area_id="area", area_name="text", n="number")) == Chosen("bars", "area_name", "n")
    numbers = pd.DataFrame({"a": [1, 2], "b": [1, 2]})
    assert suggested(numbers, columns(a="number", b="number")) == Chosen("scatter", "a", "b")
    assert suggested(names[["area_name"]], columns(area_name="text")) is None
    assert suggested(days.head(1), columns(day="time", n="number")) is None, "one row is a number, no line"


def test_a_group_is_chosen_where_it_tells_rows_apart():
    rows = pd.DataFrame({"day": [*DAYS, *DAYS], "area_name": ["a"] * 3 + ["b"] * 3, "n": range(6)})
    known = columns(day="time", area_name="text", n="number")
    assert suggested(rows, known) == Chosen("line", "day", "n", "area_name")
    assert is_single(rows, completed(rows, known, "line")) and not is_single(rows, completed(rows, known, "line", by=""))


@pytest.mark.parametrize(("kind", "known", "lacking"), [
    ("line", columns(name="text", n="number"), ("x",)), ("line", columns(name="text"), ("x", "y")), ("bars", columns(day="time", n="number"), ("x",)),
    ("scatter", columns(n="number"), ("y",)), ("heat", columns(day="time", n="number"), ("by",)), ("heat", columns(name="text", n="number"), ("by",)),
    ("heat", columns(day="time", name="text", n="number"), ()), ("columns", columns(day="time", n="number"), ()),
])
def test_what_a_chart_lacks(kind, known, lacking):
    assert missing(kind, known) == lacking


@pytest.mark.parametrize("kind", NEEDS)
def test_every_type_is_drawn_with_groups_and_gaps(kind):
    rows = pd.DataFrame({"day": list(DAYS) * 2, "who": ["a"] * 3 + ["<b>%{x}"] * 3, "n": [1, None, 3, 4, 5, -6], "m": range(6)})
    chosen = completed(rows, columns(day="time", who="text", n="number", m="number"), kind, by="who")
    drawn, groups, bars = kept(rows.drop_duplicates("who") if kind == "bars" else rows, chosen)
    figure = figure_of(drawn, chosen, title="n", lang="zh", ground=PAPER)
    assert figure.data and groups == bars == 0
    assert not any("<b>" in str(trace.name or "") + str(trace.hovertemplate or "") for trace in figure.data), "names are letters, not markup"


def test_a_day_that_nobody_answered_for_is_a_gap():
    values = pd.Series([1, 2, 4], index=pd.to_datetime(["2022-11-01", "2022-11-02", "2022-11-04"]))
    assert stepped(values).isna().tolist() == [False, False, True, False]
    weeks = pd.Series([1, 2, 4], index=pd.to_datetime(["2022-11-01", "2022-11-08", "2022-11-22"]))
    assert len(stepped(weeks)) == 4, "by weeks, not by days"
    months = pd.Series([1, 2, 4], index=pd.to_datetime(["2022-08-01", "2022-09-01", "2022-11-01"]))
    assert len(stepped(months)) == 4
    odd = pd.Series([1, 2, 4], index=pd.to_datetime(["2022-11-01 00:00", "2022-11-01 00:07", "2022-11-01 00:31"]))
    assert len(stepped(odd)) == 3


def test_what_is_not_drawn_is_counted():
    rows = pd.DataFrame({"day": list(DAYS[:1]) * 9, "who": list("abcdefghi"), "n": range(9)})
    drawn, groups, _ = kept(rows, Chosen("line", "day", "n", "who"))
    assert groups == 9 - MOST_GROUPS and set(drawn["who"]) == set("defghi"), "the weightiest are drawn"
    many = pd.DataFrame({"who": [str(n) for n in range(50)], "n": range(50)})
    drawn, _, bars = kept(many, Chosen("bars", "who", "n"))
    assert bars == 10 and drawn["n"].min() == 10


def test_statistics_of_rows():
    frame = pd.DataFrame({"n": [1.0, None, 3.0], "name": ["b", "a", None], "day": DAYS, "is": [True, None, None]})
    number, name, day, truth = statistics(frame, columns(n="number", name="text", day="time", **{"is": "truth"}))
    assert (number.rows, number.missing, number.distinct, number.lowest, number.highest, number.mean) == (3, 1, 2, 1.0, 3.0, 2.0)
    assert (name.missing, name.lowest, name.highest, name.mean) == (1, "a", "b", None)
    assert day.highest == DAYS[-1] and truth.missing == 2 and truth.distinct == 1


def test_statistics_from_the_sandbox_are_in_the_same_order():
    known = columns(n="number", name="text")
    sql = statistics_sql("select 1 as n, 'a' as name;", known)
    assert "avg(\"n\")" in sql and "avg(\"name\")" not in sql and sql.endswith("(select 1 as n, 'a' as name\n) as asked")
    number, name = statistics_from([10, 9, 4, 1, 7, 3.5, 10, 2, "a", "b", None], known)
    assert (number.rows, number.missing, number.distinct, number.lowest, number.highest, number.mean) == (10, 1, 4, 1, 7, 3.5)
    assert (name.missing, name.distinct, name.lowest, name.highest, name.mean) == (0, 2, "a", "b", None)


def test_a_pivot_keeps_zero_and_missing_apart():
    cells = pd.DataFrame({"r": ["x", "x", "y", None], "c": ["a", "b", "a", "b"], "n": [1, 2, 3, 4]})
    counts, columns_left, rows_left = wide(cells, "r", None, "rows", "?")
    assert counts.to_dict("list") == {"r": ["x", "y", "?"], "a": [1, 3, 0], "b": [2, 0, 4]} and (columns_left, rows_left) == (0, 0)
    sums, _, _ = wide(cells, "r", None, "sum", "?")
    assert sums["a"].isna().tolist() == [False, False, True], "no row, no sum"
    single, _, _ = wide(cells.drop_duplicates("r").assign(c=None), "r", "rows", "rows", "?")
    assert list(single.columns) == ["r", "rows"]
    many = pd.DataFrame({"r": ["x"] * 60, "c": range(60), "n": range(60)})
    assert wide(many, "r", None, "rows", "?")[1] == 60 - MOST_COLUMNS


def test_narrowing():
    frame = pd.DataFrame({"level": ["high", "low", None], "n": [1.0, None, 3.0], "day": DAYS})
    known = {"level": held("level", "text", "zone_level"), "n": held("n", "number"), "day": held("day", "time")}
    left = lambda sought="", *by: narrowed(frame, known, sought, list(by), "zh").index.tolist()  # noqa: E731
    assert left() == [0, 1, 2] and left("高风险") == [0] == left("HIGH") and left("11-02") == [1] and left("high 3.0") == []
    assert left("", Narrowed("n", low=2)) == [2] and left("", Narrowed("n", high=1)) == [0], "a missing number is neither"
    assert left("", Narrowed("level", among=("low",))) == [1] and left("", Narrowed("level", has="ig")) == [0]
    assert left("", Narrowed("day", DAYS[1], datetime(2022, 11, 2, 23, 59))) == [1] and left("", Narrowed("level")) == [0, 1, 2]
    assert values_to_pick(frame["level"]) == ["high", "low"] and values_to_pick(pd.Series(range(100))) == []


def test_a_map_adds_nothing_up():
    names = {"1": "甲区", "2": "乙区"}
    frame = pd.DataFrame({"area_name": ["甲区", "乙区", None], "n": [1, 2, 3]})
    rows = by_area(frame, "area_name", "n", names)
    assert rows["area_id"].tolist() == ["1", "2"] and rows["n"].tolist() == [1.0, 2.0]
    assert by_area(pd.concat([frame, frame]), "area_name", "n", names) is None
    assert place_column(frame, columns(area_name="text", n="number")) == "area_name" and place_column(frame[["n"]], columns(n="number")) == ""
    by_id = pd.DataFrame({"area_id": ["1"], "n": [5]})
    assert by_area(by_id, "area_id", "n", names)["area_name"].tolist() == ["甲区"]


def test_a_statement_goes_into_an_address_and_comes_back():
    short, long = "select '区县' as a", "select " + ", ".join(f"column_{n} as 列{n}" for n in range(400))
    assert packed(short) == short and unpacked(short) == short
    assert packed(long).startswith("z:") and len(packed(long)) <= SQUEEZED_MOST and unpacked(packed(long)) == long
    assert packed("".join(chr(0x4E00 + n * 37 % 20000) for n in range(9000))) is None, "too long for an address"


@pytest.mark.parametrize("held_", ["z:", "z:not base64!", "z:" + base64.urlsafe_b64encode(zlib.compress(b"select 1")[:-3]).decode(), "x" * (LONGEST + 1),
                                   "z:" + base64.urlsafe_b64encode(zlib.compress(b"a" * 9_000_000)).decode(),
                                   "z:" + base64.urlsafe_b64encode(zlib.compress(b"\xff\xfe")).decode()])
def test_an_address_that_holds_no_whole_statement(held_):
    assert unpacked(held_) is None
