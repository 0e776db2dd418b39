"""The figures of zones computed a second time from the rows of the log: levels from the events, the clock by the tests' own oracle."""

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from dashboard.rules.schemes import schemes
from tests.demo.figures_again import POSITIVE, TWO_DAYS, Areas, Figures, within
from tests.demo.log_rows import Log
from tests.rules.release_clock import ZoneFacts, release

HEIGHT = {"low": 1, "medium": 2, "high": 3}
PLAIN = {"declare", "lift", "lower", "raise", "edit", "expand", "shrink", "extend", "partial_release"}
"""Events that these figures know; a demo with splits, mergers or a change of the rule set needs more of them."""


@dataclass
class Life:
    """What became of one zone until the moment."""

    level: str | None = None
    since: pd.Timestamp | None = None
    before: str | None = None
    turns: tuple[tuple[pd.Timestamp, str], ...] = ()
    """(when, what): declared, released, lowered or raised."""


def lives(log: Log, at: pd.Timestamp) -> dict[str, Life]:
    """Every known zone by its identifier."""
    zones = log.known("zones", at, ("zone_id", "level"))
    events = log.known("zone_events", at, ("zone_id", "event", "at", "level"))
    assert set(events["event"]) <= PLAIN, set(events["event"]) - PLAIN
    first, told = log.first_receipts("zones", "zone_id", at), dict(list(events.groupby("zone_id")))
    found = {}
    for zone_id, level in zip(zones["zone_id"], zones["level"], strict=True):
        rows = told.get(zone_id)
        steps = [] if rows is None else [(row.at, row.event, row.level) for row in rows.itertuples()]
        if not any(event == "declare" for _, event, _ in steps):
            steps.append((min([first[zone_id], *(when for when, *_ in steps)]), "declare", level))
        order = {"declare": 0, "lift": 2}
        found[zone_id] = _life([step for step in sorted(steps, key=lambda s: (s[0], order.get(s[1], 1))) if step[0] <= at], level)
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
    return {
        "high": (held["level"] == "high").sum(), "medium": (held["level"] == "medium").sum(), "open": len(held),
        "people": risky["people"].sum() if known.any() else None, "with_people": known.sum(), "risky": len(risky),
        "due": (states == "due").sum(), "overdue": (states == "overdue").sum(), "declared": turned.count("declared"),
        "low_areas": len(low | _resting(log, at, risky)), "unplaced": (held["lon"].isna() | held["lat"].isna()).sum(),
        "unserved": len(set(standing) - served), "standing": len(standing),
        "deliveries": within(sent, areas)["at"].between(at.normalize() - timedelta(days=7), at.normalize(), inclusive="left").sum(),
    } | {f"high_{area}": n for area, n in held[held["level"] == "high"].groupby("area_id").size().items()}


def _resting(log: Log, at: pd.Timestamp, risky: pd.DataFrame) -> set[str]:
    cities = log.known("areas", at, ("area_id", "kind"))
    derives = {name for name, scheme in schemes().items() if scheme.rest_is_low}
    return set(risky.loc[risky["scheme"].isin(derives), "area_id"]) - set(cities.loc[cities["kind"] == "city", "area_id"])


def _states(log: Log, at: pd.Timestamp, risky: pd.DataFrame, now: dict[str, Life]) -> list[str]:
    cases = log.known("cases", at, ("zone_id", "reported_at", "in_zone", "class"))
    cases = cases[cases["class"].isin(POSITIVE) & ~cases["in_zone"].eq(False) & (cases["reported_at"] <= at)]
    last = cases.groupby("zone_id")["reported_at"].max() if len(cases) else pd.Series(dtype=object)
    rounds = log.known("screenings", at, ("zone_id", "is_full", "positive", "started_at", "ended_at"))
    rounds = rounds[rounds["started_at"] <= at]
    clear = rounds[rounds["is_full"].eq(True) & (rounds["positive"] == 0) & (rounds["ended_at"] <= at)]
    days = clear.groupby("zone_id")["ended_at"].agg(lambda ends: tuple(end.date() for end in ends)) if len(clear) else {}
    recorded = set(rounds["zone_id"].dropna())
    found = []
    for zone_id, scheme in zip(risky["zone_id"], risky["scheme"], strict=True):
        life = now[zone_id]
        positive = last[zone_id].date() if zone_id in last.index else None
        facts = ZoneFacts(life.level, life.since.date(), life.before, positive, days.get(zone_id, ()), is_round_recorded=zone_id in recorded)
        found.append(release(schemes()[scheme], facts, at.date()).state)
    return found
