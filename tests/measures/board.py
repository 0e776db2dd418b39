"""The board's own queries, and the picks that must say the same: each a pair of figures by what they are of."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.measures.permitted import MOST_MEASURES
from dashboard.measures.picked import Filter, Period, Picked
from dashboard.measures.sql import pick
from dashboard.warehouse.ask import ask
from dashboard.warehouse.workspace import Workspace
from tests.measures.analyst import Analyst

Figures = dict[tuple, dict[str, object]]
HEADLINE = {
    "zones_high": "zones_high", "zones_medium": "zones_medium", "zones_open": "zones_open", "zones_due": "zones_due",
    "zones_overdue": "zones_overdue", "people_inside": "zone_people", "closures_active": "closures_active",
    "businesses_listed": "whitelist_listed", "businesses_usual": "whitelist_usual", "businesses_limited": "whitelist_limited",
    "businesses_to_verify": "whitelist_to_verify",
    "supply_open": "supply_open", "supply_below": "supply_below_cover", "tickets_open": "tickets_open", "tickets_overdue": "tickets_overdue",
}
BY_DAY = {name: (name, name) for name in ("connect_share", "within_15_share")} | {
    "calls_offered": ("offered", "offered"), "calls_answered": ("answered", "answered"), "calls_abandoned": ("abandoned", "abandoned"),
    "calls_blocked": ("blocked", "blocked"), "mean_wait": ("mean_wait_seconds", "mean_wait_seconds"),
}


@dataclass(frozen=True)
class Pair:
    """A query of the board and a pick: columns of one to columns of the other, by keys."""

    query: str
    keys: dict[str, str]
    """Column of the query to column of the pick."""
    figures: dict[str, str]
    """Measure, or its column, to the column of the query."""
    picked: Callable[[tuple[str, ...]], Picked]
    given: dict[str, object] | None = None
    rows: Callable[[dict], bool] = lambda row: True
    """The query's rows that the pick speaks of."""
    zero: bool = False
    """Whether a figure of 0 and a row that is missing are the same to a reader of the query."""


def of(*split: str, **more: object) -> Callable[[tuple[str, ...]], Picked]:
    """A pick of measures split so."""
    return lambda measures: Picked(measures, split, **more)


def pairs(at: datetime) -> list[Pair]:
    """What must be the same as of a moment."""
    today = at.date()
    first = today - timedelta(days=52)
    span, days = {"start": first, "end": today}, Period(start=first, end=today)
    week = {"period": Period(last=7)}
    return [
        Pair("overview_headline", {}, HEADLINE, of()),
        Pair("zones_open_by_area", {"area_id": "area_id"}, {"zones_high": "zones", "zones_address_only": "address_only"},
             lambda m: Picked(m, ("district",), (Filter("level", ("high",)),)), rows=lambda row: row["level"] == "high", zero=True),
        Pair("businesses_by_category", {"category": "category"}, {
            "businesses_registered": "businesses", "businesses_listed": "listed", "businesses_suspended": "suspended",
            "businesses_rectify": "rectify", "businesses_to_verify": "to_verify"}, of("category")),
        Pair("businesses_by_state_area", {"area_id": "area_id", "category": "category", "state": "standing"}, {"businesses_registered": "businesses"},
             of("district", "category", "standing"), rows=lambda row: row["state"] != "removed", zero=True),
        Pair("supply_by_area", {"area_id": "area_id"},
             {"supply_open": "open", "supply_below": "below_cover", "supply_unknown": "cover_unknown", "supply_capacity": "orders_per_day"},
             of("district")),
        Pair("closures_active_by_kind_area", {"kind": "target_kind", "area_id": "area_id"},
             {"closures_active": "closures", "closures_past_end": "past_planned_end"}, of("target", "district")),
        Pair("closure_flow_by_day", {"day": "day"}, {"closures_active": "in_force_at_end"}, of("day", period=days), span),
        Pair("zone_flow_by_day", {"day": "day", "level": "level"}, {"zones_declared": "declared"}, of("day", "level", period=days), span, zero=True),
        Pair("zone_flow_by_day", {"day": "day", "level": "level"}, {"zones_released": "released"}, of("day", "level", period=days), span, zero=True),
        Pair("zone_flow_by_day", {"day": "day"}, {"zones_high": "open_at_end"}, of("day", period=days), span,
             rows=lambda row: row["level"] == "high" and row["open_at_end"] is not None, zero=True),
        Pair("hotline_by_day", {"day": "day"}, {name: column for name, (column, _) in BY_DAY.items()}, of("day", period=days), span,
             rows=lambda row: row["source"] == "calls"),
        Pair("hotline_by_hour", {"hour": "hour"}, {"calls_offered": "offered"}, of("hour", period=days), span,
             rows=lambda row: not row["is_partial"]),
        Pair("hotline_by_topic", {"topic": "topic"}, {"calls_offered": "offered_7d", "calls_offered_before": "offered_7d_before"},
             lambda m: Picked(("calls_offered",), ("topic",), compare="period", **week), zero=True),
        Pair("hotline_by_area", {"area_id": "area_id"},
             {"calls_offered": "offered_7d", "calls_offered_before": "offered_7d_before", "calls_answered": "answered_7d"},
             lambda m: Picked(("calls_offered", "calls_answered"), ("district",), compare="period", **week), zero=True),
        Pair("hotline_by_channel", {"channel": "channel"},
             {"calls_offered": "offered", "calls_answered": "answered", "connect_share": "connect_share"}, of("channel", **week)),
        Pair("tickets_by_unit", {"unit": "unit"}, {"tickets_open": "tickets_open", "tickets_overdue": "overdue", "tickets_escalated": "escalated"},
             of("unit"), zero=True),
        Pair("tickets_by_unit", {"unit": "unit"}, {"tickets_received": "received"}, of("unit", **week), zero=True),
        Pair("tickets_by_unit", {"unit": "unit"}, {"tickets_closed": "tickets_ended", "tickets_on_time_share": "closed_on_time_share"},
             of("unit", **week), zero=True),
        Pair("deliveries_by_area", {"area_id": "area_id"}, {"deliveries": "deliveries", "portions": "portions"}, of("district", **week), zero=True),
        Pair("cases_by_day_area", {"area_id": "area_id", "day": "day"},
             {"new_positive": "new_positive", "new_confirmed": "new_confirmed", "new_asymptomatic": "new_asymptomatic"},
             of("district", "day", period=days), span, rows=lambda row: row["is_partial"] is False and not row["is_nested"] and not row["is_city"]),
        Pair("cases_by_area", {"area_id": "area_id"}, {"new_positive": "positive_7d", "new_positive_before": "positive_7d_before",
                                                        "new_positive_change": "change_7d"},
             lambda m: Picked(("new_positive",), ("district",), compare="period", **week),
             rows=lambda row: not row["is_city"] and not row["is_nested"], zero=True),
        Pair("cases_by_area", {}, {"new_positive": "positive_7d", "new_positive_before": "positive_7d_before"},
             lambda m: Picked(("new_positive",), (), compare="period", **week), rows=lambda row: row["is_city"]),
        Pair("cases_by_day_route", {"day": "day", "route": "route"}, {"positive_routed": "new_positive"},
             of("day", "route", period=days), span, rows=lambda row: not row["is_partial"]),
        Pair("case_stock_by_day", {"day": "day", "class": "class"}, {"stock_cumulative": "n"}, of("day", "class", period=days), span,
             rows=lambda row: row["measure"] == "cumulative" and row["is_city"], zero=True),
    ]


def differences(workspace: Workspace, at: datetime) -> tuple[list[str], int]:
    """Figures that a pick gives otherwise than the board, and how many were compared."""
    wrong, compared, analyst = [], 0, Analyst(workspace, at)
    city = workspace.city
    for pair in pairs(at):
        board: Figures = {}
        for row in ask(workspace, pair.query, pair.given or {}, at).records():
            row["is_city"] = row.get("is_city", row.get("area_id") == city)
            if pair.rows(row):
                board[tuple(_key(row[name]) for name in pair.keys)] = {name: row[column] for name, column in pair.figures.items()}
        names = tuple(name for name in pair.figures if not name.endswith(("_before", "_change")))
        ours: Figures = {}
        for some in (names[n : n + MOST_MEASURES] for n in range(0, len(names), MOST_MEASURES)):
            for row in analyst.rows(pick(pair.picked(some))):
                key = tuple(_key(row[name]) for name in pair.keys.values())
                ours.setdefault(key, {}).update((name, row[name]) for name in pair.figures if name in row)
        for key in board.keys() | ours.keys():
            for name in pair.figures:
                one, other = board.get(key, {}).get(name), ours.get(key, {}).get(name)
                compared += 1
                if not alike(one, other) and not (pair.zero and not one and not other):
                    wrong.append(f"{at}: {pair.query} {key} {name}: board {one}, picked {other}")
    return wrong, compared


def alike(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return math.isclose(float(str(one)), float(str(other)), rel_tol=1e-9)


def _key(value: object) -> object:
    return "" if value in (None, "unknown") else value
