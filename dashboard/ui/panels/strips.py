"""The headline strips of the pages by name: what makes the figures of each, for the page behind a number."""

from collections.abc import Callable

from dashboard.data.fetch import fetch
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.unit_asked import asked_unit
from dashboard.ui.panels.businesses import business_figures
from dashboard.ui.panels.case_stock import stock_figures
from dashboard.ui.panels.cases import bulletin_kpis
from dashboard.ui.panels.closures import closed_figures
from dashboard.ui.panels.community import community_figures
from dashboard.ui.panels.district_strip import district_kpis
from dashboard.ui.panels.headline import every_figure
from dashboard.ui.panels.hotline import hotline_figures
from dashboard.ui.panels.supply import supply_figures
from dashboard.ui.panels.tickets import ticket_kpis
from dashboard.ui.panels.zones import zone_kpis
from dashboard.ui.shell.filters import Filters


def _zones(picked: Filters) -> list[Kpi]:
    return zone_kpis(fetch("zones_open", areas=picked.areas), picked.areas)


STRIPS: dict[str, Callable[[Filters], list[Kpi]]] = {
    "headline": lambda _: every_figure(),
    "district": lambda picked: district_kpis(picked) if picked.district else [],
    "cases": lambda _: bulletin_kpis(),
    "stocks": stock_figures,
    "zones": _zones,
    "closures": closed_figures,
    "businesses": business_figures,
    "supply": supply_figures,
    "hotline": lambda _: hotline_figures(),
    "tickets": lambda picked: ticket_kpis(asked_unit(), picked),
    "community": lambda picked: community_figures(picked.areas),
}
