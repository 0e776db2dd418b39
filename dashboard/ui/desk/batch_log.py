"""What was taken in, batch by batch; taking one out, and bringing it back."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_count
from dashboard.intake.rolling_back import reversible
from dashboard.intake.service import roll_back
from dashboard.plain_text import LINE_EMS, TEXT_EMS, on_screen, shortened
from dashboard.ui.components.batch_lines import batch_lines, when_received
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.desk.receipts import refusal_words
from dashboard.ui.desk.upload import desk_actor, operator_name
from dashboard.ui.shell.address import labelling
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

HEIGHT_PX = 560
UNDONE = "batch-undone"
CHOICE = "batch-choice"
ASKED = "batch-undo-asked"
MOST_LISTED = 300
"""Newest batches that are listed; the browser draws thousands slowly, and all are counted."""


def batch_log(frame: pd.DataFrame) -> None:
    """Draw the batches, newest first, and the control that takes one out or brings it back. Rows: as of `batches_recent`."""
    rows = frame.sort_values("batch_id", ascending=False).to_dict("records")
    _said(frame["batch_id"].max() if len(frame) else 0)
    batch_lines(rows[:MOST_LISTED], rows, height=HEIGHT_PX)
    foot_line(frame, key="batches", source=t("data.batches"))
    if len(rows) > MOST_LISTED:
        note(t("data.batches_more", n=fmt_count(len(rows), lang()), shown=MOST_LISTED))
    if not moment().is_past:
        _undo(reversible(rows), len(rows))


def _undo(offered: dict[int, tuple[str, dict]], known: int) -> None:
    # A new batch clears the choice: what was chosen may no longer be on offer.
    # The words are made here: a format function is also called outside the run, where the page's language is not known.
    labels = {batch: _named(act, row) for batch, (act, row) in offered.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="undo"):
        picked = st.selectbox(
            t("data.undo_which"), list(labels), index=None, placeholder=t("data.undo_placeholder"), key=f"{CHOICE}-{known}", width=560,
            format_func=labelling(labels, TEXT_EMS),
        )
        st.button(t("data.undo"), disabled=picked is None, key="undo-ask", on_click=_asked, args=(True,))
    # Kept until it is answered: a click whose run is broken off by a newer one would be lost.
    if st.session_state.get(ASKED) and picked is not None:
        act, row = offered[picked]
        st.dialog(t(f"data.{act}_title", n=row["batch_id"]), on_dismiss=lambda: _asked(False))(_confirm)(picked, act, row)


def _asked(is_open: bool) -> None:
    st.session_state[ASKED] = is_open


def _named(act: str, row: dict) -> str:
    rows, file = fmt_count(row["rows"], lang()), shortened(on_screen(row["file"]), LINE_EMS)
    return t(f"data.{act}_option", n=row["batch_id"], file=file, rows=rows, moment=when_received(row["received_at"]))


def _confirm(batch: int, act: str, row: dict) -> None:
    st.html(Markup("<p>{}</p>").format(t(f"data.{act}_about", rows=fmt_count(row["rows"], lang()))))
    note(_named(act, row))
    with st.container(horizontal=True):
        if st.button(t(f"data.{act}_yes"), type="primary", key="undo-yes"):
            desk = st.session_state.setdefault(UNDONE, {})  # fetched before: the run may be stopped as soon as the store has changed
            desk["said"] = _reversed(batch, act, row["batch_id"])
            _asked(False)
            st.rerun()
        if st.button(t("data.undo_no"), key="undo-no"):
            _asked(False)
            st.rerun()


def _reversed(batch: int, act: str, about: int) -> tuple[str, str, int | None]:
    """(state, words, number of the new batch or null) of what came of rolling `batch` back."""
    try:
        new = roll_back(workspace(), int(batch), actor=desk_actor(operator_name())).batch_id
    except SandtableError as refusal:
        return "act", refusal_words(refusal), None
    return "ok", t(f"data.{act}_done", n=about, new=new), new


def _said(newest: int) -> None:
    """Say what came of the last undoing for as long as nothing newer has happened."""
    state, words, new = st.session_state.get(UNDONE, {}).get("said", ("", "", 0))
    if words and (new is None or new >= newest):
        note(words, state)
