"""The figures of zones computed a second time from the rows of the log: levels from the events, the clock by the tests' own oracle."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from dashboard.rules.schemes import schemes
from tests.demo.figures_again import POSITIVE, TWO_DAYS, Areas, Figures, within
from tests.demo.log_rows import Log
from tests.rules.release_clock import ZoneFacts, release

HEIGHT = {"low": 1, "medium": 2, "high": 3}
PLAIN = {"declare", "lift", "lower", "raise", "edit", "expand", "shrink", "extend", "partial_release", "split", "scheme_switch"}
"""Events that these figures know; a demo with mergers needs more of them. A level that a new rule set does not know must be lifted as well."""


@dataclass
class Life:
    """What became of one zone until the moment."""

    level: str | None = None
    since: pd.Timestamp | None = None
    before: str | None = None
    turns: tuple[tuple[pd.Timestamp, str], ...] = ()
    """(when, what): declared, released, lowered or raised."""
    scheme: str | None = None
    """The rule set that was stated last, null = as declared."""
    parent: str | None = None
    split_at: pd.Timestamp | None = None
    before_split: "Life | None" = None
    """What its parent was until then."""


def lives(log: Log, at: pd.Timestamp) -> dict[str, Life]:
    """Every known zone by its identifier."""
    zones = log.known("zones", at, ("zone_id", "level", "from_zone_id"))
    events = log.known("zone_events", at, ("zone_id", "event", "at", "level", "scheme"))
    assert set(events["event"]) <= PLAIN, set(events["event"]) - PLAIN
    first, told = log.first_receipts("zones", "zone_id", at), dict(list(events.groupby("zone_id")))
    found, every = {}, {}
    for zone_id, level, parent in zip(zones["zone_id"], zones["level"], zones["from_zone_id"], strict=True):
        rows = told.get(zone_id)
        steps = [] if rows is None else [(row.at, "declare" if row.event == "split" else row.event, row.level) for row in rows.itertuples()]
        if not any(event == "declare" for _, event, _ in steps):
            steps.append((min([first[zone_id], *(when for when, *_ in steps)]), "declare", level))
        order = {"declare": 0, "lift": 2}
        every[zone_id] = sorted(steps, key=lambda s: (s[0], order.get(s[1], 1))), level
        life = _life([step for step in every[zone_id][0] if step[0] <= at], level)
        stated = [] if rows is None else sorted((row.at, row.scheme) for row in rows.itertuples() if isinstance(row.scheme, str) and row.at <= at)
        life.scheme = stated[-1][1] if stated else None
        if isinstance(parent, str):
            life.parent, life.split_at = parent, min(when for when, *_ in steps)
        found[zone_id] = life
    for life in found.values():
        if life.parent in every:
            steps, level = every[life.parent]
            life.before_split = _life([step for step in steps if step[0] < life.split_at], level)
    return found


def _life(steps: list[tuple], declared: str) -> Life:
    life, turns = Life(), []
    for when, event, level in steps:
        new = (level if isinstance(level, str) else declared) if event == "declare" else level if isinstance(level, str) else life.level
        if event == "lift":
            new = None
        elif life.level is None and event != "declare":
            continue
        if new == life.level:
            continue
        if life.level is None or new is None:
            turns.append((when, "released" if new is None else "declared"))
            life.before = None
        else:
            turns.append((when, "lowered" if HEIGHT[new] < HEIGHT[life.level] else "raised"))
            life.before = life.level
        life.level, life.since = new, when
    life.turns = tuple(turns)
    return life


def zone_figures(log: Log, at: pd.Timestamp, areas: Areas) -> Figures:
    """Zones by level and clock, people inside, what turned today, and zones that no delivery reached for two days."""
    columns = ("zone_id", "area_id", "scheme", "people", "lon", "lat")
    every, now = log.known("zones", at, columns), lives(log, at)
    if every.empty:
        return {}
    zones = within(every, areas)
    zones = zones.assign(level=[now[name].level for name in zones["zone_id"]])
    held = zones[zones["level"].notna()]
    risky = held[held["level"] != "low"]
    states = pd.Series(_states(log, at, risky, now), dtype=object)
    turned = [what for name in zones["zone_id"] for when, what in now[name].turns if when.date() == at.date()]
    sent = log.known("deliveries", at, ("zone_id", "at", "area_id"))
    sent = sent[sent["at"] <= at]
    served = set(sent.loc[sent["at"] > at - TWO_DAYS, "zone_id"].dropna())
    standing = [name for name in risky["zone_id"] if now[name].since <= at - TWO_DAYS]
    known = risky["people"].notna()
    low = set(held.loc[held["level"] == "low", "area_id"])
    # Zones that name no district may be in any: what is found among them alone is not known of a district.
    nameless = every[every["area_id"].isin(_cities(log, at))]
    nameless = nameless.assign(level=[now[name].level for name in nameless["zone_id"]])
    nameless = nameless[nameless["level"].notna()]
    lows = len(low | _resting(log, at, risky)) or (None if _would_rest(nameless) else 0)
    others = nameless if areas else nameless.iloc[:0]
    other_states = pd.Series(_states(log, at, others[others["level"] != "low"], now), dtype=object)
    return {
        **{level: (held["level"] == level).sum() or (None if (others["level"] == level).any() else 0) for level in ("high", "medium")},
        "open": len(held),
        "people": risky["people"].sum() if known.any() else None, "with_people": known.sum(), "risky": len(risky),
        **_judged(states, other_states), "declared": turned.count("declared"), "low_areas": lows,
        "unplaced": _unplaced(held) or (None if _unplaced(others) else 0),
        "unserved": len(set(standing) - served), "standing": len(standing),
        "deliveries": within(sent, areas)["at"].between(at.normalize() - timedelta(days=7), at.normalize(), inclusive="left").sum(),
    } | {f"high_{area}": n for area, n in held[held["level"] == "high"].groupby("area_id").size().items()}


def _judged(states: pd.Series, others: pd.Series) -> Figures:
    """Zones due and overdue; null where none is found and some clocks cannot be reckoned, or some of no district are (`others`)."""
    is_open = states.eq("not_linked").any() or others.eq("not_linked").any()
    return {state: (states == state).sum() or (None if is_open or others.eq(state).any() else 0) for state in ("due", "overdue")}


def _unplaced(zones: pd.DataFrame) -> int:
    return int((zones["lon"].isna() | zones["lat"].isna()).sum())


def _cities(log: Log, at: pd.Timestamp) -> set[str]:
    areas = log.known("areas", at, ("area_id", "kind"))
    return set(areas.loc[areas["kind"] == "city", "area_id"])


def _would_rest(zones: pd.DataFrame) -> bool:
    derives = {name for name, scheme in schemes().items() if scheme.rest_is_low}
    return bool((zones["scheme"].isin(derives) & (zones["level"] != "low")).any())


def _resting(log: Log, at: pd.Timestamp, risky: pd.DataFrame) -> set[str]:
    derives = {name for name, scheme in schemes().items() if scheme.rest_is_low}
    return set(risky.loc[risky["scheme"].isin(derives), "area_id"]) - _cities(log, at)


def _states(log: Log, at: pd.Timestamp, risky: pd.DataFrame, now: dict[str, Life]) -> list[str]:
    cases = log.known("cases", at, ("zone_id", "reported_at", "in_zone", "class", "area_id"))
    cases = cases[cases["class"].isin(POSITIVE) & (cases["reported_at"] <= at)]
    is_linked = cases["zone_id"].isin(list(now)).any()
    cases = cases[~cases["in_zone"].eq(False)]
    unlinked = {} if is_linked or cases.empty else cases.groupby("area_id")["reported_at"].max().dt.date.to_dict()
    cities = log.known("areas", at, ("area_id", "kind"))
    unlinked |= dict.fromkeys(cities.loc[cities["kind"] == "city", "area_id"], max(unlinked.values(), default=None))
    last = cases.groupby("zone_id")["reported_at"].max() if len(cases) else pd.Series(dtype=object)
    rounds = log.known("screenings", at, ("zone_id", "is_full", "positive", "started_at", "ended_at"))
    rounds = rounds[rounds["started_at"] <= at]
    clear = rounds[rounds["is_full"].eq(True) & (rounds["positive"] == 0) & (rounds["ended_at"] <= at)]
    days = clear.groupby("zone_id")["ended_at"].agg(lambda ends: tuple(end.date() for end in ends)) if len(clear) else {}
    recorded = set(rounds["zone_id"].dropna())
    contacts = log.known("zone_contacts", at, ("zone_id", "at", "last_contact_on", "last_transfer_on"))
    contacts = contacts[contacts["at"] <= at]
    found = []
    for zone_id, area_id, scheme in zip(risky["zone_id"], risky["area_id"], risky["scheme"], strict=True):
        life = now[zone_id]
        since, positives = life.since, [last[zone_id]] if zone_id in last.index else []
        ended, is_recorded = list(days.get(zone_id, ())), zone_id in recorded
        told = contacts[contacts["zone_id"] == zone_id]
        if life.before_split is not None and life.before_split.level == life.level:
            since = life.before_split.since
            before = cases[(cases["zone_id"] == life.parent) & (cases["reported_at"] <= life.split_at)]["reported_at"]
            positives += [before.max()] if len(before) else []
            of_parent = rounds[(rounds["zone_id"] == life.parent) & (rounds["ended_at"] <= life.split_at)]
            is_recorded |= bool(len(of_parent))
            ended += [end.date() for end in of_parent.loc[of_parent["is_full"].eq(True) & (of_parent["positive"] == 0), "ended_at"]]
            told = pd.concat([told, contacts[(contacts["zone_id"] == life.parent) & (contacts["at"] <= life.split_at)]])
        positive = max(positives).date() if positives else None
        newest = told.sort_values("at").iloc[-1] if len(told) else None
        traced = () if newest is None else (_day(newest["last_contact_on"]), _day(newest["last_transfer_on"]))
        facts = ZoneFacts(life.level, since.date(), life.before, positive, tuple(ended), *traced, is_round_recorded=is_recorded,
                          is_contact_recorded=bool(traced), unlinked_positive_on=unlinked.get(area_id))
        found.append(release(schemes()[life.scheme or scheme], facts, at.date()).state)
    return found


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
