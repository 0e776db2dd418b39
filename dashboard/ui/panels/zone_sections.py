"""What the zones page shows of risk zones; a city without zones has none of it."""

from dashboard.data.fetch import fetch
from dashboard.rows.selection import flagged
from dashboard.ui.panels.zone_charts import zone_flows, zone_places
from dashboard.ui.panels.zone_due import due_list, dwell, prohibitions
from dashboard.ui.panels.zones import zone_headline, zone_location, zone_register, zone_terms
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section


def zone_sections(picked: Filters) -> None:
    """The zones in force: how many, where, what is due, how they came and went, how long they stay, one by one."""
    zones, by_area = fetch("zones_open", areas=picked.areas), fetch("zones_open_by_area")
    zone_headline(picked.areas)
    zone_places(by_area, picked)

    section(t("due_list.section"))
    due_list(zones, picked)
    prohibitions(picked)

    section(t("zones.flow"))
    zone_flows(flagged(fetch("zone_flow_by_day", **picked.dates, areas=picked.areas), by_area), zones, picked)
    dwell(picked)
    terms = flagged(fetch("zone_dwell_by_level", areas=picked.areas), by_area)
    zone_terms(terms, fetch("zones_due_by_scheme", areas=picked.areas), picked)

    section(t("zones.located"))
    zone_location(zones, picked)
    section(t("zones.list"))
    zone_register(zones, picked)
