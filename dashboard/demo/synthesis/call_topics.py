"""What answered calls are about, and where: districts differ; zones, announcements, food and medicine are asked about."""

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
ABOUT_ZONES = {"area_control": 0.035, "health_code": 0.02, "transport": 0.015}
"""How many times more often it asks for what zones bring with them."""
AT_WEEKENDS = {"fee": 0.7, "return_policy": 0.85, "key_place": 1.2, "supply": 1.15, "delivery": 1.15}
"""Offices ask on working days, families at the weekend."""
OWN_WAY, OWN_TOPICS, OWN_DAY = 0.18, 0.25, 0.07
"""How far a district's readiness to call, its leaning to a topic, and its calls of one day lie from the city's (lognormal)."""


def areas_and_topics(
    scene: Scene, started: pd.Series, answered: np.ndarray, zones: pd.DataFrame, announced: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """area_id and topic by call; null for calls that nobody answered: nobody has heard what the caller wanted.

    announced: chance that the call is one of those that an announcement of the plan brought, a row an announcement, a column a call.
    """
    rng, plan, people = scene.rng("call topics"), scene.plan["hotline"], scene.populations()
    areas, topics = np.full(len(started), None, dtype=object), np.full(len(started), None, dtype=object)
    closed, day_of = closed_from(scene), started.dt.normalize().to_numpy()
    usual, leanings = _usual(scene, people), _leanings(scene, people)
    for at in pd.unique(day_of):
        day, calls = pd.Timestamp(at), np.flatnonzero((day_of == at) & answered)
        held = zones[(zones["from_at"] <= day) & (zones["to_at"] > day)]["area_id"].value_counts().reindex(people.index).fillna(0)
        crowded = held / people * 1e5
        areas[calls] = chosen(rng, (usual * (1 + CALLS_PER_ZONE * crowded) * rng.lognormal(0, OWN_DAY, len(usual))).to_dict(), len(calls))
        for area in sorted(set(areas[calls])):
            here = calls[areas[calls] == area]
            weights = _topics(plan, day, closed.get(area), crowded[area])
            topics[here] = chosen(rng, {topic: n * leanings.loc[area, topic] for topic, n in weights.items()}, len(here))
    for (_, _, topic), share in zip(plan["announcements"], announced, strict=True):
        topics[answered & (rng.random(len(started)) < share)] = topic
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


def _usual(scene: Scene, people: pd.Series) -> pd.Series:
    """Calls of a day by district, in proportion, where nothing happens."""
    kinds = scene.areas.set_index("area_id")["kind"].reindex(people.index)
    return people * kinds.map(CALLS_BY_KIND).fillna(1) * scene.rng("districts that call").lognormal(0, OWN_WAY, len(people))


def _leanings(scene: Scene, people: pd.Series) -> pd.DataFrame:
    """How many times more often than the city a district asks for each topic."""
    topics = list(scene.plan["hotline"]["topics"])
    drawn = scene.rng("districts that ask").lognormal(0, OWN_TOPICS, (len(people), len(topics)))
    return pd.DataFrame(drawn, people.index, topics)


def _topics(plan: dict, day: pd.Timestamp, closed_at: pd.Timestamp | None, crowded: float) -> dict[str, float]:
    """Weights of the topics in a district. crowded: its open zones among 100,000 residents."""
    is_busy = day >= pd.Timestamp(plan["busy_from"])
    weights = {topic: weight * (2 if is_busy and topic in plan["busy_topics"] else 1) for topic, weight in plan["topics"].items()}
    days = -1 if closed_at is None else (day - closed_at.normalize()).days
    for topic in weights:
        weights[topic] *= 1 + ABOUT_ZONES.get(topic, 0) * crowded
        weights[topic] *= AT_WEEKENDS.get(topic, 1) if day.day_of_week >= 5 else 1
        if days >= 1 and topic in NEEDS:
            weights[topic] *= 1 + (NEEDS[topic] - 1) * np.exp(-(days - 1) / NEEDS_LAST_DAYS)
    return weights
