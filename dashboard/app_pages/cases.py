"""Cases: how many, where, by which route they were found, and which way it goes."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.ui.components.not_received import not_received
from dashboard.ui.components.section import page_section
from dashboard.ui.panels.bulletins import bulletins_section
from dashboard.ui.panels.case_charts import curve_by_day, districts_map, each_district
from dashboard.ui.panels.case_growth import growth_and_signals
from dashboard.ui.panels.case_onset import onset_and_delay
from dashboard.ui.panels.case_parts import parts_by_day
from dashboard.ui.panels.case_places import named_places
from dashboard.ui.panels.case_stock import stock_by_day_chart, stock_headline, stock_ledger
from dashboard.ui.panels.cases import against_line_list, cases_headline, places_map, routes_by_day, routes_found
from dashboard.ui.panels.contacts import contacts_panel
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import published_board

picked = page_top("cases")
areas, stock = fetch("cases_by_area"), fetch("case_stock_by_day")
contacts = fetch("contacts_latest", areas=picked.areas)
if not cases_headline(fetch("bulletin_latest"), fetch("overview_headline"), areas):
    stock_headline(picked)
left, right = st.columns([5, 6], gap="large")
with left:
    districts_map(areas, picked)
with right:
    curve_by_day(picked)

page_section("cases", "trend", lambda: [growth_and_signals(picked), onset_and_delay(picked)])
page_section("cases", "districts", lambda: each_district(picked))
page_section("cases", "routes", lambda: [routes_found(picked), routes_by_day(picked), parts_by_day(picked)])
page_section("cases", "stock", lambda: [
    contacts_panel(contacts, titled=True), stock_ledger(stock, picked), stock_by_day_chart(stock, picked),
])
page_section("cases", "places", lambda: [places_map(picked), named_places(picked)])
page_section("cases", "bulletins", lambda: [bulletins_section(picked), against_line_list(picked)])
page_section("cases", "published", lambda: published_board(["case"], picked))
not_received("bulletins", "cases", "contacts")
