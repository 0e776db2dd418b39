"""The controls of a pick that say what is asked: measures by group, what they are split by, and the days."""

from datetime import date

import streamlit as st

from dashboard.data.page_moment import moment
from dashboard.measures.declaration import dimensions, measures
from dashboard.measures.picked import Period, Picked
from dashboard.ui.explore.picked_held import changed, changing
from dashboard.ui.shell.address import labelling, lead
from dashboard.ui.shell.language import lang, t

LASTS = (7, 14, 28)
ALL, OWN = "all", "own"


def measures_chosen(now: Picked) -> None:
    """The measures, each behind the name of its group."""
    labels = {name: t("picking.grouped", group=t(f"pick_group.{m.group}"), label=m.label(lang())) for name, m in measures().items()}
    key = "picking-measures"
    lead(key, list(now.measures))
    st.multiselect(
        t("picking.measures"), list(labels), key=key, format_func=labelling(labels), placeholder=t("picking.choose"), select_all=False,
        on_change=changing(key, lambda pick, value: changed(pick, measures=tuple(value))),
    )


def splits_chosen(now: Picked) -> None:
    """What they are split by: whatever one of them can be split by, or says why it cannot."""
    own = [measures()[name] for name in now.measures]
    known = {name for measure in own for name in (*measure.dimensions, *measure.never)} | set(now.dimensions)
    labels = {name: one.label(lang()) for name, one in dimensions().items() if name in known}
    key = "picking-splits"
    lead(key, [name for name in now.dimensions if name in labels])
    st.multiselect(
        t("picking.splits"), list(labels), key=key, format_func=labelling(labels), placeholder=t("picking.whole"), width=420,
        disabled=not own, select_all=False, on_change=changing(key, lambda pick, value: changed(pick, dimensions=tuple(value))),
    )


def period_chosen(now: Picked) -> None:
    """The days: all, the last whole ones, or from one to another."""
    period = now.period
    kind = ALL if period is None else str(period.last) if period.last is not None else OWN
    lasts = [str(n) for n in dict.fromkeys((*LASTS, *((period.last,) if period and period.last else ())))]
    labels = {ALL: t("picking.all_days"), **{n: t("picking.last_days", n=n) for n in lasts}, OWN: t("picking.own_days")}
    key = "picking-period"
    lead(key, kind)
    st.selectbox(
        t("picking.period"), list(labels), key=key, format_func=labelling(labels), width=220,
        on_change=changing(key, lambda pick, value: changed(pick, period=_period(value, pick.period))),
    )
    if kind == OWN and period:
        dates = "picking-dates"
        lead(dates, (period.start, period.end))
        st.date_input(
            t("picking.dates"), key=dates, format="YYYY-MM-DD", width=240,
            on_change=changing(dates, lambda pick, value: changed(pick, period=_between(value) or pick.period)),
        )


def _period(kind: str, now: Period | None) -> Period | None:
    if kind == ALL:
        return None
    if kind != OWN:
        return Period(last=int(kind))
    today = moment().at.date()
    return now if now and now.start else Period(start=date.fromordinal(today.toordinal() - 6), end=today)


def _between(value: object) -> Period | None:
    ends = list(value) if isinstance(value, tuple | list) else []
    return Period(start=ends[0], end=ends[1]) if len(ends) == 2 else None
