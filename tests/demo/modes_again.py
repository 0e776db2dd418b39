"""How every business operates, worked out a second time from the rows of the log: the register, visits, rules, and the zone it stands in."""

import json

import pandas as pd
import shapely

from tests.demo import zones_again
from tests.demo.figures_again import Areas, Figures, within
from tests.demo.log_rows import Log

SHOPS = {"food_retail", "farmers_market", "wholesale", "mall", "pharmacy", "takeaway", "auto_repair", "agri_input"}
IN_ZONE = {"high": "closed", "medium": "online_only"}
LIMITED = {"capacity_limited", "takeaway_only", "online_only", "closed_loop"}
STOPPED = {"closed", "inner_supermarket_only"}


def business_figures(log: Log, at: pd.Timestamp, areas: Areas) -> Figures:
    """The register by how its businesses operate; whom only the register names is neither open nor closed."""
    rules = log.known("open_rules", at, ("valid_from", "valid_to"))
    rules_held = bool(((rules["valid_from"] <= at) & (rules["valid_to"].isna() | (rules["valid_to"] > at))).any())
    every = within(operations(log, at), areas)
    if every.empty:
        return dict.fromkeys(("listed", "usual", "limited", "rule_closed", "to_verify", "suspended", "rectify"))
    listed, told = every[every["state"] == "listed"], every["has_event"].any()
    now, state = listed["operation"].value_counts(), every["state"].value_counts()
    stopped = now.get("stopped", 0)
    return {
        "listed": len(listed), "usual": now.get("usual", 0) if listed["told"].any() else None, "to_verify": now.get("to_verify", 0),
        "limited": now.get("limited", 0) if rules_held else None, "rule_closed": stopped if rules_held or stopped else None,
        "suspended": state.get("suspended", 0) if told else None, "rectify": state.get("rectify", 0) if told else None,
    }


def operations(log: Log, at: pd.Timestamp) -> pd.DataFrame:
    """One row a business: business_id, area_id, state, told (an event, or a rule, speaks of it), operation (null = as registered)."""
    register = log.known("businesses", at, ("business_id", "name", "category", "area_id", "address", "lon", "lat", "capacity"))
    events = log.known("business_events", at, ("business_id", "event", "at"))
    events = events[events["at"] <= at].assign(off=lambda rows: rows["event"].isin(["removed", "suspended"]))
    last = events.sort_values(["at", "off", "batch_id"]).drop_duplicates("business_id", keep="last").set_index("business_id")["event"]
    state = register["business_id"].map(last).fillna("listed").replace("reinstated", "listed")
    rules = log.known("open_rules", at, ("category", "mode", "zone_level", "valid_from", "valid_to", "area_id", "capacity_share"))
    assert rules["zone_level"].isna().all() and rules["area_id"].isna().all(), "a rule for zones or a district: these figures know of none"
    held = rules[(rules["valid_from"] <= at) & (rules["valid_to"].isna() | (rules["valid_to"] > at))].sort_values("valid_from")
    held = held.drop_duplicates("category", keep="last").set_index("category")
    has_event, sure, perhaps = register["business_id"].isin(last.index), *inside(log, at, register)
    closed, overdue = visited(log, at, events)
    found = []
    for row, now, event in zip(register.itertuples(), state, has_event, strict=True):
        rule = held["mode"].get(row.category)
        outside = rule if rule is not None else "open" if event else None
        here = in_zone(outside, row.category, sure.get(row.business_id))
        there = here
        if perhaps.get(row.business_id) == "high" or row.business_id not in sure:
            there = in_zone(here, row.category, perhaps.get(row.business_id))
        share = held["capacity_share"].get(row.category, 1.0)
        nobody = here == "capacity_limited" and row.capacity * (1.0 if pd.isna(share) else share) < 1
        if now != "listed":
            done = "stopped" if now in ("suspended", "rectify") else "not_listed"
        elif row.business_id in closed or (here == there and here in STOPPED):
            done = "stopped"
        elif here != there or here == "to_verify" or row.business_id in overdue or nobody:
            done = "to_verify"
        else:
            done = "usual" if here == "open" else "limited" if here in LIMITED else None
        found.append((row.business_id, row.area_id, now, event, event or rule is not None, done))
    return pd.DataFrame(found, columns=["business_id", "area_id", "state", "has_event", "told", "operation"])


def in_zone(mode: str | None, category: str, level: str | None) -> str | None:
    """The mode of one that stands in a zone of a level, and outside has `mode`."""
    said = None if level is None else IN_ZONE[level] if category in SHOPS else "to_verify"
    if said is None or mode == "closed" or (mode == "inner_supermarket_only" and said != "closed"):
        return mode
    return said


def visited(log: Log, at: pd.Timestamp, events: pd.DataFrame) -> tuple[set, set]:
    """Whom a visit closed, and whose deadline has passed, without a later pass and without having been let back in since."""
    visits = log.known("inspections", at, ("business_id", "at", "outcome", "rectify_by"))
    visits = visits[(visits["at"] <= at) & visits["business_id"].notna()]
    passed = visits[visits["outcome"].isin(["pass", "fixed_on_spot"])].groupby("business_id")["at"].max()
    back = events[events["event"].isin(["listed", "reinstated"])].groupby("business_id")["at"].max()
    passed, back = (pd.to_datetime(visits["business_id"].map(known.to_dict())) for known in (passed, back))
    held = ~(passed > visits["at"]) & ~(back >= visits["at"])
    late = (visits["outcome"] == "rectify_by") & (pd.to_datetime(visits["rectify_by"]) < at.normalize())
    closing = visits["outcome"].isin(["suspended", "closed"])
    return set(visits.loc[held & closing, "business_id"]), set(visits.loc[held & late, "business_id"])


def inside(log: Log, at: pd.Timestamp, register: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """The highest level of the zones that a business surely stands in, by boundary, and of those that it perhaps does, by wording."""
    zones = log.known("zones", at, ("zone_id", "area_id", "extent_text", "geometry", "geometry_precision"))
    if zones.empty or register.empty:
        return {}, {}
    now = zones_again.lives(log, at)
    zones = zones.assign(level=[now[name].level for name in zones["zone_id"]])
    zones = zones[zones["level"].isin(["high", "medium"])]
    told = log.known("zone_events", at, ("zone_id", "at", "extent_text"))
    told = told[(told["at"] <= at) & told["extent_text"].notna()].sort_values("at").drop_duplicates("zone_id", keep="last")
    zones = zones.assign(wording=zones["zone_id"].map(told.set_index("zone_id")["extent_text"]).fillna(zones["extent_text"]))
    shaped, placed = zones[zones["geometry"].notna()], register[register["lon"].notna()]
    assert set(shaped["geometry_precision"].dropna()) <= {"polygon"}, "a boundary of another precision: these figures know of none"
    tree = shapely.STRtree(shapely.points(placed["lon"].astype(float), placed["lat"].astype(float)))
    shapes = [shapely.from_geojson(json.dumps(one) if isinstance(one, dict) else one) for one in shaped["geometry"]]
    outer, inner = tree.query(shapes, predicate="intersects") if shapes else ([], [])
    pairs = zip(placed["business_id"].iloc[inner], shaped["level"].iloc[outer], strict=True)
    return highest(pairs), highest(by_wording(zones, register))


def by_wording(zones: pd.DataFrame, register: pd.DataFrame) -> list[tuple[str, str]]:
    places, found = register.assign(place=register["address"].fillna(register["name"])), []
    every = dict(list(places.groupby("area_id")))
    for zone in zones[zones["wording"].notna()].itertuples():
        rows = every.get(zone.area_id)
        if rows is None:
            continue
        rows = rows if not isinstance(zone.geometry, str) else rows[rows["lon"].isna()]
        if len(zone.wording) >= 6:
            found += [(name, zone.level) for name in rows.loc[rows["address"].notna() & rows["place"].str.contains(zone.wording, regex=False), "business_id"]]
        named = rows[rows["name"].str[:2].ne("示例")]
        found += [(row.business_id, zone.level) for row in named.itertuples()
                  if row.name in zone.wording or (len(row.place) >= 6 and row.place in zone.wording)]
    return found


def highest(pairs) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, level in pairs:
        if found.get(name) != "high":
            found[name] = level
    return found
