"""Stand-ins for risk zones, where the repository carries no real ones: they follow the cases, and the course that was published."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.course import scheme_on
from dashboard.demo.synthesis.draws import numbered
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.demo.synthesis.sites import NEXT_DOOR, notice_hours, sites_of
from dashboard.demo.synthesis.zone_events import made_events
from dashboard.demo.synthesis.zone_members import FAR_FUTURE, with_fair_ends
from dashboard.demo.synthesis.zone_shapes import placed

PEOPLE_PER_HOUSEHOLD = 2.5
HOUSEHOLDS = {"unit": (3.1, 0.35), "building": (4.3, 0.45), "estate": (6.2, 0.35), "shop": (1.9, 0.4)}
"""Mean and spread of their logarithm."""
UNIT_SHARE, SHOPS_SHARE = 0.4, 0.3
SPLIT_SHARE = 0.35
"""Of the zones next door to an older one: how many were part of it until then."""
COLUMNS = ["zone_id", "area_id", "scheme", "level", "extent_text", "excludes_text", "extent_key", "geometry", "geometry_precision",
           "lon", "lat", "people", "households", "from_zone_id", "source"]


def made_sites(scene: Scene, persons: pd.DataFrame) -> pd.DataFrame:
    """Every zone with its times: zone_id, area_id, estate, building, level, scheme, declared_at, lowered_at, raised_at, lifted_at and what
    table zones says of it. Empty for a city whose plan has no zones. `persons`: as of `cases.made_persons`."""
    if "zones" not in scene.plan:
        return pd.DataFrame()
    rng = scene.rng("zones")
    sites = with_fair_ends(scene, sites_of(scene, persons), persons).sort_values(["declared_at", "area_id"], ignore_index=True)
    sites.insert(0, "zone_id", numbered("SYN-Z", len(sites), 4))
    sites["scheme"] = [scheme_on(scene.plan["zones"], at.date())[0] for at in sites["declared_at"]]
    for day, at in (("lowered_on", "lowered_at"), ("raised_on", "raised_at"), ("ended_on", "lifted_at")):
        sites[at] = [_by_notice(scene, rng, value) for value in sites[day]]
    for at, _ in scene.plan["zones"]["switches"]:
        abolished = (sites["level"] == "medium") | sites["lowered_on"].notna()
        sites.loc[abolished & (sites["ended_on"] == pd.Timestamp(at).normalize()), "lifted_at"] = pd.Timestamp(at)
    sites = _worded(rng, _split_off(rng, sites))
    mean, spread = np.array([HOUSEHOLDS[kind] for kind in sites["kind"]]).T
    sites["households"] = np.round(rng.lognormal(mean, spread)).astype(int) + 4
    sites["people"] = np.round(sites["households"] * PEOPLE_PER_HOUSEHOLD * rng.uniform(0.85, 1.15, len(sites))).astype(int)
    return placed(scene, rng, sites, persons).assign(extent_key=sites["extent_text"], source="synthetic")


def made_zones(scene: Scene, sites: pd.DataFrame, members: pd.DataFrame, persons: pd.DataFrame) -> list[Made]:
    """Tables zones, zone_events and zone_contacts. `members`: as of `zone_members.members_of`."""
    if sites.empty:
        return []
    return [Made("zones", sites[COLUMNS].assign(known_at=sites["declared_at"])), *made_events(scene, sites, members, persons)]


def open_spells(sites: pd.DataFrame) -> pd.DataFrame:
    """zone_id, area_id, extent_text, households, from_at, to_at of every made zone; to_at lies far ahead where it is still open."""
    columns = ["zone_id", "area_id", "extent_text", "households", "from_at", "to_at"]
    if sites.empty:
        return pd.DataFrame(columns=columns)
    return sites.assign(from_at=sites["declared_at"], to_at=sites["lifted_at"].fillna(FAR_FUTURE))[columns]


def _by_notice(scene: Scene, rng: np.random.Generator, day: pd.Timestamp) -> pd.Timestamp:
    if pd.isna(day):
        return pd.NaT
    moments = notice_hours(scene, day.date())
    return moments[int(rng.integers(len(moments)))]


def _split_off(rng: np.random.Generator, sites: pd.DataFrame) -> pd.DataFrame:
    """from_zone_id of zones that were part of an older one of the same estate, level and scheme; each older one is split once at most."""
    parents, taken = {}, set()
    older = sites[(sites["level"] == "high") & sites["is_home"] & sites["lowered_on"].isna()]
    for site in sites[(sites["level"] == "high") & (sites["building"] > NEXT_DOOR)].itertuples():
        fit = older[
            (older["area_id"] == site.area_id) & (older["estate"] == site.estate) & (older["scheme"] == site.scheme)
            & (older["declared_at"] < site.declared_at) & ~(older["lifted_at"] <= site.declared_at) & ~older["zone_id"].isin(taken)
        ]
        if len(fit) and rng.random() < SPLIT_SHARE:
            parents[site.Index] = fit["zone_id"].iloc[-1]
            taken.add(fit["zone_id"].iloc[-1])
    found = pd.Series(parents, dtype=object).reindex(sites.index)
    return sites.assign(from_zone_id=found.where(found.notna(), None))


def _worded(rng: np.random.Generator, sites: pd.DataFrame) -> pd.DataFrame:
    """kind (unit, building, estate, shop), extent_text, excludes_text, and rest_text: what is left when a part is split off or released."""
    children = {parent: f"{n}栋" for parent, n in zip(sites["from_zone_id"], sites["building"], strict=True) if parent}
    strict = sites[sites["level"] == "high"].groupby(["area_id", "estate"])["building"].min()
    rows = []
    for site in sites.itertuples():
        draw, unit = rng.random(), int(rng.integers(1, 4))
        estate, whole, excluded, kind = f"示例小区{site.estate}号", f"{site.building}栋", None, "building"
        if site.building == 0:
            first = strict.get((site.area_id, site.estate))
            whole, kind, excluded = "", "estate", None if pd.isna(first) else f"{int(first)}栋"
        elif site.building > NEXT_DOOR and not site.from_zone_id and draw < SHOPS_SHARE:
            whole, kind = f"沿街商铺{site.building - NEXT_DOOR}号", "shop"
        rest = whole
        if site.zone_id in children:
            whole = f"{whole}、{children[site.zone_id]}"
        elif kind == "building" and draw < UNIT_SHARE:
            rest, kind = f"{whole}{unit}单元", "unit"
            whole = f"{rest}、{unit + 1}单元" if draw < UNIT_SHARE / 4 else rest
        rows.append((kind, f"{estate}{whole}", excluded, f"{estate}{rest}"))
    return sites.assign(**dict(zip(("kind", "extent_text", "excludes_text", "rest_text"), zip(*rows, strict=True), strict=True)))
