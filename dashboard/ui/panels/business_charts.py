"""The charts of the businesses page: where businesses are and of which category, what came and went, the rules in force."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.bars import horizontal_bars, stacked_states
from dashboard.figures.register import stock_and_flow
from dashboard.i18n.forms import fmt_count, joined
from dashboard.i18n.messages import enum_label
from dashboard.rows.selection import flagged, within, worded
from dashboard.rows.tallies import counts, district_totals
from dashboard.sentences.businesses import default_sentences, verify_sentence
from dashboard.sentences.counted import begins
from dashboard.sentences.standing import parts, standing, trend
from dashboard.tokens import level_mark
from dashboard.ui.components.chart import chart, undrawn
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.not_received import knows_zones
from dashboard.ui.components.table import table
from dashboard.ui.panels.businesses import STATES
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import note, section

NOT_OPERATING = ("suspended", "rectify", "removed")
RULES = ["category", "mode", "area_name", "capacity_share", "zone_level", "valid_from", "valid_to", "notice_no", "source"]
SELDOM = ("capacity_share", "zone_level", "valid_to", "notice_no")
"""Columns that are shown where a rule has something to say in them."""


def business_places(register: pd.DataFrame, picked: Filters, is_followed: bool) -> None:
    """Businesses on the whitelist by district, and all of the register by category and state. Rows: `businesses_by_state_area`.

    Where no change was ever recorded (not `is_followed`) they are as registered, in the quiet colour: nobody said that they are well.
    """
    left, right = st.columns([5, 4], gap="large")
    with left:
        listed = register[register["state"] == "listed"]
        sentence = standing("businesses.f_area", listed, "businesses", lang(), picked.district, city=picked.city)
        totals = district_totals(listed, ["businesses"])
        district_map(totals, "businesses", key="business-map", title=t("businesses.map_title"), unit=t("businesses.unit"),
                     sentence=sentence, filters=picked.words)
    with right:
        chosen = worded(within(register, picked.areas), "category", "business_category", lang(), into="category_name")
        shown = chosen if is_followed else chosen.assign(state="quiet")
        words = {"title": t("businesses.category_title"), "name": "category_name", "labels": {"quiet": t("businesses.registered")}}
        bars = drawn(stacked_states, shown, "state", "businesses", "business_event", **words, **look())
        sentence = standing("businesses.f_category", chosen, "businesses", lang(), name="category_name")
        chart(bars, chosen, key="business-categories", sentence=sentence, filters=picked.words, enums=STATES)


def business_flows(flow: pd.DataFrame, register: pd.DataFrame, picked: Filters) -> None:
    """The whitelist by day, and who does not operate. Rows: `business_flow_by_day`, `businesses_by_state_area`."""
    left, right = st.columns(2, gap="large")
    with left:
        sentence = trend("businesses.f_flow", flow, "listed_at_end", "added", "taken_off", lang())
        chart(drawn(stock_and_flow, flow, **look()), flagged(flow, register), key="business-flow", sentence=sentence, filters=picked.words)
    with right:
        chosen, off = within(register, picked.areas), register[register["state"].isin(NOT_OPERATING)]
        tally = counts(chosen, "state", NOT_OPERATING, "businesses")
        sentence = parts("businesses.f_trouble", lang(), total=chosen["businesses"].sum(), off=sum(tally.values()), **tally)
        if off.empty and len(chosen):
            undrawn(t("businesses.trouble_title"), sentence)
            return
        bars = drawn(stacked_states, off, "state", "businesses", "business_event", title=t("businesses.trouble_title"), **look())
        chart(bars, off, key="business-trouble", sentence=sentence, filters=picked.words, enums=STATES)


def business_modes(modes: pd.DataFrame, as_registered: float, picked: Filters) -> None:
    """Listed businesses by how they operate, and what is to be verified and why. Rows: `businesses_by_mode`."""
    by_mode = modes.groupby("mode", as_index=False)["businesses"].sum()
    by_mode.attrs = modes.attrs
    named = by_mode.assign(mode_name=[f"{level_mark(mode)} {enum_label('business_mode', mode, lang())}" for mode in by_mode["mode"]])
    more = t("businesses.f_as_registered", n=fmt_count(as_registered, lang())) if as_registered else ""
    bars = drawn(horizontal_bars, named, "businesses", title=t("businesses.modes_title"), name="mode_name", **look())
    sentence = joined(verify_sentence(modes, lang()), more, lang=lang())
    chart(bars, flagged(named, modes), key="business-modes", sentence=sentence, filters=picked.district_name)


def rules_in_force(picked: Filters, is_followed: bool) -> None:
    """What each category may do now and where: the rules of the chosen district and of the city. `is_followed`: as in `business_places`."""
    section(t("businesses.rules"), t("businesses.f_rules" if is_followed else "businesses.f_rules_alone"))
    rules = within(fetch("open_rules_in_force"), picked.areas, also=(picked.city, None))
    told = rules.assign(valid_from=begins(rules["valid_from"], lang()), area_name=rules["area_name"].fillna(t("counted.whole_city")))
    columns = [column for column in RULES if column not in SELDOM or rules[column].notna().any()]
    table(told, key="open-rules", columns=columns, filters=picked.district_name)
    if knows_zones():
        note(default_sentences(lang()))
