"""Moments as people and programs write them: ISO 8601, in the city's wall clock where no offset is given."""

from datetime import date, datetime, time

from dashboard.settings import CITY_ZONE


def parse_moment(text: str) -> datetime:
    """A naive datetime in the city's wall clock. A bare date is its midnight. Raises ValueError for anything else."""
    text = text.strip()
    if len(text) == 10:
        return datetime.combine(date.fromisoformat(text), time.min)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(CITY_ZONE).replace(tzinfo=None) if moment.tzinfo else moment
