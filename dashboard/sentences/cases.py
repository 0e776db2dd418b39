"""What the charts of cases show, in sentences computed from the rows that they show."""

import pandas as pd

from dashboard.i18n.forms import fmt_change, fmt_count, fmt_day, is_missing, joined, listed
from dashboard.i18n.messages import text
from dashboard.rows.epidemic import delay_quantile

COMPLETE_DAYS = 7
FEWEST = 10
"""Cases from which "nine of ten" is said of them: of five they are none."""


def outside_sentence(routes: pd.DataFrame, lang: str) -> str:
    """How many of the days shown were found outside control, as a range; the share is that of the newest window, said in one place.

    Rows: as of `cases_by_route`.
    """
    whole = routes["new_positive"].sum()
    if not whole:
        return ""
    strict = routes.loc[routes["outside_control"] == "yes", "new_positive"].sum()
    broad = routes.loc[routes["outside_control"] != "no", "new_positive"].sum()
    start, end = (fmt_day(routes[name].iloc[0], lang) for name in ("first_day", "last_day"))
    found = {"low": fmt_count(strict, lang), "high": fmt_count(broad, lang), "n": fmt_count(whole, lang)}
    return text("cases.route_finding" if strict != broad else "cases.route_finding_one", lang, start=start, end=end, **found)


def trend_sentence(days: pd.DataFrame, lang: str, value: str = "new_positive") -> str:
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
        return text("sentence.no_trend", lang)
    before, last = window.iloc[:COMPLETE_DAYS].sum(), window.iloc[COMPLETE_DAYS:].sum()
    return text("sentence.trend", lang, n=fmt_count(last, lang), change=fmt_change(last - before, lang))


def known_days_sentence(areas: pd.DataFrame, lang: str) -> str:
    """Which 7 days are meant, and how many of them have no figure or that of a part of the day. Rows: as of `cases_by_area`."""
    city = areas[areas["is_city"].eq(True)]
    if city.empty or is_missing(city["positive_known"].iloc[0]):
        return ""
    now = city.iloc[0]
    last = pd.Timestamp(now["last_day"])
    days = text("sentence.seven_days", lang, start=fmt_day(last - pd.Timedelta(days=COMPLETE_DAYS - 1), lang), end=fmt_day(last, lang))
    parts = [
        text("sentence.known_days", lang, n=int(now["days_known"])) if now["days_known"] < COMPLETE_DAYS else "",
        text("sentence.partial_days", lang, n=int(now["partial_days"])) if now["partial_days"] else "",
    ]
    return joined(days, *parts, lang=lang)


def conversion_sentence(days: pd.DataFrame, lang: str) -> str:
    """Why the classes may add up to more than the positives. Rows: one a day: new_positive, new_confirmed, new_asymptomatic."""
    known = days.dropna(subset=["new_positive", "new_confirmed", "new_asymptomatic"])
    over = known["new_confirmed"] + known["new_asymptomatic"] - known["new_positive"]
    return text("sentence.converted", lang, n=fmt_count(over[over > 0].sum(), lang)) if (over > 0).any() else ""


def delay_sentence(delay: pd.DataFrame, lang: str) -> str:
    """Within how many days of onset half of the cases were reported, and nearly all; how many have no such days. Rows: `cases_by_delay`."""
    cases = delay.set_index("delay")["cases"]
    n = delay.dropna(subset=["delay_days"])["cases"].sum()
    days = {name: delay_quantile(delay, share) for name, share in (("median", 0.5), ("p90", 0.9), ("longest", 1))}
    key = "all" if days["median"] == days["longest"] else "few" if n < FEWEST else "told"
    told = text(f"epidemic.delay_{key}", lang, n=fmt_count(n, lang), **{name: _within(within, lang) for name, within in days.items()})
    left_out = [f"{text(f'delay.{name}', lang)} {fmt_count(cases[name], lang)}" for name in ("no_onset", "before_onset") if name in cases]
    return joined(told, text("epidemic.delay_left_out", lang, parts=listed(left_out, lang)) if left_out else "", lang=lang)


def _within(days: int | None, lang: str) -> str:
    return text("epidemic.within_days", lang, n=days) if days else text("epidemic.same_day", lang)
