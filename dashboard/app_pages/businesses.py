"""Essential businesses: who is on the whitelist, who may operate how, and where."""

from dashboard.data.fetch import fetch
from dashboard.ui.panels.business_charts import business_flows, business_places, rules_in_force
from dashboard.ui.panels.businesses import business_headline, business_search, oversight
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section

picked = page_top("businesses")
register = fetch("businesses_by_state_area")
flow = fetch("business_flow_by_day", **picked.dates, areas=picked.areas)

business_headline(picked)
business_places(register, picked)

section(t("businesses.search_section"))
business_search(picked)

section(t("businesses.flow"))
business_flows(flow, register, picked)

section(t("businesses.rules"), t("businesses.f_rules"))
rules_in_force(picked)

section(t("businesses.oversight"))
inspections = fetch("inspections_by_outcome", areas=picked.areas)
oversight(inspections, fetch("resumptions_by_stage", areas=picked.areas), picked)
