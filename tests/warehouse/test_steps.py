"""Statistics as a step after a query: the same for whoever asks, on complete days only, withheld where too little is known."""

import json
import math
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from dashboard.errors import RefusedInput, UsageError
from dashboard.statistics import doubling_time
from dashboard.warehouse.ask import ask, ask_frame
from dashboard.warehouse.catalogue import catalogue, checks, find, read_query
from dashboard.warehouse.steps import STEPS, frame_with_step, rows_with_step
from dashboard.warehouse.workspace import Workspace

VECTORS = Path(__file__).parents[1] / "statistics" / "vectors" / "reproduction_number.json"
FLU = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"][0]["arguments"]["counts"]
COLUMNS = ["area_id", "area_name", "day", "new_positive", "is_partial", "serial_mean", "serial_sd", "is_synthetic"]


def answer(counts, area="a", partial=(), mean=2.6, sd=1.5):
    """Rows as the SQL of cases_growth_by_day gives them."""
    return [(area, area, date(2022, 4, 1) + timedelta(n), count, None if count is None else n in partial, mean, sd, False)
            for n, count in enumerate(counts)]


def stepped(rows):
    columns, found = rows_with_step(find("cases_growth_by_day"), COLUMNS, rows)
    return pd.DataFrame(found, columns=columns)


def test_each_step_that_a_header_names_is_there_and_none_is_dead():
    named = {query.step.name for query in (catalogue() | checks()).values() if query.step}
    assert named == set(STEPS)


def test_the_reproduction_number_is_that_of_the_published_series():
    found = stepped(answer(FLU))
    known = found[found["withheld"].isna()]
    assert known["reproduction_number"].round(2).tolist()[:3] == [1.74, 1.75, 1.54]
    assert found["cases_of_7_days"].dropna().tolist()[:2] == [15, 17] and found["cases_of_7_days"][:6].isna().all()
    assert set(found["withheld"].dropna()) == {"incomplete_days", "few_cases", "short_history"}
    assert (known["cases_of_7_days"] >= 11).all() and (found.loc[found["withheld"] == "few_cases", "cases_of_7_days"] < 11).all()
    assert found.loc[6, "withheld"] == "short_history" and found.loc[6, "growth"] == "doubling", "the first day's cases are imported"


def test_days_to_double_are_of_the_seven_days_to_each_day():
    counts = [10, 12, 15, 19, 24, 30, 38, 38, 38, 38, 38, 38, 38, 38, 20, 10, 5, 2, 1, 1]
    found, known = stepped(answer(counts)), doubling_time(counts[:7])
    assert (found.loc[6, "growth"], found.loc[6, "growth_days"]) == ("doubling", pytest.approx(known.days))
    assert (found.loc[6, "growth_days_low"], found.loc[6, "growth_days_high"]) == pytest.approx((known.lower, known.upper))
    assert found.loc[13, "growth"] == "stable" and math.isnan(found.loc[13, "growth_days"])
    assert found.loc[19, "growth"] == "halving"


@pytest.mark.parametrize("counts, partial", [([20] * 9 + [None] + [20] * 20, ()), ([20] * 30, (9,)), ([20] * 9 + [-3] + [20] * 20, ())])
def test_a_day_without_whole_figure_is_no_zero(counts, partial):
    found = stepped(answer(counts, partial=partial))
    assert (found.loc[9:15, "withheld"] == "incomplete_days").all() and found.loc[9:15, "growth"].isna().all()
    assert (found.loc[16:25, "withheld"] == "short_history").all() and (found.loc[16:25, "growth"] == "stable").all()
    assert found.loc[29, "reproduction_number"] == pytest.approx(1, abs=0.02), "after the longest serial interval it is known again"


def test_areas_are_series_of_their_own_and_rows_stay_where_they_were():
    rows = [row for pair in zip(answer(FLU, "a"), answer([30] * len(FLU), "b"), strict=True) for row in pair][::-1]
    mixed, alone = stepped(rows), stepped(answer(FLU, "a"))
    assert list(zip(mixed["area_id"], mixed["day"], strict=True)) == [(row[0], row[2]) for row in rows]
    pd.testing.assert_frame_equal(mixed[mixed["area_id"] == "a"].sort_values("day").reset_index(drop=True), alone)


def test_a_frame_and_rows_are_told_the_same_of_any_city(city_workspace):
    for name, query in catalogue().items():
        if query.step:
            frame, rows = ask_frame(city_workspace, name).frame, ask(city_workspace, name)
            assert list(frame.columns) == list(rows.columns) == [column.name for column in query.columns]
            assert frame.isna().to_numpy().tolist() == [[value is None for value in row] for row in rows.rows]


def test_an_empty_answer_has_the_columns_of_the_step():
    query = find("cases_growth_by_day")
    assert rows_with_step(query, COLUMNS, [])[1] == []
    assert list(frame_with_step(query, pd.DataFrame(columns=COLUMNS)).columns) == [column.name for column in query.columns]


def test_an_empty_answer_of_which_only_some_rows_are_shown_has_the_query_s_columns(city_workspace):
    frame = ask_frame(city_workspace, "hotline_by_hour", {}, datetime(2022, 1, 1)).frame
    assert frame.empty and [*frame.columns] == [column.name for column in find("hotline_by_hour").columns]


def test_to_ask_without_a_step_loads_neither_numpy_nor_pandas():
    code = "import sys, dashboard.warehouse.ask; print(sorted({'numpy', 'pandas'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "[]\n", result.stderr


def test_the_serial_interval_is_the_city_s_unless_the_question_says_another(city_workspace):
    city = Workspace(city_workspace.root, city_workspace.config | {"epidemic": {"serial_mean": 5.2, "unknown_setting": 1}})
    for given, used in (({}, (5.2, 1.5)), ({"serial_mean": None}, (5.2, 1.5)), ({"serial_mean": "4", "serial_sd": "2"}, (4, 2))):
        row = ask(city, "cases_growth_by_day", given).records()[0]
        assert (row["serial_mean"], row["serial_sd"]) == used
    assert ask(city_workspace, "cases_growth_by_day").records()[0]["serial_mean"] == 3


@pytest.mark.parametrize(("given", "error"), [
    ({"serial_mean": "1e9"}, RefusedInput), ({"serial_sd": "1e9"}, RefusedInput), ({"serial_sd": "1e-300"}, RefusedInput),
    ({"serial_mean": "inf"}, UsageError), ({"serial_sd": "nan"}, UsageError),
])
def test_an_interval_that_would_hold_up_everybody_is_refused(city_workspace, given, error):
    with pytest.raises(error):
        ask(city_workspace, "cases_growth_by_day", given)


def test_a_serial_interval_that_is_none_is_refused(city_workspace):
    with pytest.raises(RefusedInput) as refused:
        ask(city_workspace, "cases_growth_by_day", {"serial_mean": "0.5"})
    assert refused.value.title("zh") == "代际间隔均值（天）为 0.5，须大于 1"


@pytest.mark.parametrize("lines", [
    "-- step: growth of n by a over day\n", "-- adds: x double\n", "-- step: growth of n\n-- adds: x double\n",
    "-- step: growth of n by a over day\n-- step: growth of n by a over day\n-- adds: x double\n",
])
def test_a_step_and_what_it_adds_go_together(tmp_path, lines):
    file = tmp_path / "odd.sql"
    file.write_text(f"-- odd: a query.\n-- zh: 查询\n{lines}select 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.sql"):
        read_query(file)
