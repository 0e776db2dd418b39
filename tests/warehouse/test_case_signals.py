"""The step `signals`: EARS and CUSUM of whole days, as the statistics give them, above their thresholds."""

import math

import pytest

from dashboard.statistics import cusum, ears
from dashboard.warehouse.case_signals import signals

# domain vectors: Y of the EARS reference series, t = 1..30
COUNTS = [3, 5, 4, 6, 2, 4, 5, 7, 3, 6, 8, 5, 9, 14, 12, 20, 18, 11, 7, 6, 5, 4, 6, 30, 5, 4, 3, 6, 5, 4]


def told(counts, partial=()):
    return signals([{"n": n, "is_partial": day in partial, "day": day + 1} for day, n in enumerate(counts)], "n")


def days_of(name, found):
    return {day + 1 for day, row in enumerate(found) if name in (row["signals"] or "").split("+")}


def test_the_alarms_are_those_of_the_published_series():
    found = told(COUNTS)
    assert days_of("C1", found) == {14, 16, 24} and days_of("C2", found) == {14, 15, 16, 17, 24}
    assert days_of("C3", found) == {13, 14, 15, 16, 17, 18, 19, 24, 25, 26}
    assert [row["c2"] for row in found[9:]] == pytest.approx(ears(COUNTS, "C2", 1.0)[9:])


def test_the_sum_is_of_seven_days_against_the_fourteen_before():
    found = told(COUNTS)
    assert math.isnan(found[19]["cusum"]), "twenty days are one too few"
    assert found[20]["cusum"] == pytest.approx(cusum(COUNTS[14:21], sum(COUNTS[:14]) / 14).statistic[-1])
    assert "CUSUM" in found[20]["signals"] and told([0] * 21)[20]["cusum"] == 0


def test_one_case_after_quiet_weeks_is_no_signal_and_five_are():
    assert told([0] * 30 + [1])[30]["signals"] is None
    assert told([0] * 30 + [5])[30]["signals"] == "C1+C2+C3+CUSUM"


@pytest.mark.parametrize("gap, partial", [(None, ()), (20, (25,)), (-2, ())])
def test_a_day_without_a_whole_figure_is_no_zero(gap, partial):
    counts = [20] * 25 + [gap] + [20] * 6
    assert all(row["signals"] is None and math.isnan(row["c1"]) for row in told(counts, partial)[25:])


def test_a_signal_ends_with_a_day_without_one_and_a_sudden_rise_within_a_slow_one_is_another():
    found = told(COUNTS)
    begun = {row["signal_from"] for row in found} - {None}
    assert {13, 24} <= begun, "the two rises of the series"
    assert [row["signal_from"] for row in found[12:19]] == [13] * 7, "C3 lasts to the 19th: one signal"
    slow = told([0, 8] * 10 + [4] + [8] * 8 + [90])
    assert slow[28]["signals"] == "CUSUM" and slow[28]["signal_from"] < 29
    assert slow[29]["signal_from"] == 30, "the rise of that day is news"
