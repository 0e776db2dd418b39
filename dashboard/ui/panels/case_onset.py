"""Cases by day of onset with their provisional end, and how long a report takes."""

import pandas as pd
import streamlit as st

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.epidemic import plain_curve
from dashboard.figures.epidemic_growth import delays
from dashboard.i18n.forms import fmt_day
from dashboard.sentences.cases import delay_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import section


def onset_and_delay(picked: Filters) -> None:
    """The curve by onset beside the days from onset to report; nothing where the line list has no date of onset."""
    onset, delay = fetch("cases_by_onset", **picked.dates, areas=picked.areas), fetch("cases_by_delay", **picked.dates, areas=picked.areas)
    known = delay.dropna(subset=["delay_days"])
    if onset.empty or known.empty:
        return
    section(t("epidemic.onset_section"), t("epidemic.onset_lead"))
    left, right = st.columns([6, 5], gap="large")
    with left:
        curve = drawn(plain_curve, onset, "new_positive", title=t("epidemic.onset_title"), partial=t("epidemic.provisional"), **look())
        chart(curve, onset, key="cases-onset", sentence=_tail(onset), filters=picked.words)
    with right:
        bars = drawn(delays, known, title=t("epidemic.delay_title"), **look())
        chart(bars, known, key="cases-delay", sentence=delay_sentence(delay, lang()), filters=picked.words)


def _tail(onset: pd.DataFrame) -> str:
    """Rows: `cases_by_onset`."""
    provisional = onset[onset["is_partial"].eq(True)]
    if provisional.empty:
        return ""
    return t("epidemic.tail", day=fmt_day(pd.Timestamp(provisional["day"].min()), lang()), n=int(onset["delay_p90"].iloc[0]))
