"""One business that the address names: how it operates now and why, what it is, and what happened to it."""

import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.plain_text import LINE_EMS, on_page, shortened
from dashboard.sentences.businesses import mode_sentence, mode_state, timeline_lines
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.item_list import item_list
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.components.table import table
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, href, link
from dashboard.ui.shell.typeset import mark, note

BUSINESS, PLACE = "business", "business-card"
COLUMNS = ["business_id", "category", "area_name", "address", "state", "approver", "capacity"]
"""What the lines of what happened do not say."""


def business_card() -> None:
    """The business that the address names, whatever became of it; nothing where it names none. Address: `business`."""
    given = asked(BUSINESS)
    if not given:
        return
    rows = fetch("business_card", business=given)
    with st.container(key=PLACE, gap="small"):
        if rows.empty:
            return note(t("business_card.missing", id=given), "watch")
        row = rows.iloc[0].to_dict()
        around = link(here("near-here", near=f"business:{given}"), t("near.whole"))
        ways = Markup("{} · {}").format(around, link(here(**{BUSINESS: None}), t("find.put_away")))
        st.html(chart_title(Markup("{} <small>{}</small>").format(on_page(shortened(row["name"], LINE_EMS)), ways)))
        state, events = mode_state(row), fetch("business_timeline", business=given)
        why = Markup('<div class="why {}"><p>{} {}</p>{}</div>')
        st.html(why.format(state, mark(state), on_page(mode_sentence(row, lang())), _zone_link(row)))
        table(rows, key="business-row", columns=COLUMNS)
        item_list(timeline_lines(events, lang()), nothing=t("business_card.no_events"))
        if len(events):
            st.html(provenance_line(events))


def _zone_link(row: dict) -> Markup:
    """The way to the zone that it stands in, or perhaps stands in. `row`: as of `business_card`."""
    if not isinstance(row["zone_id"], str):
        return Markup()
    return Markup("<p>{}</p>").format(link(href("/zones", "zone-history", zone=row["zone_id"]), t("business_card.to_zone")))
