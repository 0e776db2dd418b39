"""Stand-ins for rounds of screening inside closed zones: over its first days, then every second day, and the one that its rule asks for."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen, numbered
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.zone_members import FAR_FUTURE
from dashboard.rules.schemes import schemes

DONE_SHARE, MISSED_SHARE = 0.7, 0.08
"""Of the last rounds of zones still closed those that are done, since those that were lifted had theirs; of the others those left out."""
DAILY, LAST_DAY = 3, 21
START_HOURS = {5: 10, 6: 22, 7: 18, 8: 12, 9: 8, 10: 5, 12: 4, 13: 9, 14: 7, 15: 3, 16: 2}
"""Weight of the hour in which a round begins: most before work, some in the afternoon."""
EARLIEST_HOUR = 5
PLAIN_HOURS, PEOPLE_PER_HOUR, LONGEST_HOURS = 1.5, 500, 6.0
RESULTS_WITHIN = pd.Timedelta(hours=24)
BEFORE_NOTICE = pd.Timedelta(minutes=40)
TURNOUT = (0.97, 1.0)


def made_rounds(scene: Scene, sites: pd.DataFrame, members: pd.DataFrame, persons: pd.DataFrame) -> list[Made]:
    """Table screenings: rounds of the zones of `sites`, full. Positive = reported in the zone within a day after it, before the next one.

    The round that ends a zone is negative, on the day on which its days are complete.
    """
    if sites.empty:
        return []
    rng = scene.rng("zone rounds")
    found = persons.assign(zone_id=members["zone_id"])[members["in_zone"].eq(True)]
    complete = _complete_on(scene, sites, found)
    rows = pd.concat([_before(rng, sites, complete), _last(rng, sites, complete)], ignore_index=True)
    rows = rows[(rows["ended_at"] <= scene.stopped_at) & ~(rows["ended_at"] > rows["lifted_at"])].sort_values(["ended_at", "zone_id"])
    frame = pd.DataFrame({
        "screening_id": numbered("SYN-ZR", len(rows), 4), "zone_id": rows["zone_id"].to_numpy(), "area_id": rows["area_id"].to_numpy(),
        "started_at": rows["started_at"].to_numpy(), "ended_at": rows["ended_at"].to_numpy(),
        "sampled": np.round(rows["people"].to_numpy() * rng.uniform(*TURNOUT, len(rows))).astype(int),
        "positive": _positives(rows, found), "is_full": True, "source": "synthetic",
    })
    return [Made("screenings", frame.assign(known_at=frame["ended_at"]))] if len(frame) else []


def _before(rng: np.random.Generator, sites: pd.DataFrame, complete: pd.Series) -> pd.DataFrame:
    """Rounds of the days after the declaration, before the days are complete: daily at first, then every second day; a few are left out."""
    parts = []
    for number in (n for n in range(1, LAST_DAY + 1) if n <= DAILY or n % 2):
        day = sites["declared_at"].dt.normalize() + pd.Timedelta(days=number)
        is_held = (day < complete.fillna(FAR_FUTURE)) & (rng.random(len(sites)) >= MISSED_SHARE)
        parts.append(_timed(rng, sites.assign(day=day)[is_held]))
    return pd.concat(parts, ignore_index=True)


def _last(rng: np.random.Generator, sites: pd.DataFrame, complete: pd.Series) -> pd.DataFrame:
    """The negative round of a zone whose days are complete; over before the notice that lifts it."""
    turn = sites["lowered_at"].fillna(sites["lifted_at"])
    is_done = (rng.random(len(sites)) < DONE_SHARE) | turn.notna()
    rows = _timed(rng, sites.assign(day=complete, turn=turn)[is_done & complete.notna()])
    late = (rows["ended_at"] - (rows["turn"] - BEFORE_NOTICE)).clip(lower=pd.Timedelta(0)).fillna(pd.Timedelta(0))
    earliest = rows["day"] + pd.Timedelta(hours=EARLIEST_HOUR)
    rows = rows.assign(started_at=np.maximum(rows["started_at"] - late, earliest), ended_at=rows["ended_at"] - late)
    return rows[rows["ended_at"] > rows["started_at"]]


def _timed(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """started_at and ended_at on the day of the row; more people take longer."""
    minutes = chosen(rng, START_HOURS, len(rows)).astype(int) * 60 + rng.integers(0, 6, len(rows)) * 10
    start = rows["day"] + pd.to_timedelta(minutes, unit="min")
    hours = (PLAIN_HOURS + rows["people"] / PEOPLE_PER_HOUR).clip(upper=LONGEST_HOURS)
    return rows.assign(started_at=start, ended_at=start + pd.to_timedelta((hours * 6).round() * 10, unit="min"))


def _positives(rows: pd.DataFrame, found: pd.DataFrame) -> np.ndarray:
    """By row, how many of the zone were reported within a day after the round and before the zone's next one."""
    rounds = pd.DataFrame({"zone_id": rows["zone_id"].to_numpy(dtype=object), "at": rows["ended_at"].to_numpy("datetime64[us]"),
                           "place": np.arange(len(rows))}).sort_values("at")
    cases = pd.DataFrame({"zone_id": found["zone_id"].to_numpy(dtype=object), "at": found["reported_at"].to_numpy("datetime64[us]")})
    both = pd.merge_asof(cases.sort_values("at"), rounds, on="at", by="zone_id", tolerance=RESULTS_WITHIN).dropna(subset="place")
    return np.bincount(both["place"].astype(int), minlength=len(rows))


def _complete_on(scene: Scene, sites: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """The day on which the days of each zone are complete under the rules in force then; null where these ask for no round."""
    last_case = found.groupby("zone_id")["reported_at"].max().reindex(sites["zone_id"]).set_axis(sites.index)
    anchor = np.maximum(sites["declared_at"], last_case.fillna(sites["declared_at"])).dt.normalize()
    steps = [schemes()[name].steps.get(level) for name, level in zip(_schemes_at_end(scene, sites), sites["level"], strict=True)]
    days = pd.Series([step.lift_days if step and step.round != "none" else np.nan for step in steps], index=sites.index)
    return anchor + pd.to_timedelta(days, unit="D")


def _schemes_at_end(scene: Scene, sites: pd.DataFrame) -> pd.Series:
    """The rule set by which each zone was lowered or lifted, or will be."""
    found = sites["scheme"]
    turn = sites["lowered_at"].fillna(sites["lifted_at"]).fillna(pd.Timestamp(scene.stopped_at))
    for at, scheme in scene.plan["zones"]["switches"]:
        found = found.mask((sites["declared_at"] < at) & (turn > at), scheme)
    return found
