"""Gates, sampling points, grids and rounds of screening beside the published ones."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import between, numbered, shared_out, spread_out
from dashboard.demo.synthesis.scene import Made, Scene

NAMES = {"estate_gate": "示例小区卡口", "village_gate": "示例村劝返点", "sampling_point": "示例采样点"}
PLANNED = {"gates": "estate_gate", "village_gates": "village_gate", "sampling_points": "sampling_point"}
ROUND_HOURS, FIRST_HOUR = 10, 6


def made_community(scene: Scene, cases: pd.DataFrame) -> list[Made]:
    """Tables checkpoints, grids and screenings, as far as the plan foresees them. `cases`: rows of the line list."""
    start = pd.Timestamp(scene.plan["history_from"])
    made = []
    for table, rows in (("checkpoints", _checkpoints(scene)), ("grids", _grids(scene))):
        if len(rows):
            made.append(Made(table, rows.assign(source="synthetic", known_at=rows.get("opened_at", start))))
    rounds = _screenings(scene, cases)
    return made + ([Made("screenings", rounds)] if len(rounds) else [])


def _checkpoints(scene: Scene) -> pd.DataFrame:
    plan, rng = scene.plan["community"], scene.rng("checkpoints")
    parts = [pd.DataFrame({"kind": kind, "area_id": spread_out(plan.get(key, {}))}) for key, kind in PLANNED.items()]
    rows = pd.concat(parts, ignore_index=True)
    if not len(rows):
        return rows
    number = len(rows)
    serial = rows.groupby("kind").cumcount() + 1
    rows["checkpoint_id"] = numbered("SYN-K", number, 3)
    rows["name"] = [f"{NAMES[k]}{n:02d}" for k, n in zip(rows["kind"], serial, strict=True)]
    rows["staff"], rows["shifts"] = rng.integers(3, 9, number), 3
    rows["lon"], rows["lat"] = scene.ground.points(rng, rows["area_id"])
    start, stop = pd.Timestamp(scene.plan["history_from"]), pd.Timestamp(scene.stopped_at)
    rows["opened_at"] = between(rng, start + (stop - start) * 0.3, start + (stop - start) * 0.95, number).floor("h")
    return rows


def _grids(scene: Scene) -> pd.DataFrame:
    plan, rng = scene.plan["community"], scene.rng("grids")
    area_ids = spread_out(plan["grids"])
    number = len(area_ids)
    households = rng.integers(180, 720, number)
    rows = pd.DataFrame({
        "grid_id": numbered("SYN-G", number, 3), "name": numbered(plan["grid_name"], number, 2),
        "kind": plan.get("grid_kind", "grid"), "area_id": area_ids, "households": households,
        "buildings": np.maximum(1, households // 42), "people": np.round(households * 2.5).astype(int),
        "staff": rng.integers(2, 7, number),
    })
    rows["lon"], rows["lat"] = scene.ground.points(rng, area_ids)
    return rows


def _screenings(scene: Scene, cases: pd.DataFrame) -> pd.DataFrame:
    """Rounds on the last days, one a day by district; positive = those of the line list found by screening that day."""
    plan, rng = scene.plan["community"], scene.rng("screenings")
    people, midnight = scene.populations(), pd.Timestamp(scene.stopped_at).normalize()
    found = cases[cases["route"] == "community_screening"].drop_duplicates("case_id")
    by_day = found.groupby(["area_id", found["reported_at"].dt.normalize()]).size()
    rows = []
    for area_id, rounds in plan["screenings"].items():
        for number in range(1, rounds + 1):
            day = midnight - pd.Timedelta(days=rounds - number + 1)
            sampled = round(people[area_id] * plan["turnout_share"] * rng.uniform(0.96, 1.02))
            rows.append((area_id, number, day + pd.Timedelta(hours=FIRST_HOUR), sampled, int(by_day.get((area_id, day), 0))))
    frame = pd.DataFrame(rows, columns=["area_id", "round", "started_at", "sampled", "positive"])
    frame["ended_at"] = frame["started_at"] + pd.Timedelta(hours=ROUND_HOURS)
    frame["sampling_points"] = _points_of(scene, frame)
    frame.insert(0, "screening_id", numbered("SYN-R", len(frame), 3))
    return frame.assign(source="synthetic", known_at=frame["ended_at"])


def _points_of(scene: Scene, frame: pd.DataFrame) -> list:
    """Sampling points in proportion to residents: one for about 3,000."""
    people = scene.populations()
    areas = list(dict.fromkeys(frame["area_id"]))
    if not areas:
        return []
    residents = np.array([people[a] for a in areas])
    counts = dict(zip(areas, shared_out(int(residents.sum() / 3000), residents), strict=True))
    return [counts[a] for a in frame["area_id"]]
