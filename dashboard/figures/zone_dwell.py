"""How long zones stayed closed: one row a district, from the shortest to the longest, beside the time that the rules ask."""

from html import escape

import pandas as pd

from dashboard.figures.svg.marks import round_top
from dashboard.figures.svg.tracks import Picture, Scale, axis, legend, row_html
from dashboard.i18n.forms import fmt_count, is_missing
from dashboard.i18n.messages import text
from dashboard.sentences.zone_dwell import few_sentence, place_words, rule_words


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
    return Picture(drawing + (f'<p class="tracks-more">{escape(few_sentence(few, city, lang))}</p>' if few else ""))


def dwell_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The whole first where there are several districts, then districts by their median, those too few to sum up last."""
    districts = frame[~frame["is_total"].eq(True)]
    kept = frame[frame["is_total"].eq(True) & (len(districts) > 1) | ~frame["is_total"].eq(True)]
    return kept.sort_values(["is_total", "median_hours", "lifted"], ascending=False, na_position="last", kind="stable")


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
    return row_html(place_words(row, city, lang), under, "".join(track), said, under_said)
