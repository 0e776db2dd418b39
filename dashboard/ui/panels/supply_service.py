"""Who delivers to closed zones: what points can carry a day beside the households there, and zones that nobody delivers to."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.i18n.forms import fmt_count, listed
from dashboard.rows.selection import within
from dashboard.rows.tallies import column_sums
from dashboard.sentences.supply import days_words, service_sentence
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.kpi import Kpi
from dashboard.ui.components.not_received import knows_zones, received
from dashboard.ui.components.table import table
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, paragraph, section

AREA_COLUMNS = ["area_name", "zones", "households", "orders_per_day", "delivery_share", "zones_unlinked", "households_unlinked"]
ZONE_COLUMNS = ["area_name", "extent_text", "households", "delivered", "link_state"]
SHOWN = 8
"""Points without a register entry that a line names; more are counted."""


def link_kpi(picked: Filters) -> list[Kpi]:
    """Households in closed zones that no working link serves; nothing where no link was ever reported.

    A district without a closed zone has none, unless some zones of the city name no district and may be in it.
    """
    every = fetch("supply_service_by_area")
    if "delivery_links" not in received() or every.empty:
        return []
    service = within(every, picked.areas)
    if service["zones"].sum():
        sums = column_sums(service)
        zones, households = sums["zones_unlinked"], sums["households_unlinked"]
    else:
        nameless = int(within(every, [picked.city, ""])["zones"].sum()) if picked.areas else 0
        zones = households = None if nameless else 0
    detail = t("supply.unlinked_detail", n=fmt_count(zones, lang()))
    state, missing = "act" if households else "quiet", "" if zones else t("zones.nameless")
    return [Kpi("households_unlinked", households, service if len(service) else every, state=state, detail=detail, missing=missing)]


def service_panels(picked: Filters) -> None:
    """Delivery capacity by district and closed zones one by one, those without a link first; nothing where no zone was ever known."""
    if not knows_zones():
        return
    service = within(named(fetch("supply_service_by_area")), picked.areas)
    closed = service[service["zones"] > 0]
    section(t("supply.service"), t("supply.service_lead"))
    if closed.empty:
        note(t("supply.no_closed"), "quiet")
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.html(chart_title(t("supply.capacity_title")))
        closed = closed.assign(delivery_share=closed["delivery_share"].round(2))
        rows = closed.sort_values(["households_unlinked", "households"], ascending=False, na_position="last")
        is_linked = "delivery_links" in received()
        table(rows, key="supply-service", columns=AREA_COLUMNS if is_linked else AREA_COLUMNS[:5], filters=picked.district_name)
        st.html(paragraph("sentence", service_sentence(closed, lang())))
    with right:
        zones_served_list(picked)


def zones_served_list(picked: Filters) -> None:
    """Closed zones with their last delivery and link: first those without a link, then the longest ago. Rows: `zones_by_service`."""
    zones = named(fetch("zones_by_service", areas=picked.areas))
    order = zones.assign(linked=zones["is_linked"].map({False: 0, True: 2}).fillna(1), days=zones["days_since"].fillna(float("inf")))
    rows = order.sort_values(["linked", "days", "zone_id"], ascending=[True, False, True])
    states = [t(f"link_state.{'unknown' if known is None else 'linked' if known else 'unlinked'}") for known in _truth(rows["is_linked"])]
    shown = rows.assign(link_state=states, delivered=[days_words(days, lang()) for days in rows["days_since"]])
    st.html(chart_title(t("supply.zones_title")))
    columns = ZONE_COLUMNS if "delivery_links" in received() else ZONE_COLUMNS[:4]
    table(shown, key="zones-service", columns=columns, filters=picked.district_name)
    if "delivery_links" not in received():
        note(t("supply.no_links"), "quiet")


def unplaced_reports() -> None:
    """One line that names the points whose stock was reported and which are on no record; nothing where there are none."""
    rows = fetch("supply_reports_unplaced")
    if rows.empty:
        return
    names = listed(rows["supply_point_id"].head(SHOWN), lang())
    key = "supply.unplaced" if len(rows) <= SHOWN else "supply.unplaced_more"
    note(t(key, n=fmt_count(rows["reports"].sum(), lang()), points=fmt_count(len(rows), lang()), names=names), "watch")


def _truth(values: pd.Series) -> list[bool | None]:
    return [None if pd.isna(value) else bool(value) for value in values]
