"""Supply: where people can get food, for how many days, and who has been served."""

from dashboard.data.fetch import fetch
from dashboard.rows.selection import within
from dashboard.ui.panels.indicator_board import indicator_board
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.supply import delivery_panels, points_below, supply_headline, with_area
from dashboard.ui.panels.supply_charts import cover_panels, supply_places
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section

picked = page_top("supply", dates=False)
points = with_area(fetch("supply_points", areas=picked.areas), picked.city)
cover = within(fetch("supply_cover_by_point"), picked.areas)
deliveries = within(fetch("deliveries_by_area"), picked.areas)

supply_headline(picked)
supply_places(points, cover, picked)

section(t("supply.cover"), t("supply.norm"))
cover_panels(points, cover, picked)
points_below(points, picked)
delivery_panels(deliveries, picked)

section(t("supply.utilities"), t("supply.f_utilities"))
utilities = within(fetch("indicators_board", topics=["utility"]), picked.areas, also=(picked.city,))
indicator_board(utilities, nothing=t("supply.utilities_none"))
