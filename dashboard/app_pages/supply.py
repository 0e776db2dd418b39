"""Supply: where people can get food, for how many days, and who has been served."""

from dashboard.data.fetch import fetch
from dashboard.rows.selection import within
from dashboard.ui.components.not_received import not_received
from dashboard.ui.components.section import page_section
from dashboard.ui.panels.coverage import coverage_panel
from dashboard.ui.panels.deliveries import delivery_numbers
from dashboard.ui.panels.deployments import deployment_list
from dashboard.ui.panels.near_here import near_here
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import published_board
from dashboard.ui.panels.sought import sought_point
from dashboard.ui.panels.supply import delivery_panels, helpers_of, supply_headline, with_area
from dashboard.ui.panels.supply_charts import stock_panels, supply_places
from dashboard.ui.panels.supply_requests import request_panel
from dashboard.ui.panels.supply_service import service_panels
from dashboard.ui.panels.utilities import utility_board

first = () if len(fetch("supply_points")) else ("published",)
picked = page_top("supply", dates=False, first=first)
points = with_area(fetch("supply_points", areas=picked.areas), picked.city)
cover = within(fetch("supply_cover_by_point"), picked.areas)

supply_headline(picked)
sought_point()
if len(points):
    supply_places(points, cover, picked)
if first:
    published_board(["supply", "utility"], picked)

page_section("supply", "cover", lambda: stock_panels(points, cover, picked))
page_section("supply", "deliveries", lambda: [
    delivery_panels(within(fetch("deliveries_by_area"), picked.areas), points, picked),
    delivery_numbers(within(fetch("deliveries_numbered"), picked.areas, also=(picked.city, None))),
])
page_section("supply", "service", lambda: service_panels(picked))
page_section("supply", "reach", lambda: coverage_panel(picked))
page_section("supply", "requests", lambda: request_panel(picked))
page_section("supply", "utilities", lambda: utility_board(picked))
page_section("supply", "helpers", lambda: deployment_list(helpers_of(picked)))
page_section("supply", "near", lambda: near_here("supply_point"))
page_section("supply", "published", lambda: published_board(["supply", "utility"], picked))
not_received(
    "supply_points", "supply_reports", "deliveries", "delivery_links", "supply_requests", "utilities",
    "deployments", "grids",
)
