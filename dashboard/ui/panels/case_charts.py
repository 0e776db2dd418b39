"""The charts of the cases page: districts on a map, by day, and each district by itself."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.multiples import small_multiples
from dashboard.i18n.forms import joined
from dashboard.sentences.cases import conversion_sentence, known_days_sentence, trend_sentence
from dashboard.sentences.growth import growth_sentence
from dashboard.sentences.standing import largest_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.event_marks import event_marks_of
from dashboard.ui.components.notes import with_notes
from dashboard.ui.shell.address import segments
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t

MEASURES = ("positive_known", "per_100k", "change_7d")


def districts_map(areas: pd.DataFrame, picked: Filters) -> None:
    """The districts by the measure that the reader chooses. Rows: `cases_by_area`. Address: `measure`."""
    names = {name: t(f"cases.measure_{name}") for name in MEASURES}
    measure = segments("measure", t("cases.measure"), names, default=MEASURES[0])
    unit = t("cases.unit")
    most = largest_sentence(areas, measure, unit, lang()) if measure == "positive_known" else t("cases.days_known")
    district_map(
        areas, measure, key="cases-map", title=t(f"cases.map_{measure}"), unit=unit, decimals=1 if measure == "per_100k" else None,
        sentence=joined(most, known_days_sentence(areas, lang()), lang=lang()), filters=picked.words,
    )


def curve_by_day(picked: Filters) -> None:
    """New cases by day, with notices and policies as marks, and beneath it how fast they grow."""
    events = with_notes(event_marks_of(fetch("notices_timeline", **picked.dates)), picked.start, picked.end)
    days = fetch("cases_by_day_area", **picked.dates, areas=picked.one_area)
    growth = growth_sentence(fetch("cases_growth_by_day", areas=picked.one_area), lang(), picked.end)
    said = joined(trend_sentence(days, lang()), growth, conversion_sentence(days, lang()), lang=lang())
    chart(drawn(epidemic_curve, days, **look(), events=events), days, key="cases-curve", sentence=said, filters=picked.words)


def each_district(picked: Filters) -> None:
    """New cases by day, one small curve a district."""
    each = fetch("cases_by_day_area", **picked.dates, areas=picked.areas)
    each = each[~each["is_city"].astype(bool)]
    small = drawn(small_multiples, each, "new_positive", title=t("cases.multiples"), columns=6, **look())
    sums = each.groupby("area_name", as_index=False)["new_positive"].sum()
    said = largest_sentence(sums, "new_positive", t("cases.unit"), lang())
    chart(small, each, key="cases-multiples", sentence=said, filters=picked.words)
