"""Overview: what is the state of the city, what changed, what needs somebody to act."""

import streamlit as st

from dashboard.data import fetch
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.hotline import hotline_curve
from dashboard.ui.chart import chart
from dashboard.ui.district_map import district_map
from dashboard.ui.filters import filters
from dashboard.ui.findings import largest_sentence, trend_sentence
from dashboard.ui.freshness import freshness
from dashboard.ui.headline import attention, headline_strips
from dashboard.ui.language import look, t
from dashboard.ui.words import change_list, section

headline, feeds = fetch("overview_headline"), fetch("feeds_freshness")
headline_strips(headline)

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
    attention(headline, feeds)
with right:
    section(t("overview.changed"))
    change_list(fetch("changes_since"), nothing=t("overview.nothing_changed"))
section(t("overview.freshness"))
freshness(feeds)
