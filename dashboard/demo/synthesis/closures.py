"""Closures beside the published ones: sealed villages, estates with one entrance, closed shops and schools."""

import pandas as pd

from dashboard.demo.synthesis.draws import between, numbered, spread_out
from dashboard.demo.synthesis.scene import Made, Scene

RESTRICTIONS = {"village": "village_sealed", "estate": "single_entrance", "premises": "closed", "school": "suspended", "site": "suspended"}
NAMES = {"village": ("示例村", "Example village"), "estate": ("示例小区", "Example estate"), "premises": ("示例商场", "Example mall"),
         "school": ("示例学校", "Example school"), "site": ("示例工地", "Example site")}
PLANNED_DAYS, PLANNED_SHARE = (5, 14), 0.5


def made_closures(scene: Scene) -> list[Made]:
    """Table closures, and a later version of the rows of those that have ended; nothing where the plan has none."""
    plan, rng = scene.plan.get("closures"), scene.rng("closures")
    if plan is None:
        return []
    rows = pd.concat(
        [pd.DataFrame({"target_kind": kind, "area_id": spread_out(plan[kind])}) for kind in RESTRICTIONS if kind in plan],
        ignore_index=True,
    )
    number, first, stop = len(rows), pd.Timestamp(plan["first_on"]), pd.Timestamp(scene.stopped_at)
    serial = rows.groupby("target_kind").cumcount() + 1
    rows["closure_id"] = numbered("SYN-F", number, 3)
    rows["target"] = [f"{NAMES[k][0]}{n}号" for k, n in zip(rows["target_kind"], serial, strict=True)]
    rows["target_en"] = [f"{NAMES[k][1]} {n}" for k, n in zip(rows["target_kind"], serial, strict=True)]
    rows["restriction"] = rows["target_kind"].map(RESTRICTIONS)
    rows["starts_at"] = between(rng, first, first + (stop - first) * 0.98, number).floor("h")
    planned = rows["starts_at"] + pd.to_timedelta(rng.integers(*PLANNED_DAYS, number), unit="D")
    rows["planned_end_at"] = planned.where(rng.random(number) < PLANNED_SHARE)
    rows["lon"], rows["lat"] = scene.ground.points(rng, rows["area_id"])
    rows["source"] = "synthetic"
    over = rows[(rng.random(number) < plan["ended_share"]) & (rows["planned_end_at"] <= stop)]
    ended = over.assign(ended_at=over["planned_end_at"], known_at=over["planned_end_at"])
    first_version = rows.assign(ended_at=pd.Series(pd.NaT, rows.index), known_at=rows["starts_at"])
    return [Made("closures", pd.concat([first_version, ended], ignore_index=True) if len(ended) else first_version)]
