"""Whether more people call than is usual, by how much, since when, and what is usual: from the rows of the queries by day and by hour."""

import pandas as pd

from dashboard.i18n.forms import MINUS, fmt_count, fmt_day, fmt_moment, fmt_window, is_missing, joined
from dashboard.i18n.messages import text
from dashboard.rules.working_days import is_covered


def day_sentence(days: pd.DataFrame, lang: str) -> str:
    """The last whole day against what is usual for it, where the surge stands, and of which days the usual is. Rows: `hotline_by_day`."""
    whole = days[~days["is_partial"].astype(bool)].dropna(subset=["offered"])
    if whole.empty:
        return ""
    last = whole.iloc[-1]
    said = {"day": fmt_day(last["day"], lang), "n": fmt_count(last["offered"], lang)}
    if is_missing(last["baseline"]):
        return text("surge.day_plain", lang, **said)
    change = percent_words(100 * (last["offered"] / last["baseline"] - 1) if last["baseline"] else None, 0)
    first = text("surge.day", lang, **said, usual=fmt_count(round(last["baseline"]), lang), change=_apart(change, lang))
    return joined(first, state_words(last, fmt_day(last["surge_since"], lang), last["day"], lang), _usual(last, "", lang), lang=lang)


def calls_lead(days: pd.DataFrame, lang: str) -> str:
    """What stands over the curves of calls: the week in per cent, and which of the curves to look at. Rows: `hotline_by_day`."""
    return joined(week_sentence(days, lang), text("hotline.by_day_lead", lang), lang=lang)


def sources_sentence(days: pd.DataFrame, beside: pd.DataFrame, lang: str) -> str:
    """Which days are of published counts, and that published counts beside calls are not added; "" where neither is so.

    Rows: `hotline_by_day`, `hotline_intervals_beside_calls`.
    """
    published = int(days["source"].eq("published").sum()) if len(days) else 0
    parts = [text("hotline.days_published", lang, n=published)] if published else []
    for row in beside.to_dict("records"):
        span = fmt_window(row["first_start"], row["last_end"], lang)
        parts.append(text("hotline.beside", lang, n=int(row["intervals"]), days=int(row["days_of_calls"]), span=span))
    return joined(*parts, lang=lang)


def week_sentence(days: pd.DataFrame, lang: str) -> str:
    """The 7 whole days to the last one, in per cent as cities publish it: against what is usual, and against the 7 days before."""
    known = days.dropna(subset=["change_percent"])
    if known.empty:
        return ""
    last = known.iloc[-1]
    week = _apart(percent_words(last["change_percent"]), lang)
    n = fmt_count(last["offered_7d"], lang)
    if is_missing(last["surge_percent"]):
        return text("surge.week_before", lang, n=n, week=week)
    return text("surge.week", lang, n=n, change=_apart(percent_words(last["surge_percent"]), lang), week=week)


def hours_sentence(hours: pd.DataFrame, lang: str, with_usual: bool = True) -> str:
    """Where the surge stands in the last hour of which that is known, and of which days the usual is. Rows: `hotline_by_hour`."""
    if hours.empty:
        return ""
    known = hours.dropna(subset=["surge_state"])
    if known.empty:
        return text("surge_now.unknown", lang)
    last = known.iloc[-1]
    usual = _usual(last, "hour_", lang) if with_usual else ""
    # An hour stands out before its day does: both onsets are on one page, and each says of what it is.
    state = state_words(last, fmt_moment(last["surge_since"], lang), last["hour"], lang)
    if not is_missing(last["surge_since"]):
        state = text("surge.by_hour", lang, state=state)
    return joined(state, usual, lang=lang)


def state_words(last: pd.Series, since: str, now: object, lang: str) -> str:
    """The state of the surge in words; "high for 15 days" counts the day of its onset. "" where it is not known."""
    if is_missing(last["surge_state"]):
        return ""
    n = 0 if is_missing(last["surge_since"]) else (pd.Timestamp(now).normalize() - pd.Timestamp(last["surge_since"]).normalize()).days + 1
    return text(f"surge_now.{last['surge_state']}", lang, since=since, n=n)


def percent_words(change: float | None, decimals: int = 2) -> str:
    """A change in per cent with its sign: +67.14%."""
    if is_missing(change):
        return ""
    return f"{change:+.{decimals}f}%".replace("-", MINUS)


def _apart(words: str, lang: str) -> str:
    return f" {words}" if lang == "zh" else words


def _usual(last: pd.Series, hour: str, lang: str) -> str:
    kind = "weeks" if last["baseline_of"] == "weekday" else "kinds"
    days = {"start": fmt_day(last["baseline_from"], lang), "end": fmt_day(last["baseline_to"], lang)}
    said = text(f"surge.{hour}{kind}", lang, **days, **({} if hour else {"k": int(last["weeks_in_baseline"])}))
    if is_covered(last["baseline_to"]):
        return said
    return joined(said, text("surge.no_calendar", lang, year=last["baseline_to"].year), lang=lang)
