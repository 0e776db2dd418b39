"""Zones and closures: what is closed, since when, until when, and where."""

from dashboard.data.fetch import fetch
from dashboard.rows.selection import within
from dashboard.ui.components.not_received import knows_zones, not_received
from dashboard.ui.panels.closures import closed_now, closure_panels
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import published_figures
from dashboard.ui.panels.zone_notices import zone_notices
from dashboard.ui.panels.zone_sections import zone_sections
from dashboard.ui.panels.zone_statements import statement_ledger
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section

picked = page_top("zones")
closures = fetch("closures_active", areas=picked.areas)
if has_zones := knows_zones():
    zone_sections(picked)
    section(t("zones.closures"))
else:
    closed_now(closures, within(fetch("checkpoints_by_kind_area"), picked.areas, also=("", picked.city)))
closure_panels(closures, picked, is_told=not has_zones)
published_figures(["zone"], picked)
section(t("zones.notices"))
zone_notices(picked)
statement_ledger(picked)
not_received("zones", "closures", "notices")
