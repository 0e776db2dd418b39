"""The steps `signals` and `signal_findings`: days on which a place has more cases than the days before would lead one to expect.

To be verified; no verdict. A signal is a run of such days. A sudden rise (EARS) within a slow one (CUSUM) begins another: it is news.
"""

import math
from typing import Any, TypeAlias

from dashboard.i18n.forms import fmt_number
from dashboard.i18n.messages import text
from dashboard.warehouse.surges import moment_of

Row: TypeAlias = dict[str, Any]
LEAST_SIGMA = 1.0
"""Least standard deviation: Burkom's advice for sparse counts, where one case in a quiet week would be a signal."""
SUMMED_DAYS, USUAL_DAYS = 7, 14
"""CUSUM adds up these days, against the mean of those before them."""
LEAST_USUAL = 0.5
"""Least mean of the days before, in cases: a place without cases has none, and the sum needs one."""
SLOW = "CUSUM"
FOUND_FOR = 14
"""Days to the last whole one into which a signal must last for somebody to be asked about it."""


def signals(days: list[Row], value: str) -> list[Row]:
    """EARS C1, C2, C3 and CUSUM of each day, which of them are above their threshold, and since when that signal lasts.

    Rows: one a day, without gaps, in order: day, `value`, is_partial. Days whose report is missing or partial, or a correction below 0,
    are days without report: what rests on them is nan.
    """
    from dashboard.statistics import ears
    from dashboard.statistics.early_aberration import ALARM_ABOVE

    counts = _counts(days, value)
    found = {name: ears(counts, name, LEAST_SIGMA).tolist() for name in ALARM_ABOVE}
    told: list[Row] = []
    for day in range(len(days)):
        statistics = {name: found[name][day] for name in ALARM_ABOVE}
        named = [name for name, above in ALARM_ABOVE.items() if statistics[name] > above]
        total, is_alarm = _summed(counts[max(0, day + 1 - SUMMED_DAYS - USUAL_DAYS):day + 1])
        named += [SLOW] if is_alarm else []
        begun = _begun(told[-1] if told else None, named, days[day])
        told.append({**{name.lower(): n for name, n in statistics.items()}, "cusum": total, "signals": "+".join(named) or None,
                     "signal_from": begun})
    return told


def signal_findings(days: list[Row], value: str) -> list[Row]:
    """Which days begin a signal that lasts into the fourteen days to the last whole one, and what is said of it. Rows: as `signals`."""
    told, whole = signals(days, value), [n for n, count in enumerate(_counts(days, value)) if not math.isnan(count)]
    recent = range(whole[-1] + 1 - FOUND_FOR, whole[-1] + 1) if whole else range(0)
    lasting = {told[n]["signal_from"] for n in recent if n >= 0}
    found = []
    for day, row in zip(days, told, strict=True):
        is_found = row["signal_from"] is not None and row["signal_from"] == day["day"] and row["signal_from"] in lasting
        said = {lang: _said(day, row, value, lang) if is_found else None for lang in ("zh", "en")}
        found.append({"signals": row["signals"], "detail_zh": said["zh"], "detail_en": said["en"], "is_found": is_found})
    return found


def is_sudden(named: str | None) -> bool:
    """Whether EARS is among a day's signals, not the slow sum alone."""
    return bool(named) and named != SLOW


def _begun(before: Row | None, named: list[str], day: Row) -> Any:
    """The first day of the signal that a day belongs to; null without a signal."""
    if not named:
        return None
    goes_on = before is not None and before["signals"] is not None and (is_sudden(before["signals"]) or named == [SLOW])
    return before["signal_from"] if before is not None and goes_on else day.get("day")


def _said(day: Row, row: Row, value: str, lang: str) -> str:
    """What began on a day, with the statistics above their threshold."""
    above = " · ".join(f"{name} {fmt_number(row[name.lower()], lang, 1)}" for name in row["signals"].split("+"))
    kind = "sudden" if is_sudden(row["signals"]) else "slow"
    return text(f"signal.{kind}", lang, day=f"{moment_of(day['day']):%m-%d}", n=int(day[value]), above=above)


def _counts(days: list[Row], value: str) -> list[float]:
    return [math.nan if day[value] is None or day["is_partial"] or day[value] < 0 else float(day[value]) for day in days]


def _summed(counts: list[float]) -> tuple[float, bool]:
    """CUSUM of the last days against the mean of those before, and whether it is at its threshold; nan where one has no report."""
    from dashboard.statistics import cusum

    if len(counts) < SUMMED_DAYS + USUAL_DAYS or any(math.isnan(n) for n in counts):
        return math.nan, False
    usual = max(LEAST_USUAL, math.fsum(counts[:USUAL_DAYS]) / USUAL_DAYS)
    sums = cusum(counts[USUAL_DAYS:], usual)
    return float(sums.statistic[-1]), bool(sums.alarm[-1])
