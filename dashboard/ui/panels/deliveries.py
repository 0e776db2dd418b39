"""Deliveries that were published as a number, one line each: numbers of different units are never added."""

import pandas as pd
import streamlit as st

from dashboard.i18n.forms import fmt_day, fmt_exact, is_missing, listed
from dashboard.i18n.messages import enum_label
from dashboard.sentences.published import qualifier_words
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.language import lang, t

HEADS = ("when", "where", "number", "unit")
HEIGHT_PX = 320
BESIDE = (("households_served", "households_qualifier"), ("portions", "portions_qualifier"))
"""Further numbers of a row, with their qualifiers."""


def delivery_numbers(deliveries: pd.DataFrame) -> None:
    """Draw the deliveries with a published number, newest first; nothing where there is none. Rows: `deliveries_numbered`."""
    if deliveries.empty:
        return
    st.html(chart_title(t("delivered.title")))
    rows = deliveries.sort_values(["delivered_at", "number"], ascending=False).to_dict("records")
    ledger([t(f"delivered.{name}") for name in HEADS], [_line(row) for row in rows], height=HEIGHT_PX)
    foot_line(deliveries, key="deliveries-numbered", title=t("delivered.title"))


def _line(row: dict) -> list[Cell | str]:
    where = " · ".join(str(part) for part in (row["area_name"], row["place"]) if not is_missing(part))
    beside = [
        t(f"delivered.{column}", n=f"{qualifier_words(row[bound], lang())} {fmt_exact(row[column], lang())}".strip())
        for column, bound in BESIDE if not is_missing(row[column])
    ]
    before = qualifier_words(row["qualifier"], lang())
    number = Cell(fmt_exact(row["number"], lang()), under=listed(beside, lang()), before=before, is_figure=True)
    unit = t("delivered.trips") if is_missing(row["counting_unit"]) else enum_label("counting_unit", row["counting_unit"], lang())
    return [Cell(fmt_day(row["delivered_at"], lang()), is_unbroken=True), where or t("word.unknown"), number, unit]
