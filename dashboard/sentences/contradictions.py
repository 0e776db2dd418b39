"""What became of a contradiction, in words: where it is, for how long, whose it is. Takes them as the store's checks give them."""

from collections.abc import Iterable

from dashboard.i18n.forms import fmt_age, fmt_moment, listed
from dashboard.i18n.messages import enum_label, text

MOST_OWNERS = 3
"""Owners that a summary names; further ones are an ellipsis, and the list on the Data page has them."""


def is_settled(contradiction: dict) -> bool:
    """Whether somebody has acknowledged it. It still contradicts, and counts."""
    return contradiction["acknowledged_at"] is not None


def placed(contradiction: dict, areas: dict[str, str], lang: str) -> str:
    """Its district, where it has one, and what was found. `areas`: names by area_id."""
    area, detail = areas.get(contradiction.get("area_id")), str(contradiction[f"detail_{lang}"])
    return text("found.at_place", lang, area=area, detail=detail) if area else detail


def age(contradiction: dict, lang: str) -> str:
    """For how long it has held; 未知/unknown where its rule does not say since when."""
    hours = contradiction["age_hours"]
    return fmt_age(None if hours is None else hours * 60, lang)


def owner(contradiction: dict, lang: str) -> str:
    """Whose it is, or that it is nobody's."""
    return contradiction["owner"] or text("found.nobody", lang)


def verdict_words(contradiction: dict, lang: str) -> list[str]:
    """What a case signal was verified to be, and what is done about it; nothing where neither is decided."""
    parts = (("verification", "signal.verified"), ("disposition", "signal.disposed"))
    return [
        text(key, lang, what=enum_label(f"signal_{part}", contradiction[part], lang)) for part, key in parts if contradiction.get(part)
    ]


def handling(contradiction: dict, lang: str) -> str:
    """When it was acknowledged, what it was found to be, the note, and who handled it before it came back; "" where nothing was done."""
    parts = []
    if is_settled(contradiction):
        parts.append(text("found.acknowledged", lang, moment=fmt_moment(contradiction["acknowledged_at"], lang)))
    parts += verdict_words(contradiction, lang)
    if contradiction["note"]:
        parts.append(contradiction["note"])
    if contradiction["earlier_owner"]:
        parts.append(text("found.earlier", lang, owner=contradiction["earlier_owner"]))
    return " · ".join(parts)


def with_owners(words: str, found: Iterable[dict], lang: str) -> str:
    """Words about several contradictions, with how many of them are acknowledged and by whom; unchanged where none is."""
    settled = [contradiction for contradiction in found if is_settled(contradiction)]
    if not settled:
        return words
    names = list(dict.fromkeys(owner(contradiction, lang) for contradiction in settled))
    named = [*names[:MOST_OWNERS], "…"] if len(names) > MOST_OWNERS else names
    return text("found.matter_settled", lang, words=words, n=len(settled), owners=listed(named, lang))
