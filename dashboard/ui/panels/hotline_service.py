"""How callers fare: how long they wait, the shifts to come, and who has to ring again."""

import pandas as pd

from dashboard.data.fetch import fetch
from dashboard.data.figure_cache import drawn
from dashboard.figures.hotline_waits import wait_curve
from dashboard.i18n.forms import fmt_window
from dashboard.sentences.hotline_service import repeat_sentence, shift_notes, shift_sentence, wait_sentence
from dashboard.sentences.surge import sources_sentence
from dashboard.ui.components.chart import chart
from dashboard.ui.components.table import table
from dashboard.ui.shell.filters import Filters
from dashboard.ui.shell.language import lang, look, t
from dashboard.ui.shell.typeset import note, section

SHIFT_COLUMNS = ["shift", "forecast", "forecast_low", "forecast_high", "staff_needed", "staff_needed_high"]
PLANNED_COLUMNS = ["staff_planned", "connect_planned", "lost_planned"]
REPEAT_COLUMNS = ["first_outcome", "callers", "repeating", "repeat_share", "again_minutes", "reached_later"]


def sources(days: pd.DataFrame) -> None:
    """Where published counts stand beside calls or in their place; nothing where there are calls alone. Rows: `hotline_by_day`."""
    if said := sources_sentence(days, fetch("hotline_intervals_beside_calls"), lang()):
        note(said)


def waits(picked: Filters) -> None:
    """How long callers waited, by day; nothing where no wait is known."""
    days = fetch("hotline_service_by_day", **picked.dates)
    if len(days):
        figure = drawn(wait_curve, days, **look())
        chart(figure, days, key="hotline-waits", sentence=wait_sentence(days, lang()), filters=picked.words)


def shifts_ahead() -> None:
    """The shifts of the coming 24 hours: calls to expect, people needed, what those planned achieve; nothing without calls."""
    shifts = fetch("hotline_shifts")
    if shifts.empty:
        return
    section(t("shifts.title"), shift_sentence(shifts, lang()))
    for said in shift_notes(shifts, lang()):
        note(said)
    told = shifts[shifts["no_advice"].isna()]
    if len(told):
        columns = SHIFT_COLUMNS + (PLANNED_COLUMNS if told["staff_planned"].notna().any() else [])
        table(_rounded(told), key="hotline-shifts", columns=columns, labels={"shift": t("shifts.shift")}, shares=("connect_planned",))


def callers_again() -> None:
    """Who rang more than once, by how the first call ended; nothing where callers have no pseudonym."""
    callers = fetch("hotline_repeat_callers")
    if len(callers):
        section(t("repeat.title"), repeat_sentence(callers, lang()))
        table(callers, key="hotline-repeat", columns=REPEAT_COLUMNS, enums={"first_outcome": "call_outcome"}, shares=("repeat_share",))


def _rounded(shifts: pd.DataFrame) -> pd.DataFrame:
    numbers = ["forecast", "forecast_low", "forecast_high", "lost_planned"]
    spans = [fmt_window(start, end, lang()) for start, end in zip(shifts["starts_at"], shifts["ends_at"], strict=True)]
    # A share to a tenth of a per cent: the forecast that it rests on is no finer.
    connected = shifts["connect_planned"].round(3)
    return shifts.assign(shift=spans, connect_planned=connected, **{name: shifts[name].round() for name in numbers})
