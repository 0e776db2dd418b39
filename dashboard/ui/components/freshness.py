"""The freshness of every feed against its contract."""

from datetime import datetime

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.i18n.forms import fmt_moment, is_missing
from dashboard.plain_text import LINE_EMS, on_page
from dashboard.sentences.freshness import FEED_STATES, feed_name, feed_words
from dashboard.ui.components.provenance import provenance_line
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import mark, paragraph


def freshness(feeds: pd.DataFrame) -> None:
    """A line a feed: mark, name, when it last came, how late it is.

    Rows: one a feed: name, name_en, last_received_at (null = never), expected_by, state (ok, late, overdue, never).
    """
    if feeds.empty:
        st.html(paragraph("lead", t("overview.no_feeds")))
        return
    rows = Markup().join(_row(feed, feeds.attrs["as_of"]) for feed in feeds.to_dict("records"))
    st.html(Markup('<ul class="feeds">{}</ul>{}').format(rows, provenance_line(feeds)))


def _row(feed: dict, at: datetime) -> Markup:
    state = FEED_STATES[feed["state"]]
    when = "" if is_missing(feed["last_received_at"]) else fmt_moment(feed["last_received_at"], lang())
    return Markup('<li class="{}">{}<b>{}</b><span class="when">{}</span><span class="said">{}</span></li>').format(
        state, mark(state), on_page(feed_name(feed, lang()), LINE_EMS), when, feed_words(feed, at, lang()),
    )
