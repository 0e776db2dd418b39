"""Zones and closures: what is closed, since when, until when, and where."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.selection import flagged, within
from dashboard.sentences.timeline import notice_lines
from dashboard.ui.components.item_list import item_list
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.panels.closures import closure_panels
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.zone_charts import zone_flows, zone_places
from dashboard.ui.panels.zone_due import due_list, dwell, prohibitions
from dashboard.ui.panels.zone_statements import statement_ledger
from dashboard.ui.panels.zones import zone_headline, zone_location, zone_register, zone_terms
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

picked = page_top("zones")
zones, by_area = fetch("zones_open", areas=picked.areas), fetch("zones_open_by_area")
flow, notices = flagged(fetch("zone_flow_by_day", **picked.dates, areas=picked.areas), by_area), fetch("notices_timeline", **picked.dates)
zone_headline(zones, picked.areas)
zone_places(by_area, picked)

section(t("due_list.section"))
due_list(zones, picked)
prohibitions(picked)

section(t("zones.flow"))
zone_flows(flow, zones, picked)
dwell(picked)
zone_terms(flagged(fetch("zone_dwell_by_level", areas=picked.areas), by_area), fetch("zones_due_by_scheme", areas=picked.areas), picked)

section(t("zones.located"))
zone_location(zones, picked)
section(t("zones.list"))
zone_register(zones, picked)

section(t("zones.closures"))
closure_panels(picked)
section(t("zones.notices"))
notices = within(notices, [*picked.areas, picked.city, None] if picked.district else [])
item_list(notice_lines(notices, lang()), nothing=t("zones.no_notices"))
st.html(provenance_line(notices))
statement_ledger(picked)
