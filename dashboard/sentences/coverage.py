"""How many have an open place for food near their home, in words. Rows: `coverage_by_area`."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, joined
from dashboard.i18n.messages import text
from dashboard.rows.tallies import column_sums
from dashboard.sentences.standing import share_words

UNITS = ("people", "households")


def unit_of(rows: pd.DataFrame) -> str:
    """What is counted: people, where any are stated, else households; "" where neither is."""
    stated = [unit for unit in UNITS if rows[[f"{unit}_covered", f"{unit}_closed", f"{unit}_unplaced"]].notna().any(axis=None)]
    reckoned = [unit for unit in stated if rows[f"{unit}_covered"].notna().any()]
    return (reckoned or stated or [""])[0]


def coverage_words(rows: pd.DataFrame, where: str, lang: str) -> str:
    """The sentence under the bars, or why nothing can be reckoned. Rows: those of the chosen districts."""
    unit, sums = unit_of(rows), column_sums(rows)
    if not unit:
        return text("coverage.no_people", lang)
    covered, uncovered = sums[f"{unit}_covered"], sums[f"{unit}_uncovered"]
    if covered is None or uncovered is None:
        told = [text("coverage.no_homes" if sums["places_open"] else "coverage.no_place", lang)]
    else:
        counts = {"known": covered + uncovered, "covered": covered, "uncovered": uncovered}
        said = {name: fmt_count(n, lang) for name, n in counts.items()}
        share, radius = share_words(covered, covered + uncovered, lang), fmt_count(int(rows["radius_m"].iloc[0]), lang)
        told = [text(f"coverage.f_{unit}", lang, where=where, share=share, radius=radius, **said), *_least(rows, unit, lang)]
    return joined(*told, *_apart(sums, unit, lang), lang=lang)


def _least(rows: pd.DataFrame, unit: str, lang: str) -> list[str]:
    """The district with the smallest share, where several can be compared and it has less than all, and less than every other."""
    known = rows.dropna(subset=[f"{unit}_share", "area_name"])
    if len(known) < 2:
        return []
    least = known.loc[known[f"{unit}_share"].idxmin()]
    if least[f"{unit}_share"] >= 1 or known[f"{unit}_share"].eq(least[f"{unit}_share"]).sum() > 1:
        return []
    known_there = least[f"{unit}_covered"] + least[f"{unit}_uncovered"]
    return [text("coverage.f_least", lang, name=least["area_name"], share=share_words(least[f"{unit}_covered"], known_there, lang))]


def _apart(sums: dict[str, int | None], unit: str, lang: str) -> list[str]:
    """What is not in the share, each where there is any."""
    closed, unplaced = sums[f"{unit}_closed"], sums[f"{unit}_unplaced"]
    unsure, unbounded = sums["places_unsure"], sums["zones_unbounded"]
    return [
        *([text(f"coverage.f_closed_{unit}", lang, n=fmt_count(closed, lang))] if closed else []),
        *([text(f"coverage.f_unplaced_{unit}", lang, n=fmt_count(unplaced, lang))] if unplaced else []),
        *([text("coverage.f_unsure", lang, n=fmt_count(unsure, lang))] if unsure else []),
        *([text("coverage.f_unbounded", lang, n=fmt_count(unbounded, lang))] if unbounded else []),
    ]
