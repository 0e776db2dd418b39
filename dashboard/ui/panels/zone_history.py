"""One zone: why it is still closed, by its release clock, and what happened to it."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.figures.zone_clock import STATES, spoken
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.sentences.cases import joined
from dashboard.sentences.timeline import zone_lines
from dashboard.sentences.zone_people import inside_words
from dashboard.tokens import MARKS
from dashboard.ui.components.item_list import item_list
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import paragraph


def zone_history(zone: str, zones: pd.DataFrame) -> None:
    """Draw the answer to "why is it still closed" and who lives inside, then the zone's events and positives, the newest first.

    Rows: of `zones_open`; a zone that is not among them has been lifted.
    """
    clocks, events, positives = fetch("zones_due"), fetch("zone_timeline", zone_id=zone), fetch("zone_positives_by_day", zone_id=zone)
    mine = clocks[clocks["zone_id"] == zone]
    with st.container(key="zone-history", gap="small"):
        st.html(f'<h3 class="chart-title">{escape(t("zones.timeline", zone=zone))}</h3>')
        if len(mine):
            clock = mine.iloc[0].to_dict()
            state, inside = STATES[clock["state"]], inside_sentence(zones[zones["zone_id"] == zone])
            st.html(
                f'<div class="why {state}"><h3><span class="mark">{MARKS[state]}</span> {escape(str(clock["extent_text"]))}</h3>'
                f'<p>{escape(joined(why_closed(clock), inside))}</p>{provenance_line(clocks)}</div>'
            )
        elif lifted := lifted_words(events):
            st.html(f'<div class="why ok"><p><span class="mark">{MARKS["ok"]}</span> {escape(lifted)}</p></div>')
        item_list(zone_lines(events, lang(), positives), nothing=t("zones.timeline_none"))
        st.html(paragraph("prov", gaps_words(events) if len(events) else "") + provenance_line(events))


def why_closed(clock: dict) -> str:
    """Level and since when, then the engine's sentence. `clock`: a row of `zones_due`."""
    level = enum_label("zone_level", clock["level"], lang())
    area = t("dwell.no_district") if is_missing(clock["area_name"]) else clock["area_name"]
    began = t("why.began", area=area, level=level, moment=_when(clock["opened_at"]))
    return joined(began, spoken(clock, lang()))


def inside_sentence(zone: pd.DataFrame) -> str:
    """Who lives inside; empty where the zone is not in force. Rows: one of `zones_open`, or none."""
    if zone.empty:
        return ""
    row = zone.iloc[0].to_dict()
    return inside_words(row, fetch("grids_located", areas=[row["area_id"]]), lang())


def lifted_words(events: pd.DataFrame) -> str:
    """When it was lifted, where that is the last thing that happened to it. Rows: as of `zone_timeline`."""
    last = events.iloc[-1] if len(events) else None
    return "" if last is None or last["event"] != "lift" else t("release.lifted", day=fmt_day(last["happened_at"], lang()))


def gaps_words(events: pd.DataFrame) -> str:
    """What the left column means, and how many events lack the time of their decision or a notice number."""
    missing = {"undecided": events["decided_at"].isna().sum(), "unnumbered": events["notice_no"].isna().sum()}
    return t("history.gaps", n=fmt_count(len(events), lang()), **{name: fmt_count(n, lang()) for name, n in missing.items()})


def _when(at: pd.Timestamp) -> str:
    return fmt_day(at, lang()) if at == at.normalize() else fmt_moment(at, lang())
