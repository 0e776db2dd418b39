"""The line list: the persons of each published bulletin, and a plausible series around them."""

from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import between, chosen, numbered
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.windows import persons_of, published_windows

PLACES_PER_AREA = 90
SEVERITIES = {"mild": 92, "moderate": 7.4, "severe": 0.5, "critical": 0.1}
CONVERTED_SHARE, CONVERTED_DAYS = 0.06, (1, 3)
OUTSIDE_KNOWN_SHARE = 0.1


def made_cases(scene: Scene, zones: pd.DataFrame) -> list[Made]:
    """The line list, with later versions of the rows of persons who converted or recovered. `zones`: as of `open_spells`."""
    rng, plan = scene.rng("cases"), scene.plan["cases"]
    rows = _reported(scene, rng, plan)
    rows.insert(0, "case_id", numbered("SYN-", len(rows), 5))
    rows["origin"] = chosen(rng, plan.get("origins", {"local": 1}), len(rows))
    rows["severity"] = np.where(rows["class"] == "confirmed", chosen(rng, SEVERITIES, len(rows)), None)
    rows["onset_on"] = _onsets(rng, rows, plan["incubation_days"])
    rows["place"] = [f"示例小区{n}号" for n in rng.integers(1, PLACES_PER_AREA + 1, len(rows))]
    rows["lon"], rows["lat"] = scene.ground.points(rng, rows["area_id"])
    rows["in_zone"] = _inside(rng, rows, plan["in_zone_share"])
    rows["zone_id"] = _zones_of(rng, rows, zones)
    rows["converted_at"] = _conversions(scene, rng, rows)
    first = rows.assign(converted_at=pd.NaT, outcome="active", known_at=rows["reported_at"])
    converted = rows[rows["converted_at"].notna()]
    converted = converted.assign(outcome="active", known_at=converted["converted_at"])
    versions = [first, converted, _ended(scene, rng, rows, plan)]
    return [Made("cases", pd.concat([v for v in versions if len(v)], ignore_index=True))]


def _reported(scene: Scene, rng: np.random.Generator, plan: dict) -> pd.DataFrame:
    """class, area_id, route, reported_at: a day's persons are those of its bulletin and, outside its window, the others."""
    windows, cells, parts = published_windows(scene.facts), scene.facts.get("bulletin_cells"), []
    by_day = {start.date(): (start, end, key) for key, (start, end) in windows.items()}
    for offset, total in enumerate(plan["by_day"]):
        day = plan["first_on"] + timedelta(days=offset)
        start = datetime.combine(day, datetime.min.time())
        if day in by_day:
            _, end, key = by_day[day]
            persons = persons_of(cells[cells["bulletin_id"] == key], rng)
            parts.append(_completed(rng, plan, persons, start, end))
            total, start = total - len(persons), end
        stop = min(datetime.combine(day, datetime.min.time()) + timedelta(days=1), scene.stopped_at)
        parts.append(_completed(rng, plan, pd.DataFrame(index=range(total)), start, stop))
    return pd.concat(parts, ignore_index=True).sort_values("reported_at", ignore_index=True)


def _completed(rng: np.random.Generator, plan: dict, persons: pd.DataFrame, start: datetime, end: datetime) -> pd.DataFrame:
    """Persons with what the bulletin leaves open drawn from the plan, reported within [start, end)."""
    number = len(persons)
    share = plan["asymptomatic_share"]
    drawn = {
        "class": chosen(rng, {"confirmed": 1 - share, "asymptomatic": share}, number),
        "area_id": chosen(rng, plan["areas"], number),
        "route": chosen(rng, plan["routes"], number),
    }
    for name, values in drawn.items():
        given = persons[name] if name in persons else pd.Series([None] * number, dtype=object)
        persons[name] = np.where(given.notna().to_numpy(), given.to_numpy(dtype=object), values)
    return persons.assign(reported_at=between(rng, start, end, number) if number else pd.NaT)


def _onsets(rng: np.random.Generator, rows: pd.DataFrame, days: int) -> pd.Series:
    """Null for persons without symptoms."""
    before = pd.to_timedelta(rng.integers(0, days + 1, len(rows)), unit="D")
    return (rows["reported_at"].dt.normalize() - before).where(rows["class"] == "confirmed")


def _inside(rng: np.random.Generator, rows: pd.DataFrame, share: float) -> np.ndarray:
    """Whether they were in a zone when found; of the others it is mostly not recorded, and null in a city without zones."""
    draws = rng.random((2, len(rows)))
    outside = np.where(draws[1] < OUTSIDE_KNOWN_SHARE, False, None) if share else None
    return np.where((draws[0] < share) & (rows["route"] != "community_screening"), True, outside)


def _zones_of(rng: np.random.Generator, rows: pd.DataFrame, zones: pd.DataFrame) -> list:
    """For half of those inside a zone, one that was open then in their district; null = it is not known which."""
    by_area = {a: z for a, z in zones.groupby("area_id")} if len(zones) else {}
    draws, found = rng.random((len(rows), 2)), []
    for row, (known, pick) in zip(rows.itertuples(), draws, strict=True):
        candidates = by_area.get(row.area_id) if row.in_zone and known < 0.5 else None
        if candidates is not None:
            open_ = (candidates["from_at"] <= row.reported_at) & (candidates["to_at"] > row.reported_at)
            candidates = candidates[open_]
        found.append(candidates["zone_id"].iloc[int(pick * len(candidates))] if candidates is not None and len(candidates) else None)
    return found


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
        return _closed_as_published(rows, plan["closings"])
    days = rng.uniform(*plan["recovery_days"], len(rows))
    ended = rows.assign(known_at=rows["reported_at"] + pd.to_timedelta(days * 86400 // 1, unit="s"))
    ended = ended[(ended["known_at"] <= scene.stopped_at) & ~(ended["converted_at"] > ended["known_at"])]
    return ended.assign(outcome=np.where(ended["class"] == "confirmed", "recovered", "released"))


def _closed_as_published(rows: pd.DataFrame, closings: dict) -> pd.DataFrame:
    """The longest ill leave first, as many as the published cumulative figures say by the end of each day."""
    parts, done = [], {"recovered": 0, "dead": 0}
    queue = list(rows.index)
    for day, counts in closings.items():
        at = pd.Timestamp(day) + pd.Timedelta(hours=20)
        for outcome, total in counts.items():
            taken, queue = queue[: total - done[outcome]], queue[total - done[outcome] :]
            parts.append(rows.loc[taken].assign(outcome=outcome, known_at=at))
            done[outcome] = total
    return pd.concat(parts)
