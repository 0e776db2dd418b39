"""Work and school resumed: cases by stage with their backlog, how long each stage takes, who waits longest, by district and kind."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.bars import bars_by_kind
from dashboard.i18n.forms import fmt_count, fmt_day, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.rows.selection import worded
from dashboard.sentences.oversight import backlog_sentence, days_words
from dashboard.sentences.standing import standing
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.ledger import Cell, Row, ledger
from dashboard.ui.components.table import table
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import section

STEPS = ("applied", "owner_supervisor_opinion", "site_check", "approved", "decision")
MOST_LISTED = 10
"""Waiting cases that are told; the rest is in the files at the foot."""
BY_AREA = ["area_name", "kind", "cases", "pending", "oldest_days", "approved", "refused", "resumed", "median_days"]


def resumptions(picked: Filters) -> None:
    """Everything about cases of resuming; nothing where none was received."""
    stages = fetch("resumptions_by_stage", areas=picked.areas)
    if stages.empty:
        return
    steps, waiting = fetch("resumptions_by_step", areas=picked.areas), fetch("resumptions_waiting", areas=picked.areas)
    section(t("oversight.resumptions"), backlog_sentence(steps, waiting, lang()))
    left, right = st.columns(2, gap="large")
    with left:
        cases = worded(stages, "kind", "resumption_kind", lang(), into="kind_name")
        title = t("businesses.resumptions_title")
        bars = drawn(bars_by_kind, cases, "cases", enum="resumption_stage", title=title, split="stage", name="kind_name", **look())
        sentence = standing("businesses.f_resumptions", cases, "cases", lang(), name="kind_name")
        chart(bars, cases, key="resumptions", sentence=sentence, filters=picked.district_name, enums={"kind": "resumption_kind"})
    with right:
        durations(steps)
    if len(waiting):
        longest_waiting(waiting)
    by_area = named(fetch("resumptions_by_area", areas=picked.areas))
    if len(by_area) > 1:
        labels = {"cases": t("community.applications"), "median_days": t("oversight.median_decision")}
        shown = by_area.sort_values(["pending", "cases"], ascending=False)
        table(shown, key="resumptions-areas", columns=BY_AREA, enums={"kind": "resumption_kind"}, labels=labels)


def durations(steps: pd.DataFrame) -> None:
    """Days from a stage to the next, and from application to approval; open cases are running. Rows: `resumptions_by_step`."""
    st.html(chart_title(t("oversight.steps_title")))
    by_step = {row["step"]: row for row in steps.to_dict("records")}
    heads = [t(f"oversight.{head}") for head in ("step", "finished", "median", "running")]
    ledger(heads, [_step(by_step[step]) for step in STEPS if step in by_step])
    foot_line(steps, key="resumption-steps", title=t("oversight.steps_title"))


def _step(row: dict[str, Any]) -> Row:
    is_whole = row["step"] == "decision"
    name = t("oversight.to_approval") if is_whole else t("oversight.to_next", stage=enum_label("resumption_stage", row["step"], lang()))
    if is_missing(row["median_days"]):
        middle = Cell(t("oversight.too_few"), under=t("oversight.fewest", n=int(row["fewest_cases"])), is_settled=True)
    else:
        longest = t("oversight.longest", days=days_words(row["longest_days"], lang()))
        middle = Cell(days_words(row["median_days"], lang()), under=longest, is_unbroken=True)
    oldest = days_words(row["oldest_running_days"], lang())
    running = Cell(fmt_count(row["running"], lang()), under=t("oversight.oldest", days=oldest) if oldest else "", is_figure=True)
    return [name, Cell(fmt_count(row["finished"], lang()), is_figure=True), middle, running]


def longest_waiting(waiting: pd.DataFrame) -> None:
    """Cases that wait for a decision, the longest first. Rows: `resumptions_waiting`."""
    st.html(chart_title(t("oversight.waiting_title")))
    first = named(waiting).sort_values(["waiting_days", "resumption_id"], ascending=[False, True]).head(MOST_LISTED)
    rows: list[Row] = [
        [Cell(row["applicant"], under=enum_label("resumption_kind", row["kind"], lang())),
         "" if is_missing(row["area_name"]) else row["area_name"],
         Cell(enum_label("resumption_stage", row["stage"], lang()), under=fmt_day(row["stage_at"], lang())),
         Cell(days_words(row["waiting_days"], lang()), is_unbroken=True)]
        for row in first.to_dict("records")
    ]
    ledger([t(f"oversight.{head}") for head in ("applicant", "area", "stage", "waiting")], rows)
    foot_line(waiting, key="resumptions-waiting", title=t("oversight.waiting_title"))
