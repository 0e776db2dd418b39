"""What the Hotline page says in sentences, and its like-for-like comparisons."""

from datetime import datetime, timedelta

import pandas as pd

from dashboard.figures.hotline_bars import MOST_UNITS
from dashboard.figures.hotline_days import CONNECT_NORM
from dashboard.i18n.forms import fmt_count, fmt_day, fmt_number, fmt_share, is_missing
from dashboard.i18n.messages import enum_label
from dashboard.sentences.cases import largest_sentence
from dashboard.ui.shell.language import lang, t

ANSWERED_THIS_YEAR = "hotline_epidemic_calls_ytd"
WEEK = timedelta(days=7)
ENUMS = {"topic": "hotline_topic"}
LATE_COLUMNS = ["ticket_id", "unit", "area_name", "topic", "received_at", "due_at", "overdue_hours", "escalated_at"]
"""Of the list of overdue tickets."""


def same_hours(hours: pd.DataFrame, at: datetime, back: timedelta = timedelta(0)) -> pd.DataFrame:
    """The whole hours of the day of `at` (moved `back`) that were over at `at`: like is compared with like."""
    midnight = datetime.combine(at.date(), datetime.min.time())
    until = at.replace(minute=0, second=0, microsecond=0)
    return hours[(hours["hour"] >= midnight - back) & (hours["hour"] < until - back)]


def offered_in(hours: pd.DataFrame) -> float | None:
    """Calls offered in some hours; null where no hour is known."""
    return hours["offered"].sum(min_count=1) if len(hours) else None


def connected_in(hours: pd.DataFrame) -> float | None:
    """Answered over offered, 0-1; null where either is not known for every hour or nobody called."""
    known = hours.dropna(subset=["offered", "answered"])
    return known["answered"].sum() / known["offered"].sum() if len(known) == len(hours) and known["offered"].sum() else None


def day_words(days: pd.DataFrame) -> str:
    """The last whole day against its weekday's baseline, and the surges of the range. Rows: as of `hotline_by_day`."""
    whole = days[~days["is_partial"].astype(bool)].dropna(subset=["offered"])
    if whole.empty:
        return ""
    last = whole.iloc[-1]
    said = {"day": fmt_day(last["day"], lang()), "n": fmt_count(last["offered"], lang())}
    if is_missing(last["baseline"]) or not last["baseline"]:
        return t("hotline.day_plain", **said)
    surges = int(whole["surge"].fillna(False).astype(bool).sum())
    times = fmt_number(last["offered"] / last["baseline"], lang())
    return t("hotline.day_finding", **said, usual=fmt_count(last["baseline"], lang()), times=times, surges=surges)


def hour_words(hours: pd.DataFrame, at: datetime) -> str:
    """The busiest hour of today. Rows: as of `hotline_by_hour`."""
    today = same_hours(hours, at)
    if today.empty or is_missing(today["offered"].max()):
        return t("hotline.hour_none")
    busiest = today.loc[today["offered"].idxmax()]
    return t("hotline.hour_finding", hour=busiest["hour"].hour, next=busiest["hour"].hour + 1, n=fmt_count(busiest["offered"], lang()))


def connect_words(days: pd.DataFrame) -> str:
    """The last whole day's connect share against the national norm. Rows: as of `hotline_by_day`."""
    whole = days[~days["is_partial"].astype(bool)].dropna(subset=["connect_share"])
    if whole.empty:
        return ""
    last, lowest = whole.iloc[-1], whole.loc[whole["connect_share"].idxmin()]
    said = t(
        "hotline.connect_below" if last["connect_share"] < CONNECT_NORM else "hotline.connect_met",
        day=fmt_day(last["day"], lang()), share=fmt_share(last["connect_share"], lang()),
    )
    if lowest["day"] == last["day"]:
        return said + t("hotline.connect_lowest")
    return said + t("hotline.connect_low", day=fmt_day(lowest["day"], lang()), share=fmt_share(lowest["connect_share"], lang()))


def topic_words(topics: pd.DataFrame) -> str:
    """The topic that grows fastest, and how many calls carry none. Rows: as of `hotline_by_topic`."""
    named = topics[topics["topic"] != "unknown"].dropna(subset=["change_share"])
    without = topics.loc[topics["topic"] == "unknown", "offered_7d"].sum()
    tail = _gap() + t("hotline.topic_without", n=fmt_count(without, lang())) if without else ""
    if named.empty:
        return tail.strip()
    top = named.loc[named["change_share"].idxmax()]
    said = {"topic": enum_label("hotline_topic", top["topic"], lang()), "n": fmt_count(top["offered_7d"], lang())}
    if top["change_share"] <= 0:
        return t("hotline.topic_falling", **said) + tail
    return t("hotline.topic_rising", **said, times=fmt_number(1 + top["change_share"], lang())) + tail


def area_words(areas: pd.DataFrame) -> str:
    """The districts with most and fewest calls a head, and the calls without a district. Rows: as of `hotline_by_area`, named."""
    rated = areas.dropna(subset=["per_10k"])
    without = areas.loc[areas["area_id"] == "", "offered_7d"].sum()
    tail = _gap() + t("hotline.area_without", n=fmt_count(without, lang())) if without else ""
    if len(rated) < 2:
        return tail.strip()
    top, low = rated.loc[rated["per_10k"].idxmax()], rated.loc[rated["per_10k"].idxmin()]
    most, least = fmt_number(top["per_10k"], lang()), fmt_number(low["per_10k"], lang())
    return t("hotline.area_finding", top=top["area_name"], most=most, low=low["area_name"], least=least) + tail


def channel_words(channels: pd.DataFrame) -> str:
    """The main channel, its share and its connect share. Rows: as of `hotline_by_channel`."""
    if channels.empty or not channels["offered"].sum():
        return ""
    top = channels.loc[channels["offered"].idxmax()]
    return t(
        "hotline.channel_finding", channel=enum_label("hotline_channel", top["channel"], lang()),
        share=fmt_share(top["offered"] / channels["offered"].sum(), lang(), 0), connected=fmt_share(top["connect_share"], lang()),
    )


def unit_words(units: pd.DataFrame) -> str:
    """The unit with most overdue tickets, and what was closed on time. Rows: as of `tickets_by_unit`."""
    if units.empty:
        return ""
    late, busy = units["overdue"].sum(), int((units["open"] > 0).sum())
    if not late:
        return t("hotline.unit_none")
    tail = _gap() + t("hotline.unit_most", shown=MOST_UNITS, n=busy) if busy > MOST_UNITS else ""
    top = units.loc[units["overdue"].idxmax()]
    return t(
        "hotline.unit_finding", unit=top["unit"] or t("hotline.unassigned"), n=fmt_count(top["overdue"], lang()),
        share=fmt_share(top["overdue"] / late, lang(), 0), late=fmt_count(late, lang()),
        escalated=fmt_count(units["escalated"].sum(), lang()),
    ) + tail


def published(figures: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The rows of one published indicator, the latest first; empty where it was never published."""
    rows = figures[figures["indicator"] == indicator].sort_values("as_of", ascending=False)
    rows.attrs = figures.attrs
    return rows


def _gap() -> str:
    """What stands between two sentences: nothing in Chinese."""
    return "" if lang() == "zh" else " "


def most_calls_words(areas: pd.DataFrame) -> str:
    """From where most calls come. Rows: one an area: area_name, offered_7d."""
    return largest_sentence(areas, "offered_7d", t("hotline.calls_unit"))


def longest_first(late: pd.DataFrame) -> pd.DataFrame:
    """Tickets past their deadline, the longest overdue first."""
    return late.sort_values("overdue_hours", ascending=False)
