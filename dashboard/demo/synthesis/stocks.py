"""What lies at supply points day by day: bought up when a district closes, filled up again by good, held up where no lorry comes."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.call_topics import closed_from
from dashboard.demo.synthesis.scene import Scene

NORMS_KG = {"grain": 0.350, "oil": 0.050, "meat": 0.115, "vegetables": 0.400, "eggs": 0.060}
"""What one person needs a day: a planning norm, 泉州市 notice of 2022-03-16."""
FILLED_TO = {"grain": 17, "oil": 22, "meat": 6, "vegetables": 4.3, "eggs": 8}
"""Days of need that lie at a usual point after a delivery."""
COMES = {"grain": 0.12, "oil": 0.1, "meat": 0.6, "vegetables": 0.88, "eggs": 0.45}
"""Chance of a delivery a day: vegetables every day, grain once in a week or two."""
CALLED_FOR_BELOW, CALLED_FOR = 0.4, 0.8
"""Share of what usually lies there below which a point asks for more, and the chance that it comes the same day."""
PERISHABLE = np.array([good in ("meat", "vegetables", "eggs") for good in NORMS_KG])
POINT_SPREAD, GOOD_SPREAD, SOLD_SPREAD, CAME_SPREAD = 0.12, 0.12, 0.15, 0.08
"""How far points, their goods, a day's sales and a delivery lie from the usual (lognormal)."""
RUSH, RUSH_DAYS, LORRIES_LACKING = 0.8, 1.7, 0.4
"""How much more a district buys on the day after it closes, in how many days that falls to a third, how much less a lorry brings then."""
WEEKEND_SALES = 1.12
HELD_UP_SHARE, HELD_UP_DAYS = 0.5, (1, 4)
"""Points to which no lorry comes for some days, and for how many; those of the last days still wait."""
DRIED_UP_SHARE, LEFT_DAYS = 0.05, (1.5, 5)
"""Goods that keep, at one point, of which nothing has come for weeks, and days of need left of them on the last day if nobody rushed."""
NEVER_REPORTED_SHARE, STALE_SHARE, STALE_DAYS = 0.06, 0.07, 3
REPORT_HOURS, REPORT_MINUTES = (7, 9), 12
"""When a point reports, and by how many minutes it is earlier or later on a day."""
WARM_UP_DAYS = 10


def made_reports(scene: Scene, points: pd.DataFrame) -> pd.DataFrame:
    """Table supply_reports: one report a day of every good, in kilograms; some points fell silent, some never spoke."""
    rng, number = scene.rng("supply reports"), len(points)
    days = pd.date_range(end=pd.Timestamp(scene.stopped_at).normalize(), periods=scene.plan["supply"]["report_days"])
    speaks, silent = rng.random(number) >= NEVER_REPORTED_SHARE, rng.random(number) < STALE_SHARE
    people = points["population_served"].fillna(points["population_served"].median()).to_numpy()
    minutes = np.round(rng.uniform(*REPORT_HOURS, number) * 60)
    need = people[:, None] * np.array([*NORMS_KG.values()])
    capacity = np.round(need * rng.lognormal(0, 0.25, need.shape))
    parts = []
    for day, cover in zip(days, _cover(scene, rng, points, days), strict=True):
        heard = np.flatnonzero(speaks & ~(silent & ((days[-1] - day).days < STALE_DAYS)))
        late = np.round(rng.uniform(-REPORT_MINUTES, REPORT_MINUTES, number))
        at = day + pd.to_timedelta((minutes + late)[heard], unit="m")
        parts += [pd.DataFrame({
            "supply_point_id": points["supply_point_id"].to_numpy()[heard], "at": at, "item": item, "unit": "kg",
            "stock": np.round(cover[heard, n] * need[heard, n]), "capacity_per_day": capacity[heard, n],
        }) for n, item in enumerate(NORMS_KG)]
    reports = pd.concat(parts, ignore_index=True)
    return reports[reports["at"] <= scene.stopped_at].assign(known_at=lambda r: r["at"])


def _cover(scene: Scene, rng: np.random.Generator, points: pd.DataFrame, days: pd.DatetimeIndex) -> list[np.ndarray]:
    """Days of need in stock by day, a row a point, a column a good: what was there, less what was sold, with what came."""
    shape = (len(points), len(NORMS_KG))
    usual = np.array([*FILLED_TO.values()]) * rng.lognormal(0, POINT_SPREAD, (shape[0], 1)) * rng.lognormal(0, GOOD_SPREAD, shape)
    arrives, stock, found = np.array([*COMES.values()]), usual * rng.uniform(0.5, 1, shape), []
    held, dried_up = rng.random(shape[0]) < HELD_UP_SHARE, (rng.random(shape) < DRIED_UP_SHARE) & ~PERISHABLE
    since = rng.integers(0, len(days), shape[0])
    until = since + rng.integers(HELD_UP_DAYS[0], HELD_UP_DAYS[1] + 1, shape[0])
    closed = points["area_id"].map(closed_from(scene))
    stock = np.where(dried_up, WARM_UP_DAYS + len(days) + rng.uniform(*LEFT_DAYS, shape), stock)
    for number in range(-WARM_UP_DAYS, len(days)):
        day = days[0] + pd.Timedelta(days=number)
        after = (day - pd.to_datetime(closed).dt.normalize()).dt.days.to_numpy(dtype=float)
        rush = np.where(after >= 1, np.exp(-np.clip(after - 1, 0, None) / RUSH_DAYS), 0)[:, None]
        sold = (1 + RUSH * rush) * (WEEKEND_SALES if day.day_of_week >= 5 else 0.96)
        stock = np.clip(stock - sold * rng.lognormal(0, SOLD_SPREAD, shape), 0, None)
        waits = (held & (number >= since) & (number < until))[:, None] & PERISHABLE | dried_up
        asked = np.where(stock < CALLED_FOR_BELOW * usual, CALLED_FOR, 0)
        comes = (rng.random(shape) < np.maximum(arrives, asked)) & ~waits
        brought = usual * rng.lognormal(0, CAME_SPREAD, shape) * (1 - LORRIES_LACKING * rush)
        stock = np.where(comes, np.maximum(stock, brought), stock)
        if number >= 0:
            found.append(stock)
    return found
