"""Essential businesses: who is on the whitelist, who may operate how, and where."""

from dashboard.data.fetch import fetch
from dashboard.ui.components.not_received import not_received
from dashboard.ui.components.section import page_section
from dashboard.ui.panels.business_card import business_card
from dashboard.ui.panels.business_charts import business_flows, business_modes, business_places, rules_in_force
from dashboard.ui.panels.businesses import business_headline, business_search, has_events
from dashboard.ui.panels.near_here import near_here
from dashboard.ui.panels.oversight import inspections
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import published_board
from dashboard.ui.panels.resumptions import resumptions

rules, followed = fetch("open_rules_in_force"), has_events(fetch("businesses_by_category"))
first = () if followed or rules.empty else ("rules", "published")
picked = page_top("businesses", first=first)
register, categories = fetch("businesses_by_state_area"), fetch("businesses_by_category", areas=picked.areas)
as_registered = categories["as_registered"].sum()

if len(categories):
    business_headline(picked)
if first:
    rules_in_force(picked, followed)
    published_board(["business", "resumption"], picked)
if len(register):
    business_places(register, picked, followed)

page_section("businesses", "rules", lambda: rules_in_force(picked, followed))
page_section("businesses", "flow", lambda: [
    business_modes(fetch("businesses_by_mode", areas=picked.areas), as_registered, picked),
    business_flows(fetch("business_flow_by_day", **picked.dates, areas=picked.areas), register, picked),
])
page_section("businesses", "inspections", lambda: inspections(picked))
page_section("businesses", "resumptions", lambda: resumptions(picked))
page_section("businesses", "near", lambda: near_here("business"))
page_section("businesses", "list", lambda: [business_card(), business_search(picked)])
page_section("businesses", "published", lambda: published_board(["business", "resumption"], picked))
not_received("businesses", "business_events", "open_rules", "inspections", "resumptions")
