"""Notices and events of the chosen dates, as a list of lines, the newest first."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.lookup.places import notice_anchor
from dashboard.rows.selection import within
from dashboard.sentences.timeline import newest_first, notice_lines
from dashboard.ui.components.item_list import item_list
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t


def zone_notices(picked: Filters) -> None:
    """Draw the notices of the chosen district with those of the whole city and those that name no district."""
    notices = within(fetch("notices_timeline", **picked.dates), picked.areas, also=(picked.city, None))
    places = [notice_anchor(notice) for notice in newest_first(notices)["notice_id"]]
    item_list(notice_lines(notices, lang()), nothing=t("zones.no_notices"), places=places)
    st.html(provenance_line(notices))
