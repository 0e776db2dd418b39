"""Scales of pictures and their round ticks."""

import pandas as pd
import pytest

from dashboard.figures.figure import Part
from dashboard.figures.svg.axes import axis_of, decimals_of, whole_step
from dashboard.figures.svg.scale import Columns, Linear, Moments, round_bottom, round_top, side_of, ticks


@pytest.mark.parametrize(("high", "top", "step"), [(0, 1, 1), (3, 3, 1), (108, 150, 50), (454, 600, 200), (1983, 2000, 500)])
def test_scales_are_round(high, top, step):
    assert round_top(high) == (top, step)


def test_ticks_go_from_the_step_below_the_lowest_to_the_top():
    assert round_bottom(-7, 5) == -10 and round_bottom(3, 5) == 0
    assert ticks(10, 5, round_bottom(-7, 5)) == [-10, -5, 0, 5, 10]
    assert ticks(7.5, 2.5) == [0, 2.5, 5, 7.5]


def test_a_value_lies_between_the_ends_also_where_the_picture_runs_downwards():
    upwards = Linear(0, 100, 300, 50)
    assert [upwards.at(value) for value in (0, 50, 100)] == [300, 175, 50]
    assert (upwards.at(120), upwards.within(120), upwards.within(-1)) == (0, 50, 300)
    assert Linear(5, 5, 10, 90).at(7) == Linear(5, 5, 10, 90).within(7) == 10, "a scale without length"


def test_a_moment_lies_by_its_share_of_the_time():
    first, last = pd.Timestamp("2022-11-28"), pd.Timestamp("2022-11-30")
    day = Moments(first, last, 0, 100)
    assert (day.at("2022-11-29"), day.at(last), day.at(first - pd.Timedelta(hours=24))) == (50, 100, -50)
    assert Moments(first, first, 20, 100).at(last) == 20


def test_columns_share_the_room_between_them():
    columns = Columns(4, 100, 300)
    assert (columns.width, columns.middle(0), columns.middle(3), columns.right(3)) == (50, 125, 275, 300)
    assert Columns(0, 100, 300).width == 200, "no day, no division by nothing"


def test_words_near_an_edge_stand_inside_it():
    assert [side_of(place, 12) for place in (3, 12, 88, 89)] == ["start", "mid", "mid", "end"]


@pytest.mark.parametrize(("values", "named"), [
    ([0, 13], ["0", "5", "10"]), ([0, 3], ["0", "1", "2", "3"]), ([0.0, 13.5], ["0", "5", "10"]),
    ([0.0, 1.4], ["0.00", "0.25", "0.50", "0.75", "1.00", "1.25"]),
])
def test_each_step_of_a_scale_is_named_as_it_is(values, named):
    assert [said for _, said in axis_of(Part(), values, (), 100, 0, 0.0).ticks()] == named, "2.5 was called 2, and 7.5 8"
    assert (whole_step(2.3), whole_step(0.2), decimals_of(0.25), decimals_of(5)) == (5, 1, 2, 0)
