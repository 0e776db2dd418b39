"""The sentence under a chart: what is to be seen in it, computed from the same rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pandas as pd

from dashboard.i18n.forms import fmt_change, fmt_count, fmt_day, fmt_share, is_missing, listed
from dashboard.i18n.messages import text

MOST_TIED = 3
"""Names of those who share the first place that a sentence can carry."""


def standing(
    key: str, frame: pd.DataFrame, value: str, lang: str, chosen: str | None = None, name: str = "area_name", city: str = "",
) -> str:
    """Who has most, and how much of the whole; with `chosen` (an area_id), where that area stands. What rows name no district but the
    `city` (an area_id) is of the whole, and the city is no place of its own.

    Messages: `key` with {top} {n} {share} {total} {places}; `key`_one with {name} {n} {share} {rank} {places}; `key`_none for an
    area that has none. Empty where nothing is counted.
    """
    placed = frame[frame["area_id"] != city] if city else frame
    by = placed.groupby(name, sort=False)[value].sum(min_count=1).dropna().sort_values(ascending=False, kind="stable")
    by = by[by > 0]
    if by.empty:
        return ""
    if len(by) == 1 and not chosen and not (frame["area_id"] == city if city else frame[name].isna()).any():
        return ""  # the picture has its name and number: it is most of nothing
    whole = by.sum() + frame.loc[frame["area_id"] == city, value].sum() if city else by.sum()
    words = {"total": fmt_count(whole, lang), "places": len(by)}
    if chosen:
        mine = frame.loc[frame["area_id"] == chosen, name]
        if mine.empty or mine.iloc[0] not in by.index:
            return text(f"{key}_none", lang, **words)
        n = by[mine.iloc[0]]
        share, rank = share_words(n, whole, lang), int((by > n).sum()) + 1
        return text(f"{key}_one", lang, name=mine.iloc[0], n=fmt_count(n, lang), share=share, rank=rank, **words)
    return text(key, lang, top=leaders(by, lang), n=leading(by, lang), share=share_words(by.iloc[0], whole, lang), **words)


def largest_sentence(frame: pd.DataFrame, value: str, unit: str, lang: str) -> str:
    """The area with most, or those that share the first place, and its share of all; "" where there is one area alone.

    Rows: one an area: area_name, is_city (optional).
    """
    areas = frame[~frame["is_city"].eq(True)] if "is_city" in frame.columns else frame
    known = areas[areas[value].notna()]
    whole = known[value].sum()
    if len(known) < 2 or whole <= 0:
        return ""
    by = known.set_index("area_name")[value].sort_values(ascending=False, kind="stable")
    share = fmt_share(by.iloc[0] / whole, lang, 0)
    return text("sentence.largest", lang, area=leaders(by, lang), n=leading(by, lang), unit=unit, share=share)


def leaders(by: pd.Series, lang: str) -> str:
    """Who stands first, and who else stands there with the same number. Rows: values by name, the largest first."""
    tied = [str(name) for name in by.index[by == by.iloc[0]]]
    if len(tied) == 1:
        return tied[0]
    return text("sentence.tied_more" if len(tied) > MOST_TIED else "sentence.tied", lang, names=listed(tied[:MOST_TIED], lang))


def leading(by: pd.Series, lang: str) -> str:
    """The number of who stands first; of those who share the place, that each has it. Rows: values by name, the largest first."""
    n = fmt_count(by.iloc[0], lang)
    return text("sentence.each", lang, n=n) if (by == by.iloc[0]).sum() > 1 else n


def moved_words(tied: Sequence[tuple[str, float, float]], lang: str) -> str:
    """Which district changed most on the week before, or those that changed as much, each with its figure. `tied`: name, people, change."""
    each = [{"top": name, "n": fmt_count(n, lang), "change": fmt_change(change, lang)} for name, n, change in tied]
    if len(each) == 1:
        return text("epidemic.moved_most", lang, **each[0])
    named = listed([text("epidemic.moved_one", lang, **one) for one in each[:MOST_TIED]], lang)
    return text("epidemic.moved_more" if len(each) > MOST_TIED else "epidemic.moved_tied", lang, named=named, n=len(each))


def trend(key: str, frame: pd.DataFrame, stock: str, plus: str, minus: str, lang: str) -> str:
    """What came and went in the days shown, and what the stock has done. Rows: one a day, or several, which are summed.

    Messages: `key` with {plus} {minus} {days} {stock} {moved} {peak} {peak_day}. Empty where no day is known. No number is said twice: a
    stock that began at nothing has moved by itself, and of a peak that is now only the day is new.
    """
    daily = frame.groupby("day")[[stock, plus, minus]].sum(min_count=1).dropna(subset=[stock])
    if daily.empty:
        return ""
    first, last = daily.iloc[0], daily[stock].iloc[-1]
    before = first[stock] - (first[[plus, minus]].fillna(0) @ [1, -1])  # the first day's own coming and going is part of the change
    peak = daily[stock].max()
    return text(
        key, lang, plus=fmt_count(daily[plus].sum(), lang), minus=fmt_count(daily[minus].sum(), lang), days=len(daily),
        stock=fmt_count(last, lang), moved=text("sentence.on_start", lang, change=fmt_change(last - before, lang)) if before else "",
        peak=text("sentence.peak", lang, n=fmt_count(peak, lang)) if peak != last else "", peak_day=_peak_days(daily[stock], lang),
    )


def _peak_days(stock: pd.Series, lang: str) -> str:
    """The day with most; the first of a peak that holds to the end, or the first of several with how many they are. By day."""
    peak = stock.index[stock == stock.max()]
    first = fmt_day(peak[0], lang)
    if len(peak) == 1:
        return first
    lasts = len(peak) == (stock.index >= peak[0]).sum()
    return text("sentence.peak_since" if lasts else "sentence.peak_days", lang, day=first, n=len(peak))


def seven_days(at: datetime, lang: str) -> str:
    """Which days "the last 7 days" are: the seven whole ones before the day of `at`, wherever that is said."""
    today = at.date()
    return text("sentence.seven_days", lang, start=fmt_day(today - timedelta(days=7), lang), end=fmt_day(today - timedelta(days=1), lang))


def parts(key: str, lang: str, **counts: float | None) -> str:
    """The message `key` with each count as people say it, `<name>_share` of their {total} beside each; empty where all are nothing."""
    known = {name: 0 if is_missing(n) else n for name, n in counts.items()}
    whole = known.get("total") or sum(known.values())
    if not whole:
        return ""
    shares = {f"{name}_share": share_words(n, whole, lang) for name, n in known.items()}
    return text(key, lang, **{name: fmt_count(n, lang) for name, n in known.items()}, **shares)


def share_words(part: float | None, whole: float | None, lang: str) -> str:
    """Part of a whole as per cent: whole per cents in the middle, one decimal near the ends, 0% and 100% only where exact."""
    if is_missing(part) or not whole:
        return fmt_share(None, lang)
    return fmt_share(part / whole, lang, 0 if 0.1 <= part / whole <= 0.9 or part in (0, whole) else 1)
