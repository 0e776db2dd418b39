"""Moments as people and programs write them: ISO 8601, in the city's wall clock where no offset is given.

The one parser of the address, the command line, queries and intake. (Cells of files may be written in more ways: intake/checks.)
"""

from datetime import date, datetime, time

from dashboard.settings import CITY_ZONE

YEARS = range(1900, 2101)
"""Years that a date may lie in: a typing error such as 0222 must not become a series of ten million days."""


def parse_moment(text: str) -> datetime:
    """A naive datetime in the city's wall clock. A bare date is its midnight. Raises ValueError for anything else."""
    text = text.strip()
    if len(text) == 10:
        return datetime.combine(parse_day(text), time.min)
    moment = datetime.fromisoformat(text)
    parse_day(moment.date().isoformat())
    return moment.astimezone(CITY_ZONE).replace(tzinfo=None) if moment.tzinfo else moment


def parse_day(text: str) -> date:
    """A date. Raises ValueError for anything else, and for a year that no file or question means."""
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(f"{text} is not in the years {YEARS[0]} to {YEARS[-1]}")
    return day
