"""What stands under the charts and ledgers of zones, computed from the rows that they show."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, is_missing, joined
from dashboard.i18n.messages import enum_label, text
from dashboard.sentences.standing import leaders, share_words, standing

LEVELS = ("high", "medium", "low")
BESIDE = {8: "without_area", 9: "with_cause"}
"""Number of a prohibition and what else is told of what it examined, where there is any."""


def place_sentence(by_area: pd.DataFrame, city: str, chosen: str | None, lang: str) -> str:
    """Which district has most zones, and how many are declared without one. Rows: `zones_open_by_area`; `city`, `chosen`: area_id."""
    return joined(standing("zones.f_area", by_area, "zones", lang, chosen, city=city), _without_district(by_area, city, lang), lang=lang)


def address_sentence(by_place: pd.DataFrame, city: str, chosen: str | None, lang: str) -> str:
    """Which district has most zones by address alone, and how many name none. Rows: as of `location_parts`."""
    alone = by_place[by_place["location"] == "address_only"]
    if len(alone) and alone["area_id"].isin([city]).all():
        return text("zones.f_none_named", lang)
    most = standing("zones.f_address", alone, "zones", lang, chosen, city=city)
    return joined(most, _without_district(alone, city, lang), lang=lang)


def _without_district(rows: pd.DataFrame, city: str, lang: str) -> str:
    """How many zones were declared without a district, which stand under the city or under nothing; "" where none was."""
    without = rows.loc[rows["area_id"].isna() | rows["area_id"].eq(city), "zones"].sum()
    return text("zones.f_city_only", lang, n=fmt_count(without, lang)) if without else ""


def level_sentence(by_area: pd.DataFrame, city: str, lang: str) -> str:
    """Where most zones of each level are, and their share of it; how many they are stands in the headline. "" where none names a district:
    the map beside it says how many do not.

    Rows: `zones_open_by_area`; `city`: area_id, under which zones stand that name no district.
    """
    if by_area["area_id"].isin([city]).all():
        return ""
    by_area = by_area.assign(area_name=by_area["area_name"].mask(by_area["area_id"] == city))
    by = by_area.groupby(["level", "area_name"], dropna=False)["zones"].sum()
    levels = [level for level in LEVELS if level in by.index.get_level_values(0) and by[level].sum() > 0]
    named = {level: enum_label("zone_level", level, lang) for level in levels}
    if len(levels) == 1:
        return text("zones.f_level_alone", lang, level=named[levels[0]])
    known = {level: by[level][by[level].index.notna()].sort_values(ascending=False, kind="stable") for level in levels}
    said = (
        text("zones.f_level", lang, level=named[level], top=leaders(most, lang), share=share_words(most.iloc[0], by[level].sum(), lang))
        for level, most in known.items() if len(most)
    )
    return joined(*said, lang=lang)


def stated_sentence(stated: pd.DataFrame, lang: str) -> str:
    """How many figures can be compared, and how many differ. Rows: `zone_statements_compared`, at least one."""
    pairs = [(row["existing"], row[other]) for row in stated.to_dict("records") for other in ("expected", "in_register")]
    known = [one != other for one, other in pairs if not is_missing(one) and not is_missing(other)]
    key = "zones.f_stated" if known else "zones.f_stated_none"
    return text(key, lang, n=fmt_count(len(known), lang), differ=fmt_count(sum(known), lang))


def gaps_sentence(events: pd.DataFrame, lang: str) -> str:
    """What the column of times means, and how many events lack the time of their decision or a notice number. Rows: `zone_timeline`."""
    missing = {"undecided": events["decided_at"].isna().sum(), "unnumbered": events["notice_no"].isna().sum()}
    return text("history.gaps", lang, n=fmt_count(len(events), lang), **{name: fmt_count(n, lang) for name, n in missing.items()})


def prohibition_sentence(rule: int, row: dict | None, lang: str) -> str:
    """What was examined under one of the nine prohibitions, and what nobody can judge. `row`: of `compliance_strip`, null without one."""
    if row is None:
        return text("nine.nothing", lang)
    said = {name: fmt_count(row[name], lang) for name in ("examined", "unknown", "without_area", "with_cause")}
    parts = ["detail"]
    if row["unknown"]:
        parts.append("all" if row["unknown"] == row["examined"] else "unknown")
    if rule in BESIDE and row[BESIDE[rule]]:
        parts.append("more")
    return joined(*(text(f"nine.{part}_{rule}", lang, **said) for part in parts), lang=lang)
