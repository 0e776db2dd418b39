"""What stands under the charts of checkpoints and grids, computed from the rows that they show."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_number, fmt_share, joined
from dashboard.i18n.messages import enum_label, text
from dashboard.sentences.counted import both_words
from dashboard.sentences.standing import leaders, leading


def gates_sentence(frame: pd.DataFrame, city: str, lang: str) -> str:
    """Where most checkpoints are, if stated; "" without rows. How many there are stands in the headline.

    Rows: as of `checkpoints_by_kind_area`; `city`: area_id, under which those stand that name no district.
    """
    if frame.empty:
        return ""
    areas, known = frame[frame["area_id"] != city].groupby("area_name", sort=False)["checkpoints"].sum(), frame["staff_known"].sum()
    areas = areas.sort_values(ascending=False, kind="stable")
    said = text("community.gates_of_city", lang) if areas.empty else text(
        "community.gates_finding", lang, area=leaders(areas, lang), k=leading(areas, lang),
    )
    some = text("community.staff_some", lang, known=fmt_count(known, lang)) if known < frame["checkpoints"].sum() else ""
    return joined(said, some, both_words(frame, lang), lang=lang)


def gate_kinds_sentence(frame: pd.DataFrame, lang: str) -> str:
    """Which kind is the most frequent, and its share; "" where nothing is counted. Rows: `checkpoints_by_kind_area`."""
    kinds = frame.groupby("kind")["checkpoints"].sum()
    if kinds.empty or kinds.sum() <= 0:
        return ""
    share = fmt_share(kinds.max() / kinds.sum(), lang, 0)
    return text("community.gates_kind", lang, kind=enum_label("checkpoint_kind", str(kinds.idxmax()), lang), share=share)


def grids_sentence(frame: pd.DataFrame, lang: str) -> str:
    """For how many grids households and workers are known, and where a worker has most; how many they are stands in the headline.

    Rows: as of `grids_by_area`.
    """
    if frame.empty:
        return ""
    # Households over workers only where a grid gives both: else the sum of one would be divided by a part of the other.
    loads = frame.groupby("area_name")[["households_rated", "staff_rated", "grids_rated"]].sum()
    loads = loads[loads["staff_rated"] > 0]
    if loads.empty:
        return text("community.grids_plain", lang)
    load = (loads["households_rated"] / loads["staff_rated"]).sort_values(ascending=False, kind="stable")
    rated = loads["grids_rated"].sum()
    most = text("community.grids_most", lang, area=leaders(load, lang), k=fmt_number(load.iloc[0], lang, 0)) if len(load) > 1 else ""
    if rated == frame["grids"].sum():
        return text("community.grids_all", lang, most=most)
    return text("community.grids_finding", lang, rated=fmt_count(rated, lang), most=most)
