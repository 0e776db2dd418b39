"""What is said of feeds against their contracts: which are late, and how late."""

from datetime import datetime

import pandas as pd

from dashboard.i18n.forms import fmt_age
from dashboard.i18n.messages import text

FEED_STATES = {"ok": "ok", "late": "watch", "overdue": "act", "never": "act"}
"""The state of a feed as the mark it gets; "late" is past its time but within the grace agreed."""
OVERDUE = ("overdue", "never")
"""States of a feed that breaks its contract; one within its grace does not yet."""


def late_feeds(feeds: pd.DataFrame) -> int:
    """How many feeds are overdue or never came. Rows: `feeds_freshness`."""
    return int(feeds["state"].isin(OVERDUE).sum())


def freshness_words(feeds: pd.DataFrame, lang: str) -> tuple[str, str]:
    """(state, sentence) on all feeds together. Rows: `feeds_freshness`."""
    late = late_feeds(feeds)
    if late:
        return "watch", text("fresh.some_late", lang, late=late, n=len(feeds))
    return "ok", text("fresh.all_ok", lang, n=len(feeds))


def feed_words(feed: dict, at: datetime, lang: str) -> str:
    """How late one feed is at a moment. `feed`: a row of `feeds_freshness`."""
    if feed["state"] not in ("late", "overdue"):
        return text(f"fresh.{feed['state']}", lang)
    minutes = (at - feed["expected_by"]).total_seconds() / 60
    return text(f"fresh.{feed['state']}", lang, age=fmt_age(minutes, lang))


def feed_name(feed: dict, lang: str) -> str:
    """A feed's name in a language; the Chinese one where it has no other."""
    return feed["name"] if lang == "zh" else feed.get("name_en") or feed["name"]
