"""Contradictions: what the rules over the data found, most severe first, with what to do about it, since when, and whose it is."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.i18n.forms import fmt_count
from dashboard.sentences.contradictions import age, handling, is_settled, owner, placed
from dashboard.tokens import SEVERITIES
from dashboard.ui.components.ledger import STYLE, Cell, Heading, Row, ledger
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.components.table import csv_bytes
from dashboard.ui.desk.acknowledging import acknowledging, last_decision
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

MOST_OF_ONE = 6
"""Contradictions of one rule that are listed; the rest are counted, and all are in the CSV."""
COLUMNS = ("data.found_severity", "data.found_detail", "found.age", "found.who")


def contradiction_list(found: list[dict]) -> None:
    """Draw contradictions under the rule that found them, acknowledged ones last and in grey; then the way to own and acknowledge them."""
    last_decision()
    st.html(STYLE)
    rows: list[Row] = []
    areas = area_names() if found else {}
    for check in dict.fromkeys(one["check"] for one in sorted(found, key=is_settled)):
        same = sorted((one for one in found if one["check"] == check), key=is_settled)
        rows.append(Heading(str(same[0][f"title_{lang()}"]), _counted(same)))
        rows += [_line(one, areas) for one in same[:MOST_OF_ONE]]
        if len(same) > MOST_OF_ONE:
            rows.append(["", t("data.found_more", n=len(same) - MOST_OF_ONE), "", ""])
    ledger([t(name) for name in COLUMNS], rows, nothing=t("data.found_none"), kind="found")
    _closed(found)
    with st.container(horizontal=True, vertical_alignment="bottom", key="found-foot"):
        st.html(provenance_line(source=t("data.found_source"), as_of=moment().at), width="stretch")
        acknowledging(found)
        if found:
            content = csv_bytes(pd.DataFrame(found))
            st.download_button(
                t("data.found_csv", n=len(found)), content, "findings.csv", "text/csv", key="found-csv", type="tertiary", on_click="ignore",
            )


def _counted(same: list[dict]) -> str:
    settled, advice = sum(map(is_settled, same)), same[0][f"advice_{lang()}"]
    if not settled:
        return t("data.found_remark", n=len(same), advice=advice)
    return t("found.counted", n=len(same), settled=settled, advice=advice)


def _line(contradiction: dict, areas: dict[str, str]) -> list[Cell | str]:
    severity, is_quiet = contradiction["severity"], is_settled(contradiction)
    return [
        Cell(t(f"data.severity_{severity}"), state=SEVERITIES[severity], is_settled=is_quiet),
        Cell(placed(contradiction, areas, lang()), is_settled=is_quiet),
        Cell(age(contradiction, lang()), is_unbroken=True, is_settled=is_quiet),
        Cell(owner(contradiction, lang()), under=handling(contradiction, lang()), is_settled=is_quiet or not contradiction["owner"]),
    ]


def _closed(found: list[dict]) -> None:
    """Say how many handled contradictions the data have closed."""
    open_now = {(one["check"], one["finding_key"]) for one in found}
    decided = fetch("finding_decisions")
    gone = sum(identity not in open_now for identity in zip(decided["check_name"], decided["finding_key"], strict=True))
    if gone:
        note(t("found.closed", n=fmt_count(gone, lang())))
