"""How a business operates and why, in one sentence; what happened to it; and what holds in zones where no rule says."""

import pandas as pd

from dashboard.i18n.forms import fmt_count, fmt_day, fmt_moment, fmt_share, is_missing, joined, listed
from dashboard.i18n.messages import LANGUAGES, enum_label, text
from dashboard.rules.zone_modes import zone_modes
from dashboard.sentences.documents import number_words, source_words
from dashboard.sentences.published import publisher_words

STATES = {"open": "ok", "closed": "act", "inner_supermarket_only": "act", None: "quiet"}
"""The state in which a mode is drawn; the others want watching."""


def mode_sentence(row: dict, lang: str) -> str:
    """What a business may do now, and why: by which rule and notice, zone or visit. `row`: as of `business_card`."""
    mode = None if is_missing(row["mode"]) else row["mode"]
    if mode is None:
        return text("business_why.as_registered", lang)
    why = text(f"business_why.{row['mode_reason']}", lang, **_parts(row, lang))
    said = text("business_card.mode", lang, mode=enum_label("business_mode", mode, lang), why=why)
    people = "" if is_missing(row["capacity_now"]) else text("business_card.people", lang, n=fmt_count(row["capacity_now"], lang))
    return joined(said, people, lang=lang)


def mode_state(row: dict) -> str:
    """The state in which a business is drawn: ok, watch, act or quiet. `row`: as of `business_card`."""
    return STATES.get(None if is_missing(row["mode"]) else row["mode"], "watch")


def timeline_lines(rows: pd.DataFrame, lang: str) -> list[tuple[str, str, str, bool]]:
    """State, time and words of what happened to a business, as `item_list` takes them. Rows: `business_timeline`."""
    return [("quiet", fmt_moment(row["happened_at"], lang), _happened(row, lang), True) for row in rows.to_dict("records")]


def verify_sentence(modes: pd.DataFrame, lang: str) -> str:
    """How many listed businesses are to be verified, and why. Rows: `businesses_by_mode`."""
    unsure = modes[modes["mode"] == "to_verify"]
    if unsure.empty:
        return text("business_card.none_to_verify", lang)
    parts = [
        text("business_card.part", lang, why=enum_label("mode_reason", row.mode_reason, lang), n=fmt_count(row.businesses, lang))
        for row in unsure.sort_values("businesses", ascending=False).itertuples()
    ]
    return text("business_card.to_verify", lang, n=fmt_count(unsure["businesses"].sum(), lang), parts=listed(parts, lang))


def default_sentences(lang: str) -> str:
    """What is taken to hold for shops inside zones where no rule of the city says, and whose default that is."""
    place = LANGUAGES.index(lang)
    return joined(*(
        text("business_card.default", lang, title=modes.title[place], source=publisher_words(modes.source, lang))
        for modes in zone_modes().values()
    ), lang=lang)


def _parts(row: dict, lang: str) -> dict[str, str]:
    def moment(name: str) -> str:
        return "" if is_missing(row[name]) else fmt_moment(row[name], lang)

    def named(name: str, enum: str) -> str:
        return "" if is_missing(row[name]) else enum_label(enum, row[name], lang)

    because = named("reason", "business_reason")
    return {
        "rule": _rule(row, lang), "since": moment("state_since") or text("word.unknown", lang), "visited": moment("inspected_at"),
        "because": text("business_card.because", lang, why=because) if because else "",
        "until": "" if is_missing(row["rectify_by"]) else fmt_day(row["rectify_by"], lang),
        "zone": str(row["zone_id"] if is_missing(row["extent_text"]) else row["extent_text"]), "level": named("zone_level", "zone_level"),
        "capacity": fmt_count(row["capacity"], lang), "default": _default(row, lang),
        "share": "" if is_missing(row["capacity_share"]) else fmt_share(row["capacity_share"], lang, 0),
    }


def _rule(row: dict, lang: str) -> str:
    """The rule by its notice, else by where it was published, else by its own number."""
    if not is_missing(row["notice_no"]):
        name = number_words(str(row["notice_no"]), lang)
    elif not is_missing(row["rule_source"]):
        name = source_words(str(row["rule_source"]), lang)
    else:
        name = text("word.unknown", lang) if is_missing(row["rule_id"]) else str(row["rule_id"])
    if is_missing(row["rule_from"]):
        return name
    return text("business_card.rule", lang, rule=name, start=fmt_moment(row["rule_from"], lang))


def _default(row: dict, lang: str) -> str:
    known = [modes for modes in zone_modes().values() if row["zone_scheme"] in modes.schemes]
    return publisher_words(known[0].source, lang) if known else ""


def _happened(row: dict, lang: str) -> str:
    enum = "business_event" if row["kind"] == "register" else "inspection_outcome"
    what = text("business_card.unpublished", lang) if row["what"] == "unknown" else enum_label(enum, row["what"], lang)
    parts = [
        "" if is_missing(row["reason"]) else enum_label("business_reason", row["reason"], lang),
        "" if is_missing(row["rectify_by"]) else text("business_card.until", lang, day=fmt_day(row["rectify_by"], lang)),
        "" if is_missing(row["actor"]) else str(row["actor"]),
    ]
    said = listed([part for part in parts if part], lang)
    if not said:
        return text(f"business_card.{row['kind']}_bare", lang, what=what)
    return text(f"business_card.{row['kind']}", lang, what=what, said=said)
