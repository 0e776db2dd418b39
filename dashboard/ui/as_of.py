"""The control that moves the whole board to another moment."""

from datetime import datetime

import streamlit as st

from dashboard.page_moment import Moment
from dashboard.ui.language import t


def as_of_control(at: Moment) -> None:
    """A small form in the masthead: day and time; sets `as_of` in the address, and takes it out at the present."""
    # The two fields are sent when somebody opens them: they are the slowest part of a page's start, and few move the board.
    control = st.popover(t("asof.change"), type="tertiary", key="moment", on_change="rerun")
    if not control.open:
        return
    with control, st.form("as-of", border=False):
        day = st.date_input(t("asof.day"), at.at.date(), max_value=at.now.date(), format="YYYY-MM-DD", key=f"as-of-day-{at.at.date()}")
        clock = st.time_input(t("asof.time"), at.at.time(), step=900, key=f"as-of-time-{at.at:%H%M}")
        if st.form_submit_button(t("asof.apply"), type="primary"):
            _move(datetime.combine(day, clock), at)


def _move(to: datetime, at: Moment) -> None:
    if to >= at.now.replace(second=0, microsecond=0):
        st.query_params.pop("as_of", None)
    else:
        st.query_params["as_of"] = to.isoformat(timespec="minutes")
    st.rerun()
