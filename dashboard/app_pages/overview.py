"""Overview: what is the state of the city, what changed, what needs somebody to act."""

import streamlit as st

from dashboard.data import fetch
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.hotline import hotline_curve
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment
from dashboard.ui.chart import chart
from dashboard.ui.district_map import district_map
from dashboard.ui.filters import filters
from dashboard.ui.findings import largest_sentence, trend_sentence
from dashboard.ui.freshness import freshness, late_feeds
from dashboard.ui.kpi import Kpi, act_above_zero, kpi_strip
from dashboard.ui.language import lang, look, t
from dashboard.ui.words import change_list, item_list, section

headline, feeds = fetch("overview_headline"), fetch("feeds_freshness")
now = headline.iloc[0]
before = {"previous": now.compared_positive, "previous_day": now.compared_day, "as_of": now.window_end}
listed, tickets = fmt_count(now.whitelist_listed, lang()), t("overview.open_tickets", n=fmt_count(now.tickets_open, lang()))
until = {"moment": fmt_moment(now.known_at, lang()), "day": fmt_day(now.calls_day, lang())}
calls = t("overview.calls_today" if now.calls_day == now.known_at.normalize() else "overview.calls_day", **until)
due = t("overview.due_today", n=fmt_count(now.zones_due, lang()))
kpi_strip([
    Kpi("new_positive", now.new_positive, headline, **before, link="/cases"),
    Kpi("outside_share", (now.outside_strict_share, now.outside_broad_share), headline, detail=t("overview.range")),
    Kpi("zones_high", now.zones_high, headline, detail=t("overview.medium", n=fmt_count(now.zones_medium, lang())), link="/zones"),
    Kpi("businesses_open", now.whitelist_open, headline, detail=t("overview.of_listed", n=listed), link="/businesses"),
    Kpi("supply_open", now.supply_open, headline, detail=t("overview.of_points", n=fmt_count(now.supply_points, lang())), link="/supply"),
    Kpi("calls_offered", now.calls_offered, headline, detail=calls, link="/hotline"),
])
kpi_strip([
    Kpi("people_inside", now.zone_people, headline),
    Kpi("zones_overdue", now.zones_overdue, headline, state=act_above_zero(now.zones_overdue), detail=due),
    Kpi("closures_active", now.closures_active, headline),
    Kpi("supply_below", now.supply_below_cover, headline, state=act_above_zero(now.supply_below_cover)),
    Kpi("connect_share", now.connect_share, headline),
    Kpi("tickets_overdue", now.tickets_overdue, headline, state=act_above_zero(now.tickets_overdue), detail=tickets),
], small=True)

picked = filters()
left, right = st.columns([6, 5], gap="large")
with left:
    areas, unit = fetch("cases_by_area"), t("overview.unit_cases")
    most = largest_sentence(areas, "positive_known", unit)
    district_map(areas, "positive_known", key="overview-map", title=t("overview.map_cases"), unit=unit, finding=most, filters=picked.words)
with right:
    days = fetch("cases_by_day_area", **picked.dates, areas=picked.one_area)
    chart(epidemic_curve(days, **look(), height=250), days, key="overview-curve", finding=trend_sentence(days), filters=picked.words)
    hours = fetch("hotline_by_hour")
    chart(hotline_curve(hours, **look(), height=240), hours, key="overview-hotline")

left, right = st.columns(2, gap="large")
with left:
    section(t("overview.attention"))
    item_list([
        ("act", "", t("overview.zones_overdue", n=fmt_count(now.zones_overdue, lang())), now.zones_overdue > 0),
        ("act", "", t("overview.supply_below", n=fmt_count(now.supply_below_cover, lang())), now.supply_below_cover > 0),
        ("act", "", t("overview.tickets_overdue", n=fmt_count(now.tickets_overdue, lang())), now.tickets_overdue > 0),
        ("watch", "", t("overview.feeds_late", n=late_feeds(feeds)), late_feeds(feeds) > 0),
    ], nothing=t("overview.nothing_due"))
with right:
    section(t("overview.changed"))
    change_list(fetch("changes_since"), nothing=t("overview.nothing_changed"))
section(t("overview.freshness"))
freshness(feeds)
