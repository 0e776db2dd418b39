"""Which days are worked in China: weekdays, less the public holidays, with the weekend days that make up for them.

The days are those of the State Council's yearly notices on public holidays, 2004 to 2026, in `calendar.csv`: one row a run of days,
`kind` off (a holiday, weekends in it included) or work (a Saturday or Sunday worked instead), and the holiday. They were taken from the
package chinesecalendar 1.11.0 (MIT), of which they are all that is needed: no network, and a new year is a few lines in a file.
Of a year without a notice (`is_covered`) nothing but weekdays is known, and whoever shows a date of it says so.
"""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

FILE = Path(__file__).with_name("calendar.csv")
SATURDAY = 5
DAY = timedelta(days=1)
END_OF_DAY = time(23, 59)


@dataclass(frozen=True)
class SpecialDay:
    """A day that is worked or free otherwise than its weekday says, or a weekend day within a holiday."""

    day: date
    kind: Literal["off", "work"]
    holiday: tuple[str, str]
    """Chinese and English name of the holiday; of a working day, of the one that it makes up for."""


@cache
def special_days() -> dict[date, SpecialDay]:
    """Every day that a notice names, by its date."""
    with FILE.open(encoding="utf-8", newline="") as file:
        runs = list(csv.DictReader(file))
    found = {}
    for run in runs:
        first, last = date.fromisoformat(run["first_day"]), date.fromisoformat(run["last_day"])
        kind: Literal["off", "work"] = "work" if run["kind"] == "work" else "off"
        for number in range((last - first).days + 1):
            day = first + number * DAY
            found[day] = SpecialDay(day, kind, (run["name"], run["name_en"]))
    return found


@cache
def years_covered() -> tuple[int, int]:
    """First and last year of which a notice is known. The last days of December may also follow the next year's notice."""
    years = {day.year for day in special_days()}
    return min(years), max(years)


def is_covered(day: date) -> bool:
    """Whether the year's notice is known; else only weekdays are told from weekends."""
    first, last = years_covered()
    return first <= day.year <= last


def is_working(day: date) -> bool:
    """Whether the day is worked; of a year that is not covered, whether it is a weekday."""
    special = special_days().get(_date(day))
    return special.kind == "work" if special else day.weekday() < SATURDAY


def holiday(day: date) -> tuple[str, str] | None:
    """Chinese and English name of the public holiday in whose run the day lies; null on any other day, a make-up workday included."""
    special = special_days().get(_date(day))
    return special.holiday if special and special.kind == "off" else None


def working_days_later(moment: datetime, number: int) -> datetime:
    """The end of a limit of some working days (1 or more) that begins at a moment.

    From a working day, the same time of day on the number-th working day after it; from a day off, the end of that day (23:59), since the
    whole of the first working day belongs to the limit. Raises ValueError for a number below 1.
    """
    if number < 1:
        raise ValueError(number)
    day, left = moment.date(), number
    while left:
        day += DAY
        left -= is_working(day)
    return datetime.combine(day, moment.time() if is_working(moment.date()) else END_OF_DAY)


def _date(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
