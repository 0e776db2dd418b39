"""Cases: how many, where, by which route they were found, and which way it goes."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.ui.panels.case_charts import curve_by_day, districts_map, each_district
from dashboard.ui.panels.cases import against_line_list, cases_headline, places_map, routes_by_day, routes_found
from dashboard.ui.panels.contacts import contacts_panel
from dashboard.ui.panels.page_top import page_top

picked = page_top("cases")
areas = fetch("cases_by_area")
cases_headline(fetch("bulletin_latest"), fetch("overview_headline"), areas)
contacts_panel(fetch("contacts_latest", areas=picked.areas), titled=True)

left, right = st.columns([5, 6], gap="large")
with left:
    districts_map(areas, picked)
    routes_found(picked)
with right:
    curve_by_day(picked)
    routes_by_day(picked)

each_district(picked)
places_map(picked)
against_line_list(picked)
