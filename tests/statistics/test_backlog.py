"""The week ahead of a backlog: the day a week before times the trend, an interval from what was got wrong, or nothing at all."""

import math

import numpy as np
import pytest

from dashboard.errors import RefusedInput
from dashboard.statistics import backlog

STEADY = [40, 30, 30, 30, 30, 60, 80] * 4
"""More are open at weekends."""


def test_a_week_like_all_others_comes_again_without_doubt():
    found = backlog(STEADY)
    assert np.allclose(found.expected, STEADY[:7]) and np.allclose(found.lower, found.upper)


def test_growth_goes_on_and_its_errors_make_the_interval():
    growing = [n * 1.5 ** (day // 7) for day, n in enumerate(STEADY)]
    found = backlog(growing)
    assert np.allclose((found.expected + 1) / (np.array(growing[-7:]) + 1), (sum(growing[-7:]) / 7 + 1) / (sum(growing[-14:-7]) / 7 + 1))
    restless = backlog([n + (13 if day % 5 == 0 else 0) for day, n in enumerate(STEADY)])
    assert (restless.lower < restless.expected).all() and (restless.expected < restless.upper).all()
    wider = backlog([n + (13 if day % 5 == 0 else 0) for day, n in enumerate(STEADY)], share=0.95)
    assert (wider.lower < restless.lower).all() and (wider.upper > restless.upper).all()


@pytest.mark.parametrize("counts", [STEADY[1:], [*STEADY[:-3], None, *STEADY[-2:]], [math.nan, *STEADY[1:]], [1] * 28, [40] * 21 + [2] * 7, []])
def test_what_cannot_be_known_is_not_said(counts):
    assert backlog(counts) is None


@pytest.mark.parametrize("given", [{"open_counts": [-1] * 28}, {"open_counts": STEADY, "share": 1.0}])
def test_what_is_no_count_is_refused(given):
    with pytest.raises(RefusedInput):
        backlog(**given)
