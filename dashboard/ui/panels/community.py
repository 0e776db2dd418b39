"""The headline strip of the Community page."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, fmt_number, is_missing
from dashboard.rows.community import PEOPLE, PERSON_TIMES, kind_rows, of_kinds, sent_of, total
from dashboard.rows.published import differing
from dashboard.rows.selection import within
from dashboard.sentences.published import sum_qualifier_words
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.shell.language import lang, t


def community_strip(areas: list[str]) -> None:
    """The figures of the community; where two moments are compared, then and now."""
    compared_strip(lambda: community_figures(areas), strip="community", district=next(iter(areas), None))


def community_figures(areas: list[str]) -> list[Kpi]:
    """The figures of the community in the chosen district, else the city."""
    names = ("checkpoints_by_kind_area", "grids_by_area", "deployments_recent", "indicators_board")
    return community_kpis(*(within(fetch(name), areas) for name in names))


def community_kpis(gates: pd.DataFrame, grids: pd.DataFrame, sent: pd.DataFrame, figures: pd.DataFrame) -> list[Kpi]:
    """Checkpoints, sampling points, grids, households, people sent down (person-times apart), published figures.

    Rows: `checkpoints_by_kind_area`, `grids_by_area`, `deployments_recent`, `indicators_board`. Null where a table is empty.
    """
    people, times = sent_of(sent, PEOPLE), sent_of(sent, PERSON_TIMES)
    told_twice = differing(figures)
    at_gates, at_points = (sum_qualifier_words(kind_rows(gates, sampling), lang()) for sampling in (False, True))
    return [
        Kpi("gates", of_kinds(gates, sampling=False), gates, qualifier=at_gates),
        Kpi("sampling_points", of_kinds(gates, sampling=True), gates, qualifier=at_points),
        Kpi("grids", total(grids, "grids"), grids, qualifier=sum_qualifier_words(grids, lang())),
        Kpi("households", total(grids, "households"), grids, detail=_load(grids),
            qualifier=sum_qualifier_words(grids, lang(), "households_qualifier")),
        Kpi("sent_people", total(people, "people"), sent, qualifier=sum_qualifier_words(people, lang()), detail=_times(times)),
        Kpi(
            "figures_published", len(figures) or None, figures, state="watch" if told_twice else "quiet", source=t("community.board"),
            detail=t("community.differ_detail", n=told_twice) if told_twice else "",
        ),
    ]


def _load(grids: pd.DataFrame) -> str:
    """Which households they are; and how many a grid worker has, over the grids that give both."""
    rated, staff = total(grids, "households_rated"), total(grids, "staff_rated")
    if is_missing(rated) or is_missing(staff) or not staff:
        return t("community.households_detail")
    return t("load.detail", n=fmt_number(rated / staff, lang(), 0))


def _times(times: pd.DataFrame) -> str:
    """Person-times stand beside the people, since the two cannot be added."""
    if times.empty:
        return ""
    number = f"{sum_qualifier_words(times, lang())} {fmt_count(times['people'].sum(), lang())}".strip()
    return t("community.sent_times", n=number)
