"""The headline strip of the Hotline page."""

from datetime import datetime

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day
from dashboard.rows.hotline import WEEK, connected_in, offered_in, same_hours
from dashboard.rows.published import of_indicator
from dashboard.sentences.published import qualifier_words
from dashboard.ui.components.kpi import Kpi, act_above_zero, kpi_strip
from dashboard.ui.panels.district_strip import city_note
from dashboard.ui.shell.language import lang, t

ANSWERED_THIS_YEAR = "hotline_epidemic_calls_ytd"


def hotline_strip(hours: pd.DataFrame, units: pd.DataFrame, figures: pd.DataFrame, at: datetime) -> None:
    """Draw what was offered and answered in the whole hours of today, the published figure of the year, and the tickets.

    `hours`: as of `hotline_by_hour` from a week ago; `units`: `tickets_by_unit`; `figures`: published hotline indicators.
    Each figure of today is compared with the same hours a week before, never with a whole day.
    """
    city_note()
    today, week_ago = same_hours(hours, at), same_hours(hours, at, WEEK)
    counted = units[["open", "overdue", "escalated"]].sum() if len(units) else {"open": None, "overdue": None, "escalated": None}
    kpi_strip([
        Kpi("calls_today", offered_in(today), hours, previous=offered_in(week_ago), against="last_week", as_of=_whole_hour(at)),
        Kpi("connect_today", connected_in(today), hours, previous=connected_in(week_ago), against="last_week", as_of=_whole_hour(at)),
        *_year(of_indicator(figures, ANSWERED_THIS_YEAR)),
        Kpi("tickets_open", counted["open"], units, detail=_escalated(counted["escalated"])),
        Kpi("tickets_overdue", counted["overdue"], units, state=act_above_zero(counted["overdue"])),
    ])


def _year(rows: pd.DataFrame) -> list[Kpi]:
    """The published figure with its own source; no tile where the city publishes none."""
    return [
        Kpi(
            "answered_year", row["value"], rows, qualifier=qualifier_words(row["qualifier"], lang()), source=row["source"],
            detail=t("hotline.year_published", day=fmt_day(row["as_of"], lang())),
        )
        for row in rows.head(1).to_dict("records")
    ]


def _escalated(n: float | None) -> str:
    return "" if n is None else t("hotline.tickets_detail", n=fmt_count(n, lang()))


def _whole_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
