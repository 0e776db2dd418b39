"""Contacts as published: traced, under observation and where, released, by area. Figures that are not stated stay unstated."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.contacts import observed_by_day
from dashboard.i18n.forms import fmt_change, fmt_day, fmt_end, fmt_exact, is_missing, joined, listed
from dashboard.i18n.messages import enum_label
from dashboard.sentences.published import publisher_words, qualifier_words
from dashboard.ui.components.chart import chart, chart_title
from dashboard.ui.components.ledger import Cell, ledger
from dashboard.ui.components.take_away import foot_line
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t

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
    told = listed(places, lang())
    sides = None if is_missing(row["closes"]) else row["released"] + row["under_observation"]
    parts = sum(row[place] for place in PLACES) if len(places) == len(PLACES) and row["qualifier"] == "exact" else None
    differs, odd = _differs("differs", row["cumulative"], sides), _differs("places_differ", row["under_observation"], parts)
    return [
        "" if is_missing(row["area_name"]) else row["area_name"], enum_label("contact_kind", row["kind"], lang()),
        _number(row, "cumulative", differs, "watch" if differs else ""),
        _number(row, "under_observation", joined(told, odd, lang=lang()) if odd else told, "watch" if odd else ""),
        _number(row, "released"),
        Cell(fmt_end(row["reported_at"], lang()), is_unbroken=True),
        "" if is_missing(row["source"]) else publisher_words(row["source"], lang()),
    ]


def _differs(key: str, whole: float | None, parts: float | None) -> str:
    """What the parts come to and by how much that is another number than the whole; empty where they agree or one is not stated."""
    if is_missing(whole) or is_missing(parts) or parts == whole:
        return ""
    return t(f"contacts.{key}", n=fmt_exact(parts, lang()), by=fmt_change(parts - whole, lang()))


def contacts_curve(picked: Filters) -> None:
    """Close contacts under observation by day, of the chosen district, else the city; nothing below two days that state it."""
    days = fetch("contacts_by_day", areas=picked.one_area)
    days = days[(days["kind"] == "close") & days["under_observation"].notna()]
    if len(days) < 2:
        return
    last, before = days.iloc[-1], days.iloc[-2]
    said = t(
        "contacts.curve", n=fmt_exact(last["under_observation"], lang()), day=fmt_day(last["day"], lang()),
        change=fmt_change(last["under_observation"] - before["under_observation"], lang()), then=fmt_day(before["day"], lang()),
    )
    figure = drawn(observed_by_day, days, title=t("contacts.curve_title"), **look())
    chart(figure, days, key="contacts-days", sentence=said, filters=picked.words)


def _number(row: dict, column: str, under: str = "", state: str = "") -> Cell:
    if is_missing(row[column]):
        return Cell(t("contacts.not_stated"), under=under, is_settled=True)
    before = qualifier_words(row["qualifier"], lang())
    return Cell(fmt_exact(row[column], lang()), under=under, state=state, before=before, is_figure=True)
