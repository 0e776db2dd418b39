"""Stand-ins for risk zones, where the repository carries no real ones: declared, lowered and lifted by the rule then in force."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen, numbered, spread_out
from dashboard.demo.synthesis.scene import Made, Scene

PRECISIONS = {"address_only": 78, "building_point": 15, "polygon": 7}
FAR_FUTURE = pd.Timestamp("2262-01-01")
PEOPLE_PER_HOUSEHOLD = 2.5
HALF_SIDE_DEGREES = (0.0006, 0.0018)   # 50 to 200 metres
LAST_HOUR = 16                          # a zone that is open when the clock stops was declared before


def made_zones(scene: Scene) -> list[Made]:
    """Tables zones and zone_events; nothing for a city whose plan has no zones."""
    if "zones" not in scene.plan:
        return []
    zones = _zones(scene)
    columns = ["zone_id", "area_id", "scheme", "level", "extent_text", "extent_key", "geometry", "geometry_precision",
               "lon", "lat", "people", "households", "source"]
    events = pd.concat([_events(zones, "declare", "declared_at"), _events(zones, "lift", "lifted_at")], ignore_index=True)
    return [
        Made("zones", zones[columns].assign(known_at=zones["declared_at"])),
        Made("zone_events", events.assign(source="synthetic", known_at=events["at"])),
    ]


def open_spells(made: list[Made]) -> pd.DataFrame:
    """zone_id, area_id, extent_text, households, from_at, to_at of every made zone; to_at lies far ahead where it is still open."""
    if not made:
        return pd.DataFrame(columns=["zone_id", "area_id", "extent_text", "households", "from_at", "to_at"])
    zones, events = made[0].rows, made[1].rows
    lifted = events[events["event"] == "lift"].set_index("zone_id")["at"]
    spells = zones[["zone_id", "area_id", "extent_text", "households"]].assign(from_at=zones["known_at"])
    return spells.assign(to_at=lifted.reindex(spells["zone_id"]).fillna(FAR_FUTURE).to_numpy())


def _zones(scene: Scene) -> pd.DataFrame:
    plan, rng = scene.plan["zones"], scene.rng("zones")
    zones = pd.concat([_open_now(scene, rng, plan), _closed_before(scene, rng, plan)], ignore_index=True)
    zones = zones.sort_values(["declared_at", "area_id"], ignore_index=True)
    number = len(zones)
    zones.insert(0, "zone_id", numbered("SYN-Z", number, 4))
    zones["scheme"] = [_scheme_on(plan, day)[0] for day in zones["declared_at"]]
    estate, building = rng.integers(1, 90, number), rng.integers(1, 40, number)
    unit = np.where(rng.random(number) < 0.4, [f"{u}单元" for u in rng.integers(1, 7, number)], "")
    zones["extent_text"] = [f"示例小区{e}号{b}栋{u}" for e, b, u in zip(estate, building, unit, strict=True)]
    zones["extent_key"], zones["source"] = zones["extent_text"], "synthetic"
    zones["households"] = np.round(rng.lognormal(4.0, 0.6, number)).astype(int) + 6
    zones["people"] = np.round(zones["households"] * PEOPLE_PER_HOUSEHOLD * rng.uniform(0.85, 1.15, number)).astype(int)
    return _located(scene, rng, zones)


def _open_now(scene: Scene, rng: np.random.Generator, plan: dict) -> pd.DataFrame:
    parts = []
    for level, counts in plan["open_now"].items():
        area_ids = spread_out(counts)
        days = chosen(rng, plan["age_days"], len(area_ids)).astype(int)
        declared = _on_day(rng, scene.stopped_at, days, LAST_HOUR)
        parts.append(pd.DataFrame({"area_id": area_ids, "level": level, "declared_at": declared, "lifted_at": pd.NaT}))
    return pd.concat(parts, ignore_index=True)


def _closed_before(scene: Scene, rng: np.random.Generator, plan: dict) -> pd.DataFrame:
    """More of them the later, as the wave grew; each lifted when its rule allows, or up to two days after."""
    number, first = plan["closed_before"], pd.Timestamp(plan["first_on"])
    weights = {level: n for counts in plan["open_now"].values() for level, n in counts.items()}
    last = (pd.Timestamp(scene.stopped_at).normalize() - first).days - _scheme_on(plan, scene.stopped_at)[1] - 2
    days = np.floor(np.sqrt(rng.random(number)) * max(last, 1))
    declared = first + pd.to_timedelta(days * 24 + rng.integers(6, 22, number), unit="h")
    waits = np.array([_scheme_on(plan, d)[1] for d in declared], dtype=float) + rng.integers(0, 2, number)
    lifted = declared.normalize() + pd.to_timedelta(waits * 24 + rng.integers(7, 12, number), unit="h")
    frame = pd.DataFrame({"area_id": chosen(rng, weights, number), "level": "high", "declared_at": declared, "lifted_at": lifted})
    return frame[frame["lifted_at"] <= scene.stopped_at]


def _on_day(rng: np.random.Generator, stop, days_before: np.ndarray, last_hour: int) -> pd.Series:
    midnight = pd.Timestamp(stop).normalize()
    hours = rng.integers(0, min(pd.Timestamp(stop).hour, last_hour) * 4, len(days_before)) / 4
    return pd.Series(midnight - pd.to_timedelta(days_before, unit="D") + pd.to_timedelta(hours, unit="h"))


def _scheme_on(plan: dict, at) -> tuple[str, int]:
    """The scheme in force on a day, and after how many days without a new case it lifts."""
    in_force = [(name, days) for start, name, days in plan["schemes"] if pd.Timestamp(start) <= pd.Timestamp(at)]
    return in_force[-1]


def _located(scene: Scene, rng: np.random.Generator, zones: pd.DataFrame) -> pd.DataFrame:
    """A few have a point, fewer an outline; of most only the address is known."""
    precision = chosen(rng, PRECISIONS, len(zones))
    lon, lat = scene.ground.points(rng, zones["area_id"])
    has_place = precision != "address_only"
    half = rng.uniform(*HALF_SIDE_DEGREES, (len(zones), 2))
    precision = _apart(precision, np.column_stack([lon, lat]), half)
    boxes = [_box(*corner) if p == "polygon" else None for p, *corner in zip(precision, lon, lat, half[:, 0], half[:, 1], strict=True)]
    return zones.assign(
        geometry_precision=precision, geometry=boxes, lon=np.where(has_place, lon, np.nan), lat=np.where(has_place, lat, np.nan)
    )


def _apart(precision: np.ndarray, middle: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Of two outlines that would lie on one another the second is a point: a made-up register must not contradict itself."""
    kept, apart = [], precision.copy()
    for n in np.flatnonzero(precision == "polygon"):
        if any((np.abs(middle[n] - middle[m]) < half[n] + half[m]).all() for m in kept):
            apart[n] = "building_point"
        else:
            kept.append(n)
    return apart


def _box(lon: float, lat: float, dx: float, dy: float) -> str:
    west, south, east, north = (f"{v:.5f}" for v in (lon - dx, lat - dy, lon + dx, lat + dy))
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return '{"type":"Polygon","coordinates":[[' + ",".join(f"[{x},{y}]" for x, y in ring) + "]]}"


def _events(zones: pd.DataFrame, event: str, column: str) -> pd.DataFrame:
    known = zones[zones[column].notna()]
    level = known["level"] if event == "declare" else None
    return pd.DataFrame({"zone_id": known["zone_id"], "event": event, "at": known[column], "decided_at": known[column], "level": level})
