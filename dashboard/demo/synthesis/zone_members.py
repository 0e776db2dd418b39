"""Which persons of the line list belong to which zone, and when a zone may end without contradicting them."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.course import scheme_on
from dashboard.demo.synthesis.scene import Scene

INDEX_HOURS = pd.Timedelta(hours=48)
"""Persons of a home that were reported so long before its zone began are those for whom it was declared."""
FORGOTTEN_SHARE = 0.06
"""Zones that others are lifted before."""
FAR_FUTURE = pd.Timestamp("2262-01-01")
CLUSTER_DAYS = pd.Timedelta(days=9)
OPEN_ROUTES = ("community_screening", "key_group_open", "self_presented")


def with_fair_ends(scene: Scene, sites: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """`sites` with ended_on handed round within a district: where nobody is found any more the zone ends first; a few are forgotten."""
    rng = scene.rng("zone ends")
    pairs = _pairs(sites, persons)
    pairs = pairs[pairs["reported_at"] < pairs["declared_at"] + CLUSTER_DAYS]
    quiet_from = pairs.groupby("site")["reported_at"].max().reindex(sites.index)
    quiet_from = np.maximum(quiet_from.fillna(sites["declared_at"]), sites["declared_at"]).dt.normalize()
    order = pd.DataFrame({"declared_on": sites["declared_at"].dt.normalize(), "quiet_from": quiet_from,
                          "is_forgotten": rng.random(len(sites)) < FORGOTTEN_SHARE})
    plain = sites[sites["lowered_on"].isna() & sites["raised_on"].isna() & (sites["level"] == "high")]
    found = sites.copy()
    for _, rows in plain.groupby("area_id"):
        left = order.loc[rows.index].sort_values("quiet_from", kind="stable")
        found.loc[rows.index, "ended_on"] = pd.NaT
        for end in rows["ended_on"].dropna().sort_values():
            chosen = _next_to_end(left, end, scheme_on(scene.plan["zones"], end.date())[1])
            found.loc[chosen, "ended_on"] = end
            left = left.drop(chosen)
    return found


def _next_to_end(left: pd.DataFrame, end: pd.Timestamp, asked: int) -> int:
    """Whose days are complete; else whose days since the declaration are, its last persons having been moved away."""
    since = pd.Timedelta(days=asked)
    for complete in (left["quiet_from"] + since <= end, left["declared_on"] + since <= end, left["declared_on"] < end):
        fit = left[complete]
        if len(fit):
            return int(fit.sort_values("is_forgotten", kind="stable").index[0])
    raise ValueError(f"no zone to end on {end}: the course ends more than it began")


def members_of(scene: Scene, zones: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """By row of `persons`: zone_id, in_zone, zoned_at (null = never); in_zone is null where nobody recorded it.

    In a zone = found while it was in force. Whoever was found before it began is named by it from then on (zoned_at = its beginning).
    Found so late that the zone could not have ended as it did = moved to isolation before, and no longer of the zone.
    """
    found = pd.DataFrame({"zone_id": None, "in_zone": None, "zoned_at": None}, persons.index, dtype=object)
    if zones.empty:
        return found.assign(zoned_at=pd.to_datetime(found["zoned_at"]))
    pairs = _pairs(zones, persons)
    asked = {name: scheme_on(scene.plan["zones"], day.date())[1] for name, day in zip(pairs["zone_id"], pairs["declared_at"], strict=True)}
    ends = pairs[["lowered_on", "ended_on"]].min(axis=1).astype("datetime64[us]").fillna(FAR_FUTURE)
    latest = ends - pd.to_timedelta(pairs["zone_id"].map(asked) - 1, unit="D")
    inside = (pairs["reported_at"] >= pairs["declared_at"]) & (pairs["reported_at"] < latest)
    index = (pairs["reported_at"] < pairs["declared_at"]) & (pairs["reported_at"] >= pairs["declared_at"] - INDEX_HOURS)
    told = pairs.assign(in_zone=inside)[inside | index]
    told = told[~(told["in_zone"] & told["route"].isin(OPEN_ROUTES) & ~told["is_free"])]
    told = told.sort_values(["in_zone", "building_of_zone"], ascending=False, kind="stable").drop_duplicates("person")
    at = told["person"].to_numpy()
    found.loc[at, "zone_id"] = told["zone_id"].to_numpy()
    found.loc[at, "in_zone"] = told["in_zone"].to_numpy(dtype=object)
    found.loc[at, "zoned_at"] = told["declared_at"].where(~told["in_zone"]).to_numpy()
    return found.assign(zoned_at=pd.to_datetime(found["zoned_at"]))


def _pairs(zones: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """One row for every zone and person whose home it covers: of a whole estate, those in none of its buildings that are zoned."""
    left = zones.rename(columns={"building": "building_of_zone"}).rename_axis("site").reset_index()
    right = persons[["area_id", "estate", "building", "reported_at", "route", "is_free"]].rename_axis("person").reset_index()
    both = left.merge(right, on=["area_id", "estate"])
    zoned = set(zip(zones["area_id"], zones["estate"], zones["building"], strict=True))
    own = [home in zoned for home in zip(both["area_id"], both["estate"], both["building"], strict=True)]
    whole = (both["building_of_zone"] == 0) & ~np.array(own, dtype=bool)
    return both[(both["building_of_zone"] == both["building"]) | whole]
