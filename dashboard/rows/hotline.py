"""Calls in hours that can be compared, and tickets in the order of their delay. Rows: of `hotline_by_hour` and `tickets_overdue`."""

from datetime import datetime, timedelta

import pandas as pd

WEEK = timedelta(days=7)


def same_hours(hours: pd.DataFrame, at: datetime, back: timedelta = timedelta(0)) -> pd.DataFrame:
    """The whole hours of the day of `at` (moved `back`) that were over at `at`: like is compared with like."""
    midnight = datetime.combine(at.date(), datetime.min.time())
    until = at.replace(minute=0, second=0, microsecond=0)
    return hours[(hours["hour"] >= midnight - back) & (hours["hour"] < until - back)]


def offered_in(hours: pd.DataFrame) -> float | None:
    """Calls offered in some hours; null where no hour is known."""
    return hours["offered"].sum(min_count=1) if len(hours) else None


def connected_in(hours: pd.DataFrame) -> float | None:
    """Answered over offered, 0-1; null where either is not known for every hour or nobody called."""
    known = hours.dropna(subset=["offered", "answered"])
    return known["answered"].sum() / known["offered"].sum() if len(known) == len(hours) and known["offered"].sum() else None


def longest_first(late: pd.DataFrame) -> pd.DataFrame:
    """Tickets past their deadline, the longest overdue first."""
    return late.sort_values("overdue_hours", ascending=False)
