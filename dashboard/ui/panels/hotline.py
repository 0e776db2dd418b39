"""The headline strip of the Hotline page."""

from datetime import datetime

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_window
from dashboard.rows.hotline import WEEK, connected_in, offered_in, same_hours, window_of
from dashboard.rows.published import of_indicator
from dashboard.sentences.published import publisher_words, qualifier_words
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.known_first import of_received
from dashboard.ui.components.kpi import Kpi, act_above_zero
from dashboard.ui.components.numbers_then import Window
from dashboard.ui.panels.district_strip import city_note
from dashboard.ui.shell.language import lang, t

ANSWERED_THIS_YEAR = "hotline_epidemic_calls_ytd"


def hotline_strip() -> None:
    """The figures of the hotline, which are of the city; where two moments are compared, then and now."""
    city_note()
    compared_strip(hotline_figures, strip="hotline")


def hotline_kpis(hours: pd.DataFrame, units: pd.DataFrame, figures: pd.DataFrame, at: datetime) -> list[Kpi]:
    """What was offered and answered in the whole hours of today, the published figure of the year, and the tickets.

    `hours`: as of `hotline_by_hour` from a week ago; `units`: `tickets_by_unit`; `figures`: published hotline indicators.
    Each figure of today is of the hours of which every call is on record, and compared with the same hours a week before.
    """
    today, week_ago = same_hours(hours, at), same_hours(hours, at, WEEK)
    compared = _windows(today, week_ago)
    counts = ["tickets_open", "overdue", "escalated"]
    counted = units[counts].sum() if len(units) else dict.fromkeys(counts)
    return [
        Kpi("calls_today", offered_in(today), hours, previous=offered_in(week_ago), **compared),
        Kpi("connect_today", connected_in(today), hours, previous=connected_in(week_ago), **compared),
        *_year(of_indicator(figures, ANSWERED_THIS_YEAR)),
        Kpi("tickets_open", counted["tickets_open"], units, detail=_escalated(counted["escalated"]), link="/tickets"),
        Kpi("tickets_overdue", counted["overdue"], units, state=act_above_zero(counted["overdue"]), link="/tickets"),
    ]


def hotline_figures() -> list[Kpi]:
    """The figures of the hotline at the page's moment."""
    at = moment().at
    hours, figures = fetch("hotline_by_hour", start=at.date() - WEEK), fetch("indicators_board", topics=["hotline"])
    return of_received(hotline_kpis(hours, fetch("tickets_by_unit"), figures, at))


def _year(rows: pd.DataFrame) -> list[Kpi]:
    """The published figure with its own source; no tile where the city publishes none."""
    return [
        Kpi(
            "answered_year", row["value"], rows, qualifier=qualifier_words(row["qualifier"], lang()),
            source=publisher_words(row["source"], lang()), detail=t("hotline.year_published", day=fmt_day(row["as_of"], lang())),
        )
        for row in rows.head(1).to_dict("records")
    ]


def _escalated(n: float | None) -> str:
    return "" if n is None else t("hotline.tickets_detail", n=fmt_count(n, lang()))


def _windows(today: pd.DataFrame, week_ago: pd.DataFrame) -> dict:
    """Both windows in words, and until when the figure is of; an hour that is missing a week ago leaves nothing like to compare with."""
    if not len(today):
        return {"missing": t("hotline.hour_none")}
    (start, end), back = window_of(today), WEEK if len(week_ago) == len(today) else None
    now = fmt_window(start, end, lang())
    if back is None:
        return {"as_of": end, "window": Window(start, end), "detail": t("compare.no_like", now=now)}
    return {"as_of": end, "window": Window(start, end), "windows": (now, fmt_window(start - back, end - back, lang()))}
