"""The dates that an address asks for: what is taken, what is filled in, what is refused."""

from datetime import date

import pytest

from dashboard.i18n.forms import fmt_span
from dashboard.ui.shell.filters import _span
from tests.page_runs import open_page, shown

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


def test_dates_in_the_address_say_what_they_reach(city_workspace, monkeypatch):
    said = "日期只筛选按日的图表和按日的记录"
    assert said in shown(open_page("overview", city_workspace.root, monkeypatch, lang="zh", **{"from": "2022-11-20"}))
    assert said not in shown(open_page("overview", city_workspace.root, monkeypatch, lang="zh"))


@pytest.mark.parametrize("bad", ["0001-01-01T00:00", "0001-01-01", "0001-01-01T00:00+08:00", "9999-12-31T23:59-14:00"])
def test_a_moment_in_year_1_is_refused_in_words(city_workspace, monkeypatch, bad):
    app = open_page("overview", city_workspace.root, monkeypatch, lang="zh", as_of=bad)
    assert not app.exception and bad.split("T")[0] in shown(app) and "calm error" not in shown(app)
