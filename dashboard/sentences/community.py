"""What the Community page says in sentences."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_number
from dashboard.i18n.messages import enum_label
from dashboard.sentences.cases import largest_sentence
from dashboard.ui.shell.language import lang, t

TRACING = (
    "contacts_traced", "contacts_released", "contacts_observed", "contacts_isolated", "secondary_contacts_traced",
    "new_local_by_close_contact", "new_local_by_controlled", "first_home_isolation_households", "home_isolation_households",
)
"""Published indicators about contacts, isolation and observation."""


def gates_words(frame: pd.DataFrame) -> str:
    """The finding about checkpoints; "" without rows. Rows: as of `checkpoints_by_kind_area`."""
    if frame.empty:
        return ""
    kinds, areas = frame.groupby("kind")["checkpoints"].sum(), frame.groupby("area_name")["checkpoints"].sum()
    said = t(
        "community.gates_finding", n=fmt_count(frame["checkpoints"].sum(), lang()),
        kind=enum_label("checkpoint_kind", kinds.idxmax(), lang()), m=fmt_count(kinds.max(), lang()),
        area=areas.idxmax(), k=fmt_count(areas.max(), lang()),
    )
    known = frame["staff_known"].sum()
    some = t("community.staff_some", known=fmt_count(known, lang())) if known < frame["checkpoints"].sum() else ""
    return f"{said}{'' if lang() == 'zh' else ' '}{some}".strip()


def most_gates_words(frame: pd.DataFrame) -> str:
    """Where most of them stand. Rows: `checkpoints_by_kind_area`."""
    return largest_sentence(by_area(frame, "checkpoints"), "checkpoints", t("community.gates_unit"))


def grids_words(frame: pd.DataFrame) -> str:
    """The finding about grids; without loads it only counts. Rows: as of `grids_by_area`."""
    if frame.empty:
        return ""
    number = fmt_count(frame["grids"].sum(), lang())
    # Households over workers only where a grid gives both: else the sum of one would be divided by a part of the other.
    loads = frame.groupby("area_name")[["households_rated", "staff_rated", "grids_rated"]].sum()
    loads = loads[loads["staff_rated"] > 0]
    if loads.empty:
        return t("community.grids_plain", n=number)
    whole, load = loads.sum(), loads["households_rated"] / loads["staff_rated"]
    return t(
        "community.grids_finding", n=number, h=fmt_count(frame["households"].sum(), lang()), rated=fmt_count(whole["grids_rated"], lang()),
        p=fmt_number(whole["households_rated"] / whole["staff_rated"], lang(), 0), area=load.idxmax(), k=fmt_number(load.max(), lang(), 0),
    )


SAMPLING = "sampling_point"
GATE_ENUMS, GRID_ENUMS = {"kind": "checkpoint_kind"}, {"kind": "grid_kind"}
STAGE_ENUMS = {"kind": "resumption_kind", "stage": "resumption_stage"}
GATE_COLUMNS = ["name", "kind", "area_name", "staff", "opened_at"]
ROUND_COLUMNS = ["area_name", "round", "started_at", "ended_at", "sampled", "positive", "per_million", "sampling_points"]
STAGE_COLUMNS = ["kind", "stage", "cases", "median_days_in_stage"]


def by_area(frame: pd.DataFrame, value: str) -> pd.DataFrame:
    """The frame summed over kinds: area_id, area_name, `value`; null where it is known for none of the kinds."""
    summed = frame.groupby(["area_id", "area_name"], as_index=False)[value].sum(min_count=1)
    flags = frame.groupby(["area_id", "area_name"], as_index=False)["is_synthetic"].any()
    rows = summed.assign(is_synthetic=flags["is_synthetic"])
    rows.attrs = frame.attrs
    return rows


def total(frame: pd.DataFrame, value: str) -> float | None:
    """The sum of a column; null where nothing is known."""
    return frame[value].sum(min_count=1) if len(frame) else None


def of_kinds(frame: pd.DataFrame, sampling: bool) -> float | None:
    """How many sampling points, or how many of everything else; null where none is registered, which is no reported zero."""
    rows = frame.loc[(frame["kind"] == SAMPLING) == sampling, "checkpoints"]
    return rows.sum() if len(rows) else None


def sent_of(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The deployments that count people, or person-times. Rows: as of `deployments_recent`."""
    return frame[frame["counting_unit"] == unit]


def about_contacts(frame: pd.DataFrame) -> pd.DataFrame:
    """Published figures about contacts, isolation and observation. Rows: as of `indicators_board`."""
    rows = frame[frame["indicator"].isin(TRACING)]
    rows.attrs = frame.attrs
    return rows


def board_words(differ: int) -> str:
    """What stands over the board of published figures."""
    return t("community.board_lead", n=t("community.board_differ", n=differ) if differ else "").strip()
