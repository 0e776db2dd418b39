"""The hotline by day: the day that is not over, and the share of calls that got through."""

from datetime import datetime

import pandas as pd
import pytest

from dashboard.figures.hotline_days import connect_curve, day_curve


@pytest.fixture
def days() -> pd.DataFrame:
    return pd.DataFrame({
        "day": pd.to_datetime(["2022-11-27", "2022-11-28", "2022-11-29"]), "offered": [100.0, 200.0, 50.0], "answered": [95.0, 120.0, 40.0],
        "connect_share": [0.95, 0.6, 0.8], "baseline": [90.0, 100.0, 100.0], "marked": [False, True, False], "is_partial": [False, False, True],
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


def test_a_gap_in_the_days_stays_a_gap(days):
    days.loc[0, "offered"] = None
    offered = next(trace for trace in day_curve(days, lang="zh").data if trace.name == "呼入")
    assert offered.connectgaps is False and datetime(2022, 11, 27) == pd.Timestamp(offered.x[0])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_empty_frames_make_empty_figures(days, lang):
    none = days.head(0)
    assert day_curve(none, lang=lang).layout.title.text and connect_curve(none, lang=lang).layout.title.text


def test_a_day_without_a_row_is_a_gap_and_no_dotted_line_goes_over_it(days):
    some = days.drop(index=1)
    figure = day_curve(some, lang="zh")
    partial = next(trace for trace in figure.data if trace.name == "非全天")
    assert list(partial.y) == [50], "the day before is not known"
    shares = connect_curve(some, lang="zh").data[0]
    assert len(shares.y) == 3 and pd.isna(shares.y[1])


def test_what_happened_on_a_day_is_marked(days):
    figure = day_curve(days, lang="zh", events=[(datetime(2022, 11, 28), "注：扩容")])
    assert "①" in [note.text for note in figure.layout.annotations] and "注：扩容" in figure.layout.xaxis.title.text
