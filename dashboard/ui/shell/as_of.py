"""The control that moves the whole board to another moment."""

from datetime import datetime, timedelta

import streamlit as st

from dashboard.data.page_moment import Moment
from dashboard.ui.shell.language import t
from dashboard.ui.shell.links import here, link

DAY = timedelta(days=1)


def as_of_control(at: Moment) -> None:
    """Two small forms in the masthead, each a day and a time: the moment to show, and an earlier one to compare it with.

    They set `as_of` and `since` in the address; the present takes `as_of` out.
    """
    # The two fields are sent when somebody opens them: they are the slowest part of a page's start, and few move the board.
    control = st.popover(t("asof.change"), type="tertiary", key="moment", on_change="rerun")
    if not control.open:
        return
    with control:
        _shown_form(at)
        _compare_form(at)


def _shown_form(at: Moment) -> None:
    with st.form("as-of", border=False):
        day = st.date_input(t("asof.day"), at.at.date(), max_value=at.now.date(), format="YYYY-MM-DD", key=f"as-of-day-{at.at.date()}")
        clock = st.time_input(t("asof.time"), at.at.time(), step=900, key=f"as-of-time-{at.at:%H%M}")
        if st.form_submit_button(t("asof.apply"), type="primary"):
            _move(datetime.combine(day, clock), at)


def _compare_form(at: Moment) -> None:
    before = at.since or at.at - DAY
    with st.form("since", border=False):
        day = st.date_input(
            t("since.day"), before.date(), max_value=at.at.date(), format="YYYY-MM-DD", key=f"since-day-{before.date()}",
        )
        clock = st.time_input(t("since.time"), before.time(), step=900, key=f"since-time-{before:%H%M}")
        if st.form_submit_button(t("since.apply")):
            # A moment that is too late is refused by the address itself, in words, as one that somebody typed there.
            st.query_params["since"] = datetime.combine(day, clock).isoformat(timespec="minutes")
            st.rerun()
    if at.since_asked:
        st.html(link(here(since=None), t("since.stop")))


def _move(to: datetime, at: Moment) -> None:
    if to >= at.now.replace(second=0, microsecond=0):
        st.query_params.pop("as_of", None)
    else:
        st.query_params["as_of"] = to.isoformat(timespec="minutes")
    st.rerun()
