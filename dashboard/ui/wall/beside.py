"""What a room asks next of a figure on the wall: its change against the same hours, its last fourteen days, its bound."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import at_moment, moment
from dashboard.data.served import workspace
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.metrics import METRICS
from dashboard.rules.service import CONNECT_NORM
from dashboard.ui.components.kpi import Kpi, change_words, is_unknown
from dashboard.ui.shell.language import lang, t

DAYS, WEEKS = 14, 27
"""Days of the line; days before today that the scenes ask for, of which it is the end."""
STOCKS = {
    "zones_high": "zones_high", "zones_due": "zones_due", "zones_overdue": "zones_overdue", "people_inside": "zone_people",
    "closures_active": "closures_active",
    "businesses_usual": "whitelist_usual", "supply_open": "supply_open", "supply_below": "supply_below_cover",
    "tickets_overdue": "tickets_overdue",
}
"""Columns of `overview_headline` by figure: what stands at a moment, and so is held against what stood a day before."""
BY_DAY = {
    "new_positive": ("cases_by_day_area", "new_positive"), "zones_high": ("zone_flow_by_day", "open_at_end"),
    "closures_active": ("closure_flow_by_day", "in_force_at_end"), "calls_offered": ("hotline_by_day", "offered"),
    "connect_share": ("hotline_by_day", "connect_share"), "tickets_overdue": ("tickets_by_day", "overdue"),
}
"""Query and column that hold a figure by day; the others are not kept by day, and have no line."""
BOUNDS = {
    "zones_overdue": "wall.bound_none", "tickets_overdue": "wall.bound_none", "supply_below": "wall.bound_cover",
    "connect_share": "wall.bound_connect",
}
LIMITS = {"connect_share": CONNECT_NORM}
"""Bounds that the line can show."""
OF_HOURS = ("calls_offered", "connect_share")


@dataclass(frozen=True)
class Beside:
    """What stands beside a figure; empty where there is nothing to say."""

    change: str = ""
    bound: str = ""
    days: tuple[float | None, ...] = ()
    """By day, the newest last; null where a day is not known."""
    is_partial: tuple[bool, ...] = ()
    limit: float | None = None


def beside(kpi: Kpi, hours: pd.DataFrame) -> Beside:
    """What stands beside a figure of the city. Nothing beside one that is not known. Rows of `hours`: `hotline_by_hour`."""
    if is_unknown(kpi.value):
        return Beside()
    bound = t(BOUNDS[kpi.metric]) if kpi.metric in BOUNDS else ""
    found = _of_hours(kpi, hours) if kpi.metric in OF_HOURS else Beside(_since_yesterday(kpi))
    days, partial = _line(kpi.metric)
    if days and days[-1] is None and kpi.metric in STOCKS:  # what stands now, of a day that is not over
        days, partial = (*days[:-1], kpi.value), (*partial[:-1], True)
    if kpi.metric == "new_positive" and not _ends_with(days, kpi.as_of):
        days, partial = (), ()
    return replace(found, bound=bound or found.bound, days=days, is_partial=partial, limit=LIMITS.get(kpi.metric))


def _ends_with(days: tuple[float | None, ...], end: datetime | None) -> bool:
    """Whether the last day known is the one that the figure is of: a line that goes on after an old bulletin is not that figure's."""
    known = [place for place, value in enumerate(reversed(days)) if value is not None]
    if not known or is_missing(end):
        return False
    return (pd.Timestamp(end) - pd.Timedelta(microseconds=1)).date() == moment().at.date() - timedelta(days=known[0])


def yesterday() -> datetime:
    """The hour of yesterday that stocks are held against: it is named, and the same for an hour, so that its answer can be used again."""
    return (moment().at - timedelta(days=1)).replace(minute=0, second=0, microsecond=0)


def _since_yesterday(kpi: Kpi) -> str:
    """The difference to the same hour of yesterday, in words; nothing for what is compared otherwise, or is only a bound now or then."""
    if kpi.metric not in STOCKS or kpi.frame is None or not len(kpi.frame) or isinstance(kpi.value, tuple):
        return ""
    when = t("wall.yesterday", time=f"{yesterday():%H:%M}")
    with at_moment(yesterday()):
        then = fetch("overview_headline").iloc[0]
    was = then[STOCKS[kpi.metric]]
    if is_missing(was):
        return t("wall.not_known", when=when)
    if not _is_exact(kpi.metric, kpi.frame.iloc[0]) or not _is_exact(kpi.metric, then):
        return ""
    return t("wall.change", when=when, change=change_words(METRICS[kpi.metric], kpi.value, was))


def _is_exact(metric: str, row: pd.Series) -> bool:
    """Whether the figure is the whole of what it counts: the difference of two that are "at least" says nothing."""
    if metric == "people_inside":
        return bool(row.get("zones_with_people") == row.get("zones_open"))
    column = {"closures_active": "closures_qualifier", "supply_open": "supply_qualifier"}.get(metric)
    return column is None or row.get(column) == "exact"


def _of_hours(kpi: Kpi, hours: pd.DataFrame) -> Beside:
    """Calls against the same hours of the day before and against what is usual for them, where every hour of both is known."""
    day = None if kpi.frame is None or not len(kpi.frame) else kpi.frame.iloc[0]["calls_day"]
    known = hours.assign(hour=pd.to_datetime(hours["hour"]))
    known = known[known["offered"].notna() & ~known["is_partial"].astype(bool)].set_index("hour")
    now = known[known.index.normalize() == pd.Timestamp(day)] if not is_missing(day) else known.iloc[:0]
    then = known.reindex(now.index - pd.Timedelta(days=1))
    if now.empty or isinstance(kpi.value, tuple) or then[["offered", "answered"]].isna().any(axis=None):
        return Beside(t("wall.hours_not_known"))
    was = then["offered"].sum() if kpi.metric == "calls_offered" else _share(then)
    has_all = kpi.metric == "connect_share" or now["offered"].sum() == kpi.value
    if is_missing(was) or not has_all:  # hours that do not add up to the figure are not those that it is of
        return Beside(t("wall.hours_not_known"))
    usual = now["baseline"].sum() if kpi.metric == "calls_offered" and now["baseline"].notna().all() else None
    said = "" if usual is None else t("wall.usual", n=fmt_count(round(usual, -2), lang()))
    return Beside(t("wall.change_hours", change=change_words(METRICS[kpi.metric], kpi.value, was)), said)


def _share(rows: pd.DataFrame) -> float | None:
    offered = rows["offered"].sum()
    return rows["answered"].sum() / offered if offered else None


def _line(metric: str) -> tuple[tuple[float | None, ...], tuple[bool, ...]]:
    """The figure on each of the last fourteen days, and whether the day was not over."""
    if metric not in BY_DAY:
        return (), ()
    query, column = BY_DAY[metric]
    today = moment().at.date()
    weeks = {} if query == "tickets_by_day" else {"start": today - timedelta(days=WEEKS), "end": today}
    areas = {"areas": [workspace().city]} if query == "cases_by_day_area" else {}
    rows = fetch(query, **weeks, **areas)
    rows = rows[rows["level"] == "high"] if metric == "zones_high" else rows
    return line_of(rows, column, pd.Timestamp(today))


def line_of(rows: pd.DataFrame, column: str, today: pd.Timestamp) -> tuple[tuple[float | None, ...], tuple[bool, ...]]:
    """A column by day over the last fourteen days, and whether each day was not over. Rows: one a day at most, else null."""
    by_day = rows.assign(day=pd.to_datetime(rows["day"])).set_index("day").reindex(pd.date_range(end=today, periods=DAYS))
    partial = by_day["is_partial"].eq(True) if "is_partial" in by_day.columns else pd.Series(False, index=by_day.index)
    return tuple(None if is_missing(value) else float(value) for value in by_day[column]), tuple(bool(one) for one in partial)
