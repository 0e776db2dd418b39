"""A zone's release clock in words: the sentence that can be read out, and what is still missing. Rows: of the query `zones_due`."""

from datetime import date

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment, is_missing, joined
from dashboard.i18n.messages import enum_label, text
from dashboard.rows.tallies import counts
from dashboard.rules.schemes import schemes

STATES = {
    "overdue": "act", "due_waiting_round": "watch", "due_waiting_contact": "watch", "due": "watch", "counting": "quiet",
    "not_linked": "watch", "no_rule": "quiet",
}
"""State of a release clock and what it asks of the reader, the worst first."""
LACKS = {"counting": ("days",), "due_waiting_round": ("round",), "due_waiting_contact": ("contact",)}
"""What a state says is missing, where the row does not name it."""
UNTIMED = ("not_linked", "no_rule")
"""No clock runs, or none can be reckoned."""
WAITING = ("due_waiting_round", "due_waiting_contact")
"""The days are complete and something else is missing: not overdue, and not drawn as if it were."""


def release_sentence(row: dict, lang: str) -> str:
    """What a leader can read out: rule set, anchor day, days clear, what is missing, when; empty for a rule set without a file."""
    scheme = schemes().get(row["scheme_used"])
    if scheme is None:
        return ""
    title = scheme.title[0 if lang == "zh" else 1]
    if row["state"] == "no_rule":
        return text("release.no_rule", lang, title=title)
    if row["state"] == "not_linked":
        return text("release.not_linked", lang, title=title, since=fmt_day(row["level_since"], lang))
    by_case = not is_missing(row["last_case_on"]) and _day(row["last_case_on"]) >= _day(row["level_since"])
    begun = text(
        "release.since_case" if by_case else "release.since_level", lang, title=title, anchor=fmt_day(row["anchor_on"], lang),
        clear=int(row["clear_days"]), needed=int(row["lift_days"]),
    )
    unrecorded = names_in(row.get("unrecorded"))
    said = "round_unrecorded" if row["state"] == "due_waiting_round" and "round" in unrecorded else row["state"]
    ending = text(f"release.{said}", lang, due=fmt_day(row["due_on"], lang), late=_whole(row["overdue_days"]))
    return joined(begun, ending, text("release.contact_unrecorded", lang) if "contact" in unrecorded else "", lang=lang)


def why_closed_sentence(row: dict, lang: str) -> str:
    """Level and since when, then the sentence of the clock."""
    area = text("dwell.no_district", lang) if is_missing(row["area_name"]) else row["area_name"]
    level, opened = enum_label("zone_level", row["level"], lang), row["opened_at"]
    since = fmt_day(opened, lang) if opened == opened.normalize() else fmt_moment(opened, lang)
    return joined(text("why.began", lang, area=area, level=level, moment=since), release_sentence(row, lang), lang=lang)


def lifted_sentence(events: pd.DataFrame, lang: str) -> str:
    """When a zone was lifted, where that is the last thing that happened to it. Rows: of `zone_timeline`."""
    last = events.iloc[-1] if len(events) else None
    return "" if last is None or last["event"] != "lift" else text("release.lifted", lang, day=fmt_day(last["happened_at"], lang))


def missing_words(row: dict, lang: str) -> str:
    """What is missing, or by how much it is over: "还差 2 天", "天数已满，缺一轮全阴性检测", "逾期 3 天"."""
    state, unrecorded = row["state"], names_in(row.get("unrecorded"))
    names = names_in(row.get("missing")) or LACKS.get(state, ())
    if not names or state in ("due", "overdue", *UNTIMED):
        return text(f"due_list.{state}", lang, n=_whole(row["overdue_days"]))
    left = 0 if is_missing(row["lift_days"]) else max(0, int(row["lift_days"]) - int(row["clear_days"]))
    words = [text(f"due_list.{'unrecorded' if name in unrecorded else 'lacks'}_{name}", lang, n=left) for name in names]
    complete = [] if "days" in names else [text("due_list.days_complete", lang)]
    return text("due_list.and", lang).join([*complete, *words])


def due_sentence(clocks: pd.DataFrame, most: int, lang: str) -> str:
    """How many are overdue and for how long, due, waiting, without a clock or not to be reckoned; how many of them a picture names."""
    n = counts(clocks, "state", tuple(STATES))
    timed = len(clocks) - sum(n[state] for state in UNTIMED)
    unlinked = text("due_list.f_not_linked", lang, n=n["not_linked"]) if n["not_linked"] else ""
    if not timed:
        return unlinked
    said = {
        "overdue": n["overdue"], "late": clocks["overdue_days"].max(), "due": n["due"], "timed": timed, "none": n["no_rule"],
        "waiting": sum(n[state] for state in WAITING), "shown": min(most, timed),
    }
    key = "due_list.f_late" if n["overdue"] else "due_list.f_none_late"
    keys = [key, *(["due_list.f_shown"] if timed > most else []), *(["due_list.f_unlimited"] if n["no_rule"] else [])]
    found = [text(part, lang, **{name: fmt_count(value, lang) for name, value in said.items()}) for part in keys]
    return joined(*found, unlinked, rule_sets_sentence(clocks, lang), lang=lang)


def rule_sets_sentence(clocks: pd.DataFrame, lang: str) -> str:
    """Under which rule sets the clocks run, of how many zones each, and where it is published; most zones first."""
    used = [(schemes()[str(name)], int(n)) for name, n in clocks["scheme_used"].value_counts().items() if name in schemes()]
    parts = [
        text("release.rule_set", lang, title=rules.title[0 if lang == "zh" else 1], source=rules.source, n=n) for rules, n in used
    ]
    return text("release.rule_sets", lang, sets=text("release.between", lang).join(parts)) if parts else ""


def names_in(value: object) -> tuple[str, ...]:
    """The values of a list in a cell; none where the cell is empty."""
    return tuple(value) if hasattr(value, "__len__") and not isinstance(value, str) else ()


def _whole(value: float | None) -> int:
    return 0 if is_missing(value) else int(value)


def _day(value: object) -> date:
    return pd.Timestamp(value).date()
