"""Stand-ins for rounds of screening inside closed zones: when somebody was found, and on the day that the rule in force asks for one."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import numbered
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.rules.schemes import schemes

DONE_SHARE = 0.7
"""Of the last rounds of zones still closed; those that were lifted had theirs."""
FIRST_HOUR, HOURS, PLAIN_HOUR = 4, 3, 7
TURNOUT = (0.97, 1.0)


def made_rounds(scene: Scene, sites: pd.DataFrame, members: pd.DataFrame, persons: pd.DataFrame) -> list[Made]:
    """Table screenings: rounds of the zones of `sites`, full, with as many positives as the line list has of that zone that day.

    The round that ends a zone is negative, on the day on which its days are complete; the others lie before their persons were reported.
    """
    if sites.empty:
        return []
    rng = scene.rng("zone rounds")
    found = persons.assign(zone_id=members["zone_id"])[members["in_zone"].eq(True)]
    rows = pd.concat([_finding(sites, found), _last(scene, rng, sites, found)], ignore_index=True)
    rows = rows[(rows["ended_at"] <= scene.stopped_at) & ~(rows["ended_at"] > rows["lifted_at"])].sort_values(["ended_at", "zone_id"])
    frame = pd.DataFrame({
        "screening_id": numbered("SYN-ZR", len(rows), 4), "zone_id": rows["zone_id"].to_numpy(), "area_id": rows["area_id"].to_numpy(),
        "started_at": (rows["ended_at"] - pd.Timedelta(hours=HOURS)).to_numpy(), "ended_at": rows["ended_at"].to_numpy(),
        "sampled": np.round(rows["people"].to_numpy() * rng.uniform(*TURNOUT, len(rows))).astype(int),
        "positive": rows["positive"].to_numpy(dtype=int), "is_full": True, "source": "synthetic",
    })
    return [Made("screenings", frame.assign(known_at=frame["ended_at"]))] if len(frame) else []


def _finding(sites: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """A round in the morning of every day on which somebody of the zone was reported after it."""
    by_day = found.assign(day=found["reported_at"].dt.normalize()).merge(sites[["zone_id", "declared_at"]], on="zone_id")
    ended = by_day["day"] + pd.Timedelta(hours=FIRST_HOUR + HOURS)
    by_day = by_day[(by_day["reported_at"] >= ended) & (ended > by_day["declared_at"] + pd.Timedelta(hours=HOURS))]
    counted = by_day.groupby(["zone_id", "day"]).size().rename("positive").reset_index()
    return counted.assign(ended_at=counted["day"] + pd.Timedelta(hours=FIRST_HOUR + HOURS)).merge(
        sites[["zone_id", "area_id", "people", "lifted_at"]], on="zone_id"
    )


def _last(scene: Scene, rng: np.random.Generator, sites: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The negative round of a zone whose days are complete, as the rules in force then ask for it."""
    last_case = found.groupby("zone_id")["reported_at"].max().reindex(sites["zone_id"]).set_axis(sites.index)
    anchor = np.maximum(sites["declared_at"], last_case.fillna(sites["declared_at"])).dt.normalize()
    steps = [schemes()[name].steps.get(level) for name, level in zip(_schemes_at_end(scene, sites), sites["level"], strict=True)]
    days = pd.Series([step.lift_days if step and step.round != "none" else np.nan for step in steps], index=sites.index)
    ended = anchor + pd.to_timedelta(days, unit="D") + pd.Timedelta(hours=PLAIN_HOUR)
    turn = sites["lowered_at"].fillna(sites["lifted_at"])
    is_done = (rng.random(len(sites)) < DONE_SHARE) | turn.notna()
    return sites.assign(ended_at=ended, positive=0)[is_done & ended.notna() & ~(ended > turn)]


def _schemes_at_end(scene: Scene, sites: pd.DataFrame) -> pd.Series:
    """The rule set by which each zone was lowered or lifted, or will be."""
    found = sites["scheme"]
    turn = sites["lowered_at"].fillna(sites["lifted_at"]).fillna(pd.Timestamp(scene.stopped_at))
    for at, scheme in scene.plan["zones"]["switches"]:
        found = found.mask((sites["declared_at"] < at) & (turn > at), scheme)
    return found
