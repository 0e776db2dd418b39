"""Hotline: how many people call and get through, the shifts to come, what callers need and where; tickets have their own page."""

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.rows.hotline import WEEK
from dashboard.ui.components.not_received import not_received
from dashboard.ui.components.section import page_section
from dashboard.ui.panels.hotline import hotline_strip
from dashboard.ui.panels.hotline_charts import call_curves, calls_by_district, hours_and_waits, topics_and_channels
from dashboard.ui.panels.hotline_needs import needs_and_supply, rising_topics, turned_table
from dashboard.ui.panels.hotline_service import callers_again, shifts_ahead
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.panels.published_figures import published_board

picked, at = page_top("hotline", weeks=6), moment().at
hours = fetch("hotline_by_hour", start=at.date() - WEEK)
days = fetch("hotline_by_day", **picked.dates)

if len(hours) or len(fetch("tickets_by_unit")) or len(fetch("indicators_board", topics=["hotline"])):
    hotline_strip()
if len(days) or len(hours):
    call_curves(days, hours, at, picked)

page_section("hotline", "shifts", lambda: [hours_and_waits(days, hours, at, picked), shifts_ahead()])
page_section("hotline", "topics", lambda: [topics_and_channels(picked), rising_topics(picked)])
page_section("hotline", "needs", lambda: needs_and_supply(picked))
page_section("hotline", "areas", lambda: [calls_by_district(picked), turned_table(), callers_again()])
page_section("hotline", "published", lambda: published_board(["hotline"], picked))
not_received("hotline_calls", "hotline_tickets")
