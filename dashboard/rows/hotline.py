"""Calls in hours that can be compared, and tickets in the order of their delay. Rows: of `hotline_by_hour` and `tickets_overdue`."""

from datetime import datetime, timedelta

import pandas as pd

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


def same_hours(hours: pd.DataFrame, at: datetime, back: timedelta = timedelta(0)) -> pd.DataFrame:
    """The hours of the day of `at` of which every call is on record, or the same hours of the day that lies `back`.

    What was delivered decides, not the clock: calls that came until 16:00 are compared with those until 16:00, also at 18:00.
    """
    midnight = datetime.combine(at.date(), datetime.min.time())
    whole = hours[~hours["is_partial"].astype(bool)]
    today = whole.loc[(whole["hour"] >= midnight) & (whole["hour"] < at), "hour"]
    return whole[whole["hour"].isin(today - back)]


def window_of(hours: pd.DataFrame) -> tuple[datetime, datetime] | None:
    """From the first of some hours to the end of the last; null where there are none."""
    return (hours["hour"].min(), hours["hour"].max() + HOUR) if len(hours) else None


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
