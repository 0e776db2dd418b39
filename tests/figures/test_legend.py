"""What the colours and lines of a figure are called."""

from datetime import date

import pandas as pd

from dashboard.figures.bars import horizontal_bars
from dashboard.figures.edges_and_counts import edged_and_counted
from dashboard.figures.epidemic import curve_by
from dashboard.figures.hotline import hotline_curve
from dashboard.figures.legend import legend_entries

DAYS = [date(2022, 11, day) for day in (27, 28, 29)]


def test_the_legend_names_bars_lines_bands_and_marks_in_their_order():
    hours = pd.DataFrame({
        "hour": pd.date_range("2022-11-29 08:00", periods=3, freq="h"), "offered": [10, 40, 12], "answered": [9, 20, 10],
        "baseline": [10, 11, 12], "marked": [False, True, False], "is_partial": False,
    })
    kinds = [(entry.kind, entry.name) for entry in legend_entries(hotline_curve(hours, lang="en"))]
    assert [kind for kind, _ in kinds] == ["box", "line", "line", "▲"] and all(name for _, name in kinds)


def test_a_single_trace_needs_no_legend_and_the_figure_keeps_no_room_for_one():
    bars = horizontal_bars(pd.DataFrame({"area_name": ["道里区", "南岗区"], "n": [3, 5]}), "n", title="来电（通）", lang="zh")
    assert legend_entries(bars) == []
    curve = curve_by(pd.DataFrame({"day": DAYS, "route": ["a", "b", "a"], "n": [1, 2, 3]}), "route", "n", "route", lang="zh")
    done = edged_and_counted(curve, lang="zh")
    assert len(legend_entries(curve)) == 2 and done.layout.showlegend is False and done.layout.margin.t < curve.layout.margin.t
