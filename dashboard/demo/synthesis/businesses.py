"""The register of essential businesses, with the changes that lead to the published number of listed ones."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import chosen, numbered, spread_out
from dashboard.demo.synthesis.scene import Made, Scene

CATEGORIES = {"food_retail": 44, "takeaway": 15, "pharmacy": 10, "auto_repair": 6, "express_delivery": 5, "bank": 4,
              "farmers_market": 3, "wholesale": 3, "mall": 1, "community_health": 2.5, "telecom": 2, "fuel": 2, "food_factory": 1.5,
              "utility_heat": 1, "utility_water": 0.5, "utility_gas": 0.5}
NAMES = {"food_retail": "超市", "takeaway": "餐饮店", "pharmacy": "药店", "auto_repair": "汽修店", "express_delivery": "快递点",
         "bank": "银行网点", "farmers_market": "农贸市场", "wholesale": "批发商户", "mall": "商场", "community_health": "社区卫生站",
         "telecom": "营业厅", "fuel": "加油站", "food_factory": "食品厂", "utility_heat": "供热站", "utility_water": "供水站",
         "utility_gas": "供气站"}
REASONS = {
    "suspended": {"voluntary_stop": 35, "zone_closed": 30, "inspection_failed": 20, "positive_staff": 15},
    "removed": {"voluntary_stop": 45, "category_rule_changed": 25, "inspection_failed": 15, "merged_duplicate": 15},
    "rectify": {"inspection_failed": 1},
}
STATES = ("suspended", "removed", "rectify", "applied")
RETURNED_SHARE = 0.03
LISTED_EARLY = 3.5
"""How much faster the register grows at first than at the end."""
CAPACITY_UNKNOWN_SHARE = 0.35
SHOPS_INSIDE_ZONES = 4
OFFICE_HOURS, PAUSE, PAUSE_SHARE = (8, 18), (12, 13.5), 0.1
"""Hours in which the register is kept, and the pause at noon with its share of the day's entries."""
ORDER_DAYS = 1.4
"""In which the entries that an order brings fall to a third."""
TOLD_TIMES = 25
"""How many times likelier a business of a category that was told to close is among those that were suspended or taken off."""


def made_businesses(scene: Scene, zones: pd.DataFrame) -> list[Made]:
    """Tables businesses and business_events. `zones`: as of `zones.open_spells`."""
    plan, rng = scene.plan["businesses"], scene.rng("businesses")
    listed = plan["listed_elsewhere"] | _published_counts(scene, plan)
    rows = pd.concat([_register(rng, plan, area, n) for area, n in listed.items()], ignore_index=True)
    number = len(rows)
    rows.insert(0, "business_id", numbered("SYN-B", number, 5))
    rows["category"] = _categories(rng, plan, rows["state"])
    serial = rows.groupby("category").cumcount() + 1
    rows["name"] = [f"示例{NAMES[c]}{n:04d}" for c, n in zip(rows["category"], serial, strict=True)]
    rows["approver"] = "示例审批单位"
    rows["lon"], rows["lat"] = scene.ground.points(rng, rows["area_id"])
    rows["address"] = _addresses(rows, zones[zones["to_at"] > scene.stopped_at])
    unknown = rng.random(number) < CAPACITY_UNKNOWN_SHARE
    rows["capacity"] = np.where(unknown, np.nan, np.round(rng.lognormal(3.2, 0.7, number)))
    events = _events(scene, rng, rows)
    first = events.groupby("business_id")["at"].min()
    register = rows.drop(columns="state").assign(known_at=rows["business_id"].map(first))
    return [Made("businesses", register), Made("business_events", events.assign(known_at=events["at"]))]


def _addresses(rows: pd.DataFrame, open_zones: pd.DataFrame) -> list:
    """Null but for a few shops that lie inside a zone and are still listed: the contradiction that a command post looks for."""
    inside = {}
    for zone in open_zones.drop_duplicates("area_id").head(SHOPS_INSIDE_ZONES).itertuples():
        listed = rows[(rows["area_id"] == zone.area_id) & (rows["state"] == "listed") & (rows["category"] == "food_retail")]
        inside |= {index: f"{zone.extent_text}底商" for index in listed.index[:1]}
    return [inside.get(index) for index in rows.index]


def _published_counts(scene: Scene, plan: dict) -> dict[str, int]:
    """By area: how many must be made up, so that with the businesses named on the page the published number is listed.

    A named business without a state counts as listed: it stands in the register, and nothing says that it was taken out.
    """
    named = scene.facts.get("businesses", pd.DataFrame(columns=["area_id"]))["area_id"].value_counts()
    indicators = scene.facts.get("indicators", pd.DataFrame(columns=["indicator"]))
    chosen_ones = indicators[indicators["indicator"].isin(plan["listed_as_published"])]
    return {row.area_id: int(float(row.value)) - int(named.get(row.area_id, 0)) for row in chosen_ones.itertuples()}


def _register(rng: np.random.Generator, plan: dict, area_id: str, listed: int) -> pd.DataFrame:
    """The listed businesses of an area and, beside them, those in every other state."""
    counts = {"listed": listed} | {state: round(listed * plan[f"{state}_share"]) for state in STATES}
    return pd.DataFrame({"area_id": area_id, "state": spread_out(counts, rng)})


def _events(scene: Scene, rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """Each business is listed once; then it stays, or comes to its state; a few were suspended and came back."""
    number, start, stop = len(rows), pd.Timestamp(scene.plan["history_from"]), _before_office_ends(pd.Timestamp(scene.stopped_at))
    drawn = _after_orders(rng, scene.plan["businesses"], rows, pd.Series(start + (stop - start) * rng.beta(1, LISTED_EARLY, number)), stop)
    moved = _told(rng, scene.plan["businesses"], rows, drawn, drawn + (stop - drawn) * rng.uniform(0.2, 1.0, number))
    listed_at, change_at = _in_office_hours(drawn), _in_office_hours(moved)
    base = pd.DataFrame({"business_id": rows["business_id"], "state": rows["state"].to_numpy(), "actor": "示例主管部门"})
    parts = [base.assign(event=np.where(base["state"] == "applied", "applied", "listed"), at=listed_at, reason="approved")]
    parts[0].loc[parts[0]["event"] == "applied", "reason"] = None
    for state, reasons in REASONS.items():
        changed = base[base["state"] == state]
        told = rows["category"][changed.index].isin(scene.plan["businesses"].get("told_to_close", {})) & (state != "rectify")
        reason = np.where(told, "category_rule_changed", chosen(rng, reasons, len(changed)))
        parts.append(changed.assign(event=state, at=change_at[changed.index], reason=reason))
    back = base[(base["state"] == "listed") & (rng.random(number) < RETURNED_SHARE)]
    away_at = _in_office_hours(drawn + (moved - drawn) / 2)[back.index]
    parts.append(back.assign(event="suspended", at=away_at, reason=chosen(rng, REASONS["suspended"], len(back))))
    parts.append(back.assign(event="reinstated", at=change_at[back.index], reason="rectified"))
    return pd.concat(parts, ignore_index=True).drop(columns="state").sort_values("at", ignore_index=True)


def _categories(rng: np.random.Generator, plan: dict, state: pd.Series) -> np.ndarray:
    found, told = chosen(rng, CATEGORIES, len(state)), plan.get("told_to_close", {})
    ended = np.flatnonzero(state.isin(["suspended", "removed"]))
    weights = {category: n * (TOLD_TIMES if category in told else 1) for category, n in CATEGORIES.items()}
    found[ended] = chosen(rng, weights, len(ended))
    return found


def _after_orders(rng: np.random.Generator, plan: dict, rows: pd.DataFrame, drawn: pd.Series, stop: pd.Timestamp) -> pd.Series:
    """Listed in the days after an order of the plan: its share of the businesses of its districts; the others as drawn."""
    for at, share, areas in plan.get("orders", []):
        late = pd.Timestamp(at) + pd.to_timedelta(rng.exponential(ORDER_DAYS * 24, len(rows)), unit="h")
        follows = (rng.random(len(rows)) < share) & (rows["area_id"].isin(areas) | (not areas)) & (late < stop)
        drawn = drawn.mask(follows, pd.Series(late, drawn.index))
    return drawn


def _told(rng: np.random.Generator, plan: dict, rows: pd.DataFrame, drawn: pd.Series, moved: pd.Series) -> pd.Series:
    """Suspended or taken off within two days after its category was told to close, if it was listed by then; the others as drawn."""
    for category, at in plan.get("told_to_close", {}).items():
        late = pd.Series(pd.Timestamp(at) + pd.to_timedelta(rng.uniform(0, 48, len(rows)), unit="h"), moved.index)
        moved = moved.mask((rows["category"] == category) & rows["state"].isin(["suspended", "removed"]) & (drawn < late), late)
    return moved


def _in_office_hours(at: pd.Series) -> pd.Series:
    """Moments of whole days moved into these hours of the same days, in the same order, to the second."""
    midnight = at.dt.normalize()
    return (midnight + pd.to_timedelta(_office_hour((at - midnight) / pd.Timedelta(days=1)) * 3600, unit="s")).dt.floor("s")


def _office_hour(share: pd.Series | np.ndarray) -> np.ndarray:
    """The hour by which this share of a day's entries is made: few in the pause at noon."""
    busy = (1 - PAUSE_SHARE) * (PAUSE[0] - OFFICE_HOURS[0]) / (OFFICE_HOURS[1] - OFFICE_HOURS[0] - PAUSE[1] + PAUSE[0])
    return np.interp(share, [0, busy, busy + PAUSE_SHARE, 1], [OFFICE_HOURS[0], *PAUSE, OFFICE_HOURS[1]])


def _before_office_ends(stop: pd.Timestamp) -> pd.Timestamp:
    """The moment that `_in_office_hours` moves to `stop`, or the midnight before it where the office was not open yet."""
    shares = np.linspace(0, 0.999, 1000)
    passed = shares[_office_hour(shares) <= (stop - stop.normalize()) / pd.Timedelta(hours=1)]
    return stop.normalize() + (passed[-1] if len(passed) else 0) * pd.Timedelta(days=1) - pd.Timedelta(minutes=20)
