"""What a page shows of one thing that its address names because somebody looked for it: a ticket, a supply point."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.plain_text import LINE_EMS, on_page, shortened
from dashboard.rows.selection import worded
from dashboard.ui.components.chart import chart_title
from dashboard.ui.components.table import table
from dashboard.ui.shell.address import asked
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.links import here, link
from dashboard.ui.shell.typeset import note

TICKET, POINT = "ticket", "point"
TICKET_COLUMNS = ["ticket_id", "topic", "channel", "unit", "area_name", "received_at", "due_at", "handled_at", "escalated_at", "closed_at"]
TICKET_ENUMS = {"topic": "hotline_topic", "channel": "hotline_channel"}
POINT_COLUMNS = ["kind", "area_name", "state", "cover_state", "worst_item", "worst_cover_days", "reported_at", "address"]
POINT_ENUMS = {"kind": "supply_kind", "worst_item": "supply_item", "state": "supply_state"}


def sought_ticket() -> None:
    """The ticket that the address names, whatever became of it; nothing where it names none. Address: `ticket`."""
    number = asked(TICKET)
    if not number:
        return
    found = fetch("tickets_by_number", text=number, limit=1)
    rows = found[found["ticket_id"] == number]
    _shown(rows, TICKET, "ticket", t("find.one_ticket", id=number), t("find.no_ticket", id=number), TICKET_COLUMNS, TICKET_ENUMS)


def sought_point() -> None:
    """The supply point that the address names; nothing where it names none. Address: `point`."""
    given = asked(POINT)
    if not given:
        return
    points = fetch("supply_points")
    rows = worded(points[points["supply_point_id"] == given], "cover_state", "cover_state.", lang())
    name = rows["name"].iloc[0] if len(rows) else given
    around = f"point:{given}" if len(rows) else ""
    _shown(rows, POINT, "supply-point", t("find.one_point", name=name), t("find.no_point", id=given), POINT_COLUMNS, POINT_ENUMS, around)


def _shown(
    rows: pd.DataFrame, parameter: str, place: str, title: str, missing: str, columns: list[str], enums: dict[str, str],
    around: str = "",
) -> None:
    """`around`: what the address calls it, where one may ask what is near it."""
    with st.container(key=place, gap="small"):
        if rows.empty:
            note(missing, "watch")
            return
        away = link(here(**{parameter: None}), t("find.put_away"))
        ways = Markup(" · ").join([*([link(here("near-here", near=around), t("near.whole"))] if around else []), away])
        st.html(chart_title(Markup("{} <small>{}</small>").format(on_page(shortened(title, LINE_EMS)), ways)))
        table(rows, key=f"{place}-row", columns=columns, enums=enums, labels={"closed_at": t("find.closed_at")})
