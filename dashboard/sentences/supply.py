"""Words of supply: the norms that cover is reckoned by, when a good runs out, and how far deliveries reach the closed households."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_number, fmt_span, is_missing, listed
from dashboard.i18n.messages import enum_label, messages, text
from dashboard.rows.tallies import column_sums
from dashboard.sentences.documents import source_words
from dashboard.sentences.standing import share_words

GRAMS = 1000


def norm_sentence(norms: pd.DataFrame, lang: str) -> str:
    """How cover is reckoned: the need of each good, who said so, and what is required and lacks a norm. Rows: `supply_norms`."""
    known = norms[norms["kg_per_person_day"].notna()]
    goods = [
        text("supply.norm_good", lang, good=enum_label("supply_item", row.item, lang), n=f"{row.kg_per_person_day * GRAMS:g}")
        + ("" if row.is_required else text("supply.norm_optional", lang)) for row in known.itertuples()
    ]
    said = text("supply.norm", lang, goods=listed(goods, lang), source=_norm_source(known, lang))
    lacking = norms.loc[norms["kg_per_person_day"].isna() & norms["is_required"], "item"]
    if lacking.empty:
        return said
    return said + text("supply.norm_lacking", lang, goods=goods_words(list(lacking), lang))


def _norm_source(norms: pd.DataFrame, lang: str) -> str:
    """Where the norms are from: the planning norm, or what the city sent, by source and first day."""
    if not norms["is_own"].any():
        return text("supply.norm_planned", lang)
    own = norms[norms["is_own"]]
    sources = [source_words(str(name), lang) for name in own["source"].dropna().unique()]
    days = own["valid_from"].dropna()
    parts = [text("supply.norm_city", lang), *sources]
    return listed(parts + ([text("supply.norm_since", lang, day=fmt_day(days.max(), lang))] if len(days) else []), lang)


def goods_words(items: list[str], lang: str) -> str:
    """Goods by name, one after the other."""
    return listed((enum_label("supply_item", item, lang) for item in items), lang)


def good_amount_words(n: str, unit: str, lang: str) -> str:
    """So much of a good, its unit in the language of the page; a unit that is not on record as it was written."""
    return text(f"good_unit.{unit}", lang, n=n) if f"good_unit.{unit}" in messages() else f"{n} {unit}"


def runs_out_words(row: dict, lang: str) -> str:
    """When a good runs out, with the interval; else why no day is said. Row: of `supply_stock_outs`."""
    if not is_missing(row["withheld"]):
        return text(f"runs_out.{row['withheld']}", lang)
    at, low, high = (row[name].date() for name in ("runs_out_at", "runs_out_low", "runs_out_high"))
    if low == high:
        return text("supply.runs_out_one", lang, day=fmt_day(at, lang))
    one_month = (low.year, low.month) == (high.year, high.month) == (at.year, at.month)
    span = text("supply.runs_out_days", lang, low=low.day, high=high.day) if one_month else fmt_span(low, high, lang)
    return text("supply.runs_out", lang, day=fmt_day(at, lang), span=span)


def service_sentence(service: pd.DataFrame, lang: str) -> str:
    """Orders a day beside the households of closed zones, with what is not known of both. Rows: `supply_service_by_area`."""
    sums = column_sums(service)
    if not sums["zones"]:
        return text("supply.no_closed", lang)
    n = {name: fmt_count(value, lang) for name, value in sums.items()}
    stating = "_all" if sums["zones_stating"] == sums["zones"] else "" if sums["zones_stating"] else "_none"
    said = text(f"supply.f_households{stating}", lang, **n)
    said += text("supply.f_capacity" if sums["points_stating"] else "supply.f_capacity_none", lang, **n)
    if sums["orders_per_day"] is None or not sums["households"]:
        return said
    times = sums["orders_per_day"] / sums["households"]
    if times >= 1:
        return said + text("supply.f_service_times", lang, n=fmt_number(times, lang, 1))
    return said + text("supply.f_service_share", lang, share=share_words(sums["orders_per_day"], sums["households"], lang))


def days_words(days: float | None, lang: str) -> str:
    """Days since the last delivery; that none is on record is said."""
    return text("supply.never_served", lang) if is_missing(days) else text("supply.days_ago", lang, n=fmt_number(days, lang, 1))
