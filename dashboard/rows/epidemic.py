"""Counts about an epidemic from fetched rows: which districts move, signals, shares outside control, stocks by day, delays."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.rows.case_stock import CLASSES, MEASURES

WEEK = 7


@dataclass(frozen=True)
class Moving:
    """A district's last seven days beside the seven before, whole days only."""

    area_name: str
    last: float
    """People; nan where one of the seven days has no whole figure."""
    change: float
    """People; nan where one of the fourteen has none."""


def moving(frame: pd.DataFrame, until: date | None = None) -> list[Moving]:
    """The districts, the one that changes most first; those of whom no change can be told last, by what is known of them.

    Rows: of `cases_by_day_area`. The days end with the last that is whole anywhere, or with `until`.
    """
    days = frame.assign(day=pd.to_datetime(frame["day"]))
    whole = days[days["new_positive"].notna() & ~days["is_partial"].eq(True)]
    whole = whole if until is None else whole[whole["day"] <= pd.Timestamp(until)]
    totals = days.groupby("area_name")["new_positive"].sum()
    if whole.empty:
        return [Moving(str(name), float("nan"), float("nan")) for name in totals.sort_values(ascending=False).index]
    window = pd.date_range(end=whole["day"].max(), periods=2 * WEEK)
    table = whole.pivot_table(index="area_name", columns="day", values="new_positive", aggfunc="sum").reindex(totals.index, columns=window)
    before, last = (part.sum(axis=1, skipna=False) for part in (table.iloc[:, :WEEK], table.iloc[:, WEEK:]))
    found = [Moving(str(name), float(last[name]), float(last[name] - before[name])) for name in totals.index]

    def rank(one: Moving) -> tuple[bool, float, float]:
        known = one.change == one.change  # not nan
        return not known, -abs(one.change) if known else 0.0, -totals[one.area_name]

    return sorted(found, key=rank)


def signal_days(frame: pd.DataFrame, until: date | None = None) -> pd.DataFrame:
    """The rows with a signal in the seven days to the last whole one, one an area: the newest.

    Adds `since`, the first day of the run of days with signals that it ends, and `is_sudden`: EARS has it, not the slow sum alone.
    Rows: of `cases_signals_by_day`. The city first, then sudden ones, the newest run first: what has lasted is known already.
    """
    recent = _last_week(frame, until)
    newest = recent[recent["signals"].notna()].sort_values("day").groupby("area_id", as_index=False).tail(1)
    since = [_run_start(frame[frame["area_id"] == row.area_id], row.day) for row in newest.itertuples()]
    named = newest.assign(since=pd.to_datetime(pd.Series(since, newest.index)), is_sudden=is_sudden(newest["signals"]))
    return named.sort_values(["is_city", "is_sudden", "since", "new_positive"], ascending=False)


def is_sudden(signals: pd.Series) -> pd.Series:
    """Whether EARS is among the signals of a day, one flag a row."""
    return signals.fillna("").str.contains("C[123]")


def unjudged(frame: pd.DataFrame, until: date | None = None) -> int:
    """How many areas have no day among those seven of which any statistic could be told. Rows: of `cases_signals_by_day`."""
    recent = _last_week(frame, until)
    told = recent[["c1", "c2", "c3", "cusum"]].notna().any(axis=1).groupby(recent["area_id"]).any()
    return int((~told).sum())


def last_whole_day(frame: pd.DataFrame, until: date | None = None) -> pd.Timestamp | None:
    """The newest day with a whole figure; null where there is none. Rows: day, new_positive, is_partial."""
    days = pd.to_datetime(frame["day"])
    whole = days[frame["new_positive"].notna() & ~frame["is_partial"].eq(True) & (days <= pd.Timestamp(until or date.max))]
    return None if whole.empty else whole.max()


def outside_by_day(routes: pd.DataFrame) -> pd.DataFrame:
    """The share found outside control of each whole day with cases: strict, broad (0 to 1), n. Rows: of `cases_by_day_route`."""
    whole = routes[~routes["is_partial"].eq(True)]
    strict = whole["new_positive"].where(whole["outside_control"].eq("yes"), 0)
    broad = whole["new_positive"].where(whole["outside_control"].ne("no"), 0)
    rows = pd.DataFrame({"day": whole["day"], "strict": strict, "broad": broad, "n": whole["new_positive"]})
    days = rows.groupby("day", as_index=False).sum()
    days = days[(days["n"] > 0) & (days["strict"] >= 0)]
    return days.assign(strict=days["strict"] / days["n"], broad=days["broad"] / days["n"])


def stock_days(frame: pd.DataFrame, area: str) -> pd.DataFrame:
    """One row a day of an area: cumulative, existing, recovered, dead, and `closes`: whether the first is the sum of the others.

    Rows: of `case_stock_by_day`. Of the classes the first that the area has; existing that is not stated is what is left, and
    `is_derived` says so. `closes` is null where cumulative, existing and recovered are not all stated; deaths not stated are none.
    """
    own = frame[frame["area_id"].eq(area) & frame["qualifier"].eq("exact")]
    kind = next((name for name in CLASSES if own["class"].eq(name).any()), None)
    table = own[own["class"].eq(kind)].pivot_table(index="day", columns="measure", values="n", aggfunc="last")
    days = table.reindex(columns=list(MEASURES)).reset_index()
    dead = days["dead"].fillna(0)
    whole = days[["cumulative", "existing", "recovered"]].notna().all(axis=1)
    closes = (days["existing"] + days["recovered"] + dead == days["cumulative"]).astype(object).where(whole, None)
    is_derived = days["existing"].isna() & days["cumulative"].notna() & days["recovered"].notna()
    left = days["cumulative"] - days["recovered"] - dead
    return days.assign(existing=days["existing"].where(~is_derived, left), is_derived=is_derived, closes=closes)


def delay_quantile(frame: pd.DataFrame, share: float) -> int | None:
    """The days within which this share of the cases with an onset were reported; null where there are none. Rows: of `cases_by_delay`."""
    known = frame.dropna(subset=["delay_days"]).sort_values("delay_days")
    if known.empty:
        return None
    reached = known["cases"].cumsum() >= share * known["cases"].sum()
    return int(known.loc[reached, "delay_days"].iloc[0])


def _run_start(rows: pd.DataFrame, last: object) -> pd.Timestamp:
    """The first of the days with signals that follow each other up to `last`. Rows: of one area, one a day."""
    days = pd.DatetimeIndex(pd.to_datetime(rows.loc[rows["signals"].notna(), "day"]))
    day = pd.Timestamp(str(last))
    while day - pd.Timedelta(days=1) in days:
        day -= pd.Timedelta(days=1)
    return day


def _last_week(frame: pd.DataFrame, until: date | None) -> pd.DataFrame:
    last = last_whole_day(frame, until)
    days = pd.to_datetime(frame["day"])
    return frame[(days <= last) & (days > last - pd.Timedelta(days=WEEK))] if last is not None else frame.iloc[:0]
