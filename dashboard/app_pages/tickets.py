"""Tickets: what people asked for, how far it has come, which unit is late, and what may be open next week."""

from dashboard.data.fetch import fetch
from dashboard.ui.components.not_received import not_received
from dashboard.ui.components.section import page_section
from dashboard.ui.components.unit_asked import asked_unit
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.sought import sought_ticket
from dashboard.ui.panels.tickets import (
    flow_charts,
    overdue_tickets,
    picked_unit,
    rule_note,
    ticket_strip,
    unit_charts,
    unit_table,
    way_back,
)

way_back()
picked = page_top("tickets", dates=False)
units = fetch("tickets_by_unit", areas=picked.areas)

sought_ticket()
if len(units):
    unit = picked_unit(units)
    ticket_strip(unit, picked)
    unit_charts(units, unit, picked)
    rule_note(picked)

page_section("tickets", "flow", lambda: flow_charts(asked_unit(), picked))
page_section("tickets", "units", lambda: unit_table(units, asked_unit()))
page_section("tickets", "late", lambda: overdue_tickets(asked_unit(), picked))
not_received("hotline_tickets")
