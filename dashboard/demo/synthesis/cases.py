"""The line list: the persons of each published bulletin, and a plausible series around them, in homes and zones."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.clusters import housed
from dashboard.demo.synthesis.draws import chosen, numbered
from dashboard.demo.synthesis.persons import reported
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.windows import published_windows
from dashboard.demo.synthesis.zone_members import OPEN_ROUTES

CONVERTED_SHARE, CONVERTED_DAYS = 0.06, (1, 3)
OUTSIDE_KNOWN_SHARE = 0.1
SLOW_DAYS = {"severe": 6, "critical": 9}
"""How much later a severely ill person leaves hospital."""
COLUMNS = ["case_id", "reported_at", "area_id", "class", "route", "origin", "severity", "onset_on", "place", "lon", "lat", "in_zone",
           "zone_id", "converted_at"]


def made_persons(scene: Scene) -> pd.DataFrame:
    """One row a person, ascending by reported_at: what the line list says of him but zones and outcome, and estate, building, household."""
    rng, plan = scene.rng("cases"), scene.plan["cases"]
    rows = reported(scene, rng, plan)
    rows.insert(0, "case_id", numbered("SYN-", len(rows), 5))
    rows["severity"] = np.where(rows["class"] == "confirmed", chosen(rng, plan["severities"], len(rows)), None)
    rows["onset_on"] = _onsets(rng, rows, plan["report_days"])
    rows = housed(scene, scene.rng("homes"), rows)
    return rows.assign(origin=np.where(rows["source"] < 0, plan.get("first_from", "local"), "local"))


def made_cases(scene: Scene, persons: pd.DataFrame, members: pd.DataFrame) -> list[Made]:
    """The line list, with later versions of the rows of persons whose home became a zone, who converted, recovered or died.

    `members`: by row of `persons`, zone_id, in_zone and zoned_at, as `zones.members_of` gives them.
    """
    rng, plan = scene.rng("outcomes"), scene.plan["cases"]
    in_zone = members["in_zone"] if "zones" in scene.plan else _inside_published(scene, rng, persons)
    known_outside = (rng.random(len(persons)) < OUTSIDE_KNOWN_SHARE) & (plan.get("in_zone_share", 1) > 0) & in_zone.isna()
    rows = persons.assign(in_zone=in_zone.where(~known_outside, False), zone_id=members["zone_id"])
    rows["converted_at"] = _conversions(scene, rng, persons)
    rows["route"] = rows["route"].mask(rows["in_zone"].eq(True) & rows["is_free"] & rows["route"].isin(OPEN_ROUTES), "controlled")
    first = rows.assign(converted_at=pd.NaT, outcome="active", known_at=rows["reported_at"])
    first["zone_id"] = rows["zone_id"].where(~(members["zoned_at"] > rows["reported_at"]), None)
    zoned = rows[members["zoned_at"] > rows["reported_at"]]
    zoned = zoned.assign(outcome="active", converted_at=pd.NaT, known_at=members["zoned_at"])
    converted = rows[rows["converted_at"].notna()]
    known_at = np.maximum(converted["converted_at"], members["zoned_at"].fillna(rows["reported_at"])[converted.index])
    converted = converted.assign(outcome="active", known_at=known_at)
    versions = [first, zoned, converted, _ended(scene, rng, rows, plan)]
    every = pd.concat([v[[*COLUMNS, "outcome", "known_at"]] for v in versions if len(v)], ignore_index=True)
    return [Made("cases", every.assign(converted_at=every["converted_at"].where(every["converted_at"] <= every["known_at"])))]


def _onsets(rng: np.random.Generator, rows: pd.DataFrame, days: dict[str, float]) -> pd.Series:
    """Null for persons without symptoms. Who is under control is found within a day or so, who comes by himself later."""
    mean = rows["route"].map(days).fillna(max(days.values())).to_numpy(dtype=float)
    before = pd.to_timedelta(np.minimum(np.floor(rng.gamma(2.0, mean / 2.0)), 14), unit="D")
    return (rows["reported_at"].dt.normalize() - before).where(rows["class"] == "confirmed")


def _conversions(scene: Scene, rng: np.random.Generator, rows: pd.DataFrame) -> pd.Series:
    """A few asymptomatic persons fell ill; never on a day that a bulletin counts, whose figures would no longer hold."""
    counted = {start.date() for start, _ in published_windows(scene.facts).values()}
    at = rows["reported_at"] + pd.to_timedelta(rng.uniform(*CONVERTED_DAYS, len(rows)) * 86400 // 1, unit="s")
    drawn = (rng.random(len(rows)) < CONVERTED_SHARE) & (rows["class"] == "asymptomatic")
    spared = at.dt.date.isin(counted) | rows["reported_at"].dt.date.isin(counted) | (at > scene.stopped_at)
    return at.where(drawn & ~spared)


def _ended(scene: Scene, rng: np.random.Generator, rows: pd.DataFrame, plan: dict) -> pd.DataFrame:
    """The rows of those who recovered, were released or died, as they stood from then on."""
    if "closings" in plan:
        return _closed_as_published(rng, rows, plan["closings"])
    days = rng.uniform(*plan["recovery_days"], len(rows)) + rows["severity"].map(SLOW_DAYS).fillna(0).to_numpy(dtype=float)
    ended = rows.assign(known_at=rows["reported_at"] + pd.to_timedelta(days * 86400 // 1, unit="s"))
    ended = ended[(ended["known_at"] <= scene.stopped_at) & ~(ended["converted_at"] > ended["known_at"])]
    return ended.assign(outcome=np.where(ended["class"] == "confirmed", "recovered", "released"))


def _closed_as_published(rng: np.random.Generator, rows: pd.DataFrame, closings: dict) -> pd.DataFrame:
    """Who is ill longest leaves first, the severely ill later, as many as the published cumulative figures say by the end of each day.

    Who dies is critically ill.
    """
    wait = rows["severity"].map(SLOW_DAYS).fillna(0) + rng.exponential(2.0, len(rows))
    queue = list((rows["reported_at"] + pd.to_timedelta(wait, unit="D")).sort_values().index)
    parts, done = [], {"recovered": 0, "dead": 0}
    for day, counts in closings.items():
        at = pd.Timestamp(day) + pd.Timedelta(hours=20)
        for outcome, total in counts.items():
            fit = [n for n in queue if rows["reported_at"][n] < at and (outcome != "dead" or rows["severity"][n] == "critical")]
            taken = fit[: total - done[outcome]]
            queue = [n for n in queue if n not in taken]
            parts.append(rows.loc[taken].assign(outcome=outcome, known_at=at))
            done[outcome] = total
    return pd.concat(parts)



def _inside_published(scene: Scene, rng: np.random.Generator, persons: pd.DataFrame) -> pd.Series:
    """in_zone in a city whose zones are published rows, once there are any; null where nothing is recorded, or there were none."""
    told = scene.facts.get("zone_events")
    if told is None:
        return pd.Series(None, persons.index, dtype=object)
    is_later = persons["reported_at"] >= pd.Timestamp(told["at"].min())
    inside = (rng.random(len(persons)) < scene.plan["cases"]["in_zone_share"]) & is_later & (persons["route"] == "controlled")
    return pd.Series(np.where(inside, True, None), persons.index, dtype=object)
