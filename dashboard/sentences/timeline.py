"""What happened, in order, as lines of (state, when, words, True) for the list of items."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment, is_missing
from dashboard.i18n.messages import enum_label, text
from dashboard.sentences.documents import number_words, source_words

EVENT_STATES = {
    "declare": "watch", "raise": "act", "extend": "watch", "expand": "watch", "lift": "ok", "lower": "ok", "partial_release": "ok",
}


def notice_lines(frame: pd.DataFrame, lang: str) -> list[tuple[str, str, str, bool]]:
    """Notices and events, the newest first. Rows: published_at, effective_at, notice_no, title, title_en, kind, area_name."""
    rows = newest_first(frame).to_dict("records")
    return [("watch" if row["kind"] == "notice" else "quiet", _when(row["published_at"], lang), _notice(row, lang), True) for row in rows]


def newest_first(notices: pd.DataFrame) -> pd.DataFrame:
    """Notices in the order in which they are told."""
    return notices.sort_values(["published_at", "notice_id"], ascending=[False, True])


def zone_lines(
    frame: pd.DataFrame, lang: str, positives: pd.DataFrame | None = None, noted: Iterable[tuple[datetime, str]] = (),
) -> list[tuple[str, str, str, bool]]:
    """What happened to one zone, the newest first, with the positives found inside and what they did to its clock.

    `noted`: what people wrote on it, each with its moment.

    Rows: happened_at, event, level, extent_text, extent_before, notice_no, reason, decided_at; of `positives`: day, positives, restarts.
    """
    rows = frame.sort_values(["happened_at", "event"], ascending=False).to_dict("records")
    lines = [(row["happened_at"], EVENT_STATES.get(row["event"], "quiet"), _event(row, lang)) for row in rows]
    for row in () if positives is None else positives.to_dict("records"):
        lines.append((pd.Timestamp(row["day"]), "watch" if row["restarts"] else "quiet", _positives(row, lang)))
    lines += [(pd.Timestamp(at), "quiet", words) for at, words in noted]
    lines.sort(key=lambda line: line[0], reverse=True)
    return [(state, _when(at, lang), words, True) for at, state, words in lines]


def _notice(row: dict, lang: str) -> str:
    title = row["title"] if lang == "zh" or is_missing(row["title_en"]) else row["title_en"]
    number = None if is_missing(row["notice_no"]) else source_words(row["notice_no"], lang)
    parts = [enum_label("notice_kind", row["kind"], lang), number, title]
    if not is_missing(row["effective_at"]) and row["effective_at"] != row["published_at"]:
        parts.append(text("zones.effective", lang, moment=fmt_moment(row["effective_at"], lang)))
    return " · ".join(str(part) for part in parts if not is_missing(part))


def _event(row: dict, lang: str) -> str:
    level = None if is_missing(row["level"]) else enum_label("zone_level", row["level"], lang)
    decided = None if is_missing(row["decided_at"]) else text("history.decided", lang, moment=_when(row["decided_at"], lang))
    number = None if is_missing(row["notice_no"]) else text("due_list.notice", lang, no=number_words(row["notice_no"], lang))
    parts = [enum_label("zone_event", row["event"], lang), level, _wording(row, lang), number, decided, row["reason"]]
    return " · ".join(str(part) for part in parts if not is_missing(part))


def _wording(row: dict, lang: str) -> str | None:
    """The extent as it stands afterwards; both wordings where it changed."""
    before, after = row["extent_before"], row["extent_text"]
    if is_missing(after) or is_missing(before) or before == after:
        return None if is_missing(after) else after
    return text("history.reworded", lang, before=before, after=after)


def _positives(row: dict, lang: str) -> str:
    said = text("history.positives", lang, n=fmt_count(row["positives"], lang))
    return " · ".join([said, text("history.restarts", lang)] if row["restarts"] else [said])


def _when(at: pd.Timestamp, lang: str) -> str:
    # Midnight in a table of dates means that only the day is known.
    return fmt_day(at, lang) if at == at.normalize() else fmt_moment(at, lang)
