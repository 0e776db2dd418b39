"""Five classes with round breaks."""

import pytest

from dashboard.figures.classes import round_classes


@pytest.mark.parametrize("values, labels", [
    ([2, 5, 20], ["1–4", "5–9", "10–14", "15–19", "≥ 20"]),
    ([1, 2, 5, 20], ["1", "2–4", "5–9", "10–19", "≥ 20"]),
    ([1, 454], ["1–19", "20–49", "50–99", "100–199", "≥ 200"]),
    ([1, 2, 3], ["1", "2", "≥ 3"]),
    ([84.7, 87.5, 89.2], ["≥ 80"]),
])
def test_classes_have_round_breaks(values, labels):
    assert round_classes(values).labels("en") == labels


def test_areas_that_are_alike_share_the_lightest_class():
    classes = round_classes([None, 84.7, 89.2])
    assert [classes.of(v) for v in (84.7, 89.2, 0, None)] == ["0", "0", "zero", "none"]


def test_zero_missing_and_negative_are_three_things():
    classes = round_classes([0, None, -3, 4])
    assert [classes.of(v) for v in (0, None, float("nan"), -3)] == ["zero", "none", "none", "negative"]
