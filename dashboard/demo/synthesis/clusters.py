"""Where the persons of a line list live, and through whom they caught it: households, buildings and estates that infection runs through."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.scene import Scene

HOUSEHOLD_SIZES = {1: 12, 2: 30, 3: 34, 4: 15, 5: 9}
RELATIONS = ("household", "building", "estate", "elsewhere")
TRACED = {"controlled": 0.97, "close_contact": 1.0, "key_group_closed_loop": 0.4, "community_screening": 0.3, "self_presented": 0.3}
"""How often somebody found in this way has an earlier person of the list as source; the others begin a chain."""
MAX_DELAYS, OTHER_DISTRICT_SHARE = 3.5, 0.12
BUILDING_LIVES = 2.2
"""Serial intervals; after that the people of a building are isolated or cleared, and a new person is found elsewhere."""
ESTATE_LIVES = 4
ESTATES, BUILDINGS = 600, 30


@dataclass
class Homes:
    """The homes of one district, as they are filled."""

    numbers: np.ndarray
    """Numbers of estates yet unused, in the order in which they are given out."""
    opened: int = 0
    buildings: dict[int, list[int]] = field(default_factory=dict)
    """Buildings by estate."""
    since: dict[tuple[int, int], float] = field(default_factory=dict)
    """Day of the first person of a building."""
    settled: dict[int, float] = field(default_factory=dict)
    """The same of an estate."""

    def estate(self, rng: np.random.Generator, day: float) -> tuple[int, int]:
        """A new estate and its first building."""
        number = int(self.numbers[self.opened])
        self.opened += 1
        self.settled[number] = day
        return self.building(rng, number, day)

    def building(self, rng: np.random.Generator, estate: int, day: float) -> tuple[int, int]:
        """Another building of an estate."""
        known = self.buildings.setdefault(estate, [])
        free = [n for n in range(1, BUILDINGS + 1) if n not in known]
        known.append(int(rng.choice(free)))
        self.since[estate, known[-1]] = day
        return estate, known[-1]


def housed(scene: Scene, rng: np.random.Generator, persons: pd.DataFrame) -> pd.DataFrame:
    """`persons`, ascending by reported_at, with estate, building, household, source, lon and lat.

    Estates are numbered within a district. source = the row of the infector, -1 = not known. A household lives in one building; the point
    is the estate's, since no address is published.
    """
    plan = scene.plan["cases"]
    days = (persons["reported_at"] - persons["reported_at"].min()).dt.total_seconds().to_numpy() / 86400
    areas, routes = persons["area_id"].to_numpy(), persons["route"].to_numpy()
    shape = (plan["serial_days"][0] / plan["serial_days"][1]) ** 2
    scale = plan["serial_days"][0] / shape
    homes = {area: Homes(rng.permutation(np.arange(1, ESTATES + 1))) for area in sorted(set(areas))}
    changed_on = (pd.Timestamp(plan["homes_apart_from"]) - persons["reported_at"].min().normalize()).days
    place, household, source, sizes, members = [], [], [], [], []
    for n, (day, area) in enumerate(zip(days, areas, strict=True)):
        found = _source(rng, n, days, areas, TRACED.get(routes[n], 0.0), shape, scale)
        relation = rng.choice(RELATIONS, p=plan["homes_apart" if day >= changed_on else "homes_together"])
        if found < 0 or areas[found] != area:
            relation = "elsewhere"
        if relation == "household" and members[household[found]] >= sizes[household[found]]:
            relation = "building"
        if relation in ("household", "building") and day - homes[area].since[place[found]] > BUILDING_LIVES * shape * scale:
            relation = "estate"
        if relation == "estate" and day - homes[area].settled[place[found][0]] > ESTATE_LIVES * shape * scale:
            relation = "elsewhere"
        place.append(_home(rng, homes[area], relation, place[found] if found >= 0 else None, day))
        if relation == "household":
            household.append(household[found])
            members[household[found]] += 1
        else:
            household.append(len(sizes))
            sizes.append(int(rng.choice(list(HOUSEHOLD_SIZES), p=np.array(list(HOUSEHOLD_SIZES.values())) / 100)))
            members.append(1)
        source.append(found)
    estate, building = np.array(place).reshape(-1, 2).T
    return _located(scene, rng, persons.assign(estate=estate, building=building, household=household, source=source))


def _source(
    rng: np.random.Generator, n: int, days: np.ndarray, areas: np.ndarray, traced: float, shape: float, scale: float,
) -> int:
    """An earlier row, the likelier the nearer its delay is to the serial interval; -1 where none is found."""
    first = int(np.searchsorted(days[:n], days[n] - MAX_DELAYS * shape * scale))
    if rng.random() >= traced or first == n:
        return -1
    delay = days[n] - days[first:n] + 0.2
    weight = delay ** (shape - 1) * np.exp(-delay / scale)
    if rng.random() >= OTHER_DISTRICT_SHARE:
        weight = weight * (areas[first:n] == areas[n])
    total = weight.sum()
    return first + int(rng.choice(n - first, p=weight / total)) if total > 0 else -1


def _home(rng: np.random.Generator, homes: Homes, relation: str, source: tuple[int, int] | None, day: float) -> tuple[int, int]:
    if source is None or relation == "elsewhere":
        return homes.estate(rng, day)
    if relation == "estate" and len(homes.buildings[source[0]]) < BUILDINGS:
        return homes.building(rng, source[0], day)
    return homes.estate(rng, day) if relation == "estate" else source


def _located(scene: Scene, rng: np.random.Generator, persons: pd.DataFrame) -> pd.DataFrame:
    estates = persons[["area_id", "estate"]].drop_duplicates(ignore_index=True)
    lon, lat = scene.ground.points(rng, estates["area_id"])
    placed = persons.merge(estates.assign(lon=lon, lat=lat), on=["area_id", "estate"], how="left")
    return placed.assign(place=[f"示例小区{n}号" for n in placed["estate"]])
