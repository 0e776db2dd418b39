"""A number that a row stands for, a beginning that nobody published, and who may go out, in words. Rows: of closures and checkpoints."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.i18n.forms import fmt_day, fmt_exact, fmt_number, fmt_share, is_missing
from dashboard.i18n.messages import enum_label, text
from dashboard.sentences.published import qualifier_words


def amount_words(row: Mapping[str, Any], lang: str) -> str:
    """At least 139 家; empty where the row is one thing. Keys: count, counting_unit, qualifier."""
    if is_missing(row["count"]):
        return ""
    unit = "" if is_missing(row["counting_unit"]) else enum_label("counting_unit", row["counting_unit"], lang)
    return _together(qualifier_words(row["qualifier"], lang), fmt_exact(row["count"], lang), unit)


def staff_words(row: Mapping[str, Any], lang: str) -> str:
    """At least 4,680; empty where it is not known. Keys: staff, staff_qualifier."""
    return "" if is_missing(row["staff"]) else _together(qualifier_words(row["staff_qualifier"], lang), fmt_exact(row["staff"], lang))


TURNED = {"exact": "exact", "at_least": "up_to", "up_to": "at_least", "about": "about"}
"""The bound of a quotient, by that of what it is divided by."""


def bounded(frame: pd.DataFrame, column: str, qualifier: str, lang: str, decimals: int = 0) -> list[Any]:
    """A column of published numbers as it stands where all are exact, else in words: at least 4,680; null is null."""
    if frame.loc[frame[column].notna(), qualifier].fillna("exact").eq("exact").all():
        return list(frame[column])
    words = (qualifier_words(str(bound), lang) for bound in frame[qualifier])
    return [None if is_missing(n) else _together(word, fmt_number(n, lang, decimals)) for n, word in zip(frame[column], words, strict=True)]


def progress(rounds: pd.DataFrame, lang: str) -> list[str | None]:
    """Sampled of the target as per cent with its bound; null where one is not known. Rows: `screenings_latest`."""
    shares = zip(rounds["sampled_share"], rounds["share_qualifier"], strict=True)
    return [None if is_missing(n) else _together(qualifier_words(str(bound), lang), fmt_share(n, lang)) for n, bound in shares]


def targets(rounds: pd.DataFrame, lang: str) -> list[str | None]:
    """People to be sampled in each round, with whether they are the residents; null where not known. Rows: `screenings_latest`."""
    said: list[str | None] = []
    for n, bound, of in zip(rounds["target"], rounds["target_qualifier"], rounds["target_of"], strict=True):
        words = "" if is_missing(n) else _together(qualifier_words(str(bound), lang), fmt_number(n, lang, 0))
        said.append(text("screened.of_residents", lang, n=words) if words and of == "residents" else words or None)
    return said


def begin_words(moment: Any, lang: str) -> str:
    """The day and time at which something began; where none was published, that."""
    if is_missing(moment):
        return text("counted.not_published", lang)
    return fmt_day(moment, lang) + ("" if moment == moment.normalize() else f" {moment:%H:%M}")


def begins(moments: pd.Series, lang: str) -> list[Any]:
    """A column of beginnings as it stands where all were published, else in words."""
    return list(moments) if moments.notna().all() else [begin_words(moment, lang) for moment in moments]


def outing_words(row: Mapping[str, Any], lang: str) -> str:
    """How many of a household may go out, every so many days; empty where there is no such rule. Keys: people_per_household, every_days."""
    people, days = row["people_per_household"], row["every_days"]
    if is_missing(people) and is_missing(days):
        return ""
    key = "counted.outing_days" if is_missing(people) else "counted.outing_people" if is_missing(days) else "counted.outing"
    return text(key, lang, n=0 if is_missing(people) else int(people), days=0 if is_missing(days) else int(days))


def both_words(rows: pd.DataFrame, lang: str) -> str:
    """What was published and what is listed one by one, where both are there; else empty. Rows: stated, listed."""
    both = rows[rows["stated"].notna() & rows["listed"].gt(0)]
    if both.empty:
        return ""
    return text("counted.both", lang, stated=fmt_exact(both["stated"].sum(), lang), listed=fmt_exact(both["listed"].sum(), lang))


def _together(*words: str) -> str:
    return " ".join(filter(None, words))
