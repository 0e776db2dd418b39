"""The Tickets page: what is open, late and escalated, by unit, age and day, and the same of one unit."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.figures.tickets import MOST_UNITS, age_bars, flow_curve, open_curve, ticket_bars
from dashboard.i18n.forms import fmt_count, joined
from dashboard.rows.hotline import longest_first
from dashboard.rows.selection import within
from dashboard.rules.ticket_rules import rule_of_city
from dashboard.sentences.tickets import age_sentence, ahead_sentence, flow_sentence, hours_words, rule_sentence, unit_name, unit_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.components.compared_strip import compared_strip
from dashboard.ui.components.kpi import Kpi, act_above_zero
from dashboard.ui.components.table import table
from dashboard.ui.components.unit_asked import NO_UNIT, UNIT, unit_of
from dashboard.ui.shell.address import remember, select
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.links import href, link
from dashboard.ui.shell.typeset import note, section

UNIT_COLUMNS = [
    "unit", "tickets_open", "overdue", "escalated", "waiting", "oldest_hours", "received", "tickets_ended", "closed_on_time_share",
    "median_handling_hours",
]
LATE_COLUMNS = ["ticket_id", "unit", "area_name", "topic", "received_at", "due_at", "overdue_hours", "escalated_at"]


def way_back() -> None:
    """Where the page belongs, as a way back: hotline, then its tickets."""
    st.html(Markup('<p class="note">{} › {}</p>').format(link(href("/hotline"), t("nav.hotline")), t("nav.tickets")))


def picked_unit(units: pd.DataFrame) -> str | None:
    """The unit that is chosen, as queries name it (empty = tickets without one); null = all. Rows: `tickets_by_unit`."""
    named_units = {unit or NO_UNIT: unit_name(unit, lang()) for unit in units["unit"]}
    return unit_of(select(UNIT, t("tickets.unit"), {"": t("tickets.every_unit")} | named_units, 320))


def ticket_strip(unit: str | None, picked: Filters) -> None:
    """The figures of the city's tickets, or of one unit's; where two moments are compared, then and now."""
    compared_strip(lambda: ticket_kpis(unit, picked), strip="tickets", district=picked.district if unit is None else None)


def ticket_kpis(unit: str | None, picked: Filters) -> list[Kpi]:
    """Open, overdue, escalated and waiting tickets, and how many were ended in time, of one unit where it is not null.

    None where no ticket was ever received, as at an earlier moment that the page compares with.
    """
    states, units = fetch("tickets_by_state", unit=unit, areas=picked.areas), fetch("tickets_by_unit", areas=picked.areas)
    if units.empty:
        return []
    own = units if unit is None else units[units["unit"] == unit]
    n = states.set_index("state")["tickets"]
    overdue, escalated = (float(own[column].sum()) for column in ("overdue", "escalated"))
    waiting = None if own["waiting"].isna().any() else float(own["waiting"].sum())
    steps = {state: fmt_count(n[state], lang()) for state in ("received", "dispatched", "handled")}
    struck, oldest = fmt_count(own["struck_off"].sum(), lang()), hours_words(own["oldest_hours"].max(), lang())
    return [
        Kpi("tickets_open", float(n[list(steps)].sum()), states, detail=t("tickets.steps", **steps)),
        Kpi("tickets_overdue", overdue, units, state=act_above_zero(overdue), detail=t("tickets.oldest", span=oldest) if oldest else ""),
        Kpi("tickets_escalated", escalated, units, detail=t("tickets.struck_off", n=struck)),
        Kpi("tickets_waiting", waiting, units, detail=t("tickets.waiting_detail"), missing=t("tickets.waiting_none")),
        Kpi("tickets_on_time", _on_time(own), units, detail=t("tickets.on_time_detail"), missing=t("tickets.on_time_none")),
    ]


def _on_time(units: pd.DataFrame) -> float | None:
    """Share of the tickets ended in the last 7 days that were so in time, over units with a share, by what each ended."""
    known = units.dropna(subset=["closed_on_time_share"])
    weights = known["closed_with_deadline"]
    return float((known["closed_on_time_share"] * weights).sum() / weights.sum()) if weights.sum() else None


def rule_note(picked: Filters) -> None:
    """By which rule the deadlines are, and how many follow from it."""
    note(rule_sentence(rule_of_city(workspace().city, moment().at.date()), fetch("tickets_by_state", areas=picked.areas), lang()))


def flow_charts(unit: str | None, picked: Filters) -> None:
    """What came and went by day, and what was open, with the week ahead."""
    days, where = fetch("tickets_by_day", unit=unit, areas=picked.areas), picked.district_name
    section(t("tickets.flow"), t("tickets.flow_lead"))
    left, right = st.columns(2, gap="large")
    with left:
        chart(drawn(flow_curve, days, **look()), days, key="tickets-flow", sentence=flow_sentence(days, lang()), filters=where)
    with right:
        known = days["tickets_expected"].notna().any()
        said = joined(ahead_sentence(days, lang()), t("tickets.ahead_note") if known else "", lang=lang())
        chart(drawn(open_curve, days, **look()), days, key="tickets-open", sentence=said, filters=where)


def unit_charts(units: pd.DataFrame, unit: str | None, picked: Filters) -> None:
    """Who has open and overdue tickets and how old they are."""
    ages = fetch("tickets_ageing", unit=unit, areas=picked.areas)
    left, right = st.columns(2, gap="large")
    own = units if unit is None else units[units["unit"] == unit]
    with left:
        said = unit_sentence(own, MOST_UNITS, lang())
        chart(drawn(ticket_bars, own, **look()), own, key="tickets-units", sentence=said, filters=picked.district_name)
    with right:
        said = age_sentence(ages, lang())
        chart(drawn(age_bars, ages, **look()), ages, key="tickets-ages", sentence=said, filters=picked.district_name)


def unit_table(units: pd.DataFrame, unit: str | None) -> None:
    """Every unit in figures, or the one that is chosen; a tap on one shows it alone. Rows: `tickets_by_unit`."""
    section(t("tickets.units"), t("tickets.units_lead"))
    own = units if unit is None else units[units["unit"] == unit]
    rows = own.sort_values(["overdue", "tickets_open"], ascending=False, ignore_index=True)
    shown = rows.assign(unit=[unit_name(name, lang()) for name in rows["unit"]])
    table(shown, key="tickets-table", columns=UNIT_COLUMNS, pick=lambda row: remember(UNIT, rows["unit"].iloc[row] or NO_UNIT))


def overdue_tickets(unit: str | None, picked: Filters) -> None:
    """Tickets past their deadline, one by one."""
    late = within(named(fetch("tickets_overdue")), picked.areas)
    late = late if unit is None else late[late["unit"].fillna("") == unit]
    section(t("tickets.overdue_list"), t("tickets.overdue_lead", n=fmt_count(len(late), lang())))
    table(longest_first(late), key="tickets-late", columns=LATE_COLUMNS, enums={"topic": "hotline_topic"}, filters=picked.district_name)
