"""The charts of the zones page: where zones are and at which level, what opened and was lifted, how long they have been clear."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn, said
from dashboard.figures.bars import stacked_states
from dashboard.figures.flow import flow_chart
from dashboard.figures.zones import clear_days_bars
from dashboard.rows.selection import worded
from dashboard.rows.tallies import counts, district_totals
from dashboard.sentences.standing import parts, trend
from dashboard.sentences.zones import level_sentence, place_sentence
from dashboard.ui.components.chart import chart, undrawn
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.notes import note_marks
from dashboard.ui.shell.filters import Filters, area_names
from dashboard.ui.shell.language import lang, look, t


def zone_places(by_area: pd.DataFrame, picked: Filters) -> None:
    """Zones in force on the map and by district and level. Rows: `zones_open_by_area`."""
    left, right = st.columns([5, 4], gap="large")
    with left:
        where = said(place_sentence, by_area, picked.city, picked.district, lang()) if area_names() else ""
        if where and by_area["area_id"].isin([picked.city]).all():
            undrawn(t("zones.map_title"), where)  # a map on which every district is hatched shows nothing
        else:
            totals = district_totals(by_area, ["zones", "address_only"], fetch("areas"))
            district_map(totals, "zones", key="zones-map", title=t("zones.map_title"), unit=t("zones.unit"), filters=picked.words,
                         sentence=where)
    with right:
        levels = drawn(stacked_states, by_area, "level", "zones", "zone_level", title=t("zones.level_title"), **look())
        most = level_sentence(by_area, picked.city, lang()) if area_names() else ""
        chart(levels, by_area, key="zones-levels", sentence=most, filters=picked.words)


def zone_flows(flow: pd.DataFrame, zones: pd.DataFrame, picked: Filters) -> None:
    """Opened and lifted by day, and days clear of those in force. Rows: `zone_flow_by_day`, `zones_open`."""
    left, right = st.columns([5, 4], gap="large")
    with left:
        sentence = trend("zones.f_flow", flow, "open_at_end", "declared", "released", lang())
        marks = note_marks(flow["day"])
        curve = drawn(flow_chart, flow, title=t("zones.flow_title"), opened="declared", lifted="released", events=marks, **look())
        chart(curve, flow, key="zones-flow", sentence=sentence, filters=picked.words)
    with right:
        clocks = zones[zones["clear_days"].notna()]
        told = counts(clocks, "state", ("due", "overdue"))
        sentence = parts("zones.f_clear", lang(), total=len(clocks), **told) if any(told.values()) else ""  # that none is stands over it
        twin = worded(clocks, "state", "clock.", lang())
        if clocks.empty and zones["state"].eq("not_linked").any():
            undrawn(t("zones.clear_title"), t("zones.clear_unknown", section=t("due_list.section")))  # how many they are stands there
            return
        chart(drawn(clear_days_bars, clocks, **look()), twin, key="zones-clear", sentence=sentence, filters=picked.words)
