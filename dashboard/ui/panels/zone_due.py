"""What zones owe: the due list with its clocks, the time that zones stayed closed, and the three prohibitions that tables can show."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import moment
from dashboard.data.selection import within, worded
from dashboard.data.tallies import counts
from dashboard.figures.zone_clock import MOST_ROWS, STATES, WAITING, ZONE, due_picture, worst_first
from dashboard.figures.zone_dwell import dwell_finding, dwell_picture, dwell_rows
from dashboard.i18n.forms import count_parts, fmt_count, is_missing
from dashboard.tokens import MARKS
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.components.tracks import STYLE, tracks
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, href
from dashboard.ui.shell.typeset import section

PROHIBITIONS = {3: "act", 8: "watch", 9: "watch"}
"""Number of the prohibition and the state of a figure above zero: past due is certain, the others are to be looked at."""


def due_list(zones: pd.DataFrame, picked: Filters) -> None:
    """The zones that are overdue, due or next to be, each with its clock. Rows of `zones`: `zones_open`, for what is excluded."""
    clocks = within(fetch("zones_due"), picked.areas)
    excluded = zones.set_index("zone_id")["excludes_text"]
    rows = worst_first(clocks.assign(excludes_text=clocks["zone_id"].map(excluded)))
    way = here("zone-history", zone=ZONE)
    picture = drawn(due_picture, rows.head(MOST_ROWS), today=moment().at.date(), way=way, lang=lang())
    every = t("due_list.all", n=fmt_count(len(zones), lang()))
    under = f'<p class="tracks-more"><a href="{here("zones-list")}" target="_self">{escape(every)} ↓</a></p>'
    twin = worded(rows, "state", "clock.", lang())
    tracks(picture, twin, key="zones-due", title=t("due_list.title"), finding=due_finding(rows), filters=picked.words, under=under)


def due_finding(clocks: pd.DataFrame) -> str:
    """How many are overdue and for how long, due, waiting, without a clock; how many of them the picture names."""
    n = counts(clocks, "state", tuple(STATES))
    timed = len(clocks) - n["no_rule"]
    if not timed:
        return ""
    said = {
        "overdue": n["overdue"], "late": clocks["overdue_days"].max(), "due": n["due"], "timed": timed, "none": n["no_rule"],
        "waiting": sum(n[state] for state in WAITING), "shown": min(MOST_ROWS, timed),
    }
    key = "due_list.f_late" if n["overdue"] else "due_list.f_none_late"
    return t(key, **{name: fmt_count(value, lang()) for name, value in said.items()})


def dwell(picked: Filters) -> None:
    """How long lifted zones stayed closed, by district, beside the time that the rules ask."""
    frame = fetch("zone_dwell_by_area", areas=picked.areas)
    picture = drawn(dwell_picture, frame, lang=lang()) if len(frame) else None
    tracks(picture, dwell_rows(frame), key="zones-dwell-area", title=t("dwell.title"), finding=dwell_finding(frame, lang()),
           filters=picked.words)


def prohibitions(picked: Filters) -> None:
    """Numbers 3, 8 and 9 of the nine prohibitions: what is found for certain, and what nobody can judge."""
    frame = fetch("compliance_strip", areas=picked.areas)
    found = {int(row["rule"]): row for row in frame.to_dict("records")}
    ways = {3: here("zones-due"), 8: href("/community", "gates"), 9: href("/businesses", "chart-business-trouble")}
    cells = "".join(_cell(rule, found.get(rule), ways[rule]) for rule in PROHIBITIONS)
    section(t("nine.title"), t("nine.lead"))
    st.html(STYLE)
    st.html(f'<div class="kpis small rules" data-n="3">{cells}</div>{provenance_line(frame)}')


def _cell(rule: int, row: dict | None, way: str) -> str:
    n = None if row is None else row["n"]
    state = PROHIBITIONS[rule] if not is_missing(n) and n > 0 else "quiet"
    mark = f'<span class="mark">{MARKS[state]}</span> ' if state != "quiet" else ""
    figure, multiplier = count_parts(n, lang())
    unit, known = ("", " none") if is_missing(n) else (multiplier + t(f"nine.unit_{rule}"), "")
    return (
        f'<div class="kpi {state}"><h3>{mark}<a href="{way}" target="_self">{escape(t(f"nine.rule_{rule}"))}</a></h3>'
        f'<p class="figure"><span class="num{known}">{escape(figure)}</span><span class="unit">{escape(unit)}</span></p>'
        f'<p class="under">{escape(_detail(rule, row))}</p>'
        f'<p class="prov way">{escape(t(f"nine.way_{rule}"))} →</p></div>'
    )


def _detail(rule: int, row: dict | None) -> str:
    if row is None:
        return t("nine.nothing")
    said = {name: fmt_count(row[name], lang()) for name in ("examined", "unknown", "without_area", "with_cause")}
    return t(f"nine.detail_{rule}", **said)
