"""The headline strip of the Community page."""

import pandas as pd

from dashboard.i18n.forms import fmt_count
from dashboard.sentences.community import of_kinds, sent_of, total
from dashboard.ui.components.kpi import Kpi, kpi_strip
from dashboard.ui.panels.deployments import sent_bound
from dashboard.ui.panels.indicator_board import differing
from dashboard.ui.shell.language import lang, t


def community_strip(gates: pd.DataFrame, grids: pd.DataFrame, sent: pd.DataFrame, figures: pd.DataFrame) -> None:
    """Draw checkpoints, sampling points, grids, households, people sent down (person-times apart), published figures.

    Rows: `checkpoints_by_kind_area`, `grids_by_area`, `deployments_recent`, `indicators_board`. Null where a table is empty.
    """
    people, times = sent_of(sent, "人"), sent_of(sent, "人次")
    told_twice = differing(figures)
    kpi_strip([
        Kpi("gates", of_kinds(gates, sampling=False), gates),
        Kpi("sampling_points", of_kinds(gates, sampling=True), gates),
        Kpi("grids", total(grids, "grids"), grids),
        Kpi("households", total(grids, "households"), grids, detail=t("community.households_detail")),
        Kpi("sent_people", total(people, "people"), sent, qualifier=sent_bound(people), detail=_times(times)),
        Kpi(
            "figures_published", len(figures) or None, figures, state="watch" if told_twice else "quiet", source=t("community.board"),
            detail=t("community.differ_detail", n=told_twice) if told_twice else "",
        ),
    ])


def _times(times: pd.DataFrame) -> str:
    """Person-times stand beside the people, since the two cannot be added."""
    if times.empty:
        return ""
    number = f"{sent_bound(times)} {fmt_count(times['people'].sum(), lang())}".strip()
    return t("community.sent_times", n=number)
