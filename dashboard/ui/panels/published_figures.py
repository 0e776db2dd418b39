"""The published figures of a page's subject, where its readers look for them."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.rows.selection import within
from dashboard.ui.panels.indicator_board import indicator_board
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import t
from dashboard.ui.shell.typeset import section


def figures_of(topics: list[str], picked: Filters) -> pd.DataFrame:
    """The published figures of some topics that concern the chosen district: its own and the whole city's. Rows: `indicators_board`."""
    return within(fetch("indicators_board", topics=topics), picked.areas, also=(picked.city, None))


def published_figures(topics: list[str], picked: Filters) -> None:
    """A section with the published figures of some topics; nothing where none was received."""
    figures = figures_of(topics, picked)
    if figures.empty:
        return
    section(t("published.section"), t("published.lead"))
    indicator_board(figures)
