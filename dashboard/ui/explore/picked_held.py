"""Where the pick is held: in the address, as one readable text."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.measures.declaration import measures
from dashboard.measures.permitted import applies
from dashboard.measures.picked import Filter, Keep, Period, Picked, PickRefused
from dashboard.measures.written import read, write
from dashboard.ui.shell.address import asked, remember
from dashboard.ui.shell.filters import Filters

PICK = "pick"
"""The address's parameter."""
STARTERS = {
    "food": Picked(
        ("calls_offered", "cover_scarcest_point", "zones_open"), ("district",), (Filter("topic", ("supply", "delivery")),), Period(last=7),
        "period", (Keep("cover_scarcest_point", "<", 2),), "-calls_offered_change",
    ),
    "connect": Picked(("calls_offered", "connect_share"), ("day",), period=Period(last=28)),
    "zones": Picked(("zones_high", "zones_medium"), ("day",), period=Period(last=28)),
    "tickets": Picked(("tickets_open", "tickets_overdue"), ("unit",), order="-tickets_overdue"),
}
"""Picks to begin with, each a message picking.start_<name>."""


def held() -> Picked:
    """The pick of the address; without a measure where it is silent. Raises: PickRefused for what cannot be read."""
    return read(asked(PICK)) if asked(PICK) else Picked(())


def hold(picked: Picked) -> None:
    """Put a pick into the address."""
    remember(PICK, write(picked) if picked.measures else "")


def changing(key: str, change: Callable[[Picked, Any], Picked]) -> Callable[[], None]:
    """A callback of the widget `key`: the pick as `change` makes it from the one of the address and the widget's value."""
    def changed() -> None:
        try:
            now = held()
        except PickRefused:
            now = Picked(())
        hold(change(now, st.session_state[key]))
    return changed


def changed(now: Picked, **fields: Any) -> Picked:
    """The pick with other fields, without what no longer means anything: an order or a condition on a column that went."""
    new = replace(now, **fields)
    columns = (*new.measures, "total")
    kept = tuple(one for one in new.keep if one.column.startswith(columns))
    is_sorted = new.order.removeprefix("-").startswith(columns) if new.order else True
    return replace(new, keep=kept, order=new.order if is_sorted else "")


def of_page(now: Picked, picked: Filters) -> Picked:
    """The pick as the page asks it: of its district where one is chosen, the pick names none, and every measure is known by district."""
    return of_district(now, picked.district)


def of_district(now: Picked, district: str | None) -> Picked:
    """As `of_page`, of an area_id; null = the whole city."""
    able = all(applies(measures()[name], "district") for name in now.measures)
    is_free = now.compare != "districts" and not now.filtered("district")
    return replace(now, is_of_district=bool(district and able and is_free))
