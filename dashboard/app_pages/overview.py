"""Overview: what is the state of the city, what changed, what needs somebody to act."""

import streamlit as st

from dashboard.data.fetch import begin, fetch
from dashboard.data.page_moment import moment
from dashboard.ui.components.freshness import freshness
from dashboard.ui.components.not_received import OF_THE_HEADLINE, not_received
from dashboard.ui.components.section import page_index
from dashboard.ui.explore.pinned import pinned_tiles
from dashboard.ui.panels.changes import change_counts, comparison
from dashboard.ui.panels.decisions import decisions
from dashboard.ui.panels.district_strip import district_strip
from dashboard.ui.panels.headline import headline_strips, no_bulletin_note
from dashboard.ui.panels.situation import call_curve, case_curve, cases_map
from dashboard.ui.shell.filters import filters
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section

begin("cases_by_area")
headline, feeds = fetch("overview_headline"), fetch("feeds_freshness")
hours, points = fetch("hotline_by_hour"), fetch("supply_points")
page_index("overview")
picked = filters()
begin("cases_by_day_area", **picked.dates, areas=picked.one_area)
begin("changes_since", since=moment().since)

decisions(picked)
district_strip(picked)
headline_strips()
areas = fetch("cases_by_area")
no_bulletin_note(headline, areas)

left, right = st.columns([6, 5], gap="large")
with left:
    cases_map(areas, picked)
with right:
    case_curve(fetch("cases_by_day_area", **picked.dates, areas=picked.one_area), picked)
    call_curve(hours) if len(hours) else None

left, right = st.columns(2, gap="large")
with left:
    change_counts()
with right:
    section(t("overview.freshness"))
    freshness(feeds)
pinned_tiles()
comparison(picked)
not_received(*OF_THE_HEADLINE)
