"""How long zones stayed closed: one row a district, from the shortest to the longest, beside the time that the rules ask."""

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from dashboard.figures.svg.scale import round_top, ticks
from dashboard.figures.svg.tracks import Picture, Track, axis, picture, row
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
    few = [row for row in rows if is_missing(row["median_hours"]) and not row["is_total"]]
    city = set(frame.loc[frame["is_total"].eq(True), "area_id"])
    return Picture((_summed_up(told, city, lang) if told else Markup("")) + (_not_summed_up(few, city, lang) if few else ""))


def _summed_up(told: list[dict], city: set[str], lang: str) -> Markup:
    """The rows of the districts that have a median. `city`: the area that stands for the whole."""
    ends = [district[end] for district in told for end in ("longest_hours", "rule_most_hours") if not is_missing(district[end])]
    top, step = round_top(max(ends, default=1))
    track = Track(0, top)
    head = axis(track, [(hours, text("dwell.hours", lang, n=fmt_count(hours, lang))) for hours in ticks(top, step)])
    keys = [(kind, text(f"dwell.{kind}", lang)) for kind in ("range", "middle", "median", "p90", "rule")]
    items = [Markup('<li class="plain">{}</li>').format(_cells(district, track, city, lang)) for district in told]
    return picture(keys, head, items, "tracks dwell")


def _not_summed_up(few: list[dict], city: set[str], lang: str) -> Markup:
    return Markup('<p class="tracks-more">{}</p>').format(_few(few, city, lang))


def dwell_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The whole first where there are several districts, then districts by their median, those too few to sum up last."""
    districts = frame[~frame["is_total"].eq(True)]
    shown = frame[frame["is_total"].eq(True) & (len(districts) > 1) | ~frame["is_total"].eq(True)]
    return shown.sort_values(["is_total", "median_hours", "lifted"], ascending=False, na_position="last", kind="stable")


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


def _cells(district: dict, track: Track, city: set[str], lang: str) -> Markup:
    still = text("dwell.still", lang, n=fmt_count(district["still_open"], lang), oldest=fmt_count(district["oldest_open_hours"], lang))
    under = text("dwell.lifted", lang, n=fmt_count(district["lifted"], lang)) + (f" · {still}" if district["still_open"] else "")
    said = text("dwell.said", lang, median=fmt_count(district["median_hours"], lang))
    under_said = text("dwell.said_under", lang, p90=fmt_count(district["p90_hours"], lang), rule=rule_words(district, lang))
    return row(_name(district, city, lang), under, _pieces(district, track), said, under_said)


def _pieces(district: dict, track: Track) -> Iterator[Markup]:
    yield track.piece("range", district["shortest_hours"], district["longest_hours"])
    yield track.piece("middle", district["quarter_hours"], district["three_quarters_hours"])
    yield track.sign("median", district["median_hours"])
    yield track.sign("p90", district["p90_hours"], "◇")
    if not is_missing(district["rule_least_hours"]):
        yield from (track.sign("rule", end) for end in sorted({district["rule_least_hours"], district["rule_most_hours"]}))


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
