"""How long zones stayed closed: one row a district, from the shortest to the longest, beside the time that the rules ask."""

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from dashboard.figures.svg.scale import round_top, ticks
from dashboard.figures.svg.tracks import Picture, Track, axis, picture, row
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.i18n.messages import text
from dashboard.plain_text import on_page
from dashboard.sentences.zone_dwell import few_sentence, place_words, rule_words


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
    return Markup('<p class="tracks-more">{}</p>').format(on_page(few_sentence(few, city, lang)))


def dwell_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The whole first where there are several districts, then districts by their median, those too few to sum up last."""
    districts = frame[~frame["is_total"].eq(True)]
    shown = frame[frame["is_total"].eq(True) & (len(districts) > 1) | ~frame["is_total"].eq(True)]
    return shown.sort_values(["is_total", "median_hours", "lifted"], ascending=False, na_position="last", kind="stable")


def _cells(district: dict, track: Track, city: set[str], lang: str) -> Markup:
    key = "dwell.still_unknown" if is_missing(district["oldest_open_hours"]) else "dwell.still"
    still = text(key, lang, n=fmt_count(district["still_open"], lang), oldest=fmt_count(district["oldest_open_hours"], lang))
    under = text("dwell.lifted", lang, n=fmt_count(district["lifted"], lang)) + (f" · {still}" if district["still_open"] else "")
    said = text("dwell.said", lang, median=fmt_count(district["median_hours"], lang))
    under_said = text("dwell.said_under", lang, p90=fmt_count(district["p90_hours"], lang), rule=rule_words(district, lang))
    return row(place_words(district, city, lang), under, _pieces(district, track), said, under_said)


def _pieces(district: dict, track: Track) -> Iterator[Markup]:
    yield track.piece("range", district["shortest_hours"], district["longest_hours"])
    yield track.piece("middle", district["quarter_hours"], district["three_quarters_hours"])
    yield track.sign("median", district["median_hours"])
    yield track.sign("p90", district["p90_hours"], "◇")
    if not is_missing(district["rule_least_hours"]):
        yield from (track.sign("rule", end) for end in sorted({district["rule_least_hours"], district["rule_most_hours"]}))
