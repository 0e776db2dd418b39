"""The sentence under a chart of an answer: where its value is greatest and where least, and how many are not known."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment, fmt_number, joined
from dashboard.i18n.messages import text
from dashboard.ui.explore.chart_choice import Chosen
from dashboard.ui.explore.columns import Held


def chart_words(rows: pd.DataFrame, chosen: Chosen, columns: dict[str, Held], lang: str) -> str:
    """The sentence; says that nothing is known where every value is missing. Rows: those drawn, words instead of codes."""
    known = rows[rows[chosen.y].notna()]
    label, missing = columns[chosen.y].label, len(rows) - len(known)
    unknown = text("explore.said_missing", lang, n=fmt_count(missing, lang)) if missing else ""
    if known.empty:
        return unknown
    most, least = known.loc[known[chosen.y].idxmax()], known.loc[known[chosen.y].idxmin()]
    unit = columns[chosen.y].unit
    if most[chosen.y] == least[chosen.y]:
        counted = unit if lang == "zh" or unit == "%" else ""  # after the label, "1 zones" says nothing more
        said = text("explore.said_same", lang, y=label, n=_number(most[chosen.y], counted, lang), rows=fmt_count(len(known), lang))
    else:
        ends = {"most": _number(most[chosen.y], unit, lang), "least": _number(least[chosen.y], unit, lang)}
        said = text("explore.said_ends", lang, y=label, where=_place(most, chosen, lang), other=_place(least, chosen, lang), **ends)
    return joined(said, unknown, lang=lang)


def _place(row: pd.Series, chosen: Chosen, lang: str) -> str:
    at = row[chosen.x]
    if isinstance(at, pd.Timestamp):
        at = fmt_day(at, lang) if at == at.normalize() else fmt_moment(at, lang)
    elif not isinstance(at, str):
        at = _number(at, "", lang)
    return f"{at} · {row[chosen.by]}" if chosen.by else str(at)


def _number(value: float, unit: str, lang: str) -> str:
    said = fmt_count(value, lang) if value % 1 == 0 else fmt_number(value, lang, 2)
    return joined(said, unit, lang=lang)
