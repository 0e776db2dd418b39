"""Hotline: how many people call, how many get through, what about, from where, and what is overdue."""

import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.data.page_moment import moment
from dashboard.figures.bars import horizontal_bars
from dashboard.figures.hotline import hotline_curve
from dashboard.figures.hotline_detail import channel_bars, connect_curve, day_curve, ticket_bars, topic_bars
from dashboard.sentences import hotline as words
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.table import table
from dashboard.ui.panels.hotline import hotline_strip
from dashboard.ui.panels.indicator_board import indicator_board
from dashboard.ui.panels.page_top import page_top
from dashboard.ui.shell.districts import named, rows_in
from dashboard.ui.shell.language import look, t
from dashboard.ui.shell.typeset import note, section

picked, at = page_top("hotline", weeks=6), moment().at
hours = fetch("hotline_by_hour", start=at.date() - words.WEEK)
days, areas = fetch("hotline_by_day", **picked.dates), named(fetch("hotline_by_area"))
units, late = fetch("tickets_by_unit"), rows_in(named(fetch("tickets_overdue")), picked)
where, figures = picked.district_name, fetch("indicators_board", topics=["hotline"])
hotline_strip(hours, units, figures, at)
if len(days) or len(hours):
    section(t("hotline.by_day"), t("hotline.by_day_lead"))
    note(t("hotline.city_only")) if picked.district else None
    chart(drawn(day_curve, days, **look()), days, key="hotline-days", finding=words.day_words(days), filters=picked.words)
    left, right = st.columns([3, 2], gap="large")
    with left:
        chart(drawn(hotline_curve, hours, **look(), height=320), hours, key="hotline-hours", finding=words.hour_words(hours, at))
    with right:
        chart(drawn(connect_curve, days, **look()), days, key="hotline-connect", finding=words.connect_words(days), filters=picked.words)
    section(t("hotline.topics"))
    topics, channels = fetch("hotline_by_topic", areas=picked.areas), fetch("hotline_by_channel")
    left, right = st.columns([3, 2], gap="large")
    with left:
        bars = drawn(topic_bars, topics, **look())
        chart(bars, topics, key="hotline-topics", finding=words.topic_words(topics), filters=where, enums=words.ENUMS)
    with right:
        chart(drawn(channel_bars, channels, **look()), channels, key="hotline-channels", finding=words.channel_words(channels))
    section(t("hotline.areas"), t("hotline.areas_note"))
    left, right = st.columns(2, gap="large")
    with left:
        measure = {"title": t("hotline.areas_map"), "unit": t("hotline.areas_unit"), "decimals": 1}
        district_map(areas, "per_10k", key="hotline-map", **measure, finding=words.area_words(areas))
    with right:
        known, selected = areas[areas["area_id"] != ""], where if picked.district else None
        bars = drawn(horizontal_bars, known, "offered_7d", title=t("hotline.areas_bars"), selected=selected, **look())
        chart(bars, known, key="hotline-areas", finding=words.most_calls_words(known), enums={"top_topic": "hotline_topic"})
if len(units):
    section(t("hotline.tickets"), t("hotline.tickets_lead"))
    chart(drawn(ticket_bars, units, **look()), units, key="hotline-units", finding=words.unit_words(units))
    section(t("hotline.overdue_list"), t("hotline.overdue_lead", n=len(late)))
    table(words.longest_first(late), key="hotline-late", columns=words.LATE_COLUMNS, enums=words.ENUMS, filters=where)
section(t("hotline.published"), "" if len(days) else t("hotline.no_data_lead"))
indicator_board(figures, nothing=t("hotline.published_none"))
