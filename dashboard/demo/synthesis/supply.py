"""Supply points, their stock of the last days, and deliveries into zones."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen, numbered, shared_out, spread_out
from dashboard.demo.synthesis.scene import Made, Scene

KINDS = {"supermarket": 46, "estate_shop": 24, "market": 12, "front_warehouse": 6, "transfer_point": 6, "volunteer_team": 6}
NAMES = {"supermarket": "超市", "estate_shop": "小区便利店", "market": "农贸市场", "front_warehouse": "前置仓",
         "transfer_point": "接驳站", "volunteer_team": "志愿配送队"}
STATES = {"open": 84, "limited": 12, "closed": 4}
NORMS_KG = {"grain": 0.350, "oil": 0.050, "meat": 0.115, "vegetables": 0.400, "eggs": 0.060}
"""What one person needs a day: a planning norm, 泉州市 notice of 2022-03-16."""
NEVER_REPORTED_SHARE, STALE_SHARE, SCARCE_SHARE, POPULATION_UNKNOWN_SHARE = 0.06, 0.07, 0.05, 0.08
REPORT_HOURS, STALE_DAYS = (7, 9), 3
COVER_DAYS = (3.2, 11)
"""Days of need that lie at a point; a point that falls below the first is filled up again, but for a scarce good."""
DELIVERY_GAP_DAYS = (0.7, 1.6)
MISSED_SHARE, NEGLECTED_SHARE, SERVED_AT = 0.04, 0.03, (8, 16)
"""Rounds that did not take place; zones of those still in force that nobody has reached for two days and a half."""


def made_supply(scene: Scene, zones: pd.DataFrame) -> list[Made]:
    """Tables supply_points, supply_reports and deliveries. `zones`: as of `zones.open_spells`."""
    points = _points(scene)
    known = points.assign(known_at=pd.Timestamp(scene.plan["history_from"]))
    made = [Made("supply_points", known), Made("supply_reports", _reports(scene, points))]
    deliveries = _deliveries(scene, zones, points)
    return made + ([Made("deliveries", deliveries)] if len(deliveries) else [])


def _points(scene: Scene) -> pd.DataFrame:
    plan, rng = scene.plan["supply"], scene.rng("supply points")
    counts = dict(zip(plan["areas"], shared_out(plan["points"], list(plan["areas"].values())), strict=True))
    area_ids = spread_out(counts)
    number = len(area_ids)
    rows = pd.DataFrame({"supply_point_id": numbered("SYN-S", number, 3), "kind": chosen(rng, KINDS, number), "area_id": area_ids})
    serial = rows.groupby("kind").cumcount() + 1
    rows["name"] = [f"示例保供{NAMES[k]}{n:02d}" for k, n in zip(rows["kind"], serial, strict=True)]
    rows["state"] = chosen(rng, STATES, number)
    rows["operator"] = "示例经营单位"
    rows["lon"], rows["lat"] = scene.ground.points(rng, area_ids)
    people = np.round(rng.lognormal(8.3, 0.55, number) / 100) * 100
    rows["population_served"] = np.where(rng.random(number) < POPULATION_UNKNOWN_SHARE, np.nan, people)
    rows["orders_per_day"] = np.round(people * rng.uniform(0.04, 0.14, number) / 10) * 10
    return rows


def _reports(scene: Scene, points: pd.DataFrame) -> pd.DataFrame:
    """One report a day of every good, in kilograms; some points fell silent, some never spoke, at some a good runs out."""
    rng, days = scene.rng("supply reports"), scene.plan["supply"]["report_days"]
    speaks = rng.random(len(points)) >= NEVER_REPORTED_SHARE
    silent = rng.random(len(points)) < STALE_SHARE
    people = points["population_served"].fillna(points["population_served"].median()).to_numpy()
    minutes = np.round(rng.uniform(*REPORT_HOURS, len(points)) * 60)
    cover = _cover(rng, (len(points), len(NORMS_KG)), days)
    parts = []
    for age in range(days - 1, -1, -1):
        heard = np.flatnonzero(speaks & ~(silent & (age < STALE_DAYS)))
        at = pd.Timestamp(scene.stopped_at).normalize() - pd.Timedelta(days=age) + pd.to_timedelta(minutes[heard], unit="m")
        for column, (item, norm) in enumerate(NORMS_KG.items()):
            parts.append(pd.DataFrame({
                "supply_point_id": points["supply_point_id"].to_numpy()[heard], "at": at, "item": item, "unit": "kg",
                "stock": np.round(cover[age][heard, column] * people[heard] * norm),
                "capacity_per_day": np.round(people[heard] * norm * 0.9),
            }))
    reports = pd.concat(parts, ignore_index=True)
    return reports[reports["at"] <= scene.stopped_at].assign(known_at=lambda r: r["at"])


def _cover(rng: np.random.Generator, shape: tuple[int, int], days: int) -> list[np.ndarray]:
    """Days of need in stock by age of the report, the newest first: what is sold and what comes in make one day follow from the other."""
    low, high = COVER_DAYS
    scarce = rng.random(shape) < SCARCE_SHARE
    stock = [np.where(scarce, rng.uniform(0.1, low - 0.3, shape), rng.uniform(low, high, shape))]
    for _ in range(days - 1):
        sold, came = rng.uniform(0.7, 1.3, shape), np.where(rng.random(shape) < 0.25, rng.uniform(2, 5, shape), 0)
        before = stock[-1] + sold - np.where(scarce, 0, came)
        stock.append(np.clip(before, np.where(scarce, 0.1, low), high + 2))
    return stock


def _deliveries(scene: Scene, zones: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """About every other day to each zone; a round is missed now and then, and a few zones were not reached for longer than two days."""
    rng, stop = scene.rng("deliveries"), pd.Timestamp(scene.stopped_at)
    by_area = {a: p["supply_point_id"].to_numpy() for a, p in points[points["state"] != "closed"].groupby("area_id")}
    rows = []
    for zone in zones.itertuples():
        until = min(zone.to_at, stop)
        if zone.to_at > stop and rng.random() < NEGLECTED_SHARE:
            until = stop - pd.Timedelta(days=2.5)
        at = zone.from_at + pd.Timedelta(hours=float(rng.uniform(2, 20)))
        while at <= until:
            served = _by_day(at)
            if zone.from_at < served <= until and rng.random() >= MISSED_SHARE:
                households = max(1, int(zone.households * rng.uniform(0.75, 1.0)))
                origin = rng.choice(by_area[zone.area_id]) if zone.area_id in by_area else None
                rows.append((served, zone.area_id, zone.zone_id, zone.extent_text, origin, households, round(households * 1.15)))
            at += pd.Timedelta(days=float(rng.uniform(*DELIVERY_GAP_DAYS)))
    columns = ["at", "area_id", "zone_id", "place", "supply_point_id", "households_served", "portions"]
    frame = pd.DataFrame(rows, columns=columns).sort_values("at", ignore_index=True)
    frame.insert(0, "delivery_id", numbered("SYN-D", len(frame), 5))
    return frame.assign(known_at=frame["at"])


def _by_day(at: pd.Timestamp) -> pd.Timestamp:
    """The same moment, or that day's last round where nobody would be on the road, to the minute."""
    hour = min(max(at.hour, SERVED_AT[0]), SERVED_AT[1] - 1)
    return at.normalize() + pd.Timedelta(hours=hour, minutes=at.minute)
