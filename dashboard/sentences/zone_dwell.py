"""How long zones stayed closed, in words, beside the time that the rules ask. Rows: of the query `zone_dwell_by_area`."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, is_missing, joined, listed
from dashboard.i18n.messages import text

TOO_FEW = 5
"""Lifted zones under which a district is not summed up; the query leaves its figures out."""


def dwell_sentence(frame: pd.DataFrame, lang: str) -> str:
    """The rule's time beside the real median, for the whole of what is shown; who is slowest. Rows: as of `zone_dwell_by_area`."""
    whole = frame[frame["is_total"].eq(True)]
    if whole.empty:
        return ""
    row = whole.iloc[0]
    n, still = fmt_count(row["timed"], lang), fmt_count(row["still_open"], lang)
    unknown = text("dwell.f_unknown", lang, n=fmt_count(row["start_unknown"], lang)) if row["start_unknown"] else ""
    if is_missing(row["median_hours"]):
        return joined(text("dwell.f_few", lang, n=n, still=still, few=TOO_FEW), unknown, lang=lang)
    said = text(
        "dwell.f_median", lang, rule=rule_words(row, lang), n=n, still=still, median=fmt_count(row["median_hours"], lang),
        p90=fmt_count(row["p90_hours"], lang),
    )
    return joined(said, unknown, lang=lang)


def rule_words(row: dict | pd.Series, lang: str) -> str:
    """The hours that the rules ask: one figure, or the least and the most where rule sets differ."""
    least, most = row["rule_least_hours"], row["rule_most_hours"]
    if is_missing(least):
        return text("word.unknown", lang)
    shown = fmt_count(least, lang) if least == most else f"{fmt_count(least, lang)}–{fmt_count(most, lang)}"
    return text("dwell.hours", lang, n=shown)


def few_sentence(rows: list[dict], city: set[str], lang: str) -> str:
    """The districts that are not summed up, each with what was lifted and what is still closed there."""
    names = listed((_few_words(row, city, lang) for row in rows), lang)
    key = "dwell.few_timed" if any(row["start_unknown"] for row in rows) else "dwell.few"
    return text(key, lang, few=TOO_FEW, places=len(rows), names=names)


def _few_words(row: dict, city: set[str], lang: str) -> str:
    lifted, still = fmt_count(row["lifted"], lang), fmt_count(row["still_open"], lang)
    return text("dwell.few_one", lang, name=place_words(row, city, lang), n=lifted, still=still)


def place_words(row: dict, city: set[str], lang: str) -> str:
    """The district of a row; that it is the whole, or that its notices name none. `city`: the area_id of the whole."""
    if row["is_total"]:
        return text("dwell.total", lang)
    if row["area_id"] in city:
        return text("dwell.no_district", lang)
    return text("word.unknown", lang) if is_missing(row["area_name"]) else str(row["area_name"])
