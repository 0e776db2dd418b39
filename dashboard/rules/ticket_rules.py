"""The limits within which a city's units deal with tickets: one readable file each in tickets/, checked when it is read."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.rules.schemes import CONFIDENCE, unusable

HERE = Path(__file__).parent / "tickets"
ANY = "any"
"""The urgency of a limit that holds for every ticket."""
STATED = ("title", "cities", "names", "valid_from", "valid_to", "confidence", "source")
"""What every file must state."""


@dataclass(frozen=True)
class Limit:
    """What is asked of a ticket of one urgency; null = nothing is."""

    urgency: str
    """One of `ticket_urgency`, or any."""
    dispatch_hours: int | None = None
    """Hours from receipt until a unit has it."""
    handle_hours: int | None = None
    """Hours from dispatch until the unit takes it in hand."""
    answer_hours: int | None = None
    """Hours from receipt to the answer, on every day alike,"""
    answer_working_days: int | None = None
    """or working days from receipt."""


@dataclass(frozen=True)
class TicketRule:
    id: str
    title: tuple[str, str]
    cities: tuple[str, ...]
    """Adcodes of the cities whose tickets it rules where they name no rule; none for one that tickets must name."""
    names: tuple[str, ...]
    """What tickets call it, beside its id."""
    valid_from: date
    valid_to: date
    """First and last day of receipt that it rules."""
    confidence: str
    source: str
    limits: dict[str, Limit]
    batches_a_day: int | None = None
    """How often requests are gathered and handed out; null = as they come."""


@cache
def ticket_rules() -> dict[str, TicketRule]:
    """Every rule by its id. Raises RuleError for a file with a missing or impossible field."""
    return {rule.id: rule for rule in map(read_ticket_rule, sorted(HERE.glob("*.toml")))}


def rule_of_city(city: str, day: date) -> TicketRule | None:
    """The rule of a city's tickets of a day; null where none is on record."""
    return next((r for r in ticket_rules().values() if city in r.cities and r.valid_from <= day <= r.valid_to), None)


def read_ticket_rule(file: Path) -> TicketRule:
    """One rule file. Raises RuleError that names the file and the field."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as broken:
        raise unusable(file, "", "not_toml") from broken
    for name in (*STATED, "limits"):
        if name not in given:
            raise unusable(file, name, "missing")
    if given["confidence"] not in CONFIDENCE:
        raise unusable(file, "confidence", "not_among", among=CONFIDENCE)
    if given["valid_from"] > given["valid_to"]:
        raise unusable(file, "valid_to", "before_its_start")
    limits = {urgency: _limit(file, urgency, hours) for urgency, hours in given["limits"].items()}
    if not limits or (ANY in limits and len(limits) > 1):  # else two limits would rule one ticket
        raise unusable(file, "limits", "missing" if not limits else "not_alone")
    stated: dict[str, Any] = {name: tuple(given[name]) if isinstance(given[name], list) else given[name] for name in STATED}
    return TicketRule(file.stem, **stated, limits=limits, batches_a_day=given.get("batches_a_day"))


def _limit(file: Path, urgency: str, given: dict[str, Any]) -> Limit:
    place = f"limits.{urgency}"
    unknown = set(given) - {field.name for field in fields(Limit)} - {"urgency"}
    if unknown:
        raise unusable(file, f"{place}.{min(unknown)}", "no_field")
    for name, value in given.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise unusable(file, f"{place}.{name}", "not_whole")
    if {"answer_hours", "answer_working_days"} <= set(given):
        raise unusable(file, place, "answer_twice")
    return Limit(urgency, **given)
