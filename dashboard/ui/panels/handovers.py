"""The drivers' chain: where lorries stand between the gate and their release, how long, and what each park has."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_moment, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.sentences.oversight import chain_sentence, hours_words
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.ledger import Cell, Row, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.panels.medical_routes import medical_routes_panel
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

STEPS = ("gate", "gps_fitted", "park", "tested", "released", "positive")
STEP_HEADS = ("step", "vehicles", "waiting_long", "oldest", "reached")
PARK_HEADS = ("park", "under_way", "untested", "released", "positive")


def handovers_panel(picked: Filters) -> None:
    """Draw the chain and, below it, the medical routes; nothing of either where none of it was received."""
    steps = fetch("handovers_by_step", areas=picked.areas)
    if len(steps):
        chain(steps, picked)
    medical_routes_panel(picked)


def chain(steps: pd.DataFrame, picked: Filters) -> None:
    """Draw the chain by step and by park. Rows: `handovers_by_step`."""
    parks = fetch("handovers_by_park", areas=picked.areas)
    section(t("handovers.title"), chain_sentence(steps, parks, lang()) if len(parks) else "")
    with st.container(key="handovers"):
        left, right = st.columns(2, gap="large")
        with left:
            by_step(steps)
        if len(parks):
            with right:
                by_park(parks)


def by_step(steps: pd.DataFrame) -> None:
    """Lorries by the step that they stand in, in the order of the chain. Rows: `handovers_by_step`."""
    st.html(chart_title(t("handovers.steps_title")))
    limit = int(steps["wait_hours"].iloc[0])
    heads = [t(f"handovers.{head}", n=limit) if head == "waiting_long" else t(f"handovers.{head}") for head in STEP_HEADS]
    ledger(heads, [_step(row) for row in steps.set_index("step").loc[list(STEPS)].reset_index().to_dict("records")])
    foot_line(steps, key="handovers-steps", title=t("handovers.steps_title"))


def _step(row: dict[str, Any]) -> Row:
    is_end = is_missing(row["vehicles"])
    late = 0 if is_end else int(row["waiting_long"])
    ended = Cell("—", is_figure=True, is_settled=True)
    standing = ended if is_end else Cell(fmt_count(row["vehicles"], lang()), is_figure=True)
    waiting = ended if is_end else Cell(fmt_count(late, lang()), state="watch" if late else "", is_figure=True)
    is_found = row["step"] == "positive" and row["reached_24h"] > 0
    reached = Cell(fmt_count(row["reached_24h"], lang()), state="act" if is_found else "", is_figure=True)
    longest = hours_words(row["longest_standing_hours"], lang())
    return [enum_label("handover_step", row["step"], lang()), standing, waiting, longest, reached]


def by_park(parks: pd.DataFrame) -> None:
    """Lorries on their way by park, those that no park has seen last. Rows: `handovers_by_park`."""
    st.html(chart_title(t("handovers.parks_title")))
    rows = parks.assign(is_none=parks["park"] == "").sort_values(["is_none", "vehicles", "park"], ascending=[True, False, True])
    ledger([t(f"handovers.{head}") for head in PARK_HEADS], [_park(row) for row in rows.to_dict("records")])
    foot_line(parks, key="handovers-parks", title=t("handovers.parks_title"))


def _park(row: dict[str, Any]) -> Row:
    n = {column: fmt_count(row[column], lang()) for column in ("vehicles", "untested", "broken", "released_24h", "found_positive_7d")}
    last = "" if is_missing(row["last_positive_at"]) else t("handovers.last", moment=fmt_moment(row["last_positive_at"], lang()))
    lost = t("handovers.lost", n=n["broken"], hours=int(row["chain_hours"])) if row["broken"] else ""
    found = row["found_positive_7d"] > 0
    return [
        row["park"] or t("handovers.no_park"), Cell(n["vehicles"], under=lost, state="act" if lost else "", is_figure=True),
        Cell(n["untested"], is_figure=True), Cell(n["released_24h"], is_figure=True),
        Cell(n["found_positive_7d"], under=last if found else "", state="act" if found else "", is_figure=True),
    ]
