"""What became of a finding, in words: where it is, for how long, whose it is. Takes findings as `fetch_contradictions` gives them."""

from collections.abc import Iterable

from dashboard.i18n.forms import fmt_age, fmt_moment
from dashboard.ui.shell.language import lang, t

MOST_OWNERS = 3
"""Owners that a summary names; further ones are an ellipsis, and the list on the Data page has them."""


def is_settled(finding: dict) -> bool:
    """Whether somebody has acknowledged it. It still contradicts, and counts."""
    return finding["acknowledged_at"] is not None


def placed(finding: dict, areas: dict[str, str]) -> str:
    """Its district, where it has one, and what was found. `areas`: names by area_id."""
    area, detail = areas.get(finding.get("area_id")), str(finding[f"detail_{lang()}"])
    return t("found.at_place", area=area, detail=detail) if area else detail


def age(finding: dict) -> str:
    """For how long it has held; 未知/unknown where its rule does not say since when."""
    hours = finding["age_hours"]
    return fmt_age(None if hours is None else hours * 60, lang())


def owner(finding: dict) -> str:
    """Whose it is, or that it is nobody's."""
    return finding["owner"] or t("found.nobody")


def handling(finding: dict) -> str:
    """When it was acknowledged, the note, and who had handled it before it came back; "" where nothing was done."""
    parts = []
    if is_settled(finding):
        parts.append(t("found.acknowledged", moment=fmt_moment(finding["acknowledged_at"], lang())))
    if finding["note"]:
        parts.append(finding["note"])
    if finding["earlier_owner"]:
        parts.append(t("found.earlier", owner=finding["earlier_owner"]))
    return " · ".join(parts)


def with_owners(words: str, found: Iterable[dict]) -> str:
    """Words about several findings, with how many of them are acknowledged and by whom; unchanged where none is."""
    settled = [finding for finding in found if is_settled(finding)]
    if not settled:
        return words
    names = list(dict.fromkeys(owner(finding) for finding in settled))
    named = [*names[:MOST_OWNERS], "…"] if len(names) > MOST_OWNERS else names
    return t("found.matter_settled", words=words, n=len(settled), owners=("、" if lang() == "zh" else ", ").join(named))
