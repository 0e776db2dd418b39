"""Community: who guards the gates, who lives behind them, who was sent to help, and every figure that was published."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.bars import bars_by_kind, horizontal_bars
from dashboard.sentences import community as words
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.table import table
from dashboard.ui.panels.community import community_strip
from dashboard.ui.panels.deployments import deployment_list
from dashboard.ui.panels.indicator_board import differing, indicator_board
from dashboard.ui.shell.districts import named, rows_in
from dashboard.ui.shell.filters import filters
from dashboard.ui.shell.language import look, t
from dashboard.ui.shell.typeset import note, section

picked = filters(dates=False)
where = picked.district_name
gates, grids = named(fetch("checkpoints_by_kind_area")), named(fetch("grids_by_area"))
sent, rounds = fetch("deployments_recent"), named(fetch("screenings_latest"))
figures, stages = fetch("indicators_board"), fetch("resumptions_by_stage")
community_strip(rows_in(gates, picked), rows_in(grids, picked), rows_in(sent, picked), rows_in(figures, picked))

left, right = st.columns([6, 5], gap="large")
with left:
    places = words.by_area(gates, "checkpoints")
    measure = {"title": t("community.gates_title"), "unit": t("community.gates_unit")}
    district_map(places, "checkpoints", key="gates-map", **measure, finding=words.gates_words(gates))
with right:
    here = rows_in(gates, picked)
    bars = bars_by_kind(here, "checkpoints", enum="checkpoint_kind", title=t("community.gates_kinds"), **look())
    chart(bars, here, key="gates-kinds", finding=words.most_gates_words(here), filters=where, enums=words.GATE_ENUMS)
    here = rows_in(grids, picked)
    homes = words.by_area(here, "households")
    bars = drawn(horizontal_bars, homes, "households", title=t("community.grids_title"), **look())
    chart(bars, here, key="grids", finding=words.grids_words(here), filters=where, enums=words.GRID_ENUMS)

section(t("community.screening"), t("community.screening_lead"))
table(rows_in(rounds, picked), key="rounds", columns=words.ROUND_COLUMNS, filters=where)
left, right = st.columns([3, 2], gap="large")
with left:
    section(t("community.gates_list"))
    here, source = named(fetch("checkpoints", areas=picked.areas)), t("community.gates_source")
    table(here, key="gates", columns=words.GATE_COLUMNS, source=source, enums=words.GATE_ENUMS, filters=where)
with right:
    section(t("community.resumption"))
    labels = {"cases": t("community.applications")}
    shown = {"columns": words.STAGE_COLUMNS, "enums": words.STAGE_ENUMS, "labels": labels}
    table(stages, key="stages", **shown) if len(stages) else note(t("community.stages_none"))

section(t("community.sent"), t("community.sent_lead"))
deployment_list(rows_in(sent, picked))
section(t("community.tracing"))
indicator_board(rows_in(words.about_contacts(figures), picked), nothing=t("community.tracing_none"))
section(t("community.board"), words.board_words(differing(rows_in(figures, picked))))
indicator_board(rows_in(figures, picked), filters=where)
