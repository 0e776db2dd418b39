"""Asking in SQL: questions to begin with, the editor with the schema, the answer, and what was asked before."""

import streamlit as st

from dashboard.sandbox.refused import StatementRefused
from dashboard.ui.explore.asking import is_in_address, round_of, statement, take
from dashboard.ui.explore.begin import begin_here, begin_with, history
from dashboard.ui.explore.editor.workbench import workbench
from dashboard.ui.explore.results import results
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import note, section


def sql_tab(picked: Filters) -> None:
    """Draw the tab. `picked`: the page's district, for `$district`."""
    section(t("explore.ask"), t("explore.ask_lead"))
    held = statement()
    if held is None:
        note(t("explore.bad_link"), "watch")
    sql = held or ""
    with st.container(horizontal=True, key="begin-ways"):
        begin_with()
        history()
    editor = st.container(key="workbench-place")
    if sql:
        section(t("explore.answer"))
    else:
        begin_here()
    refused = results(sql, picked) if sql else None
    with editor:  # drawn last, since it marks the line that the answer complains of
        workbench(sql, round_=round_of(sql), line=refused.line if isinstance(refused, StatementRefused) else None, asked=take)
    if sql and not is_in_address():
        note(t("explore.beyond_address"), "watch")
