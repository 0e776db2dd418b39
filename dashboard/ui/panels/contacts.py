"""Contacts as published: traced, under observation and where, released, by area. Figures that are not stated stay unstated."""

import pandas as pd
import streamlit as st

from dashboard.i18n.forms import fmt_end, fmt_exact, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.sentences.published import publisher_words, qualifier_words
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.language import lang, t

HEADS = ("area", "kind", "cumulative", "observed", "released", "as_of", "source")
PLACES = ("at_home", "at_hospital", "at_centre")


def contacts_panel(contacts: pd.DataFrame, *, titled: bool = False) -> None:
    """Draw the newest figures of contacts, the city first; nothing where none was received. Rows: `contacts_latest`."""
    if contacts.empty:
        return
    if titled:
        st.html(chart_title(t("contacts.title")))
    rows = named(contacts).sort_values("cumulative", ascending=False, kind="stable").to_dict("records")
    heads = HEADS if contacts["source"].notna().any() else HEADS[:-1]  # what a city delivers itself names no publisher
    ledger([t(f"contacts.{name}") for name in heads], [_line(row)[:len(heads)] for row in rows])
    foot_line(contacts, key="contacts", title=t("contacts.title"))


def _line(row: dict) -> list[Cell | str]:
    places = [t(f"contacts.{place}", n=fmt_exact(row[place], lang())) for place in PLACES if not is_missing(row[place])]
    differs = "" if is_missing(row["closes"]) or row["closes"] else fmt_exact(row["released"] + row["under_observation"], lang())
    return [
        "" if is_missing(row["area_name"]) else row["area_name"], enum_label("contact_kind", row["kind"], lang()),
        _number(row, "cumulative", t("contacts.differs", n=differs) if differs else "", "watch" if differs else ""),
        _number(row, "under_observation", "、".join(places) if lang() == "zh" else ", ".join(places)), _number(row, "released"),
        Cell(fmt_end(row["reported_at"], lang()), is_unbroken=True),
        "" if is_missing(row["source"]) else publisher_words(row["source"], lang()),
    ]


def _number(row: dict, column: str, under: str = "", state: str = "") -> Cell:
    if is_missing(row[column]):
        return Cell(t("contacts.not_stated"), under=under, is_settled=True)
    before = qualifier_words(row["qualifier"], lang())
    return Cell(fmt_exact(row[column], lang()), under=under, state=state, before=before, is_figure=True)
