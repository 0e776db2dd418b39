"""What the zones page shows of risk zones, part by part; a city without zones has none of it."""

from dashboard.data.fetch import fetch
from dashboard.rows.selection import flagged
from dashboard.ui.components.not_received import knows_zones
from dashboard.ui.panels.zone_charts import zone_flows, zone_places
from dashboard.ui.panels.zone_due import due_list, dwell, prohibitions
from dashboard.ui.panels.zones import zone_headline, zone_location, zone_register, zone_terms
from dashboard.ui.shell.filters import Filters


def zones_first(picked: Filters) -> None:
    """How many are in force, and where."""
    zone_headline(picked.areas)
    zone_places(fetch("zones_open_by_area"), picked)


def zones_due(picked: Filters) -> None:
    """What is due or overdue, and the prohibitions."""
    due_list(fetch("zones_open", areas=picked.areas), picked)
    prohibitions(picked)


def zones_flow(picked: Filters) -> None:
    """How zones came and went, and how long they stay."""
    zones, by_area = fetch("zones_open", areas=picked.areas), fetch("zones_open_by_area")
    zone_flows(flagged(fetch("zone_flow_by_day", **picked.dates, areas=picked.areas), by_area), zones, picked)
    dwell(picked)
    terms = flagged(fetch("zone_dwell_by_level", areas=picked.areas), by_area)
    zone_terms(terms, fetch("zones_due_by_scheme", areas=picked.areas), picked)


def zones_located(picked: Filters) -> None:
    """Those that a map can show, and how many it cannot."""
    zone_location(fetch("zones_open", areas=picked.areas), picked)


def zones_one_by_one(picked: Filters) -> None:
    """Every zone in force, with the history of one; nothing in a city that never had one."""
    if knows_zones():
        zone_register(fetch("zones_open", areas=picked.areas), picked)
