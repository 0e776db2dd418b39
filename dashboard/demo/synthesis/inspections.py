"""Visits to businesses of the register: in order, put right on the spot, behind every failed one, and those that follow it."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen, numbered
from dashboard.demo.synthesis.scene import Made, Scene

OUTCOMES = {"pass": 83, "fixed_on_spot": 15, "dissuaded": 2}
FAILED = {"suspended": "suspended", "removed": "closed", "rectify": "rectify_by"}
AGAIN = {"pass": 50, "rectify_by": 50}
"""What the visit at the end of the time for rectification finds."""
FOLLOWED_SHARE = 0.9
DAYS, LATEST_HOUR, RECTIFY_DAYS = 21, 16, 3


def made_inspections(scene: Scene, businesses: list[Made]) -> list[Made]:
    """Table inspections; nothing where the plan foresees none. `businesses`: register and events as made."""
    per_day, rng = scene.plan["businesses"]["inspections_per_day"], scene.rng("inspections")
    if not per_day:
        return []
    register, events = businesses[0].rows, businesses[1].rows
    failed = _behind_failures(register, events)
    rows = pd.concat([_rounds(scene, rng, register, per_day), failed, *_followed_up(scene, failed)], ignore_index=True)
    rows = rows.sort_values("at", ignore_index=True)
    rows.insert(0, "inspection_id", numbered("SYN-I", len(rows), 5))
    rows["unit"] = "示例联合检查组"
    until = rows["at"].dt.normalize() + pd.Timedelta(days=RECTIFY_DAYS)
    rows["rectify_by"] = until.where(rows["outcome"] == "rectify_by")
    return [Made("inspections", rows.assign(known_at=rows["at"]))]


def _rounds(scene: Scene, rng: np.random.Generator, register: pd.DataFrame, per_day: int) -> pd.DataFrame:
    midnight, number = pd.Timestamp(scene.stopped_at).normalize(), per_day * DAYS
    hours = rng.integers(8 * 12, LATEST_HOUR * 12, number) / 12
    at = midnight - pd.to_timedelta(rng.integers(0, DAYS, number), unit="D") + pd.to_timedelta(np.round(hours * 3600), unit="s")
    picked = register.iloc[rng.integers(0, len(register), number)].reset_index(drop=True)
    rows = pd.DataFrame({"at": at, "area_id": picked["area_id"], "business_id": picked["business_id"], "target": picked["name"]})
    rows["outcome"] = chosen(rng, OUTCOMES, number)
    return rows[(picked["known_at"] <= rows["at"]) & (rows["at"] <= scene.stopped_at)]


def _behind_failures(register: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The visit half an hour before a business was suspended, removed or told to rectify for what was found."""
    failed = events[(events["reason"] == "inspection_failed") & events["event"].isin(list(FAILED))]
    known = register.set_index("business_id").loc[failed["business_id"]]
    return pd.DataFrame({
        "at": (failed["at"] - pd.Timedelta(minutes=30)).to_numpy(), "area_id": known["area_id"].to_numpy(),
        "business_id": failed["business_id"].to_numpy(), "target": known["name"].to_numpy(),
        "outcome": failed["event"].map(FAILED).to_numpy(),
    })


def _followed_up(scene: Scene, visits: pd.DataFrame) -> list[pd.DataFrame]:
    """The visits that follow orders to rectify, on the last day or the one before, until all is in order; a tenth is never made."""
    rng, found = scene.rng("inspections again"), []
    orders = visits[visits["outcome"] == "rectify_by"]
    while len(orders):
        number = len(orders)
        day = orders["at"].dt.normalize() + pd.to_timedelta(RECTIFY_DAYS - rng.integers(0, 2, number), unit="D")
        at = day + pd.to_timedelta(rng.integers(9 * 12, LATEST_HOUR * 12, number) * 5, unit="min")
        made = (rng.random(number) < FOLLOWED_SHARE) & (at <= scene.stopped_at)
        found.append(orders.assign(at=at, outcome=chosen(rng, AGAIN, number))[made])
        orders = found[-1][found[-1]["outcome"] == "rectify_by"]
    return found
