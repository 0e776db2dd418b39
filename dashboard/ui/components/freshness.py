"""The freshness of every feed against its contract."""

from datetime import datetime
from html import escape

import pandas as pd
import streamlit as st

from dashboard.i18n.forms import fmt_age, fmt_moment, is_missing
from dashboard.tokens import MARKS
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.language import lang, t

FEED_STATES = {"ok": "ok", "late": "watch", "overdue": "act", "never": "act"}
"""The state of a feed as the mark it gets; "late" is past its time but within the grace agreed."""


def freshness(feeds: pd.DataFrame) -> None:
    """A line a feed: mark, name, when it last came, how late it is.

    Rows: one a feed: name, name_en, last_received_at (null = never), expected_by, state (ok, late, overdue, never).
    """
    if feeds.empty:
        st.html(f'<p class="lead">{escape(t("overview.no_feeds"))}</p>')
        return
    rows = "".join(_row(feed, feeds.attrs["as_of"]) for feed in feeds.to_dict("records"))
    st.html(f'<ul class="feeds">{rows}</ul>{provenance_line(feeds)}')


def late_feeds(feeds: pd.DataFrame) -> int:
    """How many feeds are overdue or never came; one within its grace is not yet late."""
    return int(feeds["state"].isin(("overdue", "never")).sum())


def freshness_words(feeds: pd.DataFrame) -> tuple[str, str]:
    """(state, sentence) for the masthead."""
    late = late_feeds(feeds)
    if late:
        return "watch", t("fresh.some_late", late=late, n=len(feeds))
    return "ok", t("fresh.all_ok", n=len(feeds))


def _row(feed: dict, at: datetime) -> str:
    state = FEED_STATES[feed["state"]]
    name = feed["name"] if lang() == "zh" else feed.get("name_en") or feed["name"]
    if feed["state"] in ("late", "overdue"):
        minutes = (at - feed["expected_by"]).total_seconds() / 60
        said = t(f"fresh.{feed['state']}", age=fmt_age(minutes, lang()))
    else:
        said = t(f"fresh.{feed['state']}")
    when = "" if is_missing(feed["last_received_at"]) else fmt_moment(feed["last_received_at"], lang())
    return (
        f'<li class="{state}"><span class="mark">{MARKS[state]}</span><b>{escape(name)}</b>'
        f'<span class="when">{escape(when)}</span><span class="said">{escape(said)}</span></li>'
    )
