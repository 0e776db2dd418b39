"""The headline figures of one district, and the words that tell them from the city's."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.served import workspace
from dashboard.i18n.forms import fmt_count, fmt_number, fmt_window, is_missing
from dashboard.rows.selection import within
from dashboard.rows.tallies import zone_tally
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.kpi import Kpi, act_above_zero
from dashboard.ui.components.notes import notes_html
from dashboard.ui.components.numbers_then import Window
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.filters import DISTRICT, Filters, area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

BELOW = ("out", "below_1", "below_3")
DAYS = 7


def district_strip(picked: Filters) -> None:
    """Cases, zones, supply, tickets and calls of the chosen district; nothing where the whole city is shown.

    Where two moments are compared, then and now.
    """
    if picked.district:
        compared_strip(lambda: district_kpis(picked), strip="district", district=picked.district)
        if noted := notes_html("district", picked.district):
            st.html(noted)


def district_kpis(picked: Filters) -> list[Kpi]:
    """The figures of the chosen district. What `overview_headline` does not know of the city at all is unknown here too, never 0."""
    now = fetch("overview_headline").iloc[0]
    cases, zones = within(fetch("cases_by_area"), picked.areas), fetch("zones_open", areas=picked.areas)
    points = fetch("supply_points", areas=picked.areas)
    tickets, calls = within(fetch("tickets_overdue"), picked.areas), within(fetch("hotline_by_area"), picked.areas)
    tally = zone_tally(zones, not is_missing(now.zones_high), within(fetch("zones_open"), [workspace().city]))
    is_judged = not is_missing(now.supply_below_cover) and points["cover_state"].ne("unknown").any()
    below = int(points["cover_state"].isin(BELOW).sum()) if is_judged else None
    in_all = int(points["places"].sum())
    late = None if is_missing(now.tickets_overdue) else len(tickets)
    offered = calls["offered_7d"].iloc[0] if len(calls) else None
    of_calls = _window(calls, DAYS)
    return [
        Kpi("cases_7d", cases["positive_known"].iloc[0] if len(cases) else None, cases, detail=_rate(cases),
            window=_window(cases, int(cases["days_known"].iloc[0]) if len(cases) else 0), link="/cases"),
        Kpi("zones_high", tally.high, zones, detail=_n("overview.medium", tally.medium), missing=t("zones.nameless"), link="/zones"),
        Kpi("zones_overdue", tally.overdue, zones, state=act_above_zero(tally.overdue), detail=_n("overview.due_today", tally.due),
            missing=t("zones.nameless")),
        Kpi("supply_below", below, points, state=act_above_zero(below), detail=_n("overview.of_points", in_all), link="/supply",
            missing=t("supply.no_reports") if in_all else _n("overview.of_points", 0)),
        Kpi("tickets_overdue", late, tickets, state=act_above_zero(late), link="/tickets"),
        Kpi("calls_offered", offered, calls, detail=t("strip.days_7", days=_span(of_calls)), window=of_calls, link="/hotline"),
    ]


def city_note() -> None:
    """Says that the strip below counts the city, where a district is chosen."""
    if asked(DISTRICT) in area_names():
        note(t("strip.city"))


def _rate(cases: pd.DataFrame) -> str:
    """Which days they are, how many of them have a figure where not all have, and the rate."""
    if cases.empty:
        return ""
    row = cases.iloc[0]
    known = "" if row["days_known"] == DAYS else t("strip.days_known", n=fmt_count(row["days_known"], lang()))
    rate = "" if is_missing(row["per_100k"]) else t("strip.per_100k", n=fmt_number(row["per_100k"], lang()))
    return " · ".join(filter(None, (_span(_window(cases, DAYS)), known, rate)))


def _window(rows: pd.DataFrame, days_known: int) -> Window | None:
    """The 7 days that end with the last one of the rows; null where that is not known."""
    if rows.empty or is_missing(rows["last_day"].iloc[0]):
        return None
    end = pd.Timestamp(rows["last_day"].iloc[0]) + pd.Timedelta(days=1)
    return Window(end - pd.Timedelta(days=DAYS), end, days_known)


def _span(window: Window | None) -> str:
    return fmt_window(window.start, window.end, lang()) if window else ""


def _n(key: str, n: float | None) -> str:
    return t(key, n=fmt_count(n, lang()))
