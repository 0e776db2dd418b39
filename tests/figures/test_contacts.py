"""Contacts under observation by day."""

import pandas as pd

from dashboard.figures.contacts import observed_by_day


def test_a_day_without_figures_is_a_gap_and_a_place_that_nobody_stated_has_no_bars():
    frame = pd.DataFrame({
        "day": ["2022-11-26", "2022-11-28"], "under_observation": [150, 172], "at_home": [None, 100], "at_centre": [None, 70], "at_hospital": [None, None],
    })
    figure = observed_by_day(frame, title="在观察（人）", lang="zh")
    assert [trace.name for trace in figure.data] == ["居家", "集中", "正在观察"]
    line = figure.data[-1]
    assert len(line.x) == 3 and pd.isna(line.y[1]) and line.connectgaps is False
