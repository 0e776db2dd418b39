"""Supply: where people can get food, for how many days, and who has been served."""

from dashboard.data.fetch import fetch
from dashboard.rows.selection import within
from dashboard.sentences.supply import norm_sentence
from dashboard.ui.components.not_received import knows_zones, not_received
from dashboard.ui.panels.coverage import coverage_panel
from dashboard.ui.panels.deliveries import delivery_numbers
from dashboard.ui.panels.deployments import deployment_list
from dashboard.ui.panels.near_here import near_here
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import published_figures
from dashboard.ui.panels.sought import sought_point
from dashboard.ui.panels.supply import delivery_panels, points_below, supply_headline, with_area
from dashboard.ui.panels.supply_charts import cover_panels, supply_places
from dashboard.ui.panels.supply_requests import request_panel
from dashboard.ui.panels.supply_service import service_panels, unplaced_reports
from dashboard.ui.panels.utilities import utility_board
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

picked = page_top("supply", dates=False)
points = with_area(fetch("supply_points", areas=picked.areas), picked.city)
cover = within(fetch("supply_cover_by_point"), picked.areas)
deliveries = within(fetch("deliveries_by_area"), picked.areas)
numbered = within(fetch("deliveries_numbered"), picked.areas, also=(picked.city, None))
sent = within(fetch("deployments_recent"), picked.areas, also=(picked.city, None))

supply_headline(picked)
sought_point()
if len(points):
    supply_places(points, cover, picked)
else:
    published_figures(["supply", "utility"], picked)
delivery_numbers(numbered)
if len(sent):
    section(t("community.sent"), t("community.sent_lead"))
    deployment_list(sent)
if len(cover):
    section(t("supply.cover"), norm_sentence(fetch("supply_norms"), lang()))
    cover_panels(points, cover, picked)
    points_below(points, picked)
unplaced_reports()
service_panels(picked)
request_panel(picked)
if len(points):
    coverage_panel(picked)
near_here("supply_point")
if knows_zones() or (len(deliveries) and len(points)):
    delivery_panels(deliveries, picked)
utility_board(picked)
if len(points):
    published_figures(["supply", "utility"], picked)
not_received(
    "supply_points", "supply_reports", "deliveries", "delivery_links", "supply_requests", "utilities",
    "deployments", "grids",
)
