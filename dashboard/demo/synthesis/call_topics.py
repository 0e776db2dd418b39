"""What answered calls are about, and where: more from districts with many zones, food and medicine from the day after a district closes."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen
from dashboard.demo.synthesis.scene import Scene

NEEDS = {"supply": 2.6, "medical": 2.0, "delivery": 2.2}
"""How many times more often a closed district asks for it, at first."""
NEEDS_LAST_DAYS = 8.0
"""In which the excess falls to a third."""
CALLS_BY_KIND = {"county": 0.45, "county_city": 0.6}
"""Of the calls of as many residents of a district of the city."""
CALLS_PER_ZONE = 0.06
"""How many times more often a district calls for every open zone among 100,000 residents."""


def areas_and_topics(
    scene: Scene, rng: np.random.Generator, started: pd.Series, answered: np.ndarray, zones: pd.DataFrame,
) -> tuple[np.ndarray, np.ndarray]:
    """area_id and topic by call; null for calls that nobody answered: nobody has heard what the caller wanted."""
    areas, topics = np.full(len(started), None, dtype=object), np.full(len(started), None, dtype=object)
    people, closed, day_of = scene.populations(), closed_from(scene), started.dt.normalize().to_numpy()
    kinds = scene.areas.set_index("area_id")["kind"]
    for day in pd.unique(day_of):
        calls = np.flatnonzero((day_of == day) & answered)
        areas[calls] = chosen(rng, _weights(people, kinds, zones, pd.Timestamp(day)), len(calls))
        for area in sorted(set(areas[calls])):
            here = calls[areas[calls] == area]
            topics[here] = chosen(rng, _topics(scene.plan["hotline"], pd.Timestamp(day), closed.get(area)), len(here))
    return areas, topics


def closed_from(scene: Scene) -> dict[str, pd.Timestamp]:
    """From when each district was under a published closure as a whole; one of the city counts for its urban districts."""
    closures = scene.facts.get("closures")
    if closures is None:
        return {}
    urban = scene.areas.loc[scene.areas["kind"] == "district", "area_id"]
    found: dict[str, pd.Timestamp] = {}
    for row in closures[(closures["target_kind"] == "area") & closures["starts_at"].notna()].itertuples():
        for area in urban if row.area_id == scene.adcode else [row.area_id]:
            found[area] = min(pd.Timestamp(row.starts_at), found.get(area, pd.Timestamp.max))
    return found


def _weights(people: pd.Series, kinds: pd.Series, zones: pd.DataFrame, day: pd.Timestamp) -> dict[str, float]:
    held = zones[(zones["from_at"] <= day) & (zones["to_at"] > day)]["area_id"].value_counts().reindex(people.index).fillna(0)
    usual = people * kinds.reindex(people.index).map(CALLS_BY_KIND).fillna(1)
    return (usual * (1 + CALLS_PER_ZONE * held / people * 1e5)).to_dict()


def _topics(plan: dict, day: pd.Timestamp, closed_at: pd.Timestamp | None) -> dict[str, float]:
    is_busy = day >= pd.Timestamp(plan["busy_from"])
    weights = {topic: weight * (2 if is_busy and topic in plan["busy_topics"] else 1) for topic, weight in plan["topics"].items()}
    days = -1 if closed_at is None else (day - closed_at.normalize()).days
    for topic, times in NEEDS.items():
        if days >= 1 and topic in weights:
            weights[topic] *= 1 + (times - 1) * np.exp(-(days - 1) / NEEDS_LAST_DAYS)
    return weights
