"""When a zone may be released, worked out a second time: an independent reading of the rule files, to hold the store's SQL against.

The board asks queries/views/zone_clock*.sql; nothing of the product imports this. Source: the protocols' texts as they stand in
dashboard/rules/schemes; the order of conditions is days, then the round, then the contacts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.rules.schemes import Counts, Scheme, Step

STATES = ("counting", "due_waiting_round", "due_waiting_contact", "due", "overdue", "lifted", "no_rule", "not_linked")


@dataclass(frozen=True)
class ZoneFacts:
    """What is known of a zone at a moment."""

    level: str
    level_since: date
    level_before: str | None = None
    """The level it came from in the present opening; null = it was declared at this one."""
    last_positive_on: date | None = None
    """The last positive found among people of the zone; one who was already in central isolation does not count."""
    negative_rounds: tuple[date, ...] = ()
    """Days on which a full round of the zone was all negative."""
    last_contact_on: date | None = None
    """Last exposure of the last close contact; null = none is recorded."""
    last_transfer_on: date | None = None
    """When the last contact was moved to central isolation; null = not recorded."""
    lifted_on: date | None = None
    is_round_recorded: bool = False
    """Whether any round of the zone is recorded, negative or not."""
    is_contact_recorded: bool = False
    """Whether anything is recorded of its contacts, were it that there are none."""
    unlinked_positive_on: date | None = None
    """The last positive of the district of whom nobody says in which zone he was found."""


@dataclass(frozen=True)
class Release:
    """What the clock says."""

    state: str
    """One of STATES; no_rule where the rule set has no clock for the level."""
    anchor_on: date
    """Day 0: the later of the day the level began and the last positive."""
    clear_days: int
    needed_days: int | None
    due_on: date | None
    """The day on which the days are complete, and the contacts where they are known; the round may still be missing."""
    overdue_days: int
    """Days that a zone in force is past due_on, 0 before."""
    missing: tuple[str, ...] = ()
    """What stands between the zone and its release: days, round, contact."""
    becomes: str | None = None
    """The level afterwards."""
    unrecorded: tuple[str, ...] = ()
    """Of round and contact, what the rule asks for and nothing is recorded of: unknown, which is not a failure.

    A round is waited for all the same, since release needs one; contacts are not, since a zone may have none.
    """


def release(scheme: Scheme, zone: ZoneFacts, as_of: date) -> Release:
    """The release clock of a zone under a rule set, at the end of the day `as_of`."""
    anchor = max(zone.level_since, zone.last_positive_on or zone.level_since)
    clear = (as_of - anchor).days + scheme.anchor_day
    step = scheme.steps.get(zone.level)
    if zone.lifted_on is not None and zone.lifted_on <= as_of:
        return Release("lifted", anchor, clear, None, None, 0)
    if step is None:
        return Release("no_rule", anchor, clear, None, None, 0)
    if zone.unlinked_positive_on is not None and zone.unlinked_positive_on > anchor:
        return Release("not_linked", anchor, clear, None, None, 0)
    needed, lowered = _needed(step, zone)
    complete = anchor + timedelta(days=needed - scheme.anchor_day)
    contacts_on = _contacts_clear_on(step, zone)
    due = max(complete, contacts_on or complete)
    missing = tuple(
        name for name, is_missing in (
            ("days", clear < needed), ("round", not lowered and not _has_round(step, zone, complete, as_of)),
            ("contact", contacts_on is not None and as_of < contacts_on),
        ) if is_missing
    )
    late = max(0, (as_of - due).days)
    return Release(_state(missing, as_of, due), anchor, clear, needed, due, late, missing, step.lowers_to, _unrecorded(step, zone, lowered))


def county_level(counts: Counts, cumulative: int, days_since_last: int | None, cluster: int) -> str:
    """A county's level of 2020. `days_since_last`: since the last new confirmed case, null = never one; `cluster`: cases of the largest."""
    if cumulative == 0 or days_since_last is None or days_since_last >= counts.clear_days:
        return "low"
    return "high" if cumulative > counts.many_cases and cluster >= counts.cluster_size else "medium"


def row_of(scheme: Scheme, zone: ZoneFacts, clock: Release) -> dict:
    """The clock as a row of the query zones_due gives it, for what words and pictures make of it."""
    return {
        "scheme_used": scheme.id, "level": zone.level, "level_since": zone.level_since, "last_case_on": zone.last_positive_on,
        "state": clock.state, "anchor_on": clock.anchor_on, "clear_days": clock.clear_days, "lift_days": clock.needed_days,
        "due_on": clock.due_on, "overdue_days": clock.overdue_days, "missing": list(clock.missing), "unrecorded": list(clock.unrecorded),
    }


def _needed(step: Step, zone: ZoneFacts) -> tuple[int, bool]:
    """(days, whether they are those of a zone that came down from a higher level)."""
    lowered = zone.level_before == "high" and zone.level != "high" and step.after_lowering_days is not None
    return (step.after_lowering_days, True) if lowered else (step.lift_days, False)


def _has_round(step: Step, zone: ZoneFacts, complete: date, as_of: date) -> bool:
    if step.round == "none":
        return True
    earliest = complete if step.round == "on_day" else as_of - timedelta(days=step.round_days)
    return any(earliest <= day <= as_of for day in zone.negative_rounds)


def _unrecorded(step: Step, zone: ZoneFacts, lowered: bool) -> tuple[str, ...]:
    """What the rule asks for beside the days, and nothing is known of."""
    is_round_known = bool(zone.negative_rounds) or zone.is_round_recorded
    is_contact_known = zone.last_contact_on is not None or zone.is_contact_recorded
    lacks_round = step.round != "none" and not lowered and not is_round_known
    lacks_contact = step.contact_days is not None and not is_contact_known
    return tuple(name for name, is_unknown in (("round", lacks_round), ("contact", lacks_contact)) if is_unknown)


def _contacts_clear_on(step: Step, zone: ZoneFacts) -> date | None:
    """The day on which the contacts' clock has run out; null where the rule asks none or no contact is recorded."""
    if step.contact_days is None or zone.last_contact_on is None:
        return None
    by_exposure = zone.last_contact_on + timedelta(days=step.contact_days)
    if step.transfer_days is None or zone.last_transfer_on is None:
        return by_exposure
    return min(by_exposure, zone.last_transfer_on + timedelta(days=step.transfer_days))


def _state(missing: tuple[str, ...], as_of: date, due: date) -> str:
    for name, state in (("days", "counting"), ("round", "due_waiting_round"), ("contact", "due_waiting_contact")):
        if name in missing:
            return state
    return "due" if as_of <= due else "overdue"
