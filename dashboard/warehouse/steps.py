"""Statistics as a step after a query, declared in its header, so that page, wall, command and interface give one figure.

A step adds columns to the rows that the SQL returns, series by series; it changes no column. Rows that the SQL returns for the step alone
(earlier weeks, of which a baseline is) are left out of the answer afterwards, where the header says which.
"""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from dashboard.warehouse.case_signals import signal_findings, signals
from dashboard.warehouse.catalogue import Query, Step
from dashboard.warehouse.coverage import READ, coverage
from dashboard.warehouse.leads import lead_lags, lead_to_cases
from dashboard.warehouse.shifts import staffing
from dashboard.warehouse.stock_outs import stock_out_by_report
from dashboard.warehouse.surges import life_by_day, life_by_hour

if TYPE_CHECKING:  # a command that prints rows need not wait for pandas, nor one without a step for numpy
    import pandas as pd

Row: TypeAlias = dict[str, Any]
WINDOW = 7
"""Days that a figure is of: the day itself and the six before."""
INFECTIOUS = 5
"""Standard deviations beyond the mean serial interval that weights reach; less than a thousandth is left out."""

LONGEST_INTERVAL, LEAST_SPREAD = 60.0, 0.1
"""Days: the mean and the standard deviation that a serial interval may have at most, and the latter at least. Its weights are reckoned
day by day: one of a thousand years would hold up everybody who asks."""
UNSEEN = 0.2
"""Share of infectivity that may come from before the first day that is known."""
BACKLOG_SHARE = 0.8
"""Of the days forecast, how many lie within the interval that is given."""
UNKNOWN = (math.nan, math.nan, math.nan)
KINDS: dict[str, Literal["float64", "str", "Int64", "boolean", "datetime64[us]"]] = {
    "double": "float64", "varchar": "str", "bigint": "Int64", "boolean": "boolean", "date": "datetime64[us]", "timestamp": "datetime64[us]",
}
"""Columns that a step can add, and what they are in a frame."""


def rows_with_step(query: Query, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of an answer with what its step adds, in the order of the header; null = not known."""
    if query.step is None:
        return [*columns], rows
    names = [column.name for column in query.step.adds]
    added = _added(query.step, [dict(zip(columns, row, strict=True)) for row in rows])
    at = columns.index(query.step.shows) if query.step.shows in columns else None
    shown = [n for n, row in enumerate(rows) if query.step.shows is None or (added[n][query.step.shows] if at is None else row[at])]
    return [*columns, *names], [(*rows[n], *(_null(added[n][name]) for name in names)) for n in shown]


def frame_with_step(query: Query, frame: "pd.DataFrame") -> "pd.DataFrame":
    """As `rows_with_step`, of a frame of pandas."""
    import pandas as pd

    step = query.step
    if step is None:
        return frame
    beside = READS.get(step.name)
    known = frame if beside is None else frame[[step.over, step.value, *beside]]
    lists = [column.astype(object).where(column.notna(), None).tolist() for _, column in known.items()]
    more = _added(step, [dict(zip(known.columns, row, strict=True)) for row in zip(*lists, strict=True)])
    shown = [True] * len(frame) if step.shows is None else _flags(step.shows, frame, more)
    left = frame.loc[shown].reset_index(drop=True) if step.shows else frame  # of no row, [] would choose columns
    more = [row for row, is_shown in zip(more, shown, strict=True) if is_shown]
    return left.assign(**{c.name: pd.Series([_null(row[c.name]) for row in more], left.index, KINDS[c.type]) for c in step.adds})


def _flags(name: str, frame: "pd.DataFrame", more: list[Row]) -> list[bool]:
    """Which rows the header shows: by a column of theirs, or one that the step adds."""
    return frame[name].astype(bool).tolist() if name in frame else [bool(row[name]) for row in more]


def _added(step: Step, rows: list[Row]) -> list[Row]:
    """What the step adds to each row, in the order of the rows; nan = not known."""
    found = [Row() for _ in rows]
    series: dict[Any, list[int]] = {}
    for place in sorted(range(len(rows)), key=lambda place: rows[place][step.over]):
        series.setdefault(rows[place][step.by] if step.by else None, []).append(place)
    for places in series.values():
        for place, added in zip(places, STEPS[step.name]([rows[place] for place in places], step.value), strict=True):
            found[place] = added
    return found


def _null(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def growth(days: list[Row], value: str) -> list[Row]:
    """Doubling or halving and the reproduction number of the 7 days to each day. Rows: one a day, in order: `value`, is_partial,
    serial_mean, serial_sd (days).

    Days whose report is missing or partial, or a correction below 0, are days without report. Below 11 cases in the 7 days nothing is said.
    Raises: RefusedInput for a serial interval that is none.
    """
    from dashboard.statistics import doubling_time
    from dashboard.statistics.reproduction import FEWEST_CASES

    counts = [math.nan if day[value] is None or day["is_partial"] or day[value] < 0 else float(day[value]) for day in days]
    estimates = _reproduction(counts, days[0]["serial_mean"], days[0]["serial_sd"])
    found = []
    for day in range(len(days)):
        window = counts[max(0, day - WINDOW + 1):day + 1]
        cases = math.fsum(window) if len(window) == WINDOW else math.nan
        told = cases >= FEWEST_CASES  # nan is not
        trend = doubling_time(window) if told else None
        mean, lower, upper = estimates.get(day, UNKNOWN) if told else UNKNOWN
        few = "few_cases" if cases < FEWEST_CASES else "incomplete_days"
        found.append({
            "cases_of_7_days": cases, "growth": trend.direction if trend and trend.direction != "unknown" else None,
            "growth_days": trend.days if trend else math.nan,
            "growth_days_low": trend.lower if trend else math.nan, "growth_days_high": trend.upper if trend else math.nan,
            "reproduction_number": mean, "reproduction_low": lower, "reproduction_high": upper,
            "withheld": few if not told else "short_history" if math.isnan(mean) else None,
        })
    return found


def _reproduction(counts: list[float], mean: float, sd: float) -> dict[int, tuple[float, float, float]]:
    """By the index of a window's last day: mean and interval of the reproduction number; only where enough is known of who was infectious.

    Cases from before the first day infect as well. Were there as many a day as on the first, and would they add more than UNSEEN to the
    infectivity in the window, then the number is withheld, since it would come out too high by as much.
    """
    from dashboard.statistics import infectivity, reproduction_number, serial_interval
    from dashboard.statistics.given import number

    mean = number("serial_mean", mean, most=LONGEST_INTERVAL)
    sd = number("serial_sd", sd, LEAST_SPREAD, LONGEST_INTERVAL)
    weights = serial_interval(mean, sd, math.ceil(mean + INFECTIOUS * sd))
    estimates, spread = reproduction_number(counts, weights=weights, window=WINDOW), infectivity(counts, weights)
    later = [max(0.0, 1 - math.fsum(weights[:day + 1])) for day in range(len(weights))] + [0.0] * len(counts)
    found = {}
    for end, *numbers in zip(estimates.end.tolist(), estimates.mean, estimates.lower, estimates.upper, strict=True):
        window = range(end - WINDOW + 1, end + 1)
        before = counts[0] * math.fsum(later[day] for day in window) if any(later[day] for day in window) else 0.0
        if before <= UNSEEN * math.fsum(spread[day] for day in window):  # nan is not
            found[end] = (float(numbers[0]), float(numbers[1]), float(numbers[2]))
    return found


def backlog_ahead(days: list[Row], value: str) -> list[Row]:
    """How many may be open at the end of the days that are not over. Rows: one a day, in order: `value` (null = not over), is_silent.

    Nothing is said after days of silence, of a stock too small or too short known, or of more than a week ahead.
    """
    from dashboard.statistics.backlog import HISTORY, WEEK, backlog

    known = [day[value] for day in days if day[value] is not None]
    found = None if days[-1]["is_silent"] else backlog(known, BACKLOG_SHARE)
    why = "silent" if days[-1]["is_silent"] else "short_history" if len(known) < HISTORY else None if found else "few_tickets"
    rows = [Row(tickets_expected=None, expected_low=None, expected_high=None, withheld=None) for _ in known]
    for place in range(len(days) - len(known)):
        told = found is not None and place < WEEK
        parts = (found.expected, found.lower, found.upper) if found is not None and told else ((math.nan,),) * 3
        expected, low, high = (float(part[place if told else 0]) for part in parts)
        rows.append(Row(tickets_expected=expected, expected_low=low, expected_high=high, withheld=None if told else why or "too_far"))
    return rows


STEPS: dict[str, Callable[[list[Row], str], list[Row]]] = {
    "growth": growth, "signals": signals, "backlog": backlog_ahead, "life_by_day": life_by_day, "life_by_hour": life_by_hour,
    "staffing": staffing, "lead": lead_to_cases, "lead_lags": lead_lags, "signal_findings": signal_findings,
    "coverage": coverage, "stock_out": stock_out_by_report,
}
READS: dict[str, tuple[str, ...]] = {
    "life_by_day": ("is_partial",), "life_by_hour": ("is_partial",), "lead": ("new_positive", "need"),
    "lead_lags": ("new_positive", "need", "lag"),
    "staffing": ("is_partial", "is_start", "is_shown", "staff_planned", "target", "seats", "handle_seconds", "patience_seconds"),
    "coverage": READ,
}
"""What a step reads beside its value and order; one that is not named reads any column. To hand over a thousand rows whole takes time."""
