"""The days that a pick is about, as conditions of SQL: those asked for, and those before them."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.measures.declaration import Source
from dashboard.measures.picked import Period

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """Bounds of a source's days, as SQL of dates; `until` and `cut` are exclusive ends."""

    time: str
    length: int
    since: str
    """The first day asked for."""
    until: str
    """The day after the last."""
    before: str
    """The first day of the period before, which ends where the one asked for begins."""
    needs_today: bool
    """Whether `whole_until` is a column that the source's own CTE gives."""

    def within(self, is_compared: bool) -> list[str]:
        """Conditions for rows of the period, or of both."""
        return [f"{self.time} >= {self.before if is_compared else self.since}", f"{self.time} < {self.until}"]

    def shifted(self, is_date: bool) -> str:
        """The time of a row, in the period before as if it were in the one asked for, so that days lie beside days."""
        later = f"{self.time} + {self.length}" if is_date else f"{self.time} + interval {self.length} days"
        return f"if({self.time} < {self.since}, {later}, {self.time})"


def days_of(period: Period | None, source: Source) -> Days | None:
    """The days of a period for a source; null where everything known is meant."""
    if period is None or source.time is None:
        return None
    n = period.days
    if period.last is not None:
        today = "whole_until" if source.today else "cast($as_of as date)"
        return Days(source.time, n, f"{today} - {n}", today, f"{today} - {2 * n}", bool(source.today))
    assert period.start and period.end
    return Days(source.time, n, dated(period.start), dated(period.end + ONE), dated(period.start - timedelta(days=n)), False)


def dated(day: date) -> str:
    """A day as SQL."""
    return f"date '{day.isoformat()}'"
