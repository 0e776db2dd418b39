"""What a page has nothing of, in one line at its end: the tables of which no row was received, and where their templates are."""

import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.look_cache import kept
from dashboard.i18n.forms import listed
from dashboard.schema.declaration import tables
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.typeset import mark

OF_THE_HEADLINE = (
    "bulletins", "cases", "zones", "closures", "businesses", "supply_points", "supply_reports", "hotline_calls", "hotline_tickets",
)
"""Tables that the headline figures of the overview come from."""


def knows_zones() -> bool:
    """Whether a risk zone was ever on record in this city, in force or lifted."""
    return len(fetch("zone_dwell_by_level")) > 0


def received() -> frozenset[str]:
    """The tables of which anything is known at the page's moment."""
    return kept("received", lambda: frozenset(fetch("tables_received")["table_name"]), of_address=False)


def not_received(*names: str) -> None:
    """One line that says of which of these tables nothing was received, with the way to their templates; nothing where all were."""
    absent = [name for name in names if name not in received()]
    if not absent:
        return
    said = t("absent.tables", names=listed((t("absent.table", name=tables()[name].title(lang())) for name in absent), lang()))
    line = Markup('<p class="note quiet absent">{} {} {}</p>')
    st.html(line.format(mark("quiet"), said, link(href("/data", "dictionary"), t("absent.way"))))
