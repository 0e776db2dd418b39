"""Gates, sampling points, grids and rounds of screening beside the published ones."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import between, numbered, spread_out
from dashboard.demo.synthesis.scene import Made, Scene

NAMES = {"estate_gate": "示例小区卡口", "village_gate": "示例村劝返点", "sampling_point": "示例采样点"}
PLANNED = {"gates": "estate_gate", "village_gates": "village_gate", "sampling_points": "sampling_point"}
ROUND_HOURS, FIRST_HOUR = 10, 6
PEOPLE_PER_POINT = (1200, 2400)
"""In a round: one to two desks, each with about 120 people an hour."""


def made_community(scene: Scene, cases: pd.DataFrame) -> list[Made]:
    """Tables checkpoints, grids and screenings, as far as the plan foresees them. `cases`: rows of the line list."""
    start = pd.Timestamp(scene.plan["history_from"])
    made = []
    for table, rows in (("checkpoints", _checkpoints(scene)), ("grids", _grids(scene))):
        if len(rows):
            made.append(Made(table, rows.assign(source="synthetic", known_at=rows.get("opened_at", start))))
    rounds = _screenings(scene, cases, _register_of_points(scene, made))
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
        "kind": plan.get("grid_kind", "grid"), "area_id": area_ids, "street": _streets(plan, area_ids), "households": households,
        "buildings": np.maximum(1, households // 42), "people": np.round(households * 2.5).astype(int),
        "staff": rng.integers(2, 7, number),
    })
    rows["lon"], rows["lat"] = scene.ground.points(rng, area_ids)
    return rows


def _streets(plan: dict, area_ids: np.ndarray) -> list[str | None]:
    """The plan's streets in turn, the same names in each district; null where it names none."""
    if not plan["streets"]:
        return [None] * len(area_ids)
    turns = pd.Series(area_ids).groupby(pd.Series(area_ids)).cumcount()
    return [plan["streets"][turn % len(plan["streets"])] for turn in turns]


def _register_of_points(scene: Scene, made: list[Made]) -> pd.DataFrame:
    """area_id and opened_at of every sampling point, the published ones too."""
    parts = [m.rows[m.rows["kind"] == "sampling_point"] for m in made if m.table == "checkpoints"]
    published = scene.facts.get("checkpoints")
    if published is not None:
        parts.append(published[published["kind"] == "sampling_point"])
    rows = pd.concat([part.reindex(columns=["area_id", "opened_at"]) for part in parts] or [pd.DataFrame(columns=["area_id", "opened_at"])])
    return rows.assign(opened_at=pd.to_datetime(rows["opened_at"]))


def _screenings(scene: Scene, cases: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Rounds on the last days, one a day by district, at every sampling point that was open: as many people as these can take.

    Positive are those of the line list found by screening that day, while the round lasted or before its results were in.
    """
    plan, rng = scene.plan["community"], scene.rng("screenings")
    last = pd.Timestamp(scene.stopped_at).normalize()
    if last + pd.Timedelta(hours=FIRST_HOUR + ROUND_HOURS) > scene.stopped_at:
        last -= pd.Timedelta(days=1)
    newest = cases[cases["route"] == "community_screening"].drop_duplicates("case_id", keep="last")
    by_day = newest.groupby(["area_id", newest["reported_at"].dt.normalize()]).size()
    rows = []
    for area_id, rounds in plan["screenings"].items():
        for number in range(1, rounds + 1):
            day = last - pd.Timedelta(days=rounds - number)
            start = day + pd.Timedelta(hours=FIRST_HOUR)
            own = points[points["area_id"] == area_id]
            is_open = int((own["opened_at"].isna() | (own["opened_at"] <= start)).sum())
            sampled = int(rng.integers(*PEOPLE_PER_POINT, is_open).sum())
            rows.append((area_id, number, start, sampled, int(by_day.get((area_id, day), 0)), is_open))
    frame = pd.DataFrame(rows, columns=["area_id", "round", "started_at", "sampled", "positive", "sampling_points"])
    frame = frame[frame["sampling_points"] > 0].reset_index(drop=True)
    frame["ended_at"] = frame["started_at"] + pd.Timedelta(hours=ROUND_HOURS)
    frame.insert(0, "screening_id", numbered("SYN-R", len(frame), 3))
    target = np.round(frame["sampled"] / scene.rng("screening-targets").uniform(0.86, 1.0, len(frame))).astype(int)
    return frame.assign(is_full=False, target=target, source="synthetic", known_at=frame["ended_at"])
