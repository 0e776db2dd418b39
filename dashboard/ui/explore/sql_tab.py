"""Asking in SQL."""

from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section


def sql_tab(picked: Filters) -> None:
    """Draw the tab. `picked`: the page's district, for `$district`."""
    section(t("explore.ask"), t("explore.ask_lead"))
