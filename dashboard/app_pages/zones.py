"""Zones and closures: what is closed, since when, until when, and where."""

from dashboard.ui.components.not_received import knows_zones, not_received
from dashboard.ui.components.section import page_section
from dashboard.ui.panels.closures import closed_now, closure_list, closure_panels, closures_in
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import published_board
from dashboard.ui.panels.zone_notices import zone_notices
from dashboard.ui.panels.zone_sections import zones_due, zones_first, zones_flow, zones_located, zones_one_by_one
from dashboard.ui.panels.zone_statements import statement_ledger

picked = page_top("zones")
closures, is_told = closures_in(picked), not knows_zones()
if is_told:
    closed_now(closures, picked)
else:
    zones_first(picked)

page_section("zones", "due", lambda: zones_due(picked))
page_section("zones", "flow", lambda: zones_flow(picked))
page_section("zones", "places", lambda: zones_located(picked))
page_section("zones", "closures", lambda: closure_panels(closures, picked, is_told))
page_section("zones", "notices", lambda: [zone_notices(picked), statement_ledger(picked)])
page_section("zones", "list", lambda: [zones_one_by_one(picked), closure_list(closures, is_told)])
page_section("zones", "published", lambda: published_board(["zone"], picked))
not_received("zones", "closures", "notices")
