"""Community: who guards the gates, who lives behind them, who was sent to help, and every figure that was published."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.rows.published import differing, to_decide_by
from dashboard.rows.selection import within
from dashboard.sentences.published import board_sentence
from dashboard.ui.components.not_received import not_received
from dashboard.ui.panels.community import community_strip
from dashboard.ui.panels.community_charts import gate_list, gates_and_grids, resumption_stages, screening_rounds
from dashboard.ui.panels.community_load import gate_duty, grid_load, helpers_beside_load
from dashboard.ui.panels.deployments import deployment_list
from dashboard.ui.panels.handovers import handovers_panel
from dashboard.ui.panels.indicator_board import indicator_board
from dashboard.ui.panels.special_groups import special_groups_panel
from dashboard.ui.panels.tracing import tracing
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

picked = filters(dates=False)
gates, grids = named(fetch("checkpoints_by_kind_area")), named(fetch("grids_by_area"))
rounds, stages = named(fetch("screenings_latest")), fetch("resumptions_by_stage")
sent = fetch("deployments_recent")
figures = to_decide_by(within(fetch("indicators_board"), picked.areas))

community_strip(picked.areas)
gates_and_grids(gates, grids, picked)
gate_duty(picked)
grid_load(picked)
screening_rounds(rounds, picked)

left, right = st.columns([3, 2], gap="large") if len(stages) else (st.container(), None)
with left:
    section(t("community.gates_list"))
    gate_list(named(fetch("checkpoints", areas=picked.areas)), picked)
if right:
    with right:
        section(t("community.resumption"))
        resumption_stages(stages)

handovers_panel(picked)
section(t("community.sent"), t("community.sent_lead"))
deployment_list(within(sent, picked.areas))
helpers_beside_load(sent, picked)
tracing(figures, picked)
special_groups_panel(picked)
section(t("community.board"), board_sentence(differing(figures), lang()))
indicator_board(figures, filters=picked.district_name)
not_received(
    "checkpoints", "grids", "screenings", "resumptions", "deployments", "contacts", "special_groups",
    "vehicle_handovers", "medical_routes",
)
