"""The headline strips of the pages by name: what makes the figures of each, for the page behind a number."""

from collections.abc import Callable

from dashboard.data.fetch import fetch
from dashboard.rows.selection import within
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.stock_kpis import stock_kpis
from dashboard.ui.components.unit_asked import asked_unit
from dashboard.ui.panels.businesses import business_figures
from dashboard.ui.panels.cases import bulletin_kpis
from dashboard.ui.panels.closures import closed_kpis, closures_in
from dashboard.ui.panels.community import community_figures
from dashboard.ui.panels.district_strip import district_kpis
from dashboard.ui.panels.headline import every_figure
from dashboard.ui.panels.hotline import hotline_figures
from dashboard.ui.panels.supply import supply_figures
from dashboard.ui.panels.tickets import ticket_kpis
from dashboard.ui.panels.zones import zone_kpis
from dashboard.ui.shell.filters import Filters


def _stocks(picked: Filters) -> list[Kpi]:
    return stock_kpis(fetch("case_stock_by_day"), fetch("contacts_latest"), picked.city)


def _zones(picked: Filters) -> list[Kpi]:
    return zone_kpis(fetch("zones_open", areas=picked.areas), picked.areas)


def _closures(picked: Filters) -> list[Kpi]:
    gates = within(fetch("checkpoints_by_kind_area"), picked.areas, also=("", picked.city))
    return closed_kpis(closures_in(picked), gates)


STRIPS: dict[str, Callable[[Filters], list[Kpi]]] = {
    "headline": lambda _: every_figure(),
    "district": lambda picked: district_kpis(picked) if picked.district else [],
    "cases": lambda _: bulletin_kpis(),
    "stocks": _stocks,
    "zones": _zones,
    "closures": _closures,
    "businesses": business_figures,
    "supply": supply_figures,
    "hotline": lambda _: hotline_figures(),
    "tickets": lambda picked: ticket_kpis(asked_unit(), picked),
    "community": lambda picked: community_figures(picked.areas),
}
