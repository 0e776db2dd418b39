"""What stands under the pictures of tickets: who is late, how old, what may come, and by which rule a deadline is one."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_number, fmt_share, is_missing, joined, listed
from dashboard.i18n.messages import LANGUAGES, enum_label, text
from dashboard.rules.ticket_rules import ANY, Limit, TicketRule
from dashboard.sentences.published import publisher_words
from dashboard.sentences.standing import leaders, leading

DAY_HOURS = 24


def unit_sentence(units: pd.DataFrame, shown: int, lang: str) -> str:
    """The unit with most overdue tickets, and how many units the picture of `shown` leaves out. Rows: as of `tickets_by_unit`."""
    if units.empty:
        return ""
    late, busy = units["overdue"].sum(), int((units["tickets_open"] > 0).sum())
    tail = text("tickets.unit_most", lang, shown=shown, n=busy) if busy > shown else ""
    if not late:
        return joined(text("tickets.unit_none", lang), tail, lang=lang)
    by = _most_first(units, "overdue", lang)
    share = fmt_share(by.iloc[0] / late, lang, 0)
    found = text("tickets.unit_finding", lang, unit=leaders(by, lang), n=leading(by, lang), share=share)
    return joined(found, tail, lang=lang)


def age_sentence(ages: pd.DataFrame, lang: str) -> str:
    """How many open tickets are older than three days. Rows: as of `tickets_ageing`."""
    if ages.empty:
        return text("tickets.none_open", lang)
    old = ages[ages["age"].isin(("under_7d", "over_7d"))]
    if old.empty:
        return text("tickets.age_young", lang)
    by = _most_first(old, "tickets", lang)
    n, of = fmt_count(old["tickets"].sum(), lang), fmt_count(by.iloc[0], lang)
    return text("tickets.age_old", lang, n=n, unit=leaders(by, lang), of=of)


def _most_first(rows: pd.DataFrame, value: str, lang: str) -> pd.Series:
    """What each unit has of `value`, by its name, the most first."""
    by = rows.groupby("unit", sort=False)[value].sum().sort_values(ascending=False, kind="stable")
    return by.rename(lambda unit: unit_name(str(unit), lang))


def flow_sentence(days: pd.DataFrame, lang: str) -> str:
    """What came and went in the last 7 whole days, and how much of it in time. Rows: as of `tickets_by_day`."""
    week = days[~days["is_ahead"].astype(bool)].tail(7)
    if len(week) < 7:
        return text("tickets.flow_short", lang)
    came, went = week["received"].sum(), week["tickets_ended"].sum()
    key = "tickets.flow_grows" if came > went else "tickets.flow_falls" if came < went else "tickets.flow_even"
    return text(key, lang, came=fmt_count(came, lang), went=fmt_count(went, lang), n=fmt_count(abs(came - went), lang))


def ahead_sentence(days: pd.DataFrame, lang: str) -> str:
    """How many may be open when the last day ahead ends, or why nothing is said. Rows: as of `tickets_by_day`."""
    if days.empty:
        return ""
    ahead = days[days["tickets_expected"].notna()]
    if ahead.empty:
        why = days["withheld"].dropna()
        return text(f"tickets_withheld.{why.iloc[0]}", lang) if len(why) else ""
    last = ahead.loc[ahead["tickets_expected"].idxmax()]
    return text(
        "tickets.ahead", lang, day=fmt_day(last["day"], lang), n=fmt_count(round(last["tickets_expected"]), lang),
        low=fmt_count(round(last["expected_low"]), lang), high=fmt_count(round(last["expected_high"]), lang),
    )


def unit_name(unit: str, lang: str) -> str:
    """A unit as it is shown; tickets without one are not assigned."""
    return unit or text("tickets.unassigned", lang)


def rule_sentence(rule: TicketRule | None, states: pd.DataFrame, lang: str) -> str:
    """By which rule tickets are dealt with, and how many deadlines follow from it. Rows: as of `tickets_by_state`."""
    derived, plain, without = (int(states[column].sum()) for column in ("by_rule", "by_weekdays", "without_deadline"))
    return joined(
        text("tickets.no_rule", lang) if rule is None else text(
            "tickets.rule", lang, title=rule.title[LANGUAGES.index(lang)], source=publisher_words(rule.source, lang),
            limits=listed([_limit_words(limit, lang) for limit in rule.limits.values()], lang),
        ),
        text("tickets.batches", lang, n=rule.batches_a_day) if rule and rule.batches_a_day else "",
        text("tickets.by_rule", lang, n=fmt_count(derived, lang)) if derived else "",
        text("tickets.by_weekdays", lang, n=fmt_count(plain, lang)) if plain else "",
        text("tickets.without_deadline", lang, n=fmt_count(without, lang)) if without else "",
        lang=lang,
    )


def hours_words(hours: float | None, lang: str) -> str:
    """A span in hours, or in days from two of them on; empty where it is not known."""
    if hours is None or is_missing(hours):
        return ""
    if hours < 2 * DAY_HOURS:
        return text("tickets.hours", lang, n=fmt_number(hours, lang))
    return text("tickets.days", lang, n=fmt_number(hours / DAY_HOURS, lang))


def _limit_words(limit: Limit, lang: str) -> str:
    parts = [
        text(f"tickets.limit_{name}", lang, n=value)
        for name in ("dispatch_hours", "handle_hours", "answer_hours", "answer_working_days") if (value := getattr(limit, name)) is not None
    ]
    said = listed(parts, lang)
    if limit.urgency == ANY:
        return said
    return text("tickets.limit_of", lang, urgency=enum_label("ticket_urgency", limit.urgency, lang), said=said)
