"""Who delivers to closed zones, and what the households there ask for."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import between, chosen, later, numbered
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.stocks import NORMS_KG

UNLINKED_SHARE = 0.06
"""Zones for which nobody has named a point yet."""
NAMED_AFTER_HOURS = (1, 9)
GOODS = {"vegetables": 34, "meat": 14, "grain": 12, "eggs": 12, "medicine": 12, "oil": 8, "package": 8}
PACKED = {"medicine": "盒", "package": "份"}
"""Goods that are counted, and in what; the others are weighed."""
PERSONS, DAYS = 2.6, 3
"""People of a household, and days that it asks for at a time."""
HOUSEHOLDS = {1: 70, 2: 12, 4: 8, 8: 6, 20: 4}
OUTSIDE_SHARE = 0.15
"""Requests from outside closed zones: the old and the ill who cannot shop."""
ASKED_DAYS, FILLED_AFTER_HOURS, LATE_SHARE = 5, (2, 30), 0.12
CANCELLED_SHARE = 0.04


def made_needs(scene: Scene, zones: pd.DataFrame, points: pd.DataFrame) -> list[Made]:
    """Tables delivery_links and supply_requests, in a city with closed zones. `zones`: of `zones.open_spells`, is_placed."""
    if zones.empty:
        return []
    made = [Made("delivery_links", _links(scene, zones, points)), Made("supply_requests", _requests(scene, zones))]
    return [one for one in made if len(one.rows)]


def _links(scene: Scene, zones: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """A point of the district for nearly every zone, named some hours after it was declared."""
    rng = scene.rng("delivery links")
    by_area = {area: rows["supply_point_id"].to_numpy() for area, rows in points.groupby("area_id")}
    served = zones[zones["area_id"].isin(by_area) & (rng.random(len(zones)) >= UNLINKED_SHARE)].reset_index(drop=True)
    rows = served[["zone_id", "area_id"]].assign(
        supply_point_id=[rng.choice(by_area[area]) for area in served["area_id"]],
        valid_from=later(served["from_at"], rng.uniform(*NAMED_AFTER_HOURS, len(served))).dt.floor("min"),
    )
    rows.insert(0, "link_id", numbered("SYN-L", len(rows), 5))
    return rows.assign(known_at=rows["valid_from"])


def _requests(scene: Scene, zones: pd.DataFrame) -> pd.DataFrame:
    """What was asked for in the last days, and, as a second version of each row, that it was filled or taken back."""
    rng, number, stop = scene.rng("supply requests"), scene.plan["supply"].get("requests", 0), pd.Timestamp(scene.stopped_at)
    asked_at = between(rng, stop - pd.Timedelta(days=ASKED_DAYS), stop, number).sort_values().floor("min")
    rows = pd.DataFrame({"at": asked_at, "item": chosen(rng, GOODS, number), "households": chosen(rng, HOUSEHOLDS, number).astype(int)})
    rows.insert(0, "request_id", numbered("SYN-R", number, 4))
    places = [_place(rng, zones[(zones["from_at"] <= at) & (zones["to_at"] > at)]) for at in asked_at]
    rows = rows.assign(zone_id=[p[0] for p in places], area_id=[p[1] for p in places], place=[p[2] for p in places])
    rows = rows[rows["area_id"].notna()].reset_index(drop=True)
    own = ~rows["zone_id"].isin(zones.loc[zones["is_placed"], "zone_id"]).to_numpy()  # a zone on the map says where its requests are
    rows["lon"], rows["lat"] = (np.where(own, side, np.nan) for side in scene.ground.points(rng, rows["area_id"].to_numpy()))
    need = rows["item"].map(NORMS_KG) * PERSONS * DAYS * rows["households"]
    rows["quantity"] = np.where(need.notna(), np.ceil(need), rows["households"])
    rows["unit"] = rows["item"].map(PACKED).fillna("千克")
    hours = rng.uniform(*FILLED_AFTER_HOURS, len(rows)) * np.where(rng.random(len(rows)) < LATE_SHARE, 5, 1)
    ended_at = later(rows["at"], hours).dt.floor("min")
    is_off = rng.random(len(rows)) < CANCELLED_SHARE
    ended = rows.assign(state=np.where(is_off, "cancelled", "filled"), filled_at=ended_at.where(~is_off), known_at=ended_at)
    opened = rows.assign(state="open", filled_at=pd.NaT, known_at=rows["at"])
    return pd.concat([opened, ended[ended["known_at"] <= stop]], ignore_index=True)


def _place(rng: np.random.Generator, zones: pd.DataFrame) -> tuple[str | None, str | None, str | None]:
    """zone_id, area_id and place of one request; without a zone where it comes from outside, and nothing while no zone is in force."""
    if zones.empty:
        return None, None, None
    weights = zones["households"].fillna(1).clip(lower=1).to_numpy(dtype=float)
    zone = zones.iloc[int(rng.choice(len(zones), p=weights / weights.sum()))]
    return (None, zone["area_id"], "示例社区") if rng.random() < OUTSIDE_SHARE else (zone["zone_id"], zone["area_id"], zone["extent_text"])
