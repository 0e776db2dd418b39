"""What zones owe: the due list with its clocks, the time that zones stayed closed, and the three prohibitions that tables can show."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import at_since, moment
from dashboard.figures.zone_clock import MOST_ROWS, ZONE, due_picture, worst_first
from dashboard.figures.zone_dwell import dwell_picture, dwell_rows
from dashboard.i18n.forms import count_parts, fmt_count, is_missing
from dashboard.rows.selection import within, worded
from dashboard.sentences.release import due_sentence
from dashboard.sentences.zone_dwell import dwell_sentence
from dashboard.sentences.zones import prohibition_sentence
from dashboard.ui.components.chart import undrawn
from dashboard.ui.components.numbers_then import number_then, then_part
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.components.tracks import STYLE, tracks
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, href
from dashboard.ui.shell.style import with_rules
from dashboard.ui.shell.typeset import mark, section

PROHIBITIONS = {3: "act", 8: "watch", 9: "watch"}
"""Number of the prohibition and the state of a figure above zero: past due is certain, the others are to be looked at."""
CELL = Markup(
    '<div class="kpi {state}"><h3>{mark}<a href="{way}" target="_self">{rule}</a></h3>'
    '<p class="figure"><span class="num{known}">{figure}</span><span class="unit">{unit}</span></p>'
    '<p class="under">{said}{then}</p><p class="prov way">{more} →</p></div>'
)


def due_list(zones: pd.DataFrame, picked: Filters) -> None:
    """The zones that are overdue, due or next to be, each with its clock. Rows of `zones`: `zones_open`, for what is excluded."""
    clocks = within(fetch("zones_due"), picked.areas)
    excluded = zones.set_index("zone_id")["excludes_text"]
    rows = worst_first(clocks.assign(excludes_text=clocks["zone_id"].map(excluded)))
    way = here("zone-history", zone=ZONE)
    picture = drawn(due_picture, rows.head(MOST_ROWS), today=moment().at.date(), way=way, lang=lang())
    every = t("due_list.all", n=fmt_count(len(zones), lang()))
    under = Markup('<p class="tracks-more"><a href="{}" target="_self">{} ↓</a></p>').format(here("zones-list"), every)
    twin = worded(rows, "state", "clock.", lang())
    said = due_sentence(rows, MOST_ROWS, lang())
    if picture is None and said:
        undrawn(t("due_list.title"), said)
    else:
        tracks(picture, twin, key="zones-due", title=t("due_list.title"), filters=picked.words, under=under, sentence=said)


def dwell(picked: Filters) -> None:
    """How long lifted zones stayed closed, by district, beside the time that the rules ask."""
    frame = fetch("zone_dwell_by_area", areas=picked.areas)
    if not frame["lifted"].any():
        undrawn(t("dwell.title"), t("dwell.none_lifted"))
        return
    picture = drawn(dwell_picture, frame, lang=lang())
    tracks(picture, dwell_rows(frame), key="zones-dwell-area", title=t("dwell.title"), sentence=dwell_sentence(frame, lang()),
           filters=picked.words)


def prohibitions(picked: Filters) -> None:
    """Numbers 3, 8 and 9 of the nine prohibitions: what is found for certain, and what nobody can judge; then and now where asked."""
    frame = fetch("compliance_strip", areas=picked.areas)
    found = {int(row["rule"]): row for row in frame.to_dict("records")}
    ways = {3: here("zones-due"), 8: href("/community", "gates"), 9: href("/businesses", "chart-business-trouble")}
    then = _then(found, picked)
    cells = Markup().join(_cell(rule, found.get(rule), ways[rule], then.get(rule, "")) for rule in PROHIBITIONS)
    section(t("nine.title"), t("nine.lead"))
    with_rules(STYLE)
    st.html(Markup('<div class="kpis small rules" data-n="3">{}</div>{}').format(cells, provenance_line(frame)))


def _then(found: dict[int, dict], picked: Filters) -> dict[int, str]:
    """What each figure was at the moment that the page compares with, and the difference, in words; nothing where it compares none."""
    since = moment().since
    if since is None:
        return {}
    with at_since():
        then = {int(row["rule"]): row["n"] for row in fetch("compliance_strip", areas=picked.areas).to_dict("records")}
    now = {rule: found[rule]["n"] if rule in found else None for rule in PROHIBITIONS}
    return {rule: number_then(now[rule], then.get(rule), since, t(f"nine.unit_{rule}")) for rule in PROHIBITIONS}


def _cell(rule: int, row: dict | None, way: Markup, then: str) -> Markup:
    n = None if row is None else row["n"]
    state = PROHIBITIONS[rule] if not is_missing(n) and n > 0 else "quiet"
    figure, multiplier = count_parts(n, lang())
    unit, known = ("", Markup(" none")) if is_missing(n) else (multiplier + t(f"nine.unit_{rule}"), "")
    return CELL.format(
        state=state, mark=mark(state) + " " if state != "quiet" else "", way=way, rule=t(f"nine.rule_{rule}"), known=known, figure=figure,
        unit=unit, then=then_part(then), said=prohibition_sentence(rule, row, lang()), more=t(f"nine.way_{rule}"),
    )
