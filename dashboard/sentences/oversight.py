"""Inspections, resumption cases and the drivers' chain in words; every figure is of the rows given."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_number, is_missing, joined, listed
from dashboard.i18n.messages import enum_label, text
from dashboard.sentences.standing import leaders, share_words

FAULTS = {"on_spot": "fixed_on_spot", "ordered": "rectify_by", "suspended": "suspended", "shut": "closed", "filed": "case_filed"}
"""The columns of `inspections_repeat` and the outcomes that they count."""


def found_sentence(outcomes: pd.DataFrame, by_part: pd.DataFrame, lang: str) -> str:
    """Visits and places of the last 7 days, how many found a fault, what is due. Rows: `inspections_by_outcome`, `_by_part`.

    Of orders to rectify nothing is said where nobody's date is known: that none is late would be no finding.
    """
    whole = by_part[by_part["dimension"] == "all"]
    due, late = (int(outcomes[f"rectification_{state}"].sum()) for state in ("due", "overdue"))
    said = text("oversight.none_7d", lang)
    if len(whole):
        row = whole.iloc[0]
        said = text("oversight.found", lang, visits=fmt_count(row["visits"], lang), places=fmt_count(row["places"], lang),
                    faulty=fmt_count(row["faulty"], lang), share=share_words(row["faulty_share"], 1, lang))
    orders = text("oversight.found_due", lang, late=fmt_count(late, lang), due=fmt_count(due, lang)) if due or late else ""
    return joined(said, orders, lang=lang)


def days_sentence(days: pd.DataFrame, lang: str) -> str:
    """The day with most visits, or those that share it, and how many days have any. Rows: `inspections_by_day`."""
    by_day = days.groupby("day")["visits"].sum().sort_values(ascending=False, kind="stable")
    top = leaders(by_day.rename(lambda day: fmt_day(day, lang)), lang)
    return text("oversight.most_in_a_day", lang, day=top, n=fmt_count(by_day.iloc[0], lang), days=len(by_day))


def part_name(row: Mapping[str, Any], lang: str) -> str:
    """What a part of `inspections_by_part` is called: a district, a category, a unit as recorded."""
    if row["part"] == "unknown":
        return text("word.unknown", lang)
    if row["dimension"] == "category":
        return enum_label("business_category", row["part"], lang)
    return str(row["part"] if is_missing(row["area_name"]) else row["area_name"])


def repeat_words(row: Mapping[str, Any], lang: str) -> str:
    """Which faults a place had, and how often each. Keys: the columns of `inspections_repeat`."""
    kinds = ((enum_label("inspection_outcome", outcome, lang), int(row[column])) for column, outcome in FAULTS.items())
    return listed((text("oversight.of_kind", lang, kind=kind, n=n) for kind, n in kinds if n), lang)


def days_words(days: float | None, lang: str) -> str:
    """A duration in days with one decimal; empty where there is none."""
    return "" if is_missing(days) else text("oversight.days", lang, n=fmt_number(days, lang, 1))


def hours_words(hours: float | None, lang: str) -> str:
    """A duration in hours, from two days on in days; empty where there is none."""
    if is_missing(hours):
        return ""
    return text("oversight.hours", lang, n=fmt_number(hours, lang, 1)) if hours < 48 else days_words(hours / 24, lang)


def backlog_sentence(steps: pd.DataFrame, waiting: pd.DataFrame, lang: str) -> str:
    """How many cases wait, the oldest of them, and how long decisions took. Rows: `resumptions_by_step`, `resumptions_waiting`."""
    said = text("oversight.none_waiting", lang)
    if len(waiting):
        said = text("oversight.backlog", lang, n=fmt_count(len(waiting), lang), days=days_words(waiting["waiting_days"].max(), lang))
    decision = steps[steps["step"] == "decision"]
    if decision.empty:
        return joined(said, text("oversight.no_decision", lang), lang=lang)
    row = decision.iloc[0]
    if is_missing(row["median_days"]):
        return joined(said, text("oversight.few_decisions", lang, n=int(row["finished"]), fewest=int(row["fewest_cases"])), lang=lang)
    days = days_words(row["median_days"], lang)
    return joined(said, text("oversight.decision", lang, n=fmt_count(row["finished"], lang), days=days), lang=lang)


def chain_sentence(steps: pd.DataFrame, parks: pd.DataFrame, lang: str) -> str:
    """How many lorries are on their way, wait too long, were lost or found positive. Rows: `handovers_by_step`, `_by_park`."""
    counted = {column: fmt_count(parks[column].sum(), lang) for column in ("vehicles", "broken", "found_positive_7d", "released_24h")}
    return text("handovers.found", lang, late=fmt_count(steps["waiting_long"].sum(), lang), limit=int(steps["wait_hours"].iloc[0]),
                chain=int(parks["chain_hours"].iloc[0]), **counted)
