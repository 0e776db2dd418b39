"""Figures of the Hotline and Community pages, as objects made from frames of a few rows."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.figures.bars import bars_by_kind
from dashboard.figures.hotline_bars import paired_bars, ticket_bars
from dashboard.figures.hotline_days import connect_curve, day_curve


@pytest.fixture
def days() -> pd.DataFrame:
    return pd.DataFrame({
        "day": pd.to_datetime(["2022-11-27", "2022-11-28", "2022-11-29"]), "offered": [100.0, 200.0, 50.0], "answered": [95.0, 120.0, 40.0],
        "connect_share": [0.95, 0.6, 0.8], "baseline": [90.0, 100.0, 100.0], "surge": [False, True, None], "is_partial": [False, False, True],
    })


def test_the_day_that_is_not_over_hangs_on_a_dotted_line(days):
    figure = day_curve(days, lang="zh")
    offered = next(trace for trace in figure.data if trace.name == "呼入")
    partial = next(trace for trace in figure.data if trace.line.dash == "dot")
    assert list(offered.y) == [100, 200]
    assert list(partial.y) == [200, 50] and partial.marker.size == (0, 8)
    assert "通" in figure.layout.title.text
    assert any("非全天 50" in note.text for note in figure.layout.annotations)


def test_connect_share_shows_the_norm_and_a_hollow_partial_day(days):
    figure = connect_curve(days, lang="en")
    assert list(figure.data[0].y) == [0.95, 0.6, 0.8]
    assert figure.layout.shapes[0].y0 == 0.95
    assert figure.data[0].marker.color[2] != figure.data[0].marker.color[1]
    assert figure.layout.yaxis.range == (0.5, 1.005)


def test_connect_share_below_a_half_is_not_cut_off(days):
    assert connect_curve(days.assign(connect_share=[0.95, 0.3, 0.8]), lang="zh").layout.yaxis.range[0] == 0


def test_topics_are_ordered_and_what_was_not_recorded_comes_last_without_a_change():
    frame = pd.DataFrame({"topic": ["unknown", "supply", "medical"], "now": [900.0, 300.0, 500.0], "before": [10.0, 100.0, None]})
    figure = paired_bars(frame, "topic", "hotline_topic", "now", "before", title="来电（通）", names=("近7日", "前7日"), lang="zh")
    assert list(figure.data[0].y) == ["未记录", "生活物资", "就医用药"]  # drawn from the bottom
    words = [note.text for note in figure.layout.annotations]
    assert words == ["900", "<b>300</b>  +200%", "500"]


def test_channels_write_the_connect_share():
    frame = pd.DataFrame({"channel": ["phone", "app"], "offered": [200.0, 50.0], "answered": [150.0, 50.0]})
    figure = paired_bars(frame, "channel", "hotline_channel", "offered", "answered", title="t", names=("a", "b"), lang="en", remark="share")
    assert [note.text for note in figure.layout.annotations] == ["<b>50</b>  100%", "<b>200</b>  75%"]


def test_tickets_split_into_overdue_and_the_rest():
    frame = pd.DataFrame({"unit": ["", "商务专班", "闲"], "open": [4, 10, 0], "overdue": [1, 7, 0]})
    figure = ticket_bars(frame, lang="zh")
    overdue, rest = figure.data
    assert list(overdue.y) == ["未派单", "商务专班"]
    assert list(overdue.x) == [1, 7] and list(rest.x) == [3, 3]
    assert overdue.marker.color != rest.marker.color


def test_kinds_are_summed_at_the_end_and_missing_values_are_left_out():
    frame = pd.DataFrame({"area_name": ["甲", "甲", "乙"], "kind": ["road", "bridge", "road"], "n": [2.0, 3.0, None]})
    figure = bars_by_kind(frame, "n", enum="checkpoint_kind", title="处", lang="zh")
    assert [note.text for note in figure.layout.annotations] == ["5"]
    assert {trace.name for trace in figure.data} == {"道路卡口", "桥梁卡口"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_empty_frames_make_empty_figures(days, lang):
    none = days.head(0)
    assert day_curve(none, lang=lang).layout.title.text and connect_curve(none, lang=lang).layout.title.text
    frame = pd.DataFrame({"unit": [], "open": [], "overdue": []})
    assert ticket_bars(frame, lang=lang).layout.title.text


def test_a_gap_in_the_days_stays_a_gap(days):
    days.loc[0, "offered"] = None
    offered = next(trace for trace in day_curve(days, lang="zh").data if trace.name == "呼入")
    assert offered.connectgaps is False and datetime(2022, 11, 27) == pd.Timestamp(offered.x[0])
