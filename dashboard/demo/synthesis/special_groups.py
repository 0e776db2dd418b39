"""Made-up numbers of people with special needs, of the groups that the city's newspaper speaks of: numbers only, no persons."""

import pandas as pd

from dashboard.demo.synthesis.scene import Made, Scene

PER_1000 = {"elderly_alone": 11.0, "disabled": 17.0, "dialysis": 0.5, "pregnant": 4.0, "infant": 7.0, "chronic_medicine": 58.0}
"""Assumed: of a thousand residents."""
SPREAD, SERVED = (0.8, 1.25), (0.72, 0.98)
PER_STREET = {"elderly_alone": 140, "disabled": 90, "dialysis": 4, "pregnant": 30, "infant": 55, "chronic_medicine": 420}
"""Assumed mean of a street of the plan."""
TOLD_HOUR = 9


def made_special_groups(scene: Scene) -> list[Made]:
    """Table special_groups on the last morning: districts by group, and the streets of one; nothing where the plan names no group."""
    kinds = scene.plan["community"].get("special_groups", [])
    if not kinds:
        return []
    rng, rows = scene.rng("special-groups"), []
    for area_id, population in scene.populations().dropna().items():
        for kind in kinds:
            people = max(1, round(population * PER_1000[kind] / 1000 * rng.uniform(*SPREAD)))
            rows.append((area_id, None, kind, people, round(people / rng.uniform(1.0, 1.2)), round(people * rng.uniform(*SERVED))))
    area_id, streets = next(iter(scene.plan["community"]["grids"])), scene.plan["community"]["streets"]
    for street in streets:
        rows += [(area_id, street, kind, int(rng.poisson(PER_STREET[kind])), None, None) for kind in kinds]
    frame = pd.DataFrame(rows, columns=["area_id", "street", "kind", "people", "households", "served"])
    told = pd.Timestamp(scene.stopped_at).normalize() + pd.Timedelta(hours=TOLD_HOUR)
    told -= pd.Timedelta(days=1) if told > scene.stopped_at else pd.Timedelta(0)
    whole = {name: frame[name].astype("Int64") for name in ("people", "households", "served")}
    return [Made("special_groups", frame.assign(**whole, at=told, source="synthetic", known_at=told))]
