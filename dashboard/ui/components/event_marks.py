"""Notices and policies as marks on a curve."""

from datetime import datetime

import pandas as pd

from dashboard.i18n.forms import is_missing
from dashboard.ui.shell.language import lang

MOST_MARKS = 6
"""Marks that a curve carries without hiding what it shows; policies go first."""
MOST_LETTERS = {"zh": 20, "en": 44}


def event_marks_of(notices: pd.DataFrame) -> list[tuple[datetime, str]]:
    """(moment, short name) of the notices to mark on a curve, one mark a day.

    Rows of `notices`: published_at, effective_at (null = at once), notice_no, title, title_en, kind.
    """
    if notices.empty:
        return []
    rank = notices["kind"].map({"policy": 0, "notice": 1, "event": 2})
    chosen = notices.assign(rank=rank).sort_values(["rank", "published_at"], ascending=[True, False]).head(MOST_MARKS)
    by_day: dict[object, list[dict]] = {}
    for row in chosen.to_dict("records"):
        by_day.setdefault(_moment(row).date(), []).append(row)
    return [(_moment(rows[0]), _name(rows[0]) + (f" +{len(rows) - 1}" if len(rows) > 1 else "")) for rows in by_day.values()]


def _moment(row: dict) -> datetime:
    return row["published_at"] if is_missing(row["effective_at"]) else row["effective_at"]


def _name(row: dict) -> str:
    title = row["title"] if lang() == "zh" or is_missing(row["title_en"]) else row["title_en"]
    most = MOST_LETTERS[lang()]
    return title if len(title) <= most else title[: most - 1] + "…"
