"""The charts of the hotline page: calls by day and hour, what they are about and from where."""

from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn, said
from dashboard.figures.bars import horizontal_bars
from dashboard.figures.hotline import hotline_curve
from dashboard.figures.hotline_bars import channel_bars, topic_bars
from dashboard.figures.hotline_days import connect_curve, day_curve
from dashboard.sentences.hotline import (
    area_sentence,
    channel_sentence,
    connect_sentence,
    hour_sentence,
    most_calls_sentence,
    topic_sentence,
    week_lead,
    week_words,
)
from dashboard.sentences.surge import calls_lead, day_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.notes import note_marks
from dashboard.ui.panels.hotline_service import sources, waits
from dashboard.ui.shell.districts import named
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import note, section

TOPIC = {"topic": "hotline_topic"}


def call_curves(days: pd.DataFrame, hours: pd.DataFrame, at: datetime, picked: Filters) -> None:
    """Calls by day and the share that got through; by hour where no day is whole. Rows: `hotline_by_day`, `hotline_by_hour`."""
    section(t("hotline.by_day"), said(calls_lead, days, lang()))
    if picked.district:
        note(t("hotline.city_only"))
    sources(days)
    if days.empty:  # published counts of some hours alone
        return by_hour(hours, at)
    left, right = st.columns([6, 5], gap="large")
    with left:
        words, marks = said(day_sentence, days, lang()), note_marks(days["day"])
        chart(drawn(day_curve, days, **look(), events=marks), days, key="hotline-days", sentence=words, filters=picked.words)
    with right:
        words = said(connect_sentence, days, lang())
        chart(drawn(connect_curve, days, **look()), days, key="hotline-connect", sentence=words, filters=picked.words)


def hours_and_waits(days: pd.DataFrame, hours: pd.DataFrame, at: datetime, picked: Filters) -> None:
    """Calls by hour and how long callers waited; nothing where `call_curves` has shown the hours. Rows: as there."""
    if len(days):
        left, right = st.columns([6, 5], gap="large")
        with left:
            by_hour(hours, at)
        with right:
            waits(picked)


def by_hour(hours: pd.DataFrame, at: datetime) -> None:
    """Calls by hour against what is usual. Rows: `hotline_by_hour`."""
    chart(drawn(hotline_curve, hours, **look(), height=320), hours, key="hotline-hours", sentence=hour_sentence(hours, at, lang()))


def topics_and_channels(picked: Filters) -> None:
    """What the calls are about, and by which channel they came; nothing where calls are known as published counts alone."""
    topics, channels = fetch("hotline_by_topic", areas=picked.areas), fetch("hotline_by_channel")
    if topics.empty:
        return
    section(t("hotline.topics"), week_words(topics, lang()))
    left, right = st.columns([3, 2], gap="large")
    with left:
        bars, words = drawn(topic_bars, topics, **look()), topic_sentence(topics, lang())
        chart(bars, topics, key="hotline-topics", sentence=words, filters=picked.district_name, enums=TOPIC)
    with right:
        chart(drawn(channel_bars, channels, **look()), channels, key="hotline-channels", sentence=channel_sentence(channels, lang()))


def calls_by_district(picked: Filters) -> None:
    """Calls a head on the map, and calls by district; nothing where no call has a district."""
    areas = named(fetch("hotline_by_area"))
    if areas.empty:
        return
    section(t("hotline.areas"), week_lead(areas, lang()))
    left, right = st.columns(2, gap="large")
    with left:
        measure = {"title": t("hotline.areas_map"), "unit": t("hotline.areas_unit"), "decimals": 1}
        district_map(areas, "per_10k", key="hotline-map", **measure, sentence=area_sentence(areas, lang()))
    with right:
        known, selected = areas[areas["area_id"] != ""], picked.district_name if picked.district else None
        bars = drawn(horizontal_bars, known, "offered_7d", title=t("hotline.areas_bars"), selected=selected, **look())
        said = most_calls_sentence(known, lang())
        chart(bars, known, key="hotline-areas", sentence=said, enums={"top_topic": "hotline_topic"})
