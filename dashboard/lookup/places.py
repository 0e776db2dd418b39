"""Where on the board something stands: its page, what the address of the page asks for, and the place on it."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from dashboard.lookup.index import Named
from dashboard.moments import parse_day

FIGURE_PAGES = {
    **dict.fromkeys(
        ("new_positive", "new_confirmed", "new_asymptomatic", "outside_share", "cases_7d", "stock_cumulative", "stock_existing",
         "stock_recovered", "stock_dead"), "cases"),
    **dict.fromkeys(
        ("zones_high", "zones_medium", "zones_low", "zones_open", "zones_due", "zones_due_tomorrow", "zones_overdue",
         "zones_declared_today", "zones_address_only"), "zones"),
    **dict.fromkeys(("people_inside", "closures_active", "calls_offered", "connect_share"), "overview"),
    **dict.fromkeys(
        ("businesses_listed", "businesses_usual", "businesses_limited", "businesses_rule_closed", "businesses_to_verify",
         "businesses_suspended", "businesses_rectify"), "businesses"),
    **dict.fromkeys(
        ("supply_open", "supply_below", "cover_days", "supply_unknown", "supply_capacity", "zones_unserved", "households_unlinked",
         "deliveries_7d"), "supply"),
    **dict.fromkeys(
        ("calls_answered", "calls_today", "connect_today", "answered_year"), "hotline"),
    **dict.fromkeys(("tickets_open", "tickets_overdue", "tickets_escalated", "tickets_waiting", "tickets_on_time"), "tickets"),
    **dict.fromkeys(
        ("contacts_traced", "contacts_observed", "contacts_released", "checkpoints", "households", "gates", "sampling_points", "grids",
         "sent_people", "figures_published"), "community"),
    **dict.fromkeys(("feeds_on_time", "batches_in_force", "rows_taken_in", "contradictions"), "data"),
}
"""The page that explains each figure."""
FIGURE_CHARTS = {
    "cases_7d": "chart-cases-map", "zones_open": "chart-zones-levels", "zones_due": "zones-due",
    "zones_due_tomorrow": "zones-due", "cover_days": "chart-cover",
    "calls_answered": "chart-hotline-days", "checkpoints": "chart-gates-kinds",
}
"""Figures that stand in a chart of that page, not in its headline strip."""
PAGES = {"district": "overview", "zone": "zones", "business": "businesses", "supply_point": "supply", "notice": "zones",
         "ticket": "tickets", "table": "data", "query": "explore"}
ANCHORS = {"zone": "zone-history", "business": "business-card", "supply_point": "supply-point", "ticket": "ticket", "table": "dictionary"}
ASKED_AS = {"zone": "zone", "business": "business", "supply_point": "point", "ticket": "ticket", "table": "table"}
"""The parameter of a page's address that names one of these."""
SEARCHED_AS = {"query": "sql"}
"""The parameter that takes what a page is asked for in their place."""
SPAN = timedelta(days=27)
"""From the first to the last of the days that a page shows where nobody chose any."""
DIGITS = 12


class Place(NamedTuple):
    """Where something stands."""

    page: str
    """A key of the navigation table."""
    params: dict[str, str | None]
    """What the address says beside what it says now; null takes a parameter out."""
    anchor: str
    """The place on the page; empty = its top."""


def place_of(one: Named, carried: Mapping[str, str], at: datetime, districts: frozenset[str]) -> Place:
    """The place of something that was found, from a page whose address says `carried`, at a moment.

    The district filter stays unless it would hide it: then it is that of what was found, or none where that is no district.
    """
    page = one.id if one.kind == "page" else FIGURE_PAGES[one.id] if one.kind == "figure" else PAGES[one.kind]
    params: dict[str, str | None] = {ASKED_AS[one.kind]: one.id} if one.kind in ASKED_AS else {}
    if one.kind == "district":
        params["district"] = one.id if one.id in districts else None
    elif one.area_id and carried.get("district") not in (None, one.area_id):
        params["district"] = one.area_id if one.area_id in districts else None
    if one.kind in SEARCHED_AS:
        params[SEARCHED_AS[one.kind]] = one.detail
    if one.kind == "notice":
        params |= _days_around(one.detail, carried, at)
    return Place(page, params, anchor_of(one))


def anchor_of(one: Named) -> str:
    """The place on its page."""
    if one.kind == "figure":
        return FIGURE_CHARTS.get(one.id) or figure_anchor(one.id)
    return notice_anchor(one.id) if one.kind == "notice" else ANCHORS.get(one.kind, "")


def figure_anchor(metric: str) -> str:
    """The name of a headline figure on a page."""
    return f"figure-{metric}"


def notice_anchor(notice_id: str) -> str:
    """The name of a notice in the list of notices. A digest: a number is what files say, and that may be anything."""
    return f"notice-{hashlib.sha256(notice_id.encode()).hexdigest()[:DIGITS]}"


def _days_around(said: str, carried: Mapping[str, str], at: datetime) -> dict[str, str | None]:
    """Days to show so that the day `said` is among them; nothing where those of now hold it."""
    day, today = parse_day(said), at.date()
    try:
        start = parse_day(carried["from"]) if carried.get("from") else today - SPAN
        end = parse_day(carried["to"]) if carried.get("to") else today
    except ValueError:  # the page says so, and shows the usual days
        start, end = today - SPAN, today
    if start <= day <= end:
        return {}
    last: date = min(day + SPAN, today)
    return {"from": day.isoformat(), "to": last.isoformat()}
