"""New cases by day: classes, parts of a day, gaps, corrections, the 7-day mean, routes."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from dashboard.figures.epidemic import curve_by, epidemic_curve, seven_day_mean

DAYS = [date(2022, 11, day) for day in (27, 28, 29)]


def cases(**changes):
    rows = {"day": DAYS, "new_confirmed": [3, 4, 5], "new_asymptomatic": [1, 1, 0], "new_positive": [4, 5, 5], "is_partial": [False, False, True]}
    return pd.DataFrame(rows | changes)


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


@pytest.mark.parametrize("lang, unit", [("zh", "例"), ("en", "cases")])
def test_curve_stacks_classes_and_names_its_unit(lang, unit):
    figure = epidemic_curve(cases(), lang=lang)
    assert unit in figure.layout.title.text
    assert [list(t.y) for t in figure.data[:2]] == [[3, 4, 5], [1, 1, 0]]
    assert figure.layout.barmode == "relative"


def test_partial_day_is_hatched_and_said():
    figure = epidemic_curve(cases(), lang="zh")
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "/"]
    assert trace(figure, "非全天") is not None


def test_whole_days_are_not_hatched():
    figure = epidemic_curve(cases(is_partial=[False] * 3), lang="zh")
    assert "/" not in figure.data[0].marker.pattern.shape
    assert "非全天" not in [t.name for t in figure.data]


def test_a_missing_day_is_a_gap_not_a_zero():
    frame = cases().iloc[[0, 2]]
    bar = epidemic_curve(frame, lang="zh").data[0]
    assert len(bar.x) == 3 and np.isnan(bar.y[1])


def test_negative_correction_is_kept_and_marked():
    figure = epidemic_curve(cases(new_confirmed=[3, -6, 5]), lang="zh")
    assert figure.data[0].y[1] == -6
    assert any("更正 −6" in (note.text or "") for note in figure.layout.annotations)


def test_total_without_classes_is_drawn_as_such():
    frame = cases(new_confirmed=[3, None, 5], new_asymptomatic=[1, None, 0])
    assert list(trace(epidemic_curve(frame, lang="zh"), "未分类").y)[1] == 5


def test_mean_needs_seven_complete_days():
    days = pd.date_range("2022-11-01", periods=8)
    values = pd.Series([7.0] * 8, index=days)
    whole = pd.Series(False, index=days)
    assert seven_day_mean(values, whole).notna().tolist() == [False] * 6 + [True, True]
    assert seven_day_mean(values, whole.where(days != days[6], True)).notna().sum() == 0
    assert seven_day_mean(values.drop(days[3]), whole.drop(days[3])).notna().sum() == 0


def test_events_are_numbered_lines_with_names_under_the_axis():
    figure = epidemic_curve(cases(), lang="zh", events=[(datetime(2022, 11, 28, 9), "二十条")])
    assert "① 二十条" in figure.layout.xaxis.title.text
    assert len(figure.layout.shapes) == 1


def test_unknown_route_is_a_series_of_its_own():
    frame = pd.DataFrame({"day": DAYS, "route": ["controlled", "controlled", None], "new_positive": [5, 4, 2], "is_partial": [False] * 3})
    assert trace(curve_by(frame, "route", "new_positive", "route", lang="zh"), "未知").y[2] == 2


def test_a_part_that_a_day_does_not_have_lets_nothing_fall_and_a_day_without_figures_stays_empty():
    rows = [("2022-11-24", "controlled", 60), ("2022-11-24", "key_group_open", 5), ("2022-11-24", "self_presented", 3),
            ("2022-11-26", "controlled", 70), ("2022-11-26", "self_presented", 4)]
    frame = pd.DataFrame(rows, columns=["day", "route", "n"])
    bars = {bar.name: bar for bar in curve_by(frame, "route", "n", "route", lang="zh").data}
    middle = bars["重点人员筛查（非闭环）"]
    assert [None if pd.isna(n) else n for n in middle.y] == [5, None, 0] and middle.customdata[2] == "未知"
    assert all(pd.isna(bar.y[1]) for bar in bars.values())
