"""Who carries how much: grid workers by district, street and grid; who keeps the gates; helpers beside the load of their districts."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.rows.community import PEOPLE, sent_of
from dashboard.rows.selection import within
from dashboard.sentences.community_load import duty_sentence, helpers_sentence, load_sentence
from dashboard.sentences.counted import TURNED, bounded
from dashboard.ui.components.table import table
from dashboard.ui.shell.address import remember, select
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import paragraph, section

STREET = "street"
LOAD = ["area_name", "communities", "grids", "households", "households_per_grid", "staff", "households_per_staff", "median_load",
        "worst_load", "worst_name", "staff_unknown", "without_staff"]
SELDOM = ("communities", "staff_unknown", "without_staff", "people", "community_name", "street", "households_per_grid", "count")
"""Columns that are shown where a row has something to say in them."""
GRID = ["name", "kind", "street", "community_name", "area_name", "households", "people", "staff", "households_per_staff",
        "households_per_grid"]
DUTY = ["kind", "checkpoints", "staff", "staffed", "staff_per_place", "shifts", "on_duty"]
HELPERS = ["area_name", "people", "residents_per_helper", "people_per_10k", "grids", "people_per_grid", "closed_zones",
           "closed_households", "closed_households_per_helper"]
HEAVIEST = ["households_per_staff", "households_per_grid", "households"]


def grid_load(picked: Filters) -> None:
    """Households a grid worker: of districts, of the chosen district's streets, and grid by grid; nothing without grids.

    Address: `street`, one of the chosen district.
    """
    grids = named(fetch("grids_listed", areas=picked.areas))
    if grids.empty:
        return
    section(t("load.title"), t("load.lead"))
    rows = named(fetch("grids_load_by_street", areas=picked.areas))
    shown, street = _levels(rows, picked)
    st.html(paragraph("sentence", load_sentence(grids, lang())))
    told = shown.assign(
        households=bounded(shown, "households", "households_qualifier", lang()),
        communities=shown["communities"].where(shown["communities"] > 0),
    )
    columns = [STREET if name == "area_name" and picked.district else name for name in LOAD]
    table(told, key="grid-load", columns=_telling(told, columns), filters=picked.district_name, labels={"street": t("load.street")},
          pick=(lambda row: _pick_street(shown["street"].iloc[row])) if picked.district else None)
    _grids(grids if not street else grids[grids["street"].fillna("").str.strip() == street], picked)


def _levels(rows: pd.DataFrame, picked: Filters) -> tuple[pd.DataFrame, str]:
    """The districts, or the streets of the chosen one, heaviest load first; and the street that the address names."""
    rows = rows[rows["is_street"].astype(bool) == bool(picked.district)].sort_values(HEAVIEST, ascending=False, na_position="last")
    streets = [street for street in rows["street"] if street]
    if not picked.district or not streets:
        return rows.assign(street=[street or t("load.no_street") for street in rows["street"]]), ""
    chosen = select(STREET, t("load.street"), {"": t("load.every_street")} | {name: name for name in streets}, 280)
    return rows.assign(street=[street or t("load.no_street") for street in rows["street"]]), chosen


def _pick_street(name: str) -> None:
    remember(STREET, "" if name == t("load.no_street") else name)


def _grids(grids: pd.DataFrame, picked: Filters) -> None:
    opened = st.expander(t("load.one_by_one", n=len(grids)), key="grids-listed", on_change="rerun")
    if opened.open:
        with opened:
            rows = grids.sort_values(HEAVIEST, ascending=False, na_position="last")
            told = rows.assign(**{name: bounded(rows, name, f"{name}_qualifier", lang()) for name in ("households", "staff")})
            table(told, key="grids-one", columns=_telling(told, GRID), filters=picked.district_name)


def gate_duty(picked: Filters) -> None:
    """Who keeps the checkpoints of each kind, with people, shifts and hours where they were published; nothing without checkpoints."""
    kinds = fetch("checkpoints_duty_by_kind", areas=picked.areas)
    if kinds.empty:
        return
    section(t("duty.title"), t("duty.lead"))
    st.html(paragraph("sentence", duty_sentence(kinds, lang())))
    rows = kinds.sort_values("checkpoints", ascending=False)
    shifts = [_span(least, most) for least, most in zip(rows["shifts_least"], rows["shifts_most"], strict=True)]
    told = rows.assign(
        shifts=shifts, checkpoints=bounded(rows, "checkpoints", "qualifier", lang()),
        staff=bounded(rows, "staff", "staff_qualifier", lang()),
        staff_per_place=bounded(rows, "staff_per_place", "per_place_qualifier", lang(), 1),
    )
    table(told, key="duty", columns=_telling(told, DUTY), filters=picked.district_name, labels={"checkpoints": t("counted.amount")})


def helpers_beside_load(sent: pd.DataFrame, picked: Filters) -> None:
    """People sent down and still there beside residents, grids and closed households; nothing without deployments.

    Rows: `deployments_recent` of the whole city.
    """
    people = sent_of(sent, PEOPLE)
    if people.empty:
        return
    section(t("helpers.title"), t("helpers.lead"))
    load = named(fetch("deployments_load_by_area"))
    alone = people[~people["area_id"].isin(list(load["area_id"]))]
    st.html(paragraph("sentence", helpers_sentence(load, alone, lang())))
    rows = load[load["people"].notna() | load["closed_households"].gt(0)]
    rows = within(rows, picked.areas).sort_values(["residents_per_helper", "closed_households"], ascending=False, na_position="last")
    told = rows.assign(
        people=bounded(rows, "people", "qualifier", lang()),
        closed_households=bounded(rows, "closed_households", "closed_qualifier", lang()), **_quotients(rows),
    )
    if len(told):
        table(told, key="helpers", columns=_telling(told, HELPERS), filters=picked.district_name)


def _quotients(rows: pd.DataFrame) -> dict[str, list]:
    """What a helper carries and how many helpers there are for it, with the bound that follows from those of both sides."""
    helpers = rows["qualifier"]
    carried = helpers.map(TURNED)
    closed = carried.where(rows["closed_qualifier"] == "exact", rows["closed_qualifier"].where(helpers == "exact", "about"))
    bounds = rows.assign(carried=carried, closed=closed)
    return {
        "residents_per_helper": bounded(bounds, "residents_per_helper", "carried", lang()),
        "people_per_10k": bounded(bounds, "people_per_10k", "qualifier", lang(), 1),
        "people_per_grid": bounded(bounds, "people_per_grid", "qualifier", lang(), 1),
        "closed_households_per_helper": bounded(bounds, "closed_households_per_helper", "closed", lang(), 1),
    }


def _telling(frame: pd.DataFrame, columns: list[str]) -> list[str]:
    """The columns, without those that no row has anything to say in."""
    return [name for name in columns if frame[name].notna().any() and not (name in SELDOM and frame[name].isin([0, ""]).all())]


def _span(least: float, most: float) -> str | None:
    if pd.isna(least):
        return None
    return f"{least:g}" if least == most else f"{least:g}–{most:g}"
