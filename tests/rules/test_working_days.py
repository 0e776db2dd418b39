"""Working days of China: the days of the State Council's notices, make-up workdays included, and what is said of a year without one."""

from datetime import date, datetime

import pytest

from dashboard.rules.working_days import holiday, is_covered, is_working, special_days, working_days_later, years_covered

# The notice of 2021-10-25: National Day 1-7 October 2022 off, 8 and 9 October (a weekend) worked; 2 April (Saturday) worked for Qingming.
NOTICE_OF_2022 = {
    "2022-09-30": True, "2022-10-01": False, "2022-10-07": False, "2022-10-08": True, "2022-10-09": True, "2022-10-15": False,
    "2022-04-02": True, "2022-04-04": False, "2022-11-26": False, "2022-11-28": True, "2022-12-31": False, "2023-01-02": False,
    "2020-01-31": False, "2020-02-02": False, "2020-02-03": True,  # prolonged for the epidemic
}


def test_the_days_are_those_of_the_notices():
    assert {day: is_working(date.fromisoformat(day)) for day in NOTICE_OF_2022} == NOTICE_OF_2022
    assert holiday(date(2022, 10, 3))[1] == "National Day" and holiday(date(2022, 10, 8)) is None and holiday(date(2022, 10, 15)) is None


def test_no_make_up_day_is_a_weekday_and_no_year_is_missing():
    """In 2004 and later every make-up workday is a Saturday or Sunday; a slip of the pen in the file would be another day."""
    assert {day.day.weekday() for day in special_days().values() if day.kind == "work"} == {5, 6}
    first, last = years_covered()
    assert {day.year for day in special_days()} == set(range(first, last + 1)) and first == 2004


@pytest.mark.parametrize(("received", "number", "due"), [
    ("2022-11-29 15:30", 1, "2022-11-30 15:30"),
    ("2022-11-25 15:30", 1, "2022-11-28 15:30"),  # Friday to Monday
    ("2022-11-26 15:30", 1, "2022-11-28 23:59"),  # Saturday: the whole of Monday
    ("2022-09-30 15:30", 1, "2022-10-08 15:30"),  # the Saturday after the holiday is worked
    ("2022-10-03 09:00", 1, "2022-10-08 23:59"),
    ("2022-10-08 09:00", 2, "2022-10-10 09:00"),
])
def test_a_limit_in_working_days_ends_on_one(received, number, due):
    assert working_days_later(datetime.fromisoformat(received), number) == datetime.fromisoformat(due)


def test_of_a_year_without_a_notice_only_weekdays_are_known():
    assert not is_covered(date(2031, 10, 1)) and is_covered(date(2022, 10, 1))
    assert is_working(date(2031, 10, 1)) and not is_working(date(2031, 10, 4))
    with pytest.raises(ValueError, match="0"):
        working_days_later(datetime(2022, 1, 1), 0)


def test_the_days_are_those_of_the_package():
    calendar = pytest.importorskip("chinese_calendar", reason="chinesecalendar is not installed: nothing to compare with")
    from chinese_calendar.constants import holidays, workdays

    ours = special_days()
    assert {day for day in ours if ours[day].kind == "off"} == set(holidays) and {day for day in ours if ours[day].kind == "work"} == set(workdays)
    assert calendar
