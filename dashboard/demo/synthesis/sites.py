"""Where zones are declared: at the homes of persons who were reported hours to two days before, by a numbered notice of the day."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.course import Slot, slots_of
from dashboard.demo.synthesis.scene import Scene

NOTICE_HOURS = (8.5, 14.5, 20.5)
"""When notices take effect: morning, afternoon, evening."""
DECIDED_BEFORE = pd.Timedelta(hours=2)
REPORTED_WITHIN = (np.timedelta64(1, "h"), np.timedelta64(48, "h"))
"""Before a declaration: so long ago the person was reported."""
NEXT_DOOR_WEIGHT = 0.25
NEXT_DOOR = 30
"""Numbers of buildings above this are those next door to the building of a case."""


@dataclass
class District:
    """The persons of one district in order, and what of it is zoned already."""

    reported: np.ndarray
    estate: np.ndarray
    building: np.ndarray
    zoned: set[tuple[int, int]] = field(default_factory=set)
    around: set[int] = field(default_factory=set)
    """Estates of which all but the zoned building is a medium zone, or was."""

    def fresh(self, at: np.datetime64) -> range:
        """Rows that were reported within the span before a notice."""
        least, most = REPORTED_WITHIN
        return range(int(np.searchsorted(self.reported, at - most)), int(np.searchsorted(self.reported, at - least, side="right")))

    def homes(self, at: np.datetime64) -> list[tuple[int, int]]:
        """Buildings of these that are in no zone yet, the first reported first."""
        found = dict.fromkeys((int(self.estate[n]), int(self.building[n])) for n in self.fresh(at))
        return [home for home in found if home not in self.zoned]

    def to_come(self, at: np.datetime64) -> int:
        """How many persons may still bring a zone."""
        return len(self.reported) - self.fresh(at).start

    def estates(self, at: np.datetime64) -> list[int]:
        return list(dict.fromkeys(int(self.estate[n]) for n in self.fresh(at)))

    def quiet(self, at: np.datetime64) -> list[int]:
        """Estates of these without a medium zone, those first in which nobody is found outside one building afterwards."""
        free = [number for number in self.estates(at) if number not in self.around]
        return sorted(free, key=lambda number: len(set(self.building[(self.estate == number) & (self.reported > at)])))


def sites_of(scene: Scene, persons: pd.DataFrame) -> pd.DataFrame:
    """One row a zone: area_id, level, estate, building (0 = the whole estate but what is closed more strictly), declared_at, decided_at,
    and the days lowered_on, raised_on, ended_on; `is_home` = a person of the list lives in it. None for a place without persons.

    Persons: rows of the line list as `clusters.housed` gives them. Counts by district of what is in force at the end are the plan's.
    """
    rng, plan = scene.rng("zone sites"), scene.plan["zones"]
    slots, districts = slots_of(scene, rng), _districts(persons)
    quota = {level: dict(counts) for level, counts in plan["open_now"].items()}
    moments = [_notice(scene, rng, slot.declared) for slot in slots]
    rows = []
    for n in sorted(range(len(slots)), key=lambda n: (moments[n], slots[n].ended is not None)):
        slot, at = slots[n], moments[n]
        counts = quota[slot.now] if slot.ended is None else None
        area = _district_of(rng, slot, districts, counts, np.datetime64(at))
        if area is None:
            continue
        if counts is not None:
            counts[area] -= 1
        estate, building, is_home = _place_in(rng, slot.level, districts[area], np.datetime64(at))
        rows.append((area, slot.level, estate, building, is_home, at, slot.lowered, slot.raised, slot.ended))
    columns = ["area_id", "level", "estate", "building", "is_home", "declared_at", "lowered_on", "raised_on", "ended_on"]
    frame = pd.DataFrame(rows, columns=columns)
    for name in ("lowered_on", "raised_on", "ended_on"):
        frame[name] = pd.to_datetime(frame[name])
    return frame.assign(decided_at=frame["declared_at"] - DECIDED_BEFORE)


def _districts(persons: pd.DataFrame) -> dict[str, District]:
    return {
        area: District(rows["reported_at"].to_numpy("datetime64[us]"), rows["estate"].to_numpy(), rows["building"].to_numpy())
        for area, rows in persons.groupby("area_id")
    }


def notice_hours(scene: Scene, day: date) -> list[pd.Timestamp]:
    """The notices of a day that had come out when the clock stopped."""
    moments = [pd.Timestamp(day) + pd.Timedelta(hours=hour) for hour in NOTICE_HOURS]
    return [at for at in moments if at <= scene.stopped_at] or moments[:1]


def _notice(scene: Scene, rng: np.random.Generator, day: date) -> pd.Timestamp:
    moments = notice_hours(scene, day)
    return moments[int(rng.integers(len(moments)))]


def _district_of(
    rng: np.random.Generator, slot: Slot, districts: dict[str, District], quota: dict[str, int] | None, at: np.datetime64,
) -> str | None:
    """By how many homes wait for a zone; of what stays in force, also by how hard the district's number is to reach from now on."""
    weights = {}
    for area, district in districts.items():
        if quota is not None and quota.get(area, 0) <= 0:
            continue
        waiting = len(district.homes(at) if slot.level == "high" else district.quiet(at)) + NEXT_DOOR_WEIGHT * len(district.estates(at))
        if waiting:
            weights[area] = waiting * ((quota[area] / district.to_come(at)) ** 2 if quota is not None else 1)
    if not weights:
        return None
    shares = np.array(list(weights.values()), dtype=float)
    return list(weights)[int(rng.choice(len(shares), p=shares / shares.sum()))]


def _place_in(rng: np.random.Generator, level: str, district: District, at: np.datetime64) -> tuple[int, int, bool]:
    """estate, building, whether a case lives there."""
    quiet = district.quiet(at)
    if level != "high" and quiet:
        district.around.add(quiet[0])
        return quiet[0], 0, False
    homes = district.homes(at)
    if level == "high" and homes:
        district.zoned.add(homes[0])
        return *homes[0], True
    estates = district.estates(at)
    estate = estates[int(rng.integers(len(estates)))]
    building = NEXT_DOOR + 1
    while (estate, building) in district.zoned:
        building += 1
    district.zoned.add((estate, building))
    return estate, building, False
