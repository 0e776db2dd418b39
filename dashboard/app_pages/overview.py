"""Overview: what is the state of the city, what changed, what needs somebody to act."""

import streamlit as st

from dashboard.data.fetch import begin, fetch
from dashboard.ui.components.later import when_near
from dashboard.ui.components.not_received import OF_THE_HEADLINE, not_received
from dashboard.ui.components.section import page_index
from dashboard.ui.explore.pinned import pinned_tiles
from dashboard.ui.panels.changes import changed_and_fresh, comparison
from dashboard.ui.panels.decisions import decisions
from dashboard.ui.panels.district_strip import district_strip
from dashboard.ui.panels.headline import headline_strips, no_bulletin_note
from dashboard.ui.panels.situation import call_curve, case_curve, cases_map
from dashboard.ui.shell.filters import filters

begin("cases_by_area")
headline, hours = fetch("overview_headline"), fetch("hotline_by_hour")
page_index("overview")
picked = filters()
begin("cases_by_day_area", **picked.dates, areas=picked.one_area)

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

when_near("overview", "lower", changed_and_fresh)
pinned_tiles()
comparison(picked)
not_received(*OF_THE_HEADLINE)
