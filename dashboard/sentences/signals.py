"""What became of case signals, in words: whose each is, what it was verified to be, and how long signals wait for an answer."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from statistics import median

from dashboard.i18n.forms import fmt_age, fmt_count, joined, listed
from dashboard.i18n.messages import text
from dashboard.sentences.contradictions import is_settled, verdict_words

CHECK = "case_signal"
"""The check that finds signals: a decision about one is a decision about what it finds."""
UNANSWERED_HOURS = 24
"""Hours after which a signal that nobody has acknowledged is named."""
MOST_NAMED = 5
MINUTE = timedelta(minutes=1)


def handling_words(signal: dict, lang: str) -> tuple[str, str]:
    """Whose a signal is, or that it waits and for how long; and under it what it was found to be and how soon it was answered.

    `signal`: of `contradictions`. A signal without a known beginning has no such time.
    """
    if is_settled(signal):
        took = text("signal.after", lang, age=fmt_age(_waited(signal), lang)) if _waited(signal) is not None else ""
        return signal["owner"], " · ".join([*verdict_words(signal, lang), *([took] if took else []), *filter(None, [signal["note"]])])
    waits = text("signal.open_for", lang, age=fmt_age(signal["age_hours"] * 60, lang)) if signal["age_hours"] is not None else ""
    if signal["owner"]:
        return signal["owner"], " · ".join(filter(None, [text("signal.claimed", lang), waits]))
    return text("signal.waiting", lang), waits


def is_overdue(signal: dict) -> bool:
    """Whether nobody has acknowledged it for longer than it may wait."""
    return not is_settled(signal) and signal["age_hours"] is not None and signal["age_hours"] > UNANSWERED_HOURS


def response_sentence(found: Sequence[dict], areas: Mapping[str, str], lang: str) -> str:
    """How many signals of the last 14 days were acknowledged and how soon, and those that wait too long by name; "" without signals.

    `found`: what the check finds; `areas`: names by area_id, for those that have one.
    """
    if not found:
        return ""
    times = [waited for one in found if is_settled(one) and (waited := _waited(one)) is not None]
    counts = {"n": fmt_count(len(found), lang), "m": sum(map(is_settled, found))}
    said = text("signal.answered", lang, **counts, age=fmt_age(median(times), lang)) if times else text("signal.unanswered", lang, **counts)
    late = sorted(filter(is_overdue, found), key=lambda one: -one["age_hours"])
    if not late:
        return said
    names = list(dict.fromkeys(areas.get(one["area_id"], one["subject"]) for one in late))
    named = listed(names[:MOST_NAMED], lang)
    if len(names) > MOST_NAMED:
        named = text("signal.more_areas", lang, areas=named, n=len(names) - MOST_NAMED)
    return joined(said, text("signal.overdue", lang, hours=UNANSWERED_HOURS, n=fmt_count(len(late), lang), areas=named), lang=lang)


def _waited(signal: dict) -> float | None:
    """Minutes from when a signal was known to its acknowledgement; null where one of the two is not known."""
    if signal["since_at"] is None or signal["acknowledged_at"] is None:
        return None
    return max(0.0, (signal["acknowledged_at"] - signal["since_at"]) / MINUTE)
