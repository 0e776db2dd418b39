"""One parser of moments, whichever way a moment comes in: address, command line, query."""

from datetime import date, datetime

import pytest

from dashboard.cli.arguments import moment as of_the_command_line
from dashboard.data.page_moment import moment_of
from dashboard.errors import UsageError
from dashboard.moments import parse_day, parse_moment
from dashboard.ui.shell.filters import _span
from dashboard.warehouse.catalogue import bind, find

NOW = datetime(2022, 11, 29, 18)
TAKEN = [
    ("2022-11-28T12:00", datetime(2022, 11, 28, 12)), ("2022-11-28 12:00:30", datetime(2022, 11, 28, 12, 0, 30)),
    ("2022-11-28", datetime(2022, 11, 28)), ("2022-11-28T12:00+08:00", datetime(2022, 11, 28, 12)),
    ("2022-11-28T12:00Z", datetime(2022, 11, 28, 20)), ("2022-11-28T12:00-05:00", datetime(2022, 11, 29, 1)),
]
REFUSED = ["0222-11-28T12:00", "0222-11-28", "2101-01-01", "9999-12-31T23:59:59", "0001-01-01T00:00+08:00", "yesterday", "2022-13-01", "28.11.2022", "12:00"]


@pytest.mark.parametrize(("text", "at"), TAKEN)
def test_a_moment_is_the_same_moment_whichever_way_it_comes(text, at):
    assert parse_moment(text) == of_the_command_line(text) == at
    assert moment_of(NOW, True, text).at == moment_of(NOW, True, None, text).since == at
    assert bind(find("areas"), {"as_of": text}, NOW)["as_of"] == at


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_moment_is_none_whichever_way_it_comes(text):
    with pytest.raises(ValueError):
        parse_moment(text)
    with pytest.raises(UsageError):
        of_the_command_line(text)
    with pytest.raises(UsageError):
        bind(find("areas"), {"as_of": text}, NOW)
    assert moment_of(NOW, True, text).problem == "asof.invalid"
    assert moment_of(NOW, True, None, text).since_problem == "since.invalid"


def test_the_dates_of_a_page_and_of_a_query_are_the_same_dates():
    usual, today = (date(2022, 11, 1), date(2022, 11, 29)), date(2022, 11, 29)
    assert _span(("2022-11-02", ""), usual, today) == (date(2022, 11, 2), today)
    assert parse_day("2022-11-02") == bind(find("cases_by_day_area"), {"start": "2022-11-02"}, NOW)["start"] == date(2022, 11, 2)
    for text in ("0222-11-02", "2022-11-31", "2022-11-02T00:00"):
        assert _span((text, ""), usual, today) is None
        with pytest.raises(ValueError):
            parse_day(text)


def test_a_plus_sign_that_an_address_turned_into_a_space_is_one():
    assert moment_of(NOW, True, "2022-11-28T12:00 08:00").at == datetime(2022, 11, 28, 12)
    assert moment_of(NOW, True, "2022-11-28 12:00").at == datetime(2022, 11, 28, 12), "a space before a time stays one"
