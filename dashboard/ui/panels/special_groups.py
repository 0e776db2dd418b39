"""People with special needs, in numbers only: by group, and of a chosen district by street, where small numbers are hidden."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_end, fmt_exact, fmt_share, is_missing
from dashboard.i18n.messages import column_label, enum_label
from dashboard.rows.special_groups import by_group, streets_of
from dashboard.sentences.published import qualifier_words
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section

HEADS = ("kind", "people", "households", "served", "share", "districts", "since")


def special_groups_panel(picked: Filters) -> None:
    """Each group with how many are looked after, then a chosen district's streets; nothing where none was received."""
    frame = named(fetch("special_groups_by_area", areas=picked.areas))
    if frame.empty:
        return
    section(t("groups.title"), t("groups.lead"))
    groups, streets = by_group(frame), streets_of(frame)
    if len(groups):
        ledger([t(f"groups.{name}") for name in HEADS], [_line(row) for row in groups.to_dict("records")])
        foot_line(frame[frame["street"] == ""], key="special-groups", title=t("groups.title"), filters=picked.district_name)
    if picked.district and len(streets):
        st.html(chart_title(t("groups.streets_title")))
        _streets(streets, picked)


def _streets(rows: pd.DataFrame, picked: Filters) -> None:
    """A line a street, a column a group; what is hidden says so."""
    kinds = list(dict.fromkeys(rows["kind"]))
    by = {(row["street"], row["kind"]): row for row in rows.to_dict("records")}
    heads = [column_label("street", lang()), *(enum_label("special_group", kind, lang()) for kind in kinds)]
    lines = [[street, *(_people(by.get((street, kind))) for kind in kinds)] for street in dict.fromkeys(rows["street"])]
    ledger(heads, lines)
    foot_line(rows, key="special-groups-streets", title=t("groups.streets_title"), filters=picked.district_name)


def _people(row: dict | None) -> Cell:
    if row is None:
        return Cell(t("contacts.not_stated"), is_settled=True)
    if row["is_hidden"]:
        return Cell(t("groups.hidden"), is_settled=True)
    return Cell(fmt_exact(row["people"], lang()), before=qualifier_words(row["qualifier"], lang()), is_figure=True)


def _line(row: dict) -> list[Cell | str]:
    share = Cell(t("contacts.not_stated"), is_settled=True)
    if not is_missing(row["served_share"]):
        share = Cell(fmt_share(row["served_share"], lang(), 0), is_figure=True)
    return [
        enum_label("special_group", row["kind"], lang()), *(_number(row, name) for name in ("people", "households", "served")),
        share, fmt_count(row["districts"], lang()), Cell(fmt_end(row["since"], lang()), is_unbroken=True),
    ]


def _number(row: dict, column: str) -> Cell:
    if is_missing(row[column]):
        return Cell(t("contacts.not_stated"), is_settled=True)
    return Cell(fmt_exact(row[column], lang()), before=qualifier_words(row["qualifier"], lang()), is_figure=True)
