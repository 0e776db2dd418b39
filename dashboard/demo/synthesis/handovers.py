"""Lorries from the expressway gates through the logistics parks to their release: gate, GPS, park, test, result."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import between, chosen, later, numbered
from dashboard.demo.synthesis.scene import Made, Scene

HOURS = {"gps_fitted": (0.1, 0.3), "park": (0.4, 2.5), "tested": (0.2, 1.5), "result": (6.0, 14.0)}
"""After the step before: from, to. A result takes as long as a laboratory at night."""
FROM_GATE, FROM_PARK = "expressway_exit", "logistics_park"


def made_handovers(scene: Scene) -> list[Made]:
    """Table vehicle_handovers, between the published gates and parks; nothing where the plan foresees none."""
    plan = scene.plan.get("handovers")
    if not plan:
        return []
    rng, number = scene.rng("handovers"), plan["per_day"] * plan["days"]
    gates, parks = (_published(scene, kind) for kind in (FROM_GATE, FROM_PARK))
    gates, parks = gates.assign(park=None), parks.assign(park=parks["name"].str.removesuffix(plan["entrance"]))
    stop = pd.Timestamp(scene.stopped_at)
    start = stop - pd.Timedelta(days=plan["days"])
    trips = pd.DataFrame({"gate": between(rng, start, stop, number)}).sort_values("gate", ignore_index=True)
    trips["vehicle_key"] = numbered("SYN-V-", number, 4)
    gate, park = gates.iloc[rng.integers(0, len(gates), number)], parks.iloc[rng.integers(0, len(parks), number)]
    for step, before in (("gps_fitted", "gate"), ("park", "gps_fitted"), ("tested", "park"), ("result", "tested")):
        trips[step] = later(trips[before], rng.uniform(*HOURS[step], number))
    is_lost = rng.random(number) < plan["lost_share"]
    ending = chosen(rng, {"positive": plan["positive_share"], "released": 1 - plan["positive_share"]}, number)
    result = np.where(ending == "positive", plan["positive_result"], plan["negative_result"])
    parts = [_steps(trips, step, step, gate) for step in ("gate", "gps_fitted")]
    parts += [_steps(trips[~is_lost], step, step, park[~is_lost]) for step in ("park", "tested")]
    parts.append(_steps(trips[~is_lost], "result", ending[~is_lost], park[~is_lost]).assign(result=result[~is_lost]))
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["at"] <= stop].sort_values(["at", "vehicle_key"], ignore_index=True)
    return [Made("vehicle_handovers", rows.assign(source="synthetic", known_at=rows["at"]))]


def _published(scene: Scene, kind: str) -> pd.DataFrame:
    known = scene.facts["checkpoints"]
    return known[known["kind"] == kind].reset_index(drop=True)


def _steps(trips: pd.DataFrame, column: str, step: object, points: pd.DataFrame) -> pd.DataFrame:
    """One step of some trips, at the moment of `column`; `points`: the gate of each, or its park's, where it has a park."""
    return pd.DataFrame({
        "vehicle_key": trips["vehicle_key"].to_numpy(), "step": step, "at": trips[column].dt.floor("min").to_numpy(),
        "area_id": points["area_id"].to_numpy(), "checkpoint_id": points["checkpoint_id"].to_numpy(),
        "park": points["park"].to_numpy(),
    })
