"""The ways to ask, side by side: each is a function that draws its tab, and one message `explore.tab_<name>`."""

from collections.abc import Callable

import streamlit as st

from dashboard.ui.explore.crossfilter import crossfilter_tab
from dashboard.ui.explore.picking import picking
from dashboard.ui.explore.saved import restore, saved_views
from dashboard.ui.explore.sql_tab import sql_tab
from dashboard.ui.shell.address import segments
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import t

TABS: dict[str, Callable[[Filters], None]] = {
    "sql": sql_tab,
    "pick": picking,
    "brush": crossfilter_tab,
}
"""Name in the address (`ask=`) to what draws it, in the order of the screen; the first is shown where the address is silent."""


def tabs(picked: Filters) -> None:
    """Draw the choice of ways and the one that the address asks for. `picked`: the page's district."""
    restore()
    usual = next(iter(TABS))
    with st.container(horizontal=True, vertical_alignment="bottom", key="explore-ways"):
        way = segments("ask", t("explore.ways"), {name: t(f"explore.tab_{name}") for name in TABS}, usual)
        saved_views()
    TABS[way](picked)
