"""How long zones stayed closed: one row a district, from the shortest to the longest, beside the time that the rules ask."""

from html import escape

import pandas as pd

from dashboard.figures.svg.marks import round_top
from dashboard.figures.svg.tracks import Picture, Scale, axis, legend, row_html
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.i18n.messages import text

TOO_FEW = 5
"""Lifted zones under which a district is not summed up; the query leaves its figures out."""


def dwell_picture(frame: pd.DataFrame, *, lang: str) -> Picture | None:
    """Rows: as of `zone_dwell_by_area`. Null where no zone was lifted."""
    rows = dwell_rows(frame).to_dict("records")
    told = [row for row in rows if not is_missing(row["median_hours"])]
    if not any(row["lifted"] for row in rows):
        return None
    ends = [row[end] for row in told for end in ("longest_hours", "rule_most_hours") if not is_missing(row[end])]
    top, step = round_top(max(ends, default=1))
    scale = Scale(0, top)
    labels = [(place * step, text("dwell.hours", lang, n=fmt_count(place * step, lang))) for place in range(round(top / step) + 1)]
    keys = [(kind, text(f"dwell.{kind}", lang)) for kind in ("range", "middle", "median", "p90", "rule")]
    city = set(frame.loc[frame["is_total"].eq(True), "area_id"])
    items = "".join(f'<li class="plain">{_row(row, scale, city, lang)}</li>' for row in told)
    drawing = f'{legend(keys)}<div class="tracks dwell">{axis(scale, labels)}<ol>{items}</ol></div>' if told else ""
    few = [row for row in rows if is_missing(row["median_hours"]) and not row["is_total"]]
    return Picture(drawing + (f'<p class="tracks-more">{escape(_few(few, city, lang))}</p>' if few else ""))


def dwell_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The whole first where there are several districts, then districts by their median, those too few to sum up last."""
    districts = frame[~frame["is_total"].eq(True)]
    kept = frame[frame["is_total"].eq(True) & (len(districts) > 1) | ~frame["is_total"].eq(True)]
    return kept.sort_values(["is_total", "median_hours", "lifted"], ascending=False, na_position="last", kind="stable")


def dwell_finding(frame: pd.DataFrame, lang: str) -> str:
    """The rule's time beside the real median, for the whole of what is shown; who is slowest. Rows: as of `zone_dwell_by_area`."""
    whole = frame[frame["is_total"].eq(True)]
    if whole.empty:
        return ""
    row = whole.iloc[0]
    n, still = fmt_count(row["lifted"], lang), fmt_count(row["still_open"], lang)
    if is_missing(row["median_hours"]):
        return text("dwell.f_few", lang, n=n, still=still, few=TOO_FEW)
    return text(
        "dwell.f_median", lang, rule=rule_words(row, lang), n=n, still=still, median=fmt_count(row["median_hours"], lang),
        p90=fmt_count(row["p90_hours"], lang),
    )


def rule_words(row: dict | pd.Series, lang: str) -> str:
    """The hours that the rules ask: one figure, or the least and the most where rule sets differ."""
    least, most = row["rule_least_hours"], row["rule_most_hours"]
    if is_missing(least):
        return text("word.unknown", lang)
    shown = fmt_count(least, lang) if least == most else f"{fmt_count(least, lang)}–{fmt_count(most, lang)}"
    return text("dwell.hours", lang, n=shown)


def _row(row: dict, scale: Scale, city: set[str], lang: str) -> str:
    still = text("dwell.still", lang, n=fmt_count(row["still_open"], lang), oldest=fmt_count(row["oldest_open_hours"], lang))
    under = text("dwell.lifted", lang, n=fmt_count(row["lifted"], lang)) + (f" · {still}" if row["still_open"] else "")
    track = [
        scale.piece("range", row["shortest_hours"], row["longest_hours"]),
        scale.piece("middle", row["quarter_hours"], row["three_quarters_hours"]), scale.sign("median", row["median_hours"]),
        scale.sign("p90", row["p90_hours"], "◇"),
    ]
    if not is_missing(row["rule_least_hours"]):
        track += [scale.sign("rule", end) for end in sorted({row["rule_least_hours"], row["rule_most_hours"]})]
    said = text("dwell.said", lang, median=fmt_count(row["median_hours"], lang))
    under_said = text("dwell.said_under", lang, p90=fmt_count(row["p90_hours"], lang), rule=rule_words(row, lang))
    return row_html(_name(row, city, lang), under, "".join(track), said, under_said)


def _few(rows: list[dict], city: set[str], lang: str) -> str:
    """The districts that are not summed up, each with what was lifted and what is still closed there."""
    named = [
        text("dwell.few_one", lang, name=_name(row, city, lang), n=fmt_count(row["lifted"], lang), still=fmt_count(row["still_open"], lang))
        for row in rows
    ]
    return text("dwell.few", lang, few=TOO_FEW, places=len(rows), names=("、" if lang == "zh" else ", ").join(named))


def _name(row: dict, city: set[str], lang: str) -> str:
    if row["is_total"]:
        return text("dwell.total", lang)
    if row["area_id"] in city:
        return text("dwell.no_district", lang)
    return text("word.unknown", lang) if is_missing(row["area_name"]) else str(row["area_name"])
