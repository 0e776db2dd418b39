"""The overview's headline: the strip of figures, and what of it needs somebody to act."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment
from dashboard.ui.freshness import late_feeds
from dashboard.ui.kpi import Kpi, act_above_zero, kpi_strip
from dashboard.ui.language import lang, t
from dashboard.ui.words import item_list


def headline_strips(headline: pd.DataFrame) -> None:
    """The state of the city in six large figures and six small ones. Rows of `headline`: one, as `overview_headline` gives it."""
    now = headline.iloc[0]
    before = {"previous": now.compared_positive, "previous_day": now.compared_day, "as_of": now.window_end}
    outside = (now.outside_strict_share, now.outside_broad_share)
    today = not pd.isna(now.calls_day) and now.calls_day == now.known_at.normalize()
    until = {"moment": fmt_moment(now.known_at, lang()), "day": fmt_day(now.calls_day, lang())}
    calls = t("overview.calls_today" if today else "overview.calls_day", **until)
    kpi_strip([
        Kpi("new_positive", now.new_positive, headline, **before, link="/cases"),
        Kpi("outside_share", outside, headline, detail=t("overview.range"), link="/cases"),
        Kpi("zones_high", now.zones_high, headline, detail=_n("overview.medium", now.zones_medium), link="/zones"),
        Kpi("businesses_open", now.whitelist_open, headline, detail=_n("overview.of_listed", now.whitelist_listed), link="/businesses"),
        Kpi("supply_open", now.supply_open, headline, detail=_n("overview.of_points", now.supply_points), link="/supply"),
        Kpi("calls_offered", now.calls_offered, headline, detail=calls, link="/hotline"),
    ])
    due, tickets = _n("overview.due_today", now.zones_due), _n("overview.open_tickets", now.tickets_open)
    kpi_strip([
        Kpi("people_inside", now.zone_people, headline),
        Kpi("zones_overdue", now.zones_overdue, headline, state=act_above_zero(now.zones_overdue), detail=due),
        Kpi("closures_active", now.closures_active, headline),
        Kpi("supply_below", now.supply_below_cover, headline, state=act_above_zero(now.supply_below_cover)),
        Kpi("connect_share", now.connect_share, headline),
        Kpi("tickets_overdue", now.tickets_overdue, headline, state=act_above_zero(now.tickets_overdue), detail=tickets),
    ], small=True)


def attention(headline: pd.DataFrame, feeds: pd.DataFrame) -> None:
    """What is overdue or short, one line each; says so where nothing is."""
    now = headline.iloc[0]
    late = late_feeds(feeds)
    item_list([
        ("act", "", _n("overview.zones_overdue", now.zones_overdue), now.zones_overdue > 0),
        ("act", "", _n("overview.supply_below", now.supply_below_cover), now.supply_below_cover > 0),
        ("act", "", _n("overview.tickets_overdue", now.tickets_overdue), now.tickets_overdue > 0),
        ("watch", "", _n("overview.feeds_late", late), late > 0),
    ], nothing=t("overview.nothing_due"))


def _n(key: str, n: float | None) -> str:
    return t(key, n=fmt_count(n, lang()))
