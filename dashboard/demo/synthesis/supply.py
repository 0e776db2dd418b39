"""Supply points, and deliveries into zones."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen, numbered, shared_out, spread_out
from dashboard.demo.synthesis.needs import made_needs
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.stocks import made_reports

KINDS = {"supermarket": 46, "estate_shop": 24, "market": 12, "front_warehouse": 6, "transfer_point": 6, "volunteer_team": 6}
NAMES = {"supermarket": "超市", "estate_shop": "小区便利店", "market": "农贸市场", "front_warehouse": "前置仓",
         "transfer_point": "接驳站", "volunteer_team": "志愿配送队"}
STATES = {"open": 84, "limited": 12, "closed": 4}
POPULATION_UNKNOWN_SHARE = 0.08
DELIVERY_GAP_DAYS = (0.7, 1.6)
PORTIONS, PORTIONS_SPREAD = (0.9, 1.5), 0.12
"""Portions a household: about so many in a zone, by the size of its households, and how far a round lies from it (lognormal)."""
MISSED_SHARE, NEGLECTED_SHARE, SERVED_AT = 0.04, 0.03, (8, 16)
"""Rounds that did not take place; zones of those still in force that nobody has reached for two days and a half."""


def made_supply(scene: Scene, zones: pd.DataFrame) -> list[Made]:
    """Tables supply_points, supply_reports, deliveries, delivery_links and supply_requests. `zones`: as of `zones.open_spells`."""
    points = _points(scene)
    known = points.assign(known_at=pd.Timestamp(scene.plan["history_from"]))
    made = [Made("supply_points", known), Made("supply_reports", made_reports(scene, points))]
    deliveries = _deliveries(scene, zones, points)
    return made + ([Made("deliveries", deliveries)] if len(deliveries) else []) + made_needs(scene, zones, points)


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


def _deliveries(scene: Scene, zones: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """About every other day to each zone; a round is missed now and then, and a few zones were not reached for longer than two days."""
    rng, stop = scene.rng("deliveries"), pd.Timestamp(scene.stopped_at)
    by_area = {a: p["supply_point_id"].to_numpy() for a, p in points[points["state"] != "closed"].groupby("area_id")}
    rows = []
    for zone in zones.itertuples():
        until = min(zone.to_at, stop)
        if zone.to_at > stop and rng.random() < NEGLECTED_SHARE:
            until = stop - pd.Timedelta(days=2.5)
        at, portions = zone.from_at + pd.Timedelta(hours=float(rng.uniform(2, 20))), float(rng.uniform(*PORTIONS))
        while at <= until:
            served = _by_day(at)
            if zone.from_at < served <= until and rng.random() >= MISSED_SHARE:
                households = max(1, int(zone.households * rng.uniform(0.75, 1.0)))
                origin = rng.choice(by_area[zone.area_id]) if zone.area_id in by_area else None
                carried = max(1, round(households * portions * float(rng.lognormal(0, PORTIONS_SPREAD))))
                rows.append((served, zone.area_id, zone.zone_id, zone.extent_text, origin, households, carried))
            at += pd.Timedelta(days=float(rng.uniform(*DELIVERY_GAP_DAYS)))
    columns = ["at", "area_id", "zone_id", "place", "supply_point_id", "households_served", "portions"]
    frame = pd.DataFrame(rows, columns=columns).sort_values("at", ignore_index=True)
    frame.insert(0, "delivery_id", numbered("SYN-D", len(frame), 5))
    return frame.assign(known_at=frame["at"])


def _by_day(at: pd.Timestamp) -> pd.Timestamp:
    """The same moment, or that day's last round where nobody would be on the road, to the minute."""
    hour = min(max(at.hour, SERVED_AT[0]), SERVED_AT[1] - 1)
    return at.normalize() + pd.Timedelta(hours=hour, minutes=at.minute)
