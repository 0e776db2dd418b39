"""Zones and closures: what is closed, since when, until when, and where."""

import streamlit as st

from dashboard.data import fetch
from dashboard.drawings import drawn
from dashboard.figures.bars import stacked_states
from dashboard.figures.findings import parts, trend
from dashboard.figures.flow import flow_chart
from dashboard.figures.selection import flagged, within, worded
from dashboard.figures.tallies import counts, district_totals
from dashboard.figures.timeline import notice_lines
from dashboard.figures.zones import clear_days_bars
from dashboard.ui.chart import chart
from dashboard.ui.district_map import district_map
from dashboard.ui.language import lang, look, t
from dashboard.ui.page_top import page_top
from dashboard.ui.provenance import provenance_line
from dashboard.ui.words import item_list, section
from dashboard.ui.zone_panels import area_finding, closure_panels, zone_headline, zone_location, zone_register, zone_terms

picked = page_top("zones")
zones, by_area = fetch("zones_open", areas=picked.areas), fetch("zones_open_by_area")
flow, notices = flagged(fetch("zone_flow_by_day", **picked.dates, areas=picked.areas), by_area), fetch("notices_timeline", **picked.dates)
zone_headline(zones, picked.areas)

left, right = st.columns([5, 4], gap="large")
with left:
    totals = district_totals(by_area, ["zones", "address_only"], fetch("areas"))
    district_map(totals, "zones", key="zones-map", title=t("zones.map_title"), unit=t("zones.unit"), filters=picked.words,
                 finding=area_finding(by_area, picked))
with right:
    levels = drawn(stacked_states, by_area, "level", "zones", "zone_level", title=t("zones.level_title"), **look())
    finding = parts("zones.f_level", lang(), **counts(by_area, "level", ("high", "medium", "low"), "zones"))
    chart(levels, by_area, key="zones-levels", finding=finding, filters=picked.words)

section(t("zones.flow"))
left, right = st.columns([5, 4], gap="large")
with left:
    finding = trend("zones.f_flow", flow, "open_at_end", "opened", "lifted", lang())
    chart(drawn(flow_chart, flow, title=t("zones.flow_title"), **look()), flow, key="zones-flow", finding=finding, filters=picked.words)
with right:
    clocks = zones[zones["clear_days"].notna()]
    finding = parts("zones.f_clear", lang(), total=len(clocks), **counts(clocks, "state", ("due", "overdue")))
    twin = worded(clocks, "state", "clock.", lang())
    chart(drawn(clear_days_bars, clocks, **look()), twin, key="zones-clear", finding=finding, filters=picked.words)
zone_terms(flagged(fetch("zone_dwell_by_level", areas=picked.areas), by_area), fetch("zones_due_by_scheme", areas=picked.areas), picked)

section(t("zones.located"))
zone_location(zones, picked)
section(t("zones.list"))
zone_register(zones, picked)

section(t("zones.closures"))
closure_panels(fetch("closures_active", areas=picked.areas), fetch("closure_flow_by_day", **picked.dates, areas=picked.areas), picked)
section(t("zones.notices"))
notices = within(notices, [*picked.areas, picked.city, None] if picked.district else [])
item_list(notice_lines(notices, lang()), nothing=t("zones.no_notices"))
st.html(provenance_line(notices))
