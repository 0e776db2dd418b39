"""The map and curves of the overview: where the cases are, how they and the calls go."""

import pandas as pd

from dashboard.data.figure_cache import drawn, said
from dashboard.figures.epidemic import epidemic_curve
from dashboard.figures.hotline import hotline_curve
from dashboard.i18n.forms import joined
from dashboard.sentences.cases import conversion_sentence, known_days_sentence, trend_sentence
from dashboard.sentences.standing import largest_sentence
from dashboard.sentences.surge import hours_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.components.district_map import district_map
from dashboard.ui.components.notes import note_marks
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t


def cases_map(areas: pd.DataFrame, picked: Filters) -> None:
    """New positives of the last 7 days by district. Rows: `cases_by_area`."""
    unit = t("overview.unit_cases")
    most = joined(said(largest_sentence, areas, "positive_known", unit, lang()), said(known_days_sentence, areas, lang()), lang=lang())
    district_map(areas, "positive_known", key="overview-map", title=t("overview.map_cases"), unit=unit, sentence=most, filters=picked.words)


def case_curve(days: pd.DataFrame, picked: Filters) -> None:
    """New cases by day. Rows: `cases_by_day_area` of one area."""
    words = joined(said(trend_sentence, days, lang()), said(conversion_sentence, days, lang()), lang=lang())
    figure = drawn(epidemic_curve, days, **look(), events=note_marks(days["day"]), height=210)
    chart(figure, days, key="overview-curve", sentence=words, filters=picked.words, ends=True)


def call_curve(hours: pd.DataFrame) -> None:
    """Calls by hour against what is usual. Rows: `hotline_by_hour`."""
    words = said(hours_sentence, hours, lang())
    chart(drawn(hotline_curve, hours, **look(), height=200), hours, key="overview-hotline", sentence=words, ends=True)
