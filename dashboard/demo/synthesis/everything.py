"""All made-up rows of a city, sorted into the deliveries that would have brought them."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.businesses import made_businesses
from dashboard.demo.synthesis.cases import made_cases, made_persons
from dashboard.demo.synthesis.closures import made_closures
from dashboard.demo.synthesis.community import made_community
from dashboard.demo.synthesis.contacts import made_contacts
from dashboard.demo.synthesis.handovers import made_handovers
from dashboard.demo.synthesis.hotline import made_calls
from dashboard.demo.synthesis.inspections import made_inspections
from dashboard.demo.synthesis.resumptions import made_resumptions
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.special_groups import made_special_groups
from dashboard.demo.synthesis.supply import made_supply
from dashboard.demo.synthesis.tickets import made_tickets
from dashboard.demo.synthesis.zone_members import members_of
from dashboard.demo.synthesis.zone_rounds import made_rounds
from dashboard.demo.synthesis.zones import made_sites, made_zones, open_spells
from dashboard.schema.declaration import tables


def everything(scene: Scene) -> list[Made]:
    """Every table's rows. The same scene always gives the same rows."""
    persons = made_persons(scene)
    sites = made_sites(scene, persons)
    members, spells = members_of(scene, sites, persons), open_spells(sites)
    zones, cases = made_zones(scene, sites, members, persons), made_cases(scene, persons, members)
    placed = [zone_id for made in zones if made.table == "zones" for zone_id in made.rows.dropna(subset=["lon"])["zone_id"]]
    businesses = made_businesses(scene, spells)
    calls = made_calls(scene, spells)
    tickets = made_tickets(scene, calls[0].rows) if calls else []
    return [
        *zones, *cases, *made_contacts(scene, persons), *made_closures(scene),
        *businesses, *made_inspections(scene, businesses), *calls, *tickets,
        *made_supply(scene, spells.assign(is_placed=spells["zone_id"].isin(placed))), *made_community(scene, cases[0].rows),
        *made_rounds(scene, sites, members, persons),
        *made_handovers(scene), *made_resumptions(scene),
        *made_special_groups(scene),
    ]


def deliveries(made: list[Made], moments: list[datetime]) -> Iterator[tuple[datetime, dict[str, pd.DataFrame]]]:
    """(received_at, rows by table) for every moment that brings something, in order.

    A row comes at the first moment at or after its `known_at`; of several versions within one delivery the last is what it
    says. Rows known after the last moment are left out: the clock stops there.
    """
    edges = np.array(moments, dtype="datetime64[us]")
    slots = [np.searchsorted(edges, m.rows["known_at"].to_numpy().astype("datetime64[us]"), side="left") for m in made]
    for number, moment in enumerate(moments):
        brought = {}
        for m, slot in zip(made, slots, strict=True):
            rows = m.rows[slot == number]
            if len(rows):
                key = [column for column in tables()[m.table].key if column in rows]
                newest = rows.sort_values("known_at", kind="stable").drop_duplicates(key, keep="last")
                newest = newest.sort_index().drop(columns="known_at")
                brought[m.table] = pd.concat([brought[m.table], newest], ignore_index=True) if m.table in brought else newest
        if brought:
            yield moment, brought
