"""What was taken in, batch by batch, and taking one out again."""

import json

import pandas as pd
import streamlit as st

from dashboard.data import moment, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_count, fmt_moment, is_missing
from dashboard.i18n.messages import messages
from dashboard.intake.adapters.registry import ADAPTERS
from dashboard.schema.declaration import tables
from dashboard.ui.language import lang, t
from dashboard.ui.ledger import Cell, ledger
from dashboard.ui.provenance import provenance_line
from dashboard.ui.upload import operator_name
from dashboard.ui.words import note
from dashboard.warehouse.store import rollback

HEIGHT_PX = 560
COLUMNS = ("batch", "file", "what", "rows", "received", "who", "state")
UNDONE = "batch-undone"
CHOICE = "batch-choice"


def batch_log(frame: pd.DataFrame) -> None:
    """Draw the batches, newest first, and the control that takes one out. Rows: as of the query `batches_recent`."""
    rows = frame.sort_values("batch_id", ascending=False).to_dict("records")
    _said(frame["batch_id"].max() if len(frame) else 0)
    ledger([t(f"data.batch_{name}") for name in COLUMNS], [_line(row) for row in rows], height=HEIGHT_PX)
    st.html(provenance_line(frame, source=t("data.batches")))
    if not moment().is_past:
        _undo([row for row in rows if not row["is_out"] and row["kind"] == "import"])


def _line(row: dict) -> list[Cell | str]:
    is_rollback = row["kind"] == "rollback"
    if is_rollback:
        what, state = t("data.batch_rollback", n=int(row["rolls_back"])), Cell(t("data.batch_done"), state="quiet", is_kept=True)
    else:
        what = contents(row["tables"])
        stands, mark = ("out", "watch") if row["is_out"] else ("in", "ok")
        state = Cell(t(f"data.batch_{stands}"), state=mark, is_kept=True)
    about = fmt_moment(row["effective_at"], lang())
    effective = "" if is_missing(row["effective_at"]) else t("data.effective", moment=about)
    findings = t("data.batch_findings", n=int(row["findings"])) if row["findings"] else ""
    return [
        str(row["batch_id"]), Cell(row["file"], under=source_words(row["source"])), Cell(what, under=findings),
        Cell("" if is_rollback else fmt_count(row["rows"], lang()), is_figure=True),
        Cell(fmt_moment(row["received_at"], lang()), under=effective, is_kept=True),
        row["operator"] if not is_missing(row["operator"]) else "", state,
    ]


def contents(tables_json: str) -> str:
    """The tables that a batch filled, by their titles."""
    names = list(json.loads(tables_json)) if not is_missing(tables_json) else []
    return ("、" if lang() == "zh" else ", ").join(tables()[name].title(lang()) if name in tables() else name for name in names)


def source_words(source: str) -> str:
    """A source as people call it: an adapter's title, a table's, else as it was given."""
    if f"source.{source}" in messages():
        return t(f"source.{source}")
    if source in ADAPTERS:
        return ADAPTERS[source].TITLE[0 if lang() == "zh" else 1]
    return tables()[source].title(lang()) if source in tables() else source


def _undo(rows: list[dict]) -> None:
    by_id = {row["batch_id"]: row for row in rows}
    with st.container(horizontal=True, vertical_alignment="bottom", key="undo"):
        picked = st.selectbox(
            t("data.undo_which"), list(by_id), index=None, placeholder=t("data.undo_placeholder"), key=CHOICE, width=560,
            format_func=lambda batch: _named(by_id[batch]),
        )
        if st.button(t("data.undo"), disabled=picked is None, key="undo-ask"):
            st.dialog(t("data.undo_title", n=picked))(_confirm)(by_id[picked])


def _named(row: dict) -> str:
    rows, moment_of = fmt_count(row["rows"], lang()), fmt_moment(row["received_at"], lang())
    return t("data.undo_option", n=row["batch_id"], file=row["file"], rows=rows, moment=moment_of)


def _confirm(row: dict) -> None:
    st.html(f"<p>{t('data.undo_about', rows=fmt_count(row['rows'], lang()))}</p>")
    note(_named(row))
    with st.container(horizontal=True):
        if st.button(t("data.undo_yes"), type="primary", key="undo-yes"):
            st.session_state[UNDONE] = _taken_out(row["batch_id"])
            st.rerun()
        if st.button(t("data.undo_no"), key="undo-no"):
            st.rerun()


def _taken_out(batch: int) -> tuple[str, str, int | None]:
    """(state, words, number of the new batch or null) of what came of it."""
    try:
        new = rollback(workspace(), int(batch), operator_name())
    except SandtableError as refusal:
        return "act", f"{refusal.title(lang())} {refusal.hint(lang())}".strip(), None
    return "ok", t("data.undone", n=batch, new=new), new


def _said(newest: int) -> None:
    """Say what came of the last undoing for as long as nothing newer has happened."""
    state, words, new = st.session_state.get(UNDONE, ("", "", 0))
    if words and (new is None or new >= newest):
        note(words, state)
