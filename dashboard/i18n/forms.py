"""How numbers, days and moments are written in Chinese and English. Missing is 未知/unknown, never 0."""

import math
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import TypeIs

WAN, YI = 10_000, 100_000_000
SAID_IN_WAN = 10 * WAN
"""From ten 万 on people say 万; below that the exact figure is as short."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN = {"zh": "未知", "en": "unknown"}
MINUS = "−"
GAP = {"zh": "", "en": " "}
"""Between a figure and its unit, and between a sentence and the next."""
present_year: ContextVar[int | None] = ContextVar("present_year", default=None)
"""The year that the page speaks in: days of it are written without it, days of another year with theirs. Null = no day is."""


def is_missing(value: object) -> "TypeIs[None]":
    """Whether a value from a frame is null: None, NaN, NaT or pandas' NA."""
    # Not pandas.isna: messages are read before the server listens, and pandas would double the wait. NaN and NaT are unequal to themselves.
    return value is None or type(value).__name__ == "NAType" or bool(value != value)


def count_parts(n: float | None, lang: str) -> tuple[str, str]:
    """A count as figure and multiplier: 1,330,000 is ("133", "万") in Chinese, ("1,330,000", "") in English."""
    if is_missing(n):
        return UNKNOWN[lang], ""
    # What rounds up to the next unit is said in it: 99,999,500 is 1亿, not 10,000万.
    if lang == "zh" and round(abs(n) / WAN, 1) >= YI / WAN:
        return _trimmed(n / YI, 2), "亿"
    if lang == "zh" and round(abs(n)) >= SAID_IN_WAN:
        return _trimmed(n / WAN, 1), "万"
    return _trimmed(n, 0), ""


def fmt_count(n: float | None, lang: str) -> str:
    """A count as people say it: 6,029, 133万, 1,330,000."""
    return "".join(count_parts(n, lang))


def fmt_number(value: float | None, lang: str, decimals: int = 1) -> str:
    """A measured value with a fixed number of decimals."""
    return UNKNOWN[lang] if is_missing(value) else f"{value:,.{decimals}f}".replace("-", MINUS)


def fmt_exact(value: float | None, lang: str) -> str:
    """A published figure to its last digit: 133万 only where nothing is lost by it."""
    if is_missing(value):
        return UNKNOWN[lang]
    for size, word in ((YI, "亿"), (WAN, "万")):
        if lang == "zh" and abs(value) >= 10 * size and value % (size / 100) == 0:
            return _trimmed(value / size, 2) + word
    return _trimmed(value, 4) if value % 1 else _trimmed(value, 0)


def fmt_share(share: float | None, lang: str, decimals: int = 1) -> str:
    """A share 0-1 as per cent."""
    return UNKNOWN[lang] if is_missing(share) else f"{share * 100:.{decimals}f}%".replace("-", MINUS)


def fmt_change(change: float | None, lang: str, decimals: int = 0) -> str:
    """A signed difference: +12, −9, ±0."""
    if is_missing(change):
        return UNKNOWN[lang]
    if change == 0:
        return "±0"
    return ("+" if change > 0 else MINUS) + _trimmed(abs(change), decimals)


def fmt_day(day: date | None, lang: str) -> str:
    """A day: 11月29日, 29 Nov; with its year where that is another than the present one (`present_year`)."""
    if is_missing(day):
        return UNKNOWN[lang]
    return _plain_day(day, lang) if present_year.get() in (None, day.year) else _day_of_year(day, lang)


def fmt_days(days: Iterable[date], lang: str) -> list[str]:
    """Days in their order under an axis, the month said where it changes: 11月29日, 30日, 12月1日."""
    named, month = [], None
    for day in days:
        plain = f"{day.day}日" if lang == "zh" else str(day.day)
        named.append(plain if day.month == month else _plain_day(day, lang))
        month = day.month
    return named


def fmt_span(first: date, last: date, lang: str) -> str:
    """Days from one to another, the month said once where it is the same: 11月2日–29日, 2–29 Nov."""
    start, end = fmt_day(first, lang), fmt_day(last, lang)
    if (first.year, first.month) == (last.year, last.month):
        start, end = (start, f"{last.day}日") if lang == "zh" else (str(first.day), end)
    return f"{start}–{end}"


def fmt_moment(moment: datetime | None, lang: str, year: bool = False) -> str:
    """A moment to the minute: 11月29日 15:00, with the year where asked."""
    if is_missing(moment):
        return UNKNOWN[lang]
    return f"{_day_of_year(moment, lang) if year else fmt_day(moment, lang)} {moment:%H:%M}"


def fmt_end(moment: datetime | None, lang: str) -> str:
    """The end of a period to the minute; midnight is 24:00 of the day that it ends: 11月28日 24:00."""
    if is_missing(moment) or moment.hour or moment.minute:
        return fmt_moment(moment, lang)
    return f"{fmt_day(moment - timedelta(days=1), lang)} 24:00"


def fmt_window(start: datetime | None, end: datetime | None, lang: str) -> str:
    """A reporting window: 11月29日 0–15时, 29 Nov 0–15 h; 12月9日–11日 for whole days; both moments where it crosses midnight."""
    if is_missing(start) or is_missing(end):
        return UNKNOWN[lang]
    hours = (end - start).total_seconds() / 3600
    if hours <= 24 and start.hour + hours <= 24 and start.minute == end.minute == 0:
        last = end.hour or 24
        return f"{fmt_day(start, lang)} {start.hour}–{last}" + ("时" if lang == "zh" else " h")
    if not (start.hour or start.minute or end.hour or end.minute):
        return fmt_span(start, end - timedelta(days=1), lang)
    return f"{fmt_moment(start, lang)} – {fmt_moment(end, lang)}"


def fmt_age(minutes: float | None, lang: str) -> str:
    """How long ago or how late: 35分钟, 3小时, 2天."""
    if is_missing(minutes):
        return UNKNOWN[lang]
    for size, zh, en in ((1440, "天", "d"), (60, "小时", "h")):
        if minutes >= size:
            return f"{_trimmed(math.floor(minutes / size), 0)}{zh if lang == 'zh' else ' ' + en}"
    return f"{int(minutes)}分钟" if lang == "zh" else f"{int(minutes)} min"


def listed(names: Iterable[str], lang: str) -> str:
    """Names one after the other: 道里区、南岗区; Daoli, Nangang."""
    return ("、" if lang == "zh" else ", ").join(names)


def bracketed(words: str, lang: str) -> str:
    """Words in brackets, as they follow other words: （高风险区）, " (high risk)"; "" where there are none."""
    return "" if not words else f"（{words}）" if lang == "zh" else f" ({words})"


def joined(*sentences: str, lang: str) -> str:
    """Sentences one after the other; nothing stands between two Chinese ones. Empty ones are left out."""
    return ("" if lang == "zh" else " ").join(sentence for sentence in sentences if sentence)


def _plain_day(day: date, lang: str) -> str:
    return f"{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {MONTHS[day.month - 1]}"


def _day_of_year(day: date, lang: str) -> str:
    return f"{day.year}年{_plain_day(day, lang)}" if lang == "zh" else f"{_plain_day(day, lang)} {day.year}"


def _trimmed(value: float, decimals: int) -> str:
    shown = f"{value:,.{decimals}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return shown.replace("-", MINUS)
