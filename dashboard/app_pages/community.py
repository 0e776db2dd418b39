"""Community: who guards the gates, who lives behind them, who was sent to help, and every figure that was published."""

from dashboard.data.fetch import fetch
from dashboard.rows.published import to_decide_by
from dashboard.rows.selection import within
from dashboard.ui.components.not_received import not_received
from dashboard.ui.components.section import page_section
from dashboard.ui.panels.community import community_strip
from dashboard.ui.panels.community_charts import gate_list, gates_and_grids, resumption_stages, screening_rounds
from dashboard.ui.panels.community_load import gate_duty, grid_load, helpers_beside_load
from dashboard.ui.panels.deployments import deployment_list
from dashboard.ui.panels.handovers import handovers_panel
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import every_published
from dashboard.ui.panels.special_groups import special_groups_panel
from dashboard.ui.panels.tracing import tracing
from dashboard.ui.shell.districts import named

picked = page_top("community", dates=False)
gates, grids = named(fetch("checkpoints_by_kind_area")), named(fetch("grids_by_area"))
sent = fetch("deployments_recent")
figures = to_decide_by(within(fetch("indicators_board"), picked.areas))

community_strip(picked.areas)
gates_and_grids(gates, grids, picked)

page_section("community", "duty", lambda: [gate_duty(picked), grid_load(picked)])
page_section("community", "screening", lambda: screening_rounds(named(fetch("screenings_latest")), picked))
page_section("community", "people", lambda: [tracing(figures, picked), special_groups_panel(picked)])
page_section("community", "chains", lambda: handovers_panel(picked))
page_section("community", "helpers", lambda: [
    deployment_list(within(sent, picked.areas)), helpers_beside_load(sent, picked),
])
page_section("community", "resumption", lambda: resumption_stages(fetch("resumptions_by_stage")))
page_section("community", "gates", lambda: gate_list(named(fetch("checkpoints", areas=picked.areas)), picked))
page_section("community", "published", lambda: every_published(figures, picked))
not_received(
    "checkpoints", "grids", "screenings", "resumptions", "deployments", "contacts", "special_groups",
    "vehicle_handovers", "medical_routes",
)
