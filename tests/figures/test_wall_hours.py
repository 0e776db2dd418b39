"""Hours on the wall: gaps, surges, names of days."""

import re

import pandas as pd

from dashboard.figures.svg.wall_hours import hour_curve
from dashboard.tokens import WALL

LOOK = {"lang": "zh", "ground": WALL, "width": 900, "height": 400, "label": "说明"}


def test_hours_leave_a_gap_and_mark_the_surge():
    hours = pd.DataFrame({"hour": pd.to_datetime(["2022-11-29 08:00", "2022-11-29 09:00", "2022-11-29 11:00"]), "offered": [100, 400, 90],
                          "answered": [90, 200, 80], "baseline": [100, None, 100], "marked": [False, True, False], "is_partial": False})
    svg = hour_curve(hours, **LOOK)
    offered = re.findall(rf'd="([^"]+)" fill="none" stroke="{WALL.ink}" stroke-width="4"', svg)[0]
    assert offered.count("M") == 2, "the missing hour parts the curve"
    assert "▲ 400" in svg


def test_hours_without_any_figure_are_drawn_empty_not_wrong():
    hours = pd.DataFrame({"hour": pd.to_datetime(["2022-11-29 08:00"]), "offered": [None], "answered": [None], "baseline": [None], "marked": [False], "is_partial": [False]})
    assert "<svg" in hour_curve(hours, **LOOK)


def test_the_last_day_of_the_hours_is_named_though_it_has_just_begun():
    hours = pd.DataFrame({"hour": pd.date_range("2022-11-23", "2022-11-29 02:00", freq="h")}).assign(offered=5, answered=4, baseline=5.0, marked=False, is_partial=False)
    named = [re.findall(r">((?:11月)?\d+日)<", hour_curve(hours, **LOOK | {"width": width})) for width in (900, 500)]
    assert sorted(named[0]) == ["11月23日", *(f"{day}日" for day in range(24, 30))], "the month once"
    assert "29日" in named[1] and "28日" not in named[1], "where there is no room the last goes before its neighbour"


def test_the_usual_range_stays_within_the_chart():
    hours = pd.DataFrame({"hour": pd.date_range("2022-11-29 08:00", periods=3, freq="h")}).assign(offered=50, answered=40, baseline=100.0, baseline_low=20.0, baseline_high=190.0, marked=False, is_partial=False)
    band = re.findall(rf'<path d="([^"]+)Z" fill="{WALL.series["band"]}"', hour_curve(hours, **LOOK))[0]
    assert min(float(y) for _, y in re.findall(r"([\d.]+) ([\d.]+)", band)) >= 56
