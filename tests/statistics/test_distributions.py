"""The quantiles against tables, closed forms and their own distribution functions."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.distributions import gamma_below, gamma_quantile, student_below, student_quantile


@pytest.mark.parametrize("freedom, t", [(1, 12.7062), (2, 4.30265), (3, 3.18245), (5, 2.57058), (10, 2.22814), (30, 2.04227), (120, 1.97993)])
def test_student_by_the_printed_table(freedom, t):
    assert student_quantile(0.975, freedom) == pytest.approx(t, abs=1e-4)


@pytest.mark.parametrize("freedom, chi_square", [(1, (0.000982, 5.02389)), (2, (0.0506356, 7.37776)), (10, (3.24697, 20.4832)), (100, (74.2219, 129.561))])
def test_gamma_by_the_printed_table_of_chi_square(freedom, chi_square):
    found = [2 * gamma_quantile(share, freedom / 2) for share in (0.025, 0.975)]
    assert found == pytest.approx(chi_square, rel=1e-4)


@given(st.floats(0.001, 0.999))
def test_closed_forms(share):
    assert gamma_quantile(share, 1) == pytest.approx(-math.log1p(-share), rel=1e-9)
    assert student_below(NormalDist().inv_cdf(share), 4001) == pytest.approx(share, abs=2e-4)
    x = -math.log1p(-share)
    assert gamma_below(x, 2) == pytest.approx(1 - math.exp(-x) * (1 + x), abs=1e-12)


@given(st.floats(0.05, 300_000), st.floats(0.001, 0.999))
def test_a_quantile_is_where_its_share_lies(shape, share):
    assert gamma_below(gamma_quantile(share, shape), shape) == pytest.approx(share, rel=1e-7)


@given(st.integers(1, 400), st.floats(0.51, 0.999))
def test_a_quantile_of_student_is_where_its_share_lies(freedom, share):
    assert student_below(student_quantile(share, freedom), freedom) == pytest.approx(share, rel=1e-9)
