"""Essential businesses: who is on the whitelist, who may operate how, and where."""

from dashboard.data.fetch import fetch
from dashboard.ui.components.not_received import not_received
from dashboard.ui.panels.business_card import business_card
from dashboard.ui.panels.business_charts import business_flows, business_modes, business_places, rules_in_force
from dashboard.ui.panels.businesses import business_headline, business_search, has_events
from dashboard.ui.panels.near_here import near_here
from dashboard.ui.panels.oversight import inspections
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import published_figures
from dashboard.ui.panels.resumptions import resumptions
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section

picked = page_top("businesses")
register, categories = fetch("businesses_by_state_area"), fetch("businesses_by_category", areas=picked.areas)
rules, modes = fetch("open_rules_in_force"), fetch("businesses_by_mode", areas=picked.areas)
is_followed = has_events(categories)

if len(categories):
    business_headline(picked)
if len(rules) and not is_followed:
    section(t("businesses.rules"), t("businesses.f_rules_alone"))
    rules_in_force(rules, picked)
    published_figures(["business", "resumption"], picked)
if len(register):
    business_places(register, picked, is_followed)
    section(t("businesses.search_section"))
    business_card()
    business_search(picked)
    near_here("business")
if is_followed:
    section(t("businesses.flow"))
    business_flows(fetch("business_flow_by_day", **picked.dates, areas=picked.areas), register, picked)
    section(t("businesses.rules"), t("businesses.f_rules"))
    rules_in_force(rules, picked)
if len(modes):
    business_modes(modes, categories["as_registered"].sum(), picked)
if is_followed or rules.empty:
    published_figures(["business", "resumption"], picked)

inspections(picked)
resumptions(picked)
not_received("businesses", "business_events", "open_rules", "inspections", "resumptions")
