"""The charts of the cases page: districts on a map, by day, and each district by itself."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn, said
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.multiples import small_multiples
from dashboard.i18n.forms import fmt_change, fmt_count, joined, listed
from dashboard.rows.epidemic import Moving, is_sudden, moving
from dashboard.sentences.cases import conversion_sentence, known_days_sentence, trend_sentence
from dashboard.sentences.growth import growth_sentence
from dashboard.sentences.standing import largest_sentence, moved_words
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.event_marks import event_marks_of
from dashboard.ui.components.notes import with_notes
from dashboard.ui.shell.address import segments
from dashboard.ui.shell.filters import Filters, area_names
from dashboard.ui.shell.language import lang, look, t

MEASURES = ("positive_known", "per_100k", "change_7d")


def districts_map(areas: pd.DataFrame, picked: Filters) -> None:
    """The districts by the measure that the reader chooses. Rows: `cases_by_area`. Address: `measure`."""
    names = {name: t(f"cases.measure_{name}") for name in MEASURES}
    measure = segments("measure", t("cases.measure"), names, default=MEASURES[0])
    unit = t("cases.unit")
    shows, by_head = measure == "positive_known", measure == "per_100k"
    most = said(largest_sentence, areas, measure, unit, lang()) if shows else _years(areas) if by_head else ""
    district_map(
        areas, measure, key="cases-map", title=t(f"cases.map_{measure}"), unit=unit, decimals=1 if measure == "per_100k" else None,
        sentence=joined(most, said(known_days_sentence, areas, lang()), lang=lang()), filters=picked.words,
    )


def _years(areas: pd.DataFrame) -> str:
    """The years of the populations that rates are by. Rows: `cases_by_area`."""
    years = sorted({int(year) for year in areas.loc[areas["per_100k"].notna(), "population_year"].dropna()})
    return t("epidemic.population_years", years=listed(map(str, years), lang())) if years else t("cases.days_known")


def curve_by_day(picked: Filters) -> None:
    """New cases by day, with notices and policies as marks, and beneath it how fast they grow."""
    events = with_notes(event_marks_of(fetch("notices_timeline", **picked.dates)), picked.start, picked.end)
    days = fetch("cases_by_day_area", **picked.dates, areas=picked.one_area)
    growth = said(growth_sentence, fetch("cases_growth_by_day", areas=picked.one_area), lang(), picked.end, with_reproduction=False)
    words = joined(_classes_only(days), said(trend_sentence, days, lang()), growth, said(conversion_sentence, days, lang()), lang=lang())
    chart(drawn(epidemic_curve, days, **look(), events=events), days, key="cases-curve", sentence=words, filters=picked.words)


def each_district(picked: Filters) -> None:
    """New cases by day, one small curve a district; nothing in a city without districts, whose curve stands above."""
    if not area_names():
        return
    each = fetch("cases_by_day_area", **picked.dates, areas=picked.areas)
    each = _with_signals(each[~each["is_city"].astype(bool)], fetch("cases_signals_by_day", areas=picked.areas))
    order = moving(each, picked.end)
    told = [one for one in order if one.change == one.change]
    small = drawn(small_multiples, each, "new_positive", title=t("epidemic.multiples_moving"), columns=4, marked="has_signal", **look(),
                  order=[one.area_name for one in order], said={one.area_name: _moved(one) for one in told})
    chart(small, each, key="cases-multiples", sentence=_moving_said(told, len(order), each), filters=picked.words)


def _classes_only(days: pd.DataFrame) -> str:
    """That the bars are districts added up, where the city's own figure is not published. Rows: `cases_by_day_area`."""
    summed = int(days["source"].eq("district_sum").sum())
    return t("epidemic.by_classes_only", n=summed) if summed else ""


def _with_signals(each: pd.DataFrame, signals: pd.DataFrame) -> pd.DataFrame:
    """The rows of `cases_by_day_area` with `has_signal`: a sudden rise by `cases_signals_by_day`."""
    marked = signals[is_sudden(signals["signals"])]
    keys = set(zip(marked["area_id"], pd.to_datetime(marked["day"]), strict=True))
    days = zip(each["area_id"], pd.to_datetime(each["day"]), strict=True)
    return each.assign(has_signal=[key in keys for key in days])


def _moved(one: Moving) -> str:
    """A district's week and what changed on the week before, as its small chart is headed."""
    return f"{fmt_count(one.last, lang())} {fmt_change(one.change, lang())}"


def _moving_said(told: list[Moving], areas: int, each: pd.DataFrame) -> str:
    """Which district changed most, how many cannot be told, and what the colour of a day means."""
    if not told:
        return largest_sentence(each.groupby("area_name", as_index=False)["new_positive"].sum(), "new_positive", t("cases.unit"), lang())
    tied, rest = [one for one in told if abs(one.change) == abs(told[0].change)], areas - len(told)
    first = moved_words([(one.area_name, one.last, one.change) for one in tied], lang())
    unknown = t("epidemic.moved_unknown", n=rest) if rest else ""
    return joined(first, unknown, t("epidemic.marked_days") if each["has_signal"].any() else "", lang=lang())
