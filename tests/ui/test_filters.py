"""The dates that an address asks for: what is taken, what is filled in, what is refused."""

from datetime import date

import pytest

from dashboard.i18n.forms import fmt_span
from dashboard.ui.shell.filters import _span

TODAY, USUAL = date(2022, 11, 29), (date(2022, 11, 2), date(2022, 11, 29))


@pytest.mark.parametrize(("given", "span"), [
    (("", ""), USUAL),
    (("2022-11-20", "2022-11-27"), (date(2022, 11, 20), date(2022, 11, 27))),
    (("2022-11-20", ""), (date(2022, 11, 20), TODAY)),
    (("", "2022-10-01"), (date(2022, 10, 1), date(2022, 10, 1))),
    (("2000-01-01", ""), (date(2000, 1, 1), TODAY)),
])
def test_dates_are_taken_and_missing_ones_filled(given, span):
    assert _span(given, USUAL, TODAY) == span


@pytest.mark.parametrize("given", [
    ("0222-01-01", ""), ("1999-12-31", ""), ("2022-11-28", "2022-11-27"), ("", "2022-11-30"), ("soon", ""), ("2022-11-31", ""), ("<b>", "<b>"),
])
def test_dates_that_mean_nothing_here_are_refused(given):
    assert _span(given, USUAL, TODAY) is None


def test_a_span_says_its_month_once():
    within, across = (date(2022, 11, 2), date(2022, 11, 29)), (date(2022, 10, 2), date(2022, 11, 29))
    assert [fmt_span(*within, "zh"), fmt_span(*within, "en")] == ["11月2日–29日", "2–29 Nov"]
    assert [fmt_span(*across, "zh"), fmt_span(*across, "en")] == ["10月2日–11月29日", "2 Oct–29 Nov"]
