"""Contradictions: what the rules over the data found, most severe first, with what to do about it."""

import pandas as pd
import streamlit as st

from dashboard.data import moment
from dashboard.ui.language import lang, t
from dashboard.ui.ledger import STYLE, Cell, Heading, Row, ledger
from dashboard.ui.provenance import provenance_line
from dashboard.ui.table import csv_bytes

STATES = {"high": "act", "medium": "watch", "low": "quiet"}
MOST_OF_ONE = 6
"""Findings of one rule that are listed; the rest are counted, and all are in the CSV."""


def contradiction_list(found: list[dict]) -> None:
    """Draw findings under the rule that found them; each rule says what to do."""
    st.html(STYLE)
    rows: list[Row] = []
    for check in dict.fromkeys(finding["check"] for finding in found):
        same = [finding for finding in found if finding["check"] == check]
        rows.append(Heading(f"{same[0][f'title_{lang()}']}", t("data.found_remark", n=len(same), advice=same[0][f"advice_{lang()}"])))
        rows += [_line(finding) for finding in same[:MOST_OF_ONE]]
        if len(same) > MOST_OF_ONE:
            rows.append(["", t("data.found_more", n=len(same) - MOST_OF_ONE)])
    ledger([t("data.found_severity"), t("data.found_detail")], rows, nothing=t("data.found_none"), kind="found")
    with st.container(horizontal=True, vertical_alignment="bottom", key="found-foot"):
        st.html(provenance_line(source=t("data.found_source"), as_of=moment().at), width="stretch")
        if found:
            content = csv_bytes(pd.DataFrame(found))
            st.download_button(
                t("data.found_csv", n=len(found)), content, "findings.csv", "text/csv", key="found-csv", type="tertiary", on_click="ignore",
            )


def _line(finding: dict) -> list[Cell | str]:
    severity = finding["severity"]
    return [Cell(t(f"data.severity_{severity}"), state=STATES[severity]), str(finding[f"detail_{lang()}"])]
