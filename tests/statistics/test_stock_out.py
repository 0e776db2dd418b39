"""When a stock runs out: slopes worked by hand, and every reason for saying no day."""

import pytest

from dashboard.errors import RefusedInput
from dashboard.statistics import stock_out


def test_the_day_follows_from_the_median_slope_and_its_interval_from_the_outermost_ones():
    """Falls of 10, 12 and 8 a day: slopes -10, -12, -8, -11, -10, -10; median -10, of 70 left seven days, from 70/12 to 70/8."""
    found = stock_out([0, 1, 2, 3], [100, 90, 78, 70])
    assert (found.days, found.lower, found.upper, found.withheld) == (pytest.approx(7), pytest.approx(70 / 12), pytest.approx(70 / 8), None)


def test_a_straight_fall_has_no_width_and_days_without_a_report_keep_their_place():
    found = stock_out([0, 1, 3, 4, 6], [60, 50, 30, 20, 0.5 * 2])
    assert found.lower <= found.days <= found.upper
    even = stock_out([0, 2, 3, 7], [100, 80, 70, 30])
    assert (even.days, even.lower, even.upper) == pytest.approx((3, 3, 3))


def test_of_many_reports_the_interval_is_that_of_sen():
    """Ten reports have 45 slopes, spread 1.96 sqrt(125) = 21.9: the 11th from either end."""
    stock = [200, 182, 165, 149, 128, 110, 91, 74, 52, 36]
    slopes = sorted((stock[b] - stock[a]) / (b - a) for a in range(10) for b in range(a + 1, 10))
    found = stock_out(range(10), stock)
    assert (found.lower, found.upper) == (pytest.approx(36 / -slopes[10]), pytest.approx(36 / -slopes[34]))
    assert found.days == pytest.approx(36 / -slopes[22])


@pytest.mark.parametrize(("stock", "why"), [
    ([5, 4, 0], "out"), ([9, 8, 7], "few_reports"), ([], "few_reports"), ([9, 8, 7, 20, 15, 10], "restocked"), ([5, 5, 5, 5], "not_falling"),
    ([9, 9, 8, 8, 7], "no_end"), ([90, 60, 59, 58], "no_end"), ([50, 40, 30, 90, 80, 70, 60], None),
])
def test_no_day_is_said_where_reports_support_none(stock, why):
    found = stock_out(range(len(stock)), stock)
    assert found.withheld == why and (found.days == found.days) == (why is None)


def test_what_no_stock_can_be_is_refused():
    with pytest.raises(RefusedInput):
        stock_out([0, 1, 2, 3], [4, 3, -1, 1])
