"""Checkpoints, grids and people sent, summed up. Rows: of `checkpoints_by_kind_area`, `grids_by_area`, `deployments_recent`."""

import pandas as pd

SAMPLING = "sampling_point"
PEOPLE, PERSON_TIMES = "人", "人次"
"""Values of counting_unit: those who went, and how often somebody went; the two cannot be added."""


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
    rows = kind_rows(frame, sampling)["checkpoints"]
    return rows.sum() if len(rows) else None


def kind_rows(frame: pd.DataFrame, sampling: bool) -> pd.DataFrame:
    """The rows of sampling points, or of everything else."""
    return frame[(frame["kind"] == SAMPLING) == sampling]


def sent_of(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The deployments that count people, or person-times, without parts of another one and without those who came back."""
    return frame[(frame["counting_unit"] == unit) & (frame["counted_as"] == "sent")]
