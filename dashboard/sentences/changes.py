"""What changed between two moments, in words: before, after and detail of each kind of change. Rows: `changes_listed`."""

import json

import pandas as pd

from dashboard.i18n.forms import bracketed, fmt_count, fmt_moment, fmt_number, is_missing
from dashboard.i18n.messages import column_label, enum_label, text
from dashboard.sentences.documents import number_words

VALUES = {"zone": "zone_level", "business": "business_event", "closure": "restriction"}
"""The enumeration that the values before and after a change come from, by the first word of its kind."""
DETAILS = {
    "business": "business_reason", "closure": "closure_target", "ticket": "hotline_topic", "supply": "supply_item",
    "bulletin": "revision_reason",
}
COUNTED = ("measure", "case_class", "route", "origin", "severity")
"""What a published figure counts, part by part, as `detail` gives it: new/confirmed///."""
DECIMALS = 1
EDITED = "business_edited"
"""The kind whose values before and after are JSON by column of the register."""


def kinds_of(frame: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The kinds that occur, in the order of the rows, each with its rows."""
    return [(str(kind), rows) for kind, rows in frame.groupby("kind", sort=False)]


def change_words(row: dict, lang: str) -> str:
    """One change as a line: subject, district, before → after, detail, when it happened."""
    if row["kind"] == EDITED:
        turn = edited_words(row["before"], row["after"], lang)
    else:
        turn = " → ".join(said for said in (value_words(row["kind"], row[side], lang) for side in ("before", "after")) if said)
    when = "" if is_missing(row["happened_at"]) else fmt_moment(row["happened_at"], lang)
    area = "" if is_missing(row["area_name"]) else str(row["area_name"])
    return " · ".join(part for part in (subject_words(row, lang), area, turn, detail_words(row["kind"], row["detail"], lang), when) if part)


def matter_words(what: str, level: str | None, n: int, lang: str) -> str:
    """What a count of changes counts, beside which it stands, with the level of zones where it has one. Values: as of `changes_since`."""
    return text(f"change.{what}", lang, n=n) + bracketed(enum_label("zone_level", level, lang) if level else "", lang)


def counted_words(rows: pd.DataFrame, lang: str) -> str:
    """How many of a kind, and how many of them did not happen between the moments."""
    others = rows.loc[rows["came"] != "happened", "came"].value_counts()
    said = [text("changed.n", lang, n=fmt_count(len(rows), lang))]
    return " · ".join(said + [f"{text(f'changed.came_{came}', lang)} {fmt_count(n, lang)}" for came, n in others.items()])


def subject_words(row: dict, lang: str) -> str:
    """What changed; its number where it has no name."""
    named = [row["subject_en"], row["subject"], row["subject_id"]] if lang == "en" else [row["subject"], row["subject_id"]]
    return next((str(name) for name in named if not is_missing(name) and str(name)), "")


def edited_words(before: str, after: str, lang: str) -> str:
    """What changed of a row of the register, column by column: what it was → what it is."""
    was, now = json.loads(before), json.loads(after)
    turns = (f"{_column_words(name, lang)} {_cell_words(name, was[name], lang)} → {_cell_words(name, now[name], lang)}" for name in now)
    return text("changed.next", lang).join(turns)


def _row_words(cells: str, lang: str) -> str:
    said = (f"{_column_words(name, lang)} {_cell_words(name, value, lang)}" for name, value in json.loads(cells).items())
    return text("changed.next", lang).join(said)


def _column_words(name: str, lang: str) -> str:
    return text("changed.point", lang) if name == "point" else column_label(name, lang)


def _cell_words(name: str, value: str | None, lang: str) -> str:
    if value is None:
        return text("changed.empty", lang)
    return enum_label("business_category", value, lang) if name == "category" else value


def value_words(kind: str, value: str | None, lang: str) -> str:
    """A level, state or figure before or after a change; empty where there is none."""
    if is_missing(value) or kind == "bulletin_published":
        return ""
    if kind == EDITED:
        return _row_words(value, lang)
    family = kind.partition("_")[0]
    if family == "figure":
        number = float(value)
        return fmt_number(number, lang, 0 if number.is_integer() else DECIMALS)
    if family == "supply":
        return text(f"cover_state.{value}", lang)
    return enum_label(VALUES[family], value, lang) if family in VALUES and kind != "zone_edited" else str(value)


def detail_words(kind: str, detail: str | None, lang: str) -> str:
    """Reason, good, topic, notice or what a figure counts; empty where it is not stated."""
    if is_missing(detail):
        return ""
    family = kind.partition("_")[0]
    if family == "figure":
        parts = zip(COUNTED, detail.split("/"), strict=False)
        return " ".join(enum_label(enum, value, lang) for enum, value in parts if value)
    if kind == "zone_edited":
        return enum_label("zone_event", detail, lang)
    if family in ("zone", "notice"):
        return text("changed.notice_no", lang, no=number_words(detail, lang))
    return enum_label(DETAILS[family], detail, lang)


def worded_changes(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The rows with kind, severity, came, before, after and detail in words, for the table twin and its CSV."""
    # Thousands of zones turn between the same few levels: each combination is said once.
    rows = list(zip(*(frame[name].tolist() for name in ("kind", "before", "after", "detail")), strict=True))
    said = {row: _in_words(*row, lang) for row in set(rows)}
    once = {
        "kind": {kind: text(f"change_kind.{kind}", lang) for kind in frame["kind"].unique()},
        "severity": {severity: text(f"data.severity_{severity}", lang) for severity in frame["severity"].unique()},
        "came": {came: text(f"changed.came_{came}", lang) for came in frame["came"].unique()},
    }
    words = {name: frame[name].map(known).tolist() for name, known in once.items()}
    words |= {name: [said[row][place] for row in rows] for place, name in enumerate(("before", "after", "detail"))}
    return frame.assign(**{name: pd.Series(values, index=frame.index, dtype=object) for name, values in words.items()})


def _in_words(kind: str, before: str | None, after: str | None, detail: str | None, lang: str) -> tuple[str | None, ...]:
    return value_words(kind, before, lang) or None, value_words(kind, after, lang) or None, detail_words(kind, detail, lang) or None
