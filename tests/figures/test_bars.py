"""Bars by area, by state and by kind."""

import numpy as np
import pandas as pd

from dashboard.figures.bars import bars_by_kind, composition_bar, horizontal_bars, stacked_states
from dashboard.tokens import PAPER


def trace(figure, name):
    return next(t for t in figure.data if t.name == name)


def test_bars_rank_and_write_missing_as_unknown():
    frame = pd.DataFrame({"area_name": ["甲", "乙", "丙"], "n": [1.0, np.nan, 9.0]})
    figure = horizontal_bars(frame, "n", title="新增(例)", lang="zh")
    assert list(figure.data[0].y) == ["乙", "甲", "丙"]
    assert [note.text for note in figure.layout.annotations] == ["未知"]


def test_states_keep_their_colour_and_mark():
    frame = pd.DataFrame({"area_name": ["甲", "甲", "乙"], "level": ["high", "medium", "high"], "zones": [2, 1, 5]})
    figure = stacked_states(frame, "level", "zones", "zone_level", title="风险区(个)", lang="zh")
    high = trace(figure, "▲ 高风险区")
    assert high.marker.color == PAPER.series["high"] and list(high.y) == ["甲", "乙"]


def test_composition_orders_inside_before_outside():
    frame = pd.DataFrame({"route": ["community_screening", "controlled", "close_contact"], "n": [5, 50, 2]})
    figure = composition_bar(frame, "route", "n", "route", title="途径(例)", lang="zh")
    assert [t.name for t in figure.data] == ["隔离管控 50", "密接筛查 2", "社区筛查 5"]


def test_kinds_are_summed_at_the_end_and_missing_values_are_left_out():
    frame = pd.DataFrame({"area_name": ["甲", "甲", "乙"], "kind": ["road", "bridge", "road"], "n": [2.0, 3.0, None]})
    figure = bars_by_kind(frame, "n", enum="checkpoint_kind", title="处", lang="zh")
    assert [note.text for note in figure.layout.annotations] == ["5"]
    assert {trace.name for trace in figure.data} == {"道路卡口", "桥梁卡口"}
