"""One zone: why it is still closed, by its release clock, and what happened to it."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from dashboard.data import fetch
from dashboard.figures.timeline import zone_lines
from dashboard.i18n.forms import fmt_day, fmt_moment, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.tokens import MARKS
from dashboard.ui.findings import joined
from dashboard.ui.language import lang, t
from dashboard.ui.provenance import provenance_line
from dashboard.ui.words import item_list

CLOCK_STATES = {"overdue": "act", "due": "watch", "counting": "quiet", "no_rule": "quiet"}


def zone_history(zone: str) -> None:
    """Draw the answer to "why is it still closed", then the zone's events, the newest first."""
    clocks, events = fetch("zones_due"), fetch("zone_timeline", zone_id=zone)
    mine = clocks[clocks["zone_id"] == zone]
    with st.container(key="zone-history", gap="small"):
        st.html(f'<h3 class="chart-title">{escape(t("zones.timeline", zone=zone))}</h3>')
        if len(mine):
            clock = mine.iloc[0]
            state = CLOCK_STATES[clock["state"]]
            st.html(
                f'<div class="why {state}"><h3><span class="mark">{MARKS[state]}</span> {escape(str(clock["extent_text"]))}</h3>'
                f'<p>{escape(why_closed(clock))}</p>{provenance_line(clocks)}</div>'
            )
        item_list(zone_lines(events, lang()), nothing=t("zones.timeline_none"))
        st.html(provenance_line(events))


def why_closed(clock: pd.Series) -> str:
    """Level, where the clock starts, how long it has run, what the rule asks, and what is missing. `clock`: a row of `zones_due`."""
    level = enum_label("zone_level", clock["level"], lang())
    began = t("why.began", area=clock["area_name"] or "", level=level, moment=_when(clock["opened_at"]))
    if clock["state"] == "no_rule":
        return joined(began, t("why.no_rule"))
    by_case = not is_missing(clock["last_case_on"]) and _day(clock["last_case_on"]) >= _day(clock["level_since"])
    anchor = t("why.by_case" if by_case else "why.by_level", day=fmt_day(clock["anchor_on"], lang()))
    scheme = enum_label("scheme", clock["scheme_used"], lang())
    rule = t("why.rule", clear=int(clock["clear_days"]), scheme=scheme, lift=int(clock["lift_days"]), due=fmt_day(clock["due_on"], lang()))
    left = t(f"why.{clock['state']}", late=int(clock["overdue_days"]), left=max(0, int(clock["lift_days"]) - int(clock["clear_days"])))
    return joined(began, anchor, rule, left, t("why.limits"))


def _day(value: object) -> date:
    return pd.Timestamp(value).date()


def _when(at: pd.Timestamp) -> str:
    return fmt_day(at, lang()) if at == at.normalize() else fmt_moment(at, lang())
