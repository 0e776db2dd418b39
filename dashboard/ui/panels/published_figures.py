"""The published figures of a page's subject, where its readers look for them."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.rows.published import differing
from dashboard.rows.selection import within
from dashboard.sentences.published import board_sentence
from dashboard.ui.panels.indicator_board import indicator_board
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import section


def figures_of(topics: list[str], picked: Filters) -> pd.DataFrame:
    """The published figures of some topics that concern the chosen district: its own and the whole city's. Rows: `indicators_board`."""
    return within(fetch("indicators_board", topics=topics), picked.areas, also=(picked.city, None))


def published_board(topics: list[str], picked: Filters) -> None:
    """The published figures of some topics, in words that they are as published; nothing where none was received."""
    figures = figures_of(topics, picked)
    if figures.empty:
        return
    section(t("published.section"), t("published.lead"))
    indicator_board(figures)


def every_published(figures: pd.DataFrame, picked: Filters) -> None:
    """Every published figure of the chosen area, with how many are stated in more than one way. Rows: `indicators_board`."""
    section(t("community.board"), board_sentence(differing(figures), lang()))
    indicator_board(figures, filters=picked.district_name)
