"""Sentences that state what a chart shows, computed from the rows that it shows."""

import pandas as pd

from dashboard.i18n.forms import fmt_change, fmt_count, fmt_day, fmt_share
from dashboard.ui.language import lang, t

COMPLETE_DAYS = 7


def outside_sentence(routes: pd.DataFrame) -> str:
    """The share found outside control as a range. Rows: one a route: outside_control (no, yes, unclear), new_positive."""
    whole = routes["new_positive"].sum()
    if not whole:
        return ""
    strict = routes.loc[routes["outside_control"] == "yes", "new_positive"].sum() / whole
    broad = routes.loc[routes["outside_control"] != "no", "new_positive"].sum() / whole
    return t("cases.route_finding", low=fmt_share(strict, lang()), high=fmt_share(broad, lang()))


def trend_sentence(days: pd.DataFrame, value: str = "new_positive") -> str:
    """The seven days to the last complete one against the seven before; refused where one of them is missing or partial.

    Rows: one a day: day, `value`, is_partial.
    """
    daily = days.assign(day=pd.to_datetime(days["day"])).set_index("day")
    whole = daily[value].where(~daily["is_partial"].eq(True)).astype(float)
    known = whole.dropna()
    if known.empty:
        return ""
    window = whole.reindex(pd.date_range(end=known.index.max(), periods=2 * COMPLETE_DAYS))
    if window.isna().any():
        return t("finding.no_trend")
    before, last = window.iloc[:COMPLETE_DAYS].sum(), window.iloc[COMPLETE_DAYS:].sum()
    return t("finding.trend", n=fmt_count(last, lang()), change=fmt_change(last - before, lang()))


def peak_sentence(days: pd.DataFrame, value: str) -> str:
    """The day with most. Rows: one a day: day."""
    known = days[days[value].notna()]
    if known.empty:
        return ""
    top = known.loc[known[value].idxmax()]
    return t("finding.peak", day=fmt_day(top["day"], lang()), n=fmt_count(top[value], lang()))


def largest_sentence(frame: pd.DataFrame, value: str, unit: str) -> str:
    """The area with most and its share of all. Rows: one an area: area_name, is_city (optional)."""
    areas = frame[~frame["is_city"].eq(True)] if "is_city" in frame.columns else frame
    known = areas[areas[value].notna()]
    whole = known[value].sum()
    if known.empty or whole <= 0:
        return ""
    top = known.loc[known[value].idxmax()]
    share = fmt_share(top[value] / whole, lang(), 0)
    return t("finding.largest", area=top["area_name"], n=fmt_count(top[value], lang()), unit=unit, share=share)
