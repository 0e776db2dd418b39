"""The dates of a pick's days, beside the choice and in the answer."""

import pandas as pd

from dashboard.data.explore import answer, question_of
from dashboard.data.page_moment import moment
from dashboard.errors import SandtableError
from dashboard.i18n.forms import fmt_span
from dashboard.measures.permitted import named
from dashboard.measures.picked import Picked
from dashboard.measures.spans import ends_asked, spans
from dashboard.ui.shell.language import lang, t


def days_in_words(now: Picked) -> str:
    """“22–28 Nov”, each with its figures where their days differ; "" where the pick has no days or is refused, which is said below it."""
    try:
        sql = ends_asked(now)
        row = answer(question_of(sql, moment().at, None, None)).frame.iloc[0] if sql else {}
        found = spans(now, {name: pd.Timestamp(day).date() for name, day in row.items() if pd.notna(day)})
    except (SandtableError, KeyError):  # nothing is known yet of which the days could be whole
        return ""
    if len(found) == 1:
        return fmt_span(*found[0][1:], lang())
    each = (t("picking.days_of", measures=named(own).say(lang()), days=fmt_span(*days, lang())) for own, *days in found)
    return t("picking.and").join(each)
