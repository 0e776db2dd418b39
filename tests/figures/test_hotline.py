"""The hotline curve: gaps, surges, and the stretches that surges make."""

import numpy as np
import pandas as pd

from dashboard.figures.edges_and_counts import edged_and_counted
from dashboard.figures.hotline import hotline_curve, stretches
from dashboard.figures.lone_values import lone_marked
from dashboard.figures.svg.wall_hours import hour_curve
from dashboard.tokens import WALL


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


def test_hotline_breaks_at_a_missing_hour_and_marks_each_surge_once():
    hours = pd.date_range("2022-11-29 08:00", periods=4, freq="h")
    frame = pd.DataFrame({
        "hour": hours, "offered": [10, np.nan, 90, 80], "answered": [9, np.nan, 40, 41], "baseline": [10.0] * 4, "marked": [False, False, True, True], "is_partial": False,
    })
    figure = hotline_curve(frame, lang="zh")
    offered = trace(figure, "呼入")
    assert np.isnan(offered.y[1]) and offered.connectgaps is False
    assert list(trace(figure, "激增起始或再升").y) == [90]


def test_a_night_does_not_part_a_stretch_of_surges():
    times = pd.Series(pd.to_datetime(["2022-11-01 09:00", "2022-11-01 20:00", "2022-11-02 10:00", "2022-11-05 09:00"]))
    assert stretches(times) == [(times[0], times[2]), (times[3], times[3])]


def test_an_hour_without_a_row_is_a_gap_as_well():
    hours = pd.to_datetime(["2022-11-29 08:00", "2022-11-29 09:00", "2022-11-29 12:00"])
    frame = pd.DataFrame({"hour": hours, "offered": [10, 20, 90], "answered": [9, 15, 40], "baseline": 10.0, "marked": False, "is_partial": False})
    offered = trace(hotline_curve(frame, lang="zh"), "呼入")
    assert [None if np.isnan(n) else n for n in offered.y] == [10, 20, None, None, 90]


def test_a_value_between_gaps_is_a_mark_where_it_is_shown():
    hours = pd.to_datetime(["2022-11-29 08:00", "2022-11-29 09:00", "2022-11-29 12:00"])
    frame = pd.DataFrame({"hour": hours, "offered": [10, 20, 90], "answered": [9, 15, 40], "baseline": 10.0, "marked": False, "is_partial": False})
    shown = trace(edged_and_counted(hotline_curve(frame, lang="zh"), lang="zh"), "呼入")
    assert shown.mode == "lines+markers" and shown.marker.size == (0, 0, 0, 0, 7)
    whole = trace(edged_and_counted(hotline_curve(frame.head(2), lang="zh"), lang="zh"), "呼入")
    assert whole.mode == "lines", "a line without lone values has no marks"


def test_a_lone_hour_of_the_band_is_a_stroke():
    hours = pd.to_datetime(["2022-11-29 08:00", "2022-11-29 09:00", "2022-11-29 11:00", "2022-11-29 13:00", "2022-11-29 14:00"])
    frame = pd.DataFrame({"hour": hours, "offered": [9, 8, 7, 6, 5], "answered": [9, 8, 7, 6, 5], "baseline": [10.0] * 5, "marked": [False] * 5,
                          "is_partial": [False] * 5})
    drawn = lone_marked(hotline_curve(frame, lang="zh"))
    strokes = [(pd.Timestamp(shape.x0), shape.x0 == shape.x1, shape.y0, shape.y1) for shape in drawn.layout.shapes if shape.type == "line"]
    assert strokes == [(hours[2], True, 8, 12)]


def test_the_band_does_not_cross_hours_of_which_nothing_usual_is_known():
    hours = pd.date_range("2022-11-26", periods=6, freq="h")
    frame = pd.DataFrame({"hour": hours, "offered": 9, "answered": 8, "baseline": [10.0, 12.0, None, None, 11.0, 9.0], "marked": False, "is_partial": False})
    parts = [one for one in hotline_curve(frame, lang="zh").data if one.name == "同星期常见范围"]
    assert [list(one.x) for one in parts] == [list(hours[:2]), list(hours[4:])]
    assert [one.showlegend for one in parts] == [True, False], "one entry in the legend"


def test_no_baseline_is_no_band_and_no_entry_for_it():
    frame = pd.DataFrame({"hour": pd.date_range("2022-11-29", periods=3, freq="h"), "offered": [9, 8, 7], "answered": [9, 8, 7],
                          "baseline": [float("nan")] * 3, "marked": [False] * 3, "is_partial": [False] * 3})
    assert [trace.name for trace in hotline_curve(frame, lang="zh").data] == ["接通", "呼入"]
    wall = hour_curve(frame, lang="zh", ground=WALL, width=900, height=400, label="")
    assert "同星期常见范围" not in wall and "同星期常见范围" in hour_curve(frame.assign(baseline=8.0), lang="zh", ground=WALL, width=900, height=400, label="")
