"""Cases: how many, where, by which route they were found, and which way it goes."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.ui.components.not_received import not_received
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
from dashboard.ui.panels.published_figures import published_figures

picked = page_top("cases")
areas, headline = fetch("cases_by_area"), fetch("overview_headline")
stock, contacts = fetch("case_stock_by_day"), fetch("contacts_latest", areas=picked.areas)
routes = fetch("cases_by_route", **picked.dates)
if has_new := cases_headline(fetch("bulletin_latest"), headline, areas):
    contacts_panel(contacts, titled=True)
else:
    stock_headline(stock, fetch("contacts_latest"), picked)
    left, right = st.columns([5, 6], gap="large")
    with left:
        stock_ledger(stock, picked)
    with right:
        contacts_panel(contacts, titled=True)

left, right = st.columns([5, 6], gap="large")
with left:
    districts_map(areas, picked)
    routes_found(routes, picked) if len(routes) else None
with right:
    curve_by_day(picked)
    routes_by_day(picked) if len(routes) else None

each_district(picked)
growth_and_signals(picked)
parts_by_day(picked)
onset_and_delay(picked)
stock_ledger(stock, picked) if has_new else None
stock_by_day_chart(stock, picked)
published_figures(["case"], picked)
places_map(picked)
named_places(picked)
bulletins_section(picked)
against_line_list(picked)
not_received("bulletins", "cases", "contacts")
