"""What stands under the charts of checkpoints and grids, computed from the rows that they show."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_number, joined
from dashboard.i18n.messages import enum_label, text
from dashboard.rows.community import by_area
from dashboard.sentences.counted import both_words
from dashboard.sentences.standing import largest_sentence


def gates_sentence(frame: pd.DataFrame, lang: str) -> str:
    """How many checkpoints, of which kind, and where most are, if stated; "" without rows. Rows: as of `checkpoints_by_kind_area`."""
    if frame.empty:
        return ""
    kinds, areas = frame.groupby("kind")["checkpoints"].sum(), frame.groupby("area_name")["checkpoints"].sum()
    said = text(
        "community.gates_of_city" if areas.empty else "community.gates_finding", lang, n=fmt_count(frame["checkpoints"].sum(), lang),
        kind=enum_label("checkpoint_kind", kinds.idxmax(), lang), m=fmt_count(kinds.max(), lang),
        area=None if areas.empty else areas.idxmax(), k=fmt_count(areas.max(), lang),
    )
    known = frame["staff_known"].sum()
    some = text("community.staff_some", lang, known=fmt_count(known, lang)) if known < frame["checkpoints"].sum() else ""
    return joined(said, some, both_words(frame, lang), lang=lang)


def most_gates_sentence(frame: pd.DataFrame, lang: str) -> str:
    """Where most of them stand. Rows: `checkpoints_by_kind_area`."""
    return largest_sentence(by_area(frame, "checkpoints"), "checkpoints", text("community.gates_unit", lang), lang)


def grids_sentence(frame: pd.DataFrame, lang: str) -> str:
    """How many grids, and how many households a worker has; without loads it only counts. Rows: as of `grids_by_area`."""
    if frame.empty:
        return ""
    number = fmt_count(frame["grids"].sum(), lang)
    # Households over workers only where a grid gives both: else the sum of one would be divided by a part of the other.
    loads = frame.groupby("area_name")[["households_rated", "staff_rated", "grids_rated"]].sum()
    loads = loads[loads["staff_rated"] > 0]
    if loads.empty:
        return text("community.grids_plain", lang, n=number)
    whole, load = loads.sum(), loads["households_rated"] / loads["staff_rated"]
    most = text("community.grids_most", lang, area=load.idxmax(), k=fmt_number(load.max(), lang, 0)) if len(load) > 1 else ""
    return text(
        "community.grids_finding", lang, n=number, h=fmt_count(frame["households"].sum(), lang),
        rated=fmt_count(whole["grids_rated"], lang), p=fmt_number(whole["households_rated"] / whole["staff_rated"], lang, 0), most=most,
    )
