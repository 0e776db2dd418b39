"""How fast cases grow and how many each infects, in words, or why that cannot be said."""

import math
from datetime import date

import pandas as pd

from dashboard.i18n.forms import fmt_change, fmt_count, fmt_day, fmt_number, is_missing, joined
from dashboard.i18n.messages import text
from dashboard.statistics.growth import DoublingTime, doubling_time
from dashboard.statistics.reproduction import FEWEST_CASES

DAYS = 7
SLOW = math.log(2) / 14
"""A rate a day at which counts double or halve in two weeks: what lies within it both ways is called stable."""


def growth_sentence(rows: pd.DataFrame, lang: str, until: date | None = None, *, with_reproduction: bool = True) -> str:
    """Doubling or halving and the reproduction number of the seven days to the last complete one, with intervals; "" where there is none.

    Rows: one area's of `cases_growth_by_day`. `until`: the last day that is looked at; null = the newest. `with_reproduction` false leaves
    the number out where it is told elsewhere (`reproduction_sentence`).
    """
    days = rows.assign(day=pd.to_datetime(rows["day"]))
    days = days if until is None else days[days["day"] <= pd.Timestamp(until)]
    complete = days[_whole(days)]
    if complete.empty:
        return ""
    last = complete.loc[complete["day"].idxmax()]
    start = last["day"] - pd.Timedelta(days=DAYS - 1)
    window = {"start": fmt_day(start, lang), "end": fmt_day(last["day"], lang)}
    if last["withheld"] == "few_cases":
        return text("growth.few_cases", lang, **window, n=fmt_count(last["cases_of_7_days"], lang), fewest=FEWEST_CASES)
    if last["withheld"] == "incomplete_days":
        told = days[days["day"].between(start, last["day"]) & _whole(days)]
        return text("growth.incomplete_days", lang, **window, n=DAYS - len(told))
    counts = days[days["day"].between(start, last["day"])]["new_positive"].astype(float).tolist()
    return joined(_growth(last, counts, window, lang), _reproduction(last, lang) if with_reproduction else "", lang=lang)


def reproduction_sentence(rows: pd.DataFrame, lang: str, until: date | None = None) -> str:
    """The newest reproduction number up to `until` with its window, interval and caveat; "" where none is given. Rows: as above."""
    days = rows.assign(day=pd.to_datetime(rows["day"]))
    known = days[days["reproduction_number"].notna() & days["day"].le(pd.Timestamp(until or date.max))]
    if known.empty:
        return ""
    last = known.loc[known["day"].idxmax()]
    start, end = fmt_day(last["day"] - pd.Timedelta(days=DAYS - 1), lang), fmt_day(last["day"], lang)
    return joined(text("epidemic.r_window", lang, start=start, end=end), _reproduction(last, lang), lang=lang)


def _whole(days: pd.DataFrame) -> pd.Series:
    """Which days have a figure of the whole day; a correction below 0 is no count of a day."""
    return days["new_positive"].ge(0) & ~days["is_partial"].eq(True)


def _growth(last: pd.Series, counts: list[float], window: dict[str, str], lang: str) -> str:
    if is_missing(last["growth"]):
        return text("growth.few_days", lang, **window)
    if last["growth"] == "stable":
        return _without_days(doubling_time(counts), window, lang)
    ends = {"days": "growth_days", "low": "growth_days_low", "high": "growth_days_high"}
    return text(f"growth.{last['growth']}", lang, **window, **{name: fmt_number(last[column], lang, 1) for name, column in ends.items()})


def _without_days(trend: DoublingTime, window: dict[str, str], lang: str) -> str:
    """An interval that holds 0: stable only where both its ends are slow; a wide one, such as of a jump within the week, tells neither."""
    ends = {"low": math.expm1(trend.rate_lower), "high": math.expm1(trend.rate_upper)}
    key = "growth.stable" if max(map(abs, (trend.rate_lower, trend.rate_upper))) <= SLOW else "growth.untold"
    return text(key, lang, **window, **{name: f"{fmt_change(round(100 * end), lang)}%" for name, end in ends.items()})


def _reproduction(last: pd.Series, lang: str) -> str:
    if is_missing(last["reproduction_number"]):
        return text("growth.short_history", lang)
    ends = {"n": "reproduction_number", "low": "reproduction_low", "high": "reproduction_high"}
    days = {name: fmt_number(last[column], lang, 1) for name, column in (("mean", "serial_mean"), ("sd", "serial_sd"))}
    return text("growth.reproduction", lang, **days, **{name: fmt_number(last[column], lang, 2) for name, column in ends.items()})
