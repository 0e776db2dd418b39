"""One zone: why it is still closed, by its release clock, and what happened to it."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import is_missing, joined
from dashboard.plain_text import LINE_EMS, on_page
from dashboard.sentences.release import STATES, lifted_sentence, why_closed_sentence
from dashboard.sentences.timeline import zone_lines
from dashboard.sentences.zone_people import inside_sentence
from dashboard.sentences.zones import gaps_sentence
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.item_list import item_list
from dashboard.ui.components.notes import note_words, notes_on
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.typeset import mark, paragraph


def zone_history(zone: str, zones: pd.DataFrame) -> None:
    """Draw the answer to "why is it still closed" and who lives inside, then the zone's events and positives, the newest first.

    Rows: of `zones_open`; a zone that is not among them has been lifted.
    """
    clocks, events, positives = fetch("zones_due"), fetch("zone_timeline", zone_id=zone), fetch("zone_positives_by_day", zone_id=zone)
    mine = clocks[clocks["zone_id"] == zone]
    with st.container(key="zone-history", gap="small"):
        is_open = bool(zones["zone_id"].eq(zone).any())
        around = link(href("/supply", "near-here", near=f"zone:{zone}"), t("near.whole")) if is_open else Markup()
        st.html(chart_title(Markup("{} <small>{}</small>").format(on_page(t("zones.timeline", zone=zone)), around)))
        if len(mine):
            clock = mine.iloc[0].to_dict()
            said = joined(why_closed_sentence(clock, lang()), _inside(zones[zones["zone_id"] == zone]), lang=lang())
            why = Markup('<div class="why {}"><h3>{} {}</h3><p>{}</p>{}</div>')
            state, name = STATES[clock["state"]], zone if is_missing(clock["extent_text"]) else clock["extent_text"]
            st.html(why.format(state, mark(state), on_page(name, LINE_EMS), on_page(said), provenance_line(clocks)))
        elif lifted := lifted_sentence(events, lang()):
            st.html(Markup('<div class="why ok"><p>{} {}</p></div>').format(mark("ok"), on_page(lifted)))
        noted = [(one.when, note_words(one)) for one in notes_on("zone", zone)]
        item_list(zone_lines(events, lang(), positives, noted), nothing=t("zones.timeline_none"))
        st.html(paragraph("prov", gaps_sentence(events, lang()) if len(events) else "") + provenance_line(events))


def _inside(zone: pd.DataFrame) -> str:
    """Who lives inside; empty where the zone is not in force. Rows: one of `zones_open`, or none."""
    if zone.empty:
        return ""
    row = zone.iloc[0].to_dict()
    return inside_sentence(row, fetch("grids_located", areas=[row["area_id"]]), lang())
