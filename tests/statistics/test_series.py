"""What statistics of daily counts do with days without report, with zeros, with too little and with what is no count."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import RefusedInput
from dashboard.statistics import (
    cusum,
    doubling_time,
    ears,
    infectivity,
    reproduction_number,
    robust_baseline,
    serial_interval,
    trailing_mean,
)

NONE = math.nan
counts = st.lists(st.integers(0, 30_000), max_size=60)
gappy = st.lists(st.none() | st.integers(0, 30_000), max_size=60)
WEIGHTS = [0, 0.3, 0.4, 0.2, 0.1]
OF_A_SERIES = {
    "ears": lambda series: ears(series, "C1"), "cusum": lambda series: cusum(series, 2), "doubling": doubling_time,
    "reproduction": lambda series: reproduction_number(series, weights=WEIGHTS), "imported": lambda series: reproduction_number([1] * len(series), series, weights=WEIGHTS),
    "infectivity": lambda series: infectivity(series, WEIGHTS), "baseline": robust_baseline,
}


@pytest.mark.parametrize("of", OF_A_SERIES.values(), ids=OF_A_SERIES)
def test_a_count_below_zero_or_infinite_is_refused_in_words_with_its_place(of):
    with pytest.raises(RefusedInput) as below:
        of([5, 4, -3, 2, 1])
    assert (below.value.title("zh"), below.value.title("en")) == ("第 3 个数是 -3，例数不能小于 0", "number 3 is -3; a count cannot be below 0")
    assert below.value.hint("zh") and below.value.hint("en")
    with pytest.raises(RefusedInput, match="number 2 is infinite"):
        of([5, math.inf, 3, 2, 1])


@pytest.mark.parametrize("of", [*OF_A_SERIES.values(), trailing_mean])
def test_what_is_no_series_is_refused(of):
    for wrong in (["a", "b"], [[1, 2], [3, 4]], [[1], [2, 3]]):
        with pytest.raises(RefusedInput, match="a list of numbers is needed"):
            of(wrong)


@pytest.mark.parametrize("series", [[], [3], [0] * 40, [NONE] * 40, [None, 2]])
def test_short_series_and_zeros_give_no_number_that_is_none(series):
    assert [len(ears(series, method)) for method in ("C1", "C2", "C3")] == [len(series)] * 3
    assert not (ears(series, "C3") > 2).any() and not cusum(series, 2).alarm.any() and not robust_baseline(series).unusual.any()
    assert doubling_time(series).direction == "unknown" and math.isnan(doubling_time(series).rate)
    found = reproduction_number(series, weights=WEIGHTS)
    assert len(found.end) == max(0, len(series) - 7) and np.isnan(found.mean).all()


@given(gappy)
def test_nothing_is_infinite_where_a_floor_is_set_and_alarms_are_never_of_days_without_report(series):
    silent = np.array([n is None for n in series], dtype=bool)
    for method in ("C1", "C2", "C3"):
        found = ears(series, method, min_sigma=0.5)
        assert not np.isinf(found).any() and np.isnan(found[silent]).all()
    assert not cusum(series, 3.5).alarm[silent].any() and np.isnan(robust_baseline(series).score[silent]).all()


def test_a_day_without_report_is_never_taken_as_zero():
    series = [4, 5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5]
    gap = [NONE if day == 9 else n for day, n in enumerate(series)]
    for method, silent in (("C1", {9, *range(10, 17)}), ("C2", {9, *range(12, 19)}), ("C3", {*range(9, 21)})):
        full, partial = ears(series, method), ears(gap, method)
        first = int(np.isfinite(full).argmax())
        assert {day for day in range(first, 22) if np.isnan(partial[day])} == {day for day in silent if day >= first}
        kept = np.isfinite(partial)
        assert np.array_equal(partial[kept], full[kept])
    assert np.isnan(trailing_mean(gap)).tolist() == [day < 6 or 9 <= day <= 15 for day in range(22)]
    assert np.isnan(infectivity(gap, WEIGHTS)).tolist() == [10 <= day <= 13 for day in range(22)]
    assert np.isnan(reproduction_number(gap, weights=WEIGHTS).mean).tolist() == [9 <= end <= 19 for end in range(7, 22)]
    assert doubling_time([8, NONE, 32, 64, 128]).days == pytest.approx(1), "it keeps its place in time"


def test_ears_of_an_even_baseline():
    assert ears([3] * 7 + [3, 4], "C1")[7] == 0
    assert ears([3] * 7 + [4], "c1")[7] == math.inf and ears([3] * 7 + [2], "C1")[7] == -math.inf
    assert ears([3] * 7 + [4], "C1", min_sigma=0.5)[7] == 2
    assert ears([0.1] * 7 + [0.1], "C1")[7] == 0, "no rounding error of a deviation"


@pytest.mark.parametrize("wrong", [
    lambda: ears([1], "C4"), lambda: ears([1], "C1", min_sigma=-1), lambda: cusum([1], 0), lambda: cusum([1], 2, k=-1), lambda: cusum([1], 2, h=NONE),
    lambda: cusum([1], 2, transform="log"), lambda: serial_interval(1, 1, 5), lambda: serial_interval(3, 0, 5), lambda: serial_interval(3, 1, -1),
    lambda: serial_interval(3, 1, 2.5), lambda: reproduction_number([1], weights=[0.5, 0.5]), lambda: reproduction_number([1], weights=[0, 0]),
    lambda: reproduction_number([1], weights=[0, NONE]), lambda: reproduction_number([1], weights=[]), lambda: reproduction_number([1], weights=[0, 2]),
    lambda: reproduction_number([1], [1, 2], weights=WEIGHTS), lambda: reproduction_number([1], weights=WEIGHTS, window=0),
    lambda: reproduction_number([1], weights=WEIGHTS, prior_sd=0), lambda: trailing_mean([1], 0), lambda: robust_baseline([1], 0),
    lambda: robust_baseline([1], min_mad=0), lambda: robust_baseline([1], left_out=[True, False]), lambda: ears([1], "C1", min_sigma="1"),
])
def test_arguments_out_of_range_are_refused_in_both_languages(wrong):
    with pytest.raises(RefusedInput) as refused:
        wrong()
    assert refused.value.title("zh") and refused.value.title("en") and "{" not in refused.value.title("zh") + refused.value.hint("en")


@given(counts, st.sampled_from(["C1", "C2"]))
def test_a_signal_does_not_depend_on_the_unit(series, method):
    once, twice = ears(series, method), ears([2 * n for n in series], method)
    assert np.allclose(once, twice, equal_nan=True)


@given(counts)
def test_c3_is_never_below_zero_and_holds_the_day_of_the_spike(series):
    c2, c3 = ears(series, "C2", min_sigma=0.5), ears(series, "C3", min_sigma=0.5)
    known = np.isfinite(c3)
    assert (c3[known] >= 0).all() and (c3[known] >= c2[known] - 1).all()


@given(counts, st.floats(0.1, 500))
def test_cusum_is_never_below_zero_and_more_counts_never_lower_it(series, mean):
    for transform in ("standard", "rossi", "anscombe"):
        found, more = (cusum(n, mean, transform=transform).statistic for n in (series, [n + 1 for n in series]))
        assert (found >= 0).all() and (more >= found - 1e-9).all()


def test_cusum_goes_on_after_an_alarm_and_over_a_day_without_report():
    found = cusum([20, NONE, 2], 2)
    assert found.alarm.tolist() == [True, False, True] and np.isnan(found.statistic[1])
    assert found.statistic[2] == pytest.approx(18 / math.sqrt(2) - 2 * 1.04)


@pytest.mark.parametrize("transform, z", [("rossi", (9 - 12 + 2 * 6) / 4), ("anscombe", 1.5 * (9 ** (2 / 3) - 4 ** (2 / 3)) / 4 ** (1 / 6))])
def test_cusum_with_the_other_transforms(transform, z):
    assert cusum([9], 4, transform=transform).statistic[0] == pytest.approx(z - 1.04)


@given(st.floats(1.1, 12), st.floats(0.3, 8))
def test_weights_of_a_serial_interval_are_shares_with_its_mean(mean, sd):
    weights = serial_interval(mean, sd, 400)
    assert weights[0] == 0 and (weights >= 0).all() and weights.sum() <= 1 + 1e-6
    if weights.sum() > 1 - 1e-9:
        assert np.arange(401) @ weights == pytest.approx(mean, rel=1e-3)


@given(st.lists(st.integers(0, 3000), min_size=8, max_size=40))
def test_the_reproduction_number_is_inside_its_interval_and_falls_when_cases_are_imported(series):
    found = reproduction_number(series, weights=WEIGHTS)
    known = np.isfinite(found.mean)
    assert (found.lower[known] < found.mean[known]).all() and (found.mean[known] < found.upper[known]).all() and (found.lower[known] >= 0).all()
    imported = reproduction_number(series, [5] * len(series), weights=WEIGHTS)
    assert (imported.mean[known] <= found.mean[known]).all()


def test_cases_of_the_first_day_count_as_imported():
    local = reproduction_number([50, 0, 9, 9, 9, 9, 9, 9, 9], weights=WEIGHTS)
    imported = reproduction_number([0, 0, 9, 9, 9, 9, 9, 9, 9], [50, 0, 0, 0, 0, 0, 0, 0, 0], weights=WEIGHTS)
    assert np.array_equal(local.mean, imported.mean) and local.end.tolist() == [7, 8] and local.cases.tolist() == [54, 63]


def test_no_estimate_before_the_mean_serial_interval_has_passed():
    found = reproduction_number([5] * 12, weights=serial_interval(8.4, 3.8, 30), window=3)
    assert found.end.tolist() == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert np.isnan(found.mean).tolist() == [True] * 5 + [False] * 4  # the ninth day is the first that ends later than 8.4 days


def test_doubling_says_stable_where_its_interval_spans_zero():
    found = doubling_time([10, 12, 9, 11, 10, 12, 10])
    assert found.direction == "stable" and found.rate_lower < 0 < found.rate_upper
    assert math.isnan(found.days) and math.isnan(found.lower) and math.isnan(found.upper) and found.rate == pytest.approx(math.log(10 / 9) / 28)
    assert doubling_time([7] * 9).direction == "stable" and doubling_time([7] * 9).rate == 0


@given(st.lists(st.integers(1, 10_000), min_size=3, max_size=40))
def test_a_series_backwards_halves_as_it_doubled(series):
    on, back = doubling_time(series), doubling_time(series[::-1])
    assert {on.direction, back.direction} in ({"doubling", "halving"}, {"stable"})
    assert (on.days, on.lower, on.upper) == pytest.approx((back.days, back.lower, back.upper), rel=1e-6, nan_ok=True)
    if on.direction != "stable":
        assert on.lower <= on.days <= on.upper


@given(counts, st.integers(1, 10))
def test_a_trailing_mean_is_between_the_least_and_the_most(series, window):
    found = trailing_mean(series, window)
    for day in range(len(series)):
        days = series[day - window + 1:day + 1]
        assert np.isnan(found[day]) if day < window - 1 else min(days) - 1e-9 <= found[day] <= max(days) + 1e-9


def test_a_correction_counts_in_a_trailing_mean_as_it_was_published():
    assert trailing_mean([615, -279, 14], 3)[2] == pytest.approx(350 / 3)


def test_the_robust_baseline_is_of_the_same_weekday_and_earlier_weeks_only():
    weeks = [[100 + week + 50 * (day == 0) for day in range(7)] for week in range(6)]
    series = [n for week in weeks for n in week]
    found = robust_baseline(series)
    assert found.used[:7].tolist() == [0] * 7 and np.isnan(found.median[:28]).all()
    assert found.median[35] == 152 and found.median[36] == 102 and found.mad[36] == 1  # 150..154 and 100..104
    assert (found.oldest[35], found.newest[35], found.used[35]) == (0, 28, 5)
    assert robust_baseline(series, cycles=4).oldest[35] == 7
    assert not found.unusual.any()


def test_the_robust_baseline_flags_a_surge_and_leaves_out_what_is_to_be_left_out():
    series = [100, 101, 99, 100, 102, 100, 160, 170, 180, 175, 172]
    found = robust_baseline(series, season=1, cycles=4)
    assert found.unusual.tolist() == [False] * 6 + [True] * 2 + [False] * 3, "the surge has become the baseline"
    told = robust_baseline(series, season=1, cycles=8, left_out=[n > 150 for n in series])
    assert told.unusual.tolist() == [False] * 6 + [True] * 5 and told.newest[10] == 5
    assert told.median[10] == 100 and told.score[6] == pytest.approx(0.6745 * 60)


def test_equal_weeks_do_not_make_one_call_more_unusual():
    assert robust_baseline([20] * 8 + [23], season=1).unusual.tolist() == [False] * 9
    assert robust_baseline([20] * 8 + [26], season=1).unusual[8]
