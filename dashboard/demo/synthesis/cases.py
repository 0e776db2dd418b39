"""The line list: the persons of each published bulletin, and a plausible series around them, in homes and zones."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.clusters import housed
from dashboard.demo.synthesis.draws import chosen, numbered
from dashboard.demo.synthesis.persons import reported
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.windows import published_windows
from dashboard.demo.synthesis.zone_members import OPEN_ROUTES

CONVERTED_SHARE, CONVERTED_DAYS, CONVERTED_SPREAD = 0.1, 1.8, 0.75
"""Who falls ill after the report, and after how many days: median, and spread of the logarithm, since a few take long."""
OUTSIDE_KNOWN_SHARE = 0.1
CONVERTED_SEVERITIES = {"mild": 94, "moderate": 6}
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
    return rows.assign(origin=np.where((rows["source"] < 0) & _came_from_elsewhere(scene, rows), plan.get("first_from", "local"), "local"))


def made_cases(scene: Scene, persons: pd.DataFrame, members: pd.DataFrame) -> list[Made]:
    """The line list, with later versions of the rows of persons whose home became a zone, who converted, recovered or died.

    `members`: by row of `persons`, zone_id, in_zone and zoned_at, as `zones.members_of` gives them. Where the zones are published rows, of
    which no page says where they lie, nothing is recorded of who was in one.
    """
    rng, plan = scene.rng("outcomes"), scene.plan["cases"]
    in_zone = members["in_zone"]
    known_outside = (rng.random(len(persons)) < OUTSIDE_KNOWN_SHARE) & ("zones" in scene.plan) & in_zone.isna()
    rows = persons.assign(in_zone=in_zone.where(~known_outside, False), zone_id=members["zone_id"])
    rows["converted_at"] = _conversions(scene, rng, persons)
    rows = _fallen_ill(rng, rows)
    rows["route"] = rows["route"].mask(rows["in_zone"].eq(True) & rows["is_free"] & rows["route"].isin(OPEN_ROUTES), "controlled")
    well = rows.assign(onset_on=persons["onset_on"], severity=persons["severity"], converted_at=pd.NaT, outcome="active")
    first = well.assign(known_at=rows["reported_at"])
    first["zone_id"] = rows["zone_id"].where(~(members["zoned_at"] > rows["reported_at"]), None)
    zoned = well.assign(known_at=members["zoned_at"])[members["zoned_at"] > rows["reported_at"]]
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
    """A few asymptomatic persons fell ill, most within two days, some after a week.

    Never on a day that a bulletin counts, whose figures would no longer hold.
    """
    counted = {start.date() for start, _ in published_windows(scene.facts).values()}
    days = rng.lognormal(np.log(CONVERTED_DAYS), CONVERTED_SPREAD, len(rows))
    at = rows["reported_at"] + pd.to_timedelta(days * 86400 // 1, unit="s")
    drawn = (rng.random(len(rows)) < CONVERTED_SHARE) & (rows["class"] == "asymptomatic")
    spared = at.dt.date.isin(counted) | rows["reported_at"].dt.date.isin(counted) | (at > scene.stopped_at)
    return at.where(drawn & ~spared)


def _fallen_ill(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """Who converted has an onset, on the day or the day before, and a severity; he was well when he was reported."""
    ill = rows["converted_at"].notna()
    onset = rows["converted_at"].dt.normalize() - pd.to_timedelta(rng.integers(0, 2, len(rows)), unit="D")
    onset = np.maximum(onset, rows["reported_at"].dt.normalize())
    severity = chosen(rng, CONVERTED_SEVERITIES, len(rows))
    return rows.assign(onset_on=rows["onset_on"].mask(ill, onset), severity=rows["severity"].mask(ill, pd.Series(severity, rows.index)))


def _came_from_elsewhere(scene: Scene, rows: pd.DataFrame) -> np.ndarray:
    """Of whom without a source in the list it is assumed: fewer and fewer once traffic has stopped, then nobody."""
    until = scene.plan["cases"].get("first_from_until")
    if until is None:
        return np.ones(len(rows), dtype=bool)
    first, last = (pd.Timestamp(day) for day in until)
    return scene.rng("origins").random(len(rows)) < ((last - rows["reported_at"]) / (last - first)).to_numpy()


def _ended(scene: Scene, rng: np.random.Generator, rows: pd.DataFrame, plan: dict) -> pd.DataFrame:
    """The rows of those who recovered, were released or died, as they stood from then on. A few stay long."""
    if "closings" in plan:
        return _closed_as_published(rng, rows, plan["closings"])
    kind = rows["class"].mask(rows["converted_at"].notna(), "confirmed")
    median, spread = (kind.map({name: values[n] for name, values in plan["stay_days"].items()}).to_numpy(dtype=float) for n in (0, 1))
    days = rng.lognormal(np.log(median), spread) + rows["severity"].map(SLOW_DAYS).fillna(0).to_numpy(dtype=float)
    ended = rows.assign(known_at=rows["converted_at"].fillna(rows["reported_at"]) + pd.to_timedelta(days * 86400 // 1, unit="s"))
    ended = ended[ended["known_at"] <= scene.stopped_at]
    return ended.assign(outcome=np.where((ended["class"] == "confirmed") | ended["converted_at"].notna(), "recovered", "released"))


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
