"""Contacts on the Community page: the newest figures, by day, and what was published of them in other words."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.rows.published import about_contacts
from dashboard.ui.panels.contacts import contacts_curve, contacts_panel
from dashboard.ui.panels.indicator_board import indicator_board
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section


def tracing(figures: pd.DataFrame, picked: Filters) -> None:
    """Contacts traced, observed and released; in words where nothing was received. Rows: `indicators_board` of the chosen area."""
    contacts, told = fetch("contacts_latest", areas=picked.areas), about_contacts(figures)
    section(t("community.tracing"))
    contacts_panel(contacts)
    contacts_curve(picked)
    if contacts.empty or len(told):
        indicator_board(told, key="published-contacts", nothing=t("community.tracing_none"))
