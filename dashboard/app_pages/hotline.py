"""Hotline: how many people call and get through, the shifts to come, what callers need and where; tickets have their own page."""

from dashboard.data.fetch import fetch
from dashboard.data.page_moment import moment
from dashboard.rows.hotline import WEEK
from dashboard.sentences.hotline import week_lead, week_words
from dashboard.sentences.surge import calls_lead
from dashboard.ui.components.not_received import not_received
from dashboard.ui.panels.hotline import hotline_strip
from dashboard.ui.panels.hotline_charts import call_curves, calls_by_district, topics_and_channels
from dashboard.ui.panels.hotline_needs import needs_and_supply, rising_topics, turned_table
from dashboard.ui.panels.hotline_service import callers_again, shifts_ahead, sources
from dashboard.ui.panels.indicator_board import indicator_board
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note, section

picked, at = page_top("hotline", weeks=6), moment().at
hours = fetch("hotline_by_hour", start=at.date() - WEEK)
days = fetch("hotline_by_day", **picked.dates)
areas = named(fetch("hotline_by_area"))
units = fetch("tickets_by_unit")
figures = fetch("indicators_board", topics=["hotline"])

if len(hours) or len(units) or len(figures):
    hotline_strip()
if len(days) or len(hours):
    section(t("hotline.by_day"), calls_lead(days, lang()))
    note(t("hotline.city_only")) if picked.district else None
    sources(days)
    call_curves(days, hours, at, picked)
    shifts_ahead()
topics = fetch("hotline_by_topic", areas=picked.areas)
if len(topics) or len(areas):  # of calls one by one: published counts say neither topic nor district
    section(t("hotline.topics"), week_words(topics, lang()))
    topics_and_channels(topics, fetch("hotline_by_channel"), picked)
    rising_topics(picked)
    needs_and_supply(picked)
    section(t("hotline.areas"), week_lead(areas, lang()))
    calls_by_district(areas, picked)
    turned_table()
    callers_again()
section(t("hotline.published"), "" if len(days) else t("hotline.no_data_lead"))
indicator_board(figures, nothing=t("hotline.published_none"))
not_received("hotline_calls", "hotline_tickets")
