"""Sentences that state what a chart shows, computed from the rows that it shows."""

import pandas as pd

from dashboard.i18n.forms import fmt_change, fmt_count, fmt_day, fmt_moment, fmt_share, is_missing
from dashboard.sentences.standing import leaders
from dashboard.ui.shell.language import lang, t

COMPLETE_DAYS = 7


def joined(*sentences: str) -> str:
    """Sentences one after the other, as the language writes them; empty ones are left out."""
    return ("" if lang() == "zh" else " ").join(sentence for sentence in sentences if sentence)


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
    """The area with most, or those that share the first place, and its share of all. Rows: one an area: area_name, is_city (optional)."""
    areas = frame[~frame["is_city"].eq(True)] if "is_city" in frame.columns else frame
    known = areas[areas[value].notna()]
    whole = known[value].sum()
    if known.empty or whole <= 0:
        return ""
    by = known.set_index("area_name")[value].sort_values(ascending=False, kind="stable")
    share = fmt_share(by.iloc[0] / whole, lang(), 0)
    return t("finding.largest", area=leaders(by, lang()), n=fmt_count(by.iloc[0], lang()), unit=unit, share=share)


def known_days_sentence(areas: pd.DataFrame) -> str:
    """How many of the last 7 days have figures, where some have none. Rows: one an area: days_known, is_city."""
    known = areas.loc[areas["is_city"].eq(True), "days_known"]
    if known.empty or is_missing(known.iloc[0]) or known.iloc[0] >= COMPLETE_DAYS:
        return ""
    return t("finding.known_days", n=int(known.iloc[0]))


def conversion_sentence(days: pd.DataFrame) -> str:
    """Why the classes may add up to more than the positives. Rows: one a day: new_positive, new_confirmed, new_asymptomatic."""
    known = days.dropna(subset=["new_positive", "new_confirmed", "new_asymptomatic"])
    over = known["new_confirmed"] + known["new_asymptomatic"] - known["new_positive"]
    return t("finding.converted", n=fmt_count(over[over > 0].sum(), lang())) if (over > 0).any() else ""


def surge_sentence(hours: pd.DataFrame) -> str:
    """How many hours were above the usual range and when most calls came. Rows: one an hour: hour, offered, surge (null = not known)."""
    if hours.empty or hours["surge"].isna().all():
        return t("finding.no_baseline") if len(hours) else ""
    above = hours[hours["surge"].eq(True) & hours["offered"].notna()]
    if above.empty:
        return t("finding.not_above")
    top = above.loc[above["offered"].astype(float).idxmax()]
    return t("finding.above_usual", n=len(above), moment=fmt_moment(top["hour"], lang()), calls=fmt_count(top["offered"], lang()))
