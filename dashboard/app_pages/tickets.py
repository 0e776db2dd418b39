"""Tickets: what people asked for, how far it has come, which unit is late, and what may be open next week."""

from dashboard.data.fetch import fetch
from dashboard.ui.components.not_received import not_received
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.sought import sought_ticket
from dashboard.ui.panels.tickets import flow_charts, overdue_tickets, picked_unit, rule_note, ticket_strip, unit_charts, way_back

way_back()
picked = page_top("tickets", dates=False)
units = fetch("tickets_by_unit", areas=picked.areas)

sought_ticket()
if len(units):
    unit = picked_unit(units)
    ticket_strip(unit, picked)
    rule_note(picked)
    unit_charts(units, unit, picked)
    flow_charts(unit, picked)
    overdue_tickets(unit, picked)
not_received("hotline_tickets")
