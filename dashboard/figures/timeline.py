"""What happened, in order, as lines of (state, when, words, True) for the list of items."""

import pandas as pd

from dashboard.i18n.forms import fmt_day, fmt_moment, is_missing
from dashboard.i18n.messages import enum_label, text

EVENT_STATES = {
    "declare": "watch", "raise": "act", "extend": "watch", "expand": "watch", "lift": "ok", "lower": "ok", "partial_release": "ok",
}


def notice_lines(frame: pd.DataFrame, lang: str) -> list[tuple[str, str, str, bool]]:
    """Notices and events, the newest first. Rows: published_at, effective_at, notice_no, title, title_en, kind, area_name."""
    rows = frame.sort_values(["published_at", "notice_id"], ascending=[False, True]).to_dict("records")
    return [("watch" if row["kind"] == "notice" else "quiet", _when(row["published_at"], lang), _notice(row, lang), True) for row in rows]


def zone_lines(frame: pd.DataFrame, lang: str) -> list[tuple[str, str, str, bool]]:
    """What happened to one zone, the newest first. Rows: happened_at, event, level, extent_text, notice_no, reason."""
    rows = frame.sort_values(["happened_at", "event"], ascending=False).to_dict("records")
    return [(EVENT_STATES.get(row["event"], "quiet"), _when(row["happened_at"], lang), _event(row, lang), True) for row in rows]


def _notice(row: dict, lang: str) -> str:
    title = row["title"] if lang == "zh" or is_missing(row["title_en"]) else row["title_en"]
    parts = [enum_label("notice_kind", row["kind"], lang), row["notice_no"], title]
    if not is_missing(row["effective_at"]) and row["effective_at"] != row["published_at"]:
        parts.append(text("zones.effective", lang, moment=fmt_moment(row["effective_at"], lang)))
    return " · ".join(str(part) for part in parts if not is_missing(part))


def _event(row: dict, lang: str) -> str:
    level = None if is_missing(row["level"]) else enum_label("zone_level", row["level"], lang)
    parts = [enum_label("zone_event", row["event"], lang), level, row["extent_text"], row["notice_no"], row["reason"]]
    return " · ".join(str(part) for part in parts if not is_missing(part))


def _when(at: pd.Timestamp, lang: str) -> str:
    # Midnight in a table of dates means that only the day is known.
    return fmt_day(at, lang) if at == at.normalize() else fmt_moment(at, lang)
