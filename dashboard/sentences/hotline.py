"""What stands under the charts of the hotline, computed from the rows that they show."""

from datetime import datetime

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_number, fmt_share, fmt_window, is_missing, joined
from dashboard.i18n.messages import enum_label, text
from dashboard.rows.hotline import same_hours
from dashboard.rules.service import CONNECT_NORM
from dashboard.sentences.standing import largest_sentence, leaders
from dashboard.sentences.surge import hours_sentence


def hour_sentence(hours: pd.DataFrame, at: datetime, lang: str, with_usual: bool = True) -> str:
    """The busiest hour of today, where the surge stands and, where asked, of which days the usual is. Rows: `hotline_by_hour`."""
    today = same_hours(hours, at)
    if today.empty or is_missing(today["offered"].max()):
        return text("hotline.hour_none", lang)
    busiest = today.loc[today["offered"].idxmax()]
    hour, n = busiest["hour"].hour, fmt_count(busiest["offered"], lang)
    return joined(text("hotline.hour_finding", lang, hour=hour, next=hour + 1, n=n), hours_sentence(hours, lang, with_usual), lang=lang)


def covered_words(hours: pd.DataFrame, day: object, at: pd.Timestamp, lang: str) -> str:
    """The hours of a day that its calls cover: 11月29日 0–16时; the day alone where whole days are published; else nothing."""
    hourly = covered_window(hours, day, at)
    return fmt_window(*hourly, lang) if hourly else "" if is_missing(day) else fmt_day(pd.Timestamp(day), lang)


def covered_window(hours: pd.DataFrame, day: object, at: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """From when to when the calls of a day are known by the hour; null where they are not."""
    if is_missing(day):
        return None
    start = pd.Timestamp(day).normalize()
    whole = hours["offered"].notna() & ~hours["is_partial"].astype(bool)
    known = hours.loc[(pd.to_datetime(hours["hour"]).dt.normalize() == start) & whole, "hour"]
    return None if known.empty else (start, min(pd.Timestamp(known.max()) + pd.Timedelta(hours=1), at))


def connect_sentence(days: pd.DataFrame, lang: str) -> str:
    """The last whole day's connect share against the national norm. Rows: as of `hotline_by_day`."""
    whole = days[~days["is_partial"].astype(bool)].dropna(subset=["connect_share"])
    if whole.empty:
        return ""
    last, lowest = whole.iloc[-1], whole.loc[whole["connect_share"].idxmin()]
    said = text(
        "hotline.connect_below" if last["connect_share"] < CONNECT_NORM else "hotline.connect_met", lang,
        day=fmt_day(last["day"], lang), share=fmt_share(last["connect_share"], lang),
    )
    if lowest["day"] == last["day"]:
        return said + text("hotline.connect_lowest", lang)
    return said + text("hotline.connect_low", lang, day=fmt_day(lowest["day"], lang), share=fmt_share(lowest["connect_share"], lang))


def week_words(rows: pd.DataFrame, lang: str) -> str:
    """Which 7 days are meant. Rows: with last_day, the same in all; nothing where there are none."""
    if rows.empty or is_missing(rows["last_day"].iloc[0]):
        return ""
    last = pd.Timestamp(rows["last_day"].iloc[0])
    return text("hotline.week", lang, start=fmt_day(last - pd.Timedelta(days=6), lang), end=fmt_day(last, lang))


def answered_words(areas: pd.DataFrame, lang: str) -> str:
    """That a district is recorded of answered calls alone, where that is so. Rows: as of `hotline_by_area`."""
    known = areas[areas["area_id"] != ""]
    is_so = len(known) and known["offered_7d"].sum() and (known["offered_7d"] == known["answered_7d"]).all()
    return text("hotline.area_answered", lang) if is_so else ""


def week_lead(areas: pd.DataFrame, lang: str) -> str:
    """Which 7 days the figures by district are of, of which calls, and what has no rate. Rows: as of `hotline_by_area`."""
    return joined(week_words(areas, lang), answered_words(areas, lang), text("hotline.areas_note", lang), lang=lang)


def topic_sentence(topics: pd.DataFrame, lang: str) -> str:
    """The topic that grows fastest, and how many calls carry none. Rows: as of `hotline_by_topic`."""
    named = topics[topics["topic"] != "unknown"].dropna(subset=["change_share"])
    without = topics.loc[topics["topic"] == "unknown", "offered_7d"].sum()
    tail = text("hotline.topic_without", lang, n=fmt_count(without, lang)) if without else ""
    if named.empty:
        return tail
    top = named.loc[named["change_share"].idxmax()]
    said = {"topic": enum_label("hotline_topic", top["topic"], lang), "n": fmt_count(top["offered_7d"], lang)}
    if top["change_share"] <= 0:
        return joined(text("hotline.topic_falling", lang, **said), tail, lang=lang)
    return joined(text("hotline.topic_rising", lang, **said, times=fmt_number(1 + top["change_share"], lang)), tail, lang=lang)


def area_sentence(areas: pd.DataFrame, lang: str) -> str:
    """The districts with most and fewest calls a head, and the calls without a district. Rows: as of `hotline_by_area`, named."""
    rated = areas.dropna(subset=["per_10k"])
    without = areas.loc[areas["area_id"] == "", "offered_7d"].sum()
    tail = text("hotline.area_without", lang, n=fmt_count(without, lang)) if without else ""
    if len(rated) < 2:
        return tail
    by = rated.set_index("area_name")["per_10k"].sort_values(ascending=False, kind="stable")
    most, least = fmt_number(by.iloc[0], lang), fmt_number(by.iloc[-1], lang)
    low = leaders(by.sort_values(kind="stable"), lang)
    return joined(text("hotline.area_finding", lang, top=leaders(by, lang), most=most, low=low, least=least), tail, lang=lang)


def channel_sentence(channels: pd.DataFrame, lang: str) -> str:
    """The main channel, its share and its connect share. Rows: as of `hotline_by_channel`."""
    if channels.empty or not channels["offered"].sum():
        return ""
    top = channels.loc[channels["offered"].idxmax()]
    return text(
        "hotline.channel_finding", lang, channel=enum_label("hotline_channel", top["channel"], lang),
        share=fmt_share(top["offered"] / channels["offered"].sum(), lang, 0), connected=fmt_share(top["connect_share"], lang),
    )


def most_calls_sentence(areas: pd.DataFrame, lang: str) -> str:
    """From where most calls come. Rows: one an area: area_name, offered_7d."""
    return largest_sentence(areas, "offered_7d", text("hotline.calls_unit", lang), lang)
