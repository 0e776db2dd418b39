"""Farrington's steps beside their published values (vectors/farrington.json)."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import RefusedInput
from dashboard.statistics.farrington import comparable_weeks, farrington_threshold, farrington_weights, noufaily_threshold, reference_weeks


def test_the_weeks_compared_are_of_the_same_weekday():
    assert comparable_weeks(date(2013, 6, 6), 3) == [date(2010, 6, 3), date(2011, 6, 9), date(2012, 6, 7), date(2013, 6, 6)]
    assert comparable_weeks(date(2024, 2, 29), 1) == [date(2023, 3, 2), date(2024, 2, 29)]
    assert reference_weeks(3, 3) == 3 + 1 + 3 * 7 and reference_weeks(0, 2) == 3


@given(st.dates(date(1960, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_a_comparable_day_is_within_three_days_of_the_date(day, years):
    found = comparable_weeks(day, years)
    assert len(found) == years + 1 and {d.weekday() for d in found} == {day.weekday()}
    for back, then in enumerate(reversed(found)):
        near = date(day.year - back, day.month, min(day.day, 28))
        assert abs(then - near) <= timedelta(days=3 + day.day - near.day)


@given(st.lists(st.floats(-10, 10), max_size=40))
def test_weights_sum_to_their_number_and_none_of_an_outlier_is_above_another(residuals):
    weights = farrington_weights(residuals)
    assert weights.sum() == pytest.approx(len(residuals))
    if len(residuals):
        assert all(w < weights.max() for w, s in zip(weights, residuals, strict=True) if s > 2.6 and min(residuals) <= 2.58)


@given(st.floats(0.5, 5000), st.floats(0, 50), st.floats(1, 8), st.integers(0, 9000), st.sampled_from(["none", "1/2", "2/3"]))
def test_a_count_above_the_threshold_scores_above_one(expected, se, dispersion, count, transform):
    found = farrington_threshold(expected, se, dispersion, count, transform=transform)
    assert found.lower < expected < found.upper and 0 <= found.probability <= 1
    assert (found.score > 1) == (count > found.upper) or found.score == pytest.approx(1)


@given(st.floats(-2, 8), st.floats(0, 1), st.floats(1, 6), st.integers(0, 5000))
def test_quantiles_of_a_negative_binomial_count_are_in_order(log_expected, log_se, dispersion, count):
    plug, upper = (noufaily_threshold(log_expected, log_se, dispersion, count, method=method) for method in ("nbPlugin", "muan"))
    assert 0 <= plug.lower <= plug.upper <= upper.upper and -1e-9 <= plug.probability <= 1


@pytest.mark.parametrize("wrong", [
    lambda: farrington_threshold(0, 1, 1, 1), lambda: farrington_threshold(5, -1, 1, 1), lambda: farrington_threshold(5, 1, 1, -1),
    lambda: farrington_threshold(5, 1, 1, 1, alpha=0.6), lambda: farrington_threshold(5, 1, 1, 1, transform="log"), lambda: farrington_weights([1, math.nan]),
    lambda: noufaily_threshold(1, 1, 0.5, 1), lambda: noufaily_threshold(1, 1, 1, 1, method="delta"), lambda: noufaily_threshold(1, 1, 1, 1.5),
    lambda: comparable_weeks(date(2020, 1, 1), -1), lambda: reference_weeks(1, -1),
])
def test_arguments_out_of_range_are_refused(wrong):
    with pytest.raises(RefusedInput):
        wrong()
