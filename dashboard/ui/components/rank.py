"""Where the chosen district stands among the others by each figure of a strip that has an answer by district."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.plain_text import unbroken
from dashboard.rows.community import SAMPLING
from dashboard.rows.rank import by_district, rank_of
from dashboard.sentences.rank import rank_words
from dashboard.ui.components.not_received import received
from dashboard.ui.shell.language import lang

RESIDENTS = 10_000


@dataclass(frozen=True)
class Ranked:
    """Where a figure's districts are found, and what makes them comparable."""

    query: str
    value: str = ""
    """The column that is added up; none: the rows are counted."""
    among: tuple[str, tuple[str, ...]] | None = None
    """A column and the values of it that count."""
    but: tuple[str, str] | None = None
    """A column and a value of it that does not count."""
    unless: tuple[str, str] | None = None
    """A column and a value of it with which nothing is known of any district."""
    by: str = ""
    """by_residents, by_points or by_workers: what it is ranked by; none: the figure itself."""
    over: str = ""
    """The column that the sum is divided by."""
    zero_of: str = ""
    """The table whose rows, once any were received, make a district without one a 0; none: such a district is not known."""
    qualifier: str = ""
    """The column that says how its numbers are bounded."""


FIGURES = {
    "cases_7d": Ranked("cases_by_area", "positive_known", by="by_residents"),
    "zones_high": Ranked("zones_open_by_area", "zones", ("level", ("high",)), zero_of="zones"),
    "zones_medium": Ranked("zones_open_by_area", "zones", ("level", ("medium",)), zero_of="zones"),
    "zones_address_only": Ranked("zones_open_by_area", "address_only", zero_of="zones"),
    "zones_overdue": Ranked("zones_open", among=("state", ("overdue",)), unless=("state", "not_linked"), zero_of="zones"),
    "supply_open": Ranked("supply_by_area", "open", by="by_residents", qualifier="open_qualifier"),
    "supply_below": Ranked("supply_by_area", "below_cover", by="by_points", over="points"),
    "supply_unknown": Ranked("supply_by_area", "cover_unknown", by="by_points", over="points"),
    "supply_capacity": Ranked("supply_by_area", "orders_per_day", by="by_residents"),
    "tickets_overdue": Ranked("tickets_overdue", zero_of="hotline_tickets"),
    "calls_offered": Ranked("hotline_by_area", "offered_7d", by="by_residents"),
    "businesses_listed": Ranked("businesses_by_state_area", "businesses", ("state", ("listed",)), by="by_residents"),
    "gates": Ranked("checkpoints_by_kind_area", "checkpoints", but=("kind", SAMPLING), by="by_residents", qualifier="qualifier"),
    "sampling_points": Ranked(
        "checkpoints_by_kind_area", "checkpoints", ("kind", (SAMPLING,)), by="by_residents", qualifier="qualifier",
    ),
    "households": Ranked("grids_by_area", "households_rated", by="by_workers", over="staff_rated"),
    "sent_people": Ranked("deployments_load_by_area", "people", by="by_residents", qualifier="qualifier"),
}
"""By metric. A figure that is not among them, or whose rows name no district, has no place."""


def rank_line(metric: str, district: str | None) -> str:
    """The place of the chosen district by a figure, in words; empty for the whole city and where there is no place."""
    if not district or metric not in FIGURES:
        return ""
    ranked = FIGURES[metric]
    districts = fetch("areas")
    districts = districts[districts["is_district"].astype(bool) & ~districts["is_nested"].astype(bool)]
    known = fetch(ranked.query)
    if ranked.unless and known[ranked.unless[0]].eq(ranked.unless[1]).any():
        return ""
    rows, per = _counted(known, ranked), RESIDENTS if ranked.by == "by_residents" else 0
    # A row that names no district may be of any: then a district that none names is not known to have none.
    is_zero_absent = ranked.zero_of in received() and bool(rows["area_id"].isin(list(districts["area_id"])).all())
    values = by_district(rows, districts, ranked.value, ranked.over, per, is_zero_absent)
    is_bounded = bool(ranked.qualifier) and bool(rows.loc[rows["area_id"].isin(list(values)), ranked.qualifier].ne("exact").any())
    return rank_words(rank_of(values, district, is_bounded), lang(), ranked.by)


def rank_part(rank: str) -> Markup:
    """The place beneath a figure; nothing where it has none."""
    return Markup('<span class="rank">{}</span>').format(unbroken(rank)) if rank else Markup()


def _counted(frame: pd.DataFrame, ranked: Ranked) -> pd.DataFrame:
    if ranked.among:
        column, values = ranked.among
        frame = frame[frame[column].isin(values)]
    if ranked.but:
        column, value = ranked.but
        frame = frame[frame[column] != value]
    return frame
