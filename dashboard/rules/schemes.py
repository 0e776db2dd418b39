"""The rule sets of the protocols: one readable file each in schemes/, checked when it is read."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.errors import SandtableError, UsageError
from dashboard.i18n.forms import listed
from dashboard.i18n.messages import LANGUAGES, Words, both
from dashboard.nearest import nearest

HERE = Path(__file__).parent / "schemes"
LEVELS = ("high", "medium")
ROUNDS = ("none", "on_day", "before_lifting")
CONFIDENCE = ("verified", "secondary", "general")
STATED = ("title", "unit", "valid_from", "valid_to", "confidence", "source", "anchor_day", "rest_is_low")
"""What every file must state."""
NAME_SHOWN = 40
"""Letters of a name that no rule set bears, as the refusal shows it."""


class RuleError(SandtableError):
    """A rule file that cannot be used as it is."""


@dataclass(frozen=True)
class Step:
    """What a zone of one level needs before it is lowered or lifted."""

    level: str
    measures: tuple[str, str]
    lift_days: int
    """Days without a new positive of the zone."""
    lowers_to: str
    """The level afterwards; low means released."""
    after_lowering_days: int | None = None
    """Days for a zone that came down to this level, where they are fewer; no round is asked then."""
    round: str = "none"
    """Which all-negative round it asks: none, on_day (of lift_days, or later), before_lifting (within round_days)."""
    round_days: int = 0
    contact_days: int | None = None
    """Days since the last exposure of the last close contact."""
    transfer_days: int | None = None
    """Days since the last contact was moved to central isolation, which stand for contact_days."""
    positive_raises_to: str | None = None


@dataclass(frozen=True)
class Counts:
    """How a county's level follows from its counts."""

    clear_days: int
    many_cases: int
    cluster_size: int


@dataclass(frozen=True)
class Scheme:
    id: str
    title: tuple[str, str]
    unit: tuple[str, str]
    valid_from: date
    valid_to: date
    confidence: str
    source: str
    anchor_day: int
    """Number of the day of the last positive: 0, or 1 where it counts as the first clear day."""
    rest_is_low: bool
    """Whether the rest of a county with a high or medium zone is low."""
    steps: dict[str, Step]
    """By level; empty for a scheme that only derives levels from counts."""
    counts: Counts | None = None


@cache
def schemes() -> dict[str, Scheme]:
    """Every rule set by its id, in the order of validity. Raises RuleError for a file with a missing or impossible field."""
    read = [read_scheme(file) for file in sorted(HERE.glob("*.toml"))]
    return {scheme.id: scheme for scheme in sorted(read, key=lambda scheme: (scheme.valid_from, scheme.id))}


def scheme(name: str) -> Scheme:
    """The rule set of that id. Raises UsageError, with the nearest name, where there is none."""
    if name in schemes():
        return schemes()[name]
    near = nearest(name, schemes(), least=60)
    raise UsageError("schemes.unknown_near" if near else "schemes.unknown", name=name[:NAME_SHOWN], near=near)


def read_scheme(file: Path) -> Scheme:
    """One rule file. Raises RuleError that names the file and the field."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as broken:
        raise unusable(file, "", "not_toml") from broken
    for name in STATED:
        if name not in given:
            raise unusable(file, name, "missing")
    if given["confidence"] not in CONFIDENCE:
        raise unusable(file, "confidence", "not_among", among=CONFIDENCE)
    if given["anchor_day"] not in (0, 1):
        raise unusable(file, "anchor_day", "not_0_or_1")
    if not isinstance(given["rest_is_low"], bool):
        raise unusable(file, "rest_is_low", "not_truth")
    if given["valid_from"] > given["valid_to"]:
        raise unusable(file, "valid_to", "before_its_start")
    steps = {level: _step(file, level, given[level]) for level in LEVELS if level in given}
    if not steps and "counts" not in given:
        raise unusable(file, "high", "missing")
    stated: dict[str, Any] = {name: tuple(given[name]) if isinstance(given[name], list) else given[name] for name in STATED}
    return Scheme(id=file.stem, **stated, steps=steps, counts=_counts(file, given.get("counts")))


def _step(file: Path, level: str, given: dict[str, Any]) -> Step:
    for name in ("measures", "lift_days", "lowers_to"):
        if name not in given:
            raise unusable(file, f"{level}.{name}", "missing")
    unknown = set(given) - set(Step.__dataclass_fields__)
    if unknown:
        raise unusable(file, f"{level}.{min(unknown)}", "no_field")
    stated: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    step = Step(level, **stated)
    days = (step.lift_days, step.after_lowering_days, step.contact_days, step.transfer_days, step.round_days)
    if any(value is not None and (not isinstance(value, int) or value < 0) for value in days):
        raise unusable(file, level, "not_days")
    if step.round not in ROUNDS:
        raise unusable(file, f"{level}.round", "not_among", among=ROUNDS)
    if step.lowers_to not in ("low", "medium") or step.lowers_to == level:
        raise unusable(file, f"{level}.lowers_to", "not_lower")
    return step


def _counts(file: Path, given: dict[str, Any] | None) -> Counts | None:
    if given is None:
        return None
    for name in Counts.__dataclass_fields__:
        if name not in given:
            raise unusable(file, f"counts.{name}", "missing")
    return Counts(**given)


def unusable(file: Path, field: str, why: str, among: tuple[str, ...] = ()) -> RuleError:
    """The refusal of a file. `why`: a message of [schemes_field]; `among`: the values that may stand there."""
    where = f"{file.name}:{field}" if field else file.name
    wrong = both(f"schemes_field.{why}", among=Words(*(listed(among, lang) for lang in LANGUAGES)))
    return RuleError("schemes.unusable", where=where, wrong=wrong)
