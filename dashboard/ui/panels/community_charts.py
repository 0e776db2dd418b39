"""The charts and lists of the community page: checkpoints and grids by district, rounds of screening, work resumed."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.bars import bars_by_kind, horizontal_bars
from dashboard.rows.community import by_area
from dashboard.rows.selection import within
from dashboard.sentences.community import gate_kinds_sentence, gates_sentence, grids_sentence
from dashboard.sentences.community_load import missing_sentence
from dashboard.sentences.counted import amount_words, begins, bounded, progress, staff_words, targets
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.table import table
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import note, section

GATE_ENUMS, GRID_ENUMS = {"kind": "checkpoint_kind"}, {"kind": "grid_kind"}
GATE_COLUMNS = ["name", "amount", "kind", "area_name", "staff", "shifts", "on_duty", "opened_at"]
ROUND_COLUMNS = [
    "area_name", "round", "started_at", "ended_at", "sampled", "target", "progress", "positive", "per_10k", "sampling_points",
]
MOST_OPEN = 12
"""Rows of a table that is not folded."""
SELDOM = ("amount", "shifts", "on_duty")
"""Columns that are shown where a row has something to say in them."""
STAGE_COLUMNS = ["kind", "stage", "cases", "median_days_in_stage"]
STAGE_ENUMS = {"kind": "resumption_kind", "stage": "resumption_stage"}


def gates_and_grids(gates: pd.DataFrame, grids: pd.DataFrame, picked: Filters) -> None:
    """Checkpoints on the map and by kind, households by district. Rows: `checkpoints_by_kind_area`, `grids_by_area`, named."""
    by_kind = by_area(gates, "checkpoints")
    left, right = st.columns([6, 5], gap="large") if len(by_kind) else (None, st.container())
    if left:
        with left:
            measure = {"title": t("community.gates_title"), "unit": t("community.gates_unit")}
            district_map(by_kind, "checkpoints", key="gates-map", **measure, sentence=gates_sentence(gates, picked.city, lang()))
    elif len(gates):
        note(gates_sentence(gates, picked.city, lang()))
    with right:
        _by_district(gates, grids, picked)


def _by_district(gates: pd.DataFrame, grids: pd.DataFrame, picked: Filters) -> None:
    where, here = picked.district_name, within(gates, picked.areas)
    if here["area_name"].notna().any() or gates.empty:
        bars = bars_by_kind(here, "checkpoints", enum="checkpoint_kind", title=t("community.gates_kinds"), **look())
        chart(bars, here, key="gates-kinds", sentence=gate_kinds_sentence(here, lang()), filters=where, enums=GATE_ENUMS)
    here = within(grids, picked.areas)
    bars = drawn(horizontal_bars, by_area(here, "households"), "households", title=t("community.grids_title"), **look())
    chart(bars, here, key="grids", sentence=grids_sentence(here, lang()), filters=where, enums=GRID_ENUMS)


def screening_rounds(rounds: pd.DataFrame, picked: Filters) -> None:
    """The latest round of each district, how far it has come, and who is missing; nothing without one. Rows: `screenings_latest`, named."""
    if rounds.empty:
        return
    section(t("community.screening"), t("community.screening_lead"))
    areas = named(fetch("areas"))
    districts = areas[areas["is_district"].astype(bool) & ~areas["is_nested"].astype(bool)]
    if said := missing_sentence(rounds, within(districts, picked.areas), lang()):
        note(said, "watch")
    rows = within(rounds, picked.areas)
    told = rows.assign(
        started_at=begins(rows["started_at"], lang()), sampled=bounded(rows, "sampled", "sampled_qualifier", lang()),
        target=targets(rows, lang()), progress=progress(rows, lang()),
    )
    columns = [name for name in ROUND_COLUMNS if name not in ("target", "progress") or told[name].notna().any()]
    labels = {"target": t("screened.target"), "progress": t("screened.progress"), "per_10k": t("screened.per_10k")}
    long = len(told) > MOST_OPEN
    with st.expander(t("screened.each", n=len(told))) if long else st.container():
        table(told, key="rounds", columns=columns, filters=picked.district_name, labels=labels)


def gate_list(gates: pd.DataFrame, picked: Filters) -> None:
    """Checkpoints in service, one by one. Rows: `checkpoints`, named."""
    source = t("community.gates_source")
    rows = gates.to_dict("records")
    told = gates.assign(amount=[amount_words(row, lang()) for row in rows])
    # A column of words cannot be sorted as numbers: only where a published number has a bound.
    if gates["staff_qualifier"].ne("exact").any():
        told = told.assign(staff=[staff_words(row, lang()) for row in rows])
    columns = [column for column in GATE_COLUMNS if column not in SELDOM or told[column].replace("", None).notna().any()]
    labels = {"amount": t("counted.amount")}
    table(told, key="gates", columns=columns, source=source, labels=labels, enums=GATE_ENUMS, filters=picked.district_name)


def resumption_stages(stages: pd.DataFrame) -> None:
    """Applications to resume work by kind and stage; in words where there is none. Rows: `resumptions_by_stage`."""
    if stages.empty:
        note(t("community.stages_none"))
        return
    table(stages, key="stages", columns=STAGE_COLUMNS, enums=STAGE_ENUMS, labels={"cases": t("community.applications")})
