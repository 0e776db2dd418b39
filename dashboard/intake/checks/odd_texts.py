"""Moments and coordinates that people write in ways which the columnar macros do not read: looked at once for each different text."""

import re
import unicodedata
from datetime import date, datetime, timedelta

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?|(\d{4})(\d{2})(\d{2})(?!\d)")
TIME = re.compile(r"(\d{1,2})\s*[:时点]\s*(?:(\d{1,2}|半)\s*分?\s*(?::?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?)?|(\d{2})(\d{2})(\d{2})?")
WEEKDAY = re.compile(
    r"\(?\s*(?:星期|礼拜|周)([一二三四五六日天])\s*\)?|\(?\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?,?\s*\)?", re.IGNORECASE,
)
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
HALF = re.compile(r"(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|晚|\b[ap]\.?m\.?(?![a-z]))|(?<=\d)([ap]m)\b", re.IGNORECASE)
MORNING = ("凌晨", "清晨", "早上", "早晨", "上午", "am")
NOON = "中午"
EVENING = ("晚上", "夜间", "晚")
SIDES = {"lon": {"E": 1, "W": -1}, "lat": {"N": 1, "S": -1}}
ANGLE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[°度]?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′分]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:\"|′′|''|秒)\s*)?)?")

END_OF_DAY = re.compile(r"(?<!\d)24\s*[::时点]")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def odd_moment(text: str) -> datetime | None:
    """The moment of a text with a word for half a day or a weekday, or a packed one with a T; null = not read.

    A weekday that is not the date's, and an hour that its half of the day does not have, are not read.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain, half = _without(HALF, plain)
    plain, weekday = _without(WEEKDAY, plain)
    plain = plain.strip(" ,()")
    found = DAY.match(plain)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    rest = plain[found.end() :].lstrip(" T,")
    try:
        moment = datetime(year, month, day)
    except ValueError:
        return None
    if weekday and WEEKDAYS[weekday] != moment.weekday():
        return None
    if not rest:
        return moment if half is None else None
    span = _time(rest, half)
    return None if span is None else moment + span


def odd_day(text: str) -> date | None:
    """The day of a text as of `odd_moment`; 24:00 is the end of its own day."""
    moment = odd_moment(text)
    if moment is None:
        return None
    return (moment - timedelta(days=1) if END_OF_DAY.search(text) else moment).date()


def odd_share(text: str) -> float | None:
    """50% as 0.5; null = not read."""
    found = PERCENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return float(found[1]) / 100 if found else None


def odd_degrees(text: str, kind: str) -> float | None:
    """Decimal degrees of 126.65°E, 东经126.65 or 126°39′0″; `kind`: lon or lat; null = not read."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    for word, sign in (("东经", "E"), ("西经", "W"), ("北纬", "N"), ("南纬", "S")):
        plain = plain.replace(word, sign)
    sides = SIDES[kind]
    side = plain[:1] if plain[:1] in sides else plain[-1:] if plain[-1:] in sides else ""
    found = ANGLE.fullmatch(plain.replace(side, "", 1).strip() if side else plain)
    if found is None:
        return None
    degrees, minutes, seconds = (float(part or 0) for part in found.groups())
    if minutes >= 60 or seconds >= 60:
        return None
    return sides.get(side, 1) * (degrees + minutes / 60 + seconds / 3600)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, str | None]:
    """The text without the one place where the pattern matches, and the word that stood there, in small letters."""
    found = pattern.search(text)
    if found is None:
        return text, None
    word = next(part for part in found.groups() if part).lower().replace(".", "")
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), word[:3] if word[:3] in WEEKDAYS else word


def _time(text: str, half: str | None) -> timedelta | None:
    found = TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, second = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
    h, m, s = int(hour), 30 if minute == "半" else int(minute or 0), int(second or 0)
    hours = _hour(h, half) if half else h
    if hours is None or m > 59 or s > 59 or hours > 24 or (hours == 24 and (m or s)):
        return None
    return timedelta(hours=hours, minutes=m, seconds=s)


def _hour(hour: int, half: str) -> int | None:
    """The hour of the day of an hour of one of its halves; null where there is no such hour."""
    if half in MORNING:
        return hour % 12 if hour <= 12 else None
    if half == NOON:
        return hour if 11 <= hour <= 13 else hour + 12 if hour <= 2 else None
    if hour < 12:
        return hour + 12
    if hour == 12:
        return None if half in EVENING else 12
    return hour if hour < 24 else None
