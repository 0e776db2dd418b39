"""What callers meet and what the coming shifts need, in words, from the rows of the queries."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment, fmt_number, fmt_share, fmt_window, is_missing, joined
from dashboard.i18n.messages import enum_label, text


def wait_sentence(days: pd.DataFrame, lang: str) -> str:
    """The last whole day: waits, and served within 15 and 20 s, with what that is a share of. Rows: `hotline_service_by_day`."""
    whole = days[~days["is_partial"].astype(bool)]
    if whole.empty:
        return ""
    last = whole.iloc[-1]
    waits = {"median": fmt_count(last["wait_median"], lang), "p90": fmt_count(last["wait_p90"], lang)}
    shares = {"within": fmt_share(last["within_15_share"], lang), "more": fmt_share(last["within_20_share"], lang)}
    return text("waits.finding", lang, day=fmt_day(last["day"], lang), **waits, **shares)


def shift_sentence(shifts: pd.DataFrame, lang: str) -> str:
    """The busiest shift and what it needs, or why there is no advice. Rows: one a shift, as of `hotline_shifts`."""
    told = shifts[shifts["no_advice"].isna()]
    if told.empty:
        return text(f"shifts.{shifts['no_advice'].iloc[0]}", lang)
    return _needed(told.loc[told["busiest_hour"].astype(float).idxmax()], lang)


def shift_notes(shifts: pd.DataFrame, lang: str) -> list[str]:
    """The worst shift as planned, where seats bound it, and what was measured; none without advice. Rows: as `shift_sentence`."""
    told = shifts[shifts["no_advice"].isna()]
    if told.empty:
        return []
    times = {name: fmt_count(round(told[f"{name}_seconds"].iloc[0]), lang) for name in ("handle", "patience")}
    return [said for said in (_planned(told, lang), _bound(told, lang), text("shifts.measured", lang, **times)) if said]


def _bound(told: pd.DataFrame, lang: str) -> str:
    """The shift that needs most people beyond the seats, and what the seats achieve; "" where they suffice or are not known."""
    short = told.dropna(subset=["connect_at_seats"])
    if short.empty:
        return ""
    top = short.loc[short["staff_needed"].astype(int).idxmax()]
    numbers = {name: int(top[column]) for name, column in (("staff", "staff_needed"), ("seats", "seats"))}
    return text("shifts.seats", lang, shift=fmt_window(top["starts_at"], top["ends_at"], lang), **numbers,
                connect=fmt_share(top["connect_at_seats"], lang, 0), lost=fmt_count(round(top["lost_at_seats"]), lang))


def _needed(top: pd.Series, lang: str) -> str:
    numbers = {name: fmt_count(round(top[name]), lang) for name in ("forecast", "busiest_hour")}
    said = {"shift": fmt_window(top["starts_at"], top["ends_at"], lang), "target": fmt_share(top["target"], lang, 0),
            "staff": int(top["staff_needed"]), "load": fmt_number(top["load"], lang), **numbers}
    if is_missing(top["forecast_low"]):
        return text("shifts.needed", lang, **said)
    ends = {"low": fmt_count(round(top["forecast_low"]), lang), "high": fmt_count(round(top["forecast_high"]), lang)}
    return text("shifts.needed_between", lang, **said, **ends, most=int(top["staff_needed_high"]))


def _planned(told: pd.DataFrame, lang: str) -> str:
    known = told.dropna(subset=["connect_planned"])
    if known.empty:
        return text("shifts.not_planned", lang)
    worst = known.loc[known["connect_planned"].astype(float).idxmin()]
    said = {"shift": fmt_window(worst["starts_at"], worst["ends_at"], lang), "staff": _present(worst)}
    planned = text("shifts.planned", lang, **said, connect=fmt_share(worst["connect_planned"], lang, 0),
                   lost=fmt_count(round(worst["lost_planned"]), lang))
    growing = known[known["queue_grows"].eq(True)]
    if growing.empty:
        return planned
    top = growing.loc[growing["load"].astype(float).idxmax()]
    grows = text("shifts.queue_grows", lang, shift=fmt_window(top["starts_at"], top["ends_at"], lang), load=fmt_number(top["load"], lang),
                 staff=_present(top))
    return joined(planned, grows, lang=lang)


def _present(shift: pd.Series) -> int:
    """Those planned, as far as there are seats."""
    return int(shift["staff_planned"] if is_missing(shift["seats"]) else min(shift["staff_planned"], shift["seats"]))


def repeat_sentence(callers: pd.DataFrame, lang: str) -> str:
    """Of those whose first call was not answered, how many rang again, and how many got through. Rows: `hotline_repeat_callers`."""
    missed = callers[callers["first_outcome"] != "answered"]
    total, again = missed["callers"].sum(), missed["repeating"].sum()
    tail = text("repeat.without_key", lang, n=fmt_count(callers["without_key"].iloc[0], lang)) if callers["without_key"].iloc[0] else ""
    if not total:
        return joined(text("repeat.lead", lang), tail, lang=lang)
    found = text("repeat.finding", lang, n=fmt_count(total, lang), again=fmt_count(again, lang), share=fmt_share(again / total, lang, 0),
                 reached=fmt_count(missed["reached_later"].sum(), lang))
    return joined(found, tail, lang=lang)


def rising_sentence(rising: pd.DataFrame, lang: str) -> str:
    """What rises most above the usual, and how many topics of districts rise. Rows: `hotline_rising`, named."""
    above = rising[rising["is_rising"].eq(True) & rising["area_id"].ne("")]
    if above.empty:
        return text("rising.none" if rising["usual_7d"].notna().any() else "rising.unknown", lang)
    top = above.loc[above["excess"].idxmax()]
    return text("rising.finding", lang, area=top["area_name"], topic=enum_label("hotline_topic", top["topic"], lang),
                n=fmt_count(top["offered_7d"], lang), usual=fmt_count(round(top["usual_7d"]), lang), k=len(above))


def need_sentence(needs: pd.DataFrame, lang: str) -> str:
    """The district whose calls about food are most above the usual, and what is on record of its supply. Rows: `hotline_need_by_area`."""
    food = needs[needs["need"].eq("food")].dropna(subset=["excess"])
    food = food[food["excess"] > 0]
    if food.empty:
        return text("needs.unknown" if needs["excess"].isna().all() else "needs.none", lang)
    top = food.loc[food["excess"].idxmax()]
    said = text("needs.finding", lang, area=top["area_name"], n=fmt_count(top["calls_7d"], lang),
                usual=fmt_count(round(top["usual_7d"]), lang), days=int(top["days_above"]))
    delivered = (text("needs.no_delivery", lang) if is_missing(top["last_delivery_at"])
                 else text("needs.delivered", lang, at=fmt_moment(top["last_delivery_at"], lang)))
    below = "" if is_missing(top["points_below"]) else text("needs.below", lang, n=int(top["points_below"]))
    return joined(said, delivered, below, lang=lang)
