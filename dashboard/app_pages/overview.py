"""Overview: what is the state of the city, what changed, what needs somebody to act."""

import streamlit as st

from dashboard.data.fetch import begin, fetch
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import moment
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.hotline import hotline_curve
from dashboard.sentences.cases import conversion_sentence, joined, known_days_sentence, largest_sentence, surge_sentence, trend_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.freshness import freshness
from dashboard.ui.panels.changes import change_counts, comparison
from dashboard.ui.panels.decisions import decisions
from dashboard.ui.panels.district_strip import district_strip
from dashboard.ui.panels.headline import headline_strips, no_bulletin_note
from dashboard.ui.shell.filters import filters
from dashboard.ui.shell.language import look, t
from dashboard.ui.shell.typeset import section

begin("cases_by_area")
headline, feeds, hours, points = fetch("overview_headline"), fetch("feeds_freshness"), fetch("hotline_by_hour"), fetch("supply_points")
picked = filters()
begin("cases_by_day_area", **picked.dates, areas=picked.one_area)
begin("changes_since", since=moment().since)
decisions(picked)
district_strip(picked, headline)
headline_strips(headline, hours, points)
areas, unit = fetch("cases_by_area"), t("overview.unit_cases")
no_bulletin_note(headline, areas)
left, right = st.columns([6, 5], gap="large")
with left:
    most = joined(largest_sentence(areas, "positive_known", unit), known_days_sentence(areas))
    district_map(areas, "positive_known", key="overview-map", title=t("overview.map_cases"), unit=unit, finding=most, filters=picked.words)
with right:
    days = fetch("cases_by_day_area", **picked.dates, areas=picked.one_area)
    said = joined(trend_sentence(days), conversion_sentence(days))
    chart(drawn(epidemic_curve, days, **look(), height=210), days, key="overview-curve", finding=said, filters=picked.words, still=True)
    chart(drawn(hotline_curve, hours, **look(), height=200), hours, key="overview-hotline", finding=surge_sentence(hours), still=True)

left, right = st.columns(2, gap="large")
with left:
    change_counts()
with right:
    section(t("overview.freshness"))
    freshness(feeds)
comparison(picked)
