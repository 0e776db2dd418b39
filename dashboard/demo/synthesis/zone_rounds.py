"""Stand-ins for rounds of screening inside closed zones: on the day that the rule in force asks for one, of most zones."""

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import numbered
from dashboard.demo.synthesis.scene import Made, Scene
from dashboard.rules.schemes import schemes

DONE_SHARE = 0.7
"""Of the zones still closed; those that were lifted had theirs."""
FIRST_HOUR, LAST_HOUR, HOURS = 7, 10, 3


def made_rounds(scene: Scene, made: list[Made], cases: pd.DataFrame) -> list[Made]:
    """Table screenings: one full negative round of a zone whose days are complete. `made`: of zones; `cases`: rows of the line list."""
    if not made:
        return []
    zones, rng = _ended(made), scene.rng("zone rounds")
    last_case = cases.dropna(subset="zone_id").groupby("zone_id")["reported_at"].max().dt.normalize()
    began = zones["known_at"].dt.normalize()
    anchor = pd.concat([began, pd.Series(last_case.reindex(zones["zone_id"]).to_numpy("datetime64[us]"), zones.index)], axis=1).max(axis=1)
    steps = [schemes()[name].steps.get(level) for name, level in zones[["scheme", "level"]].itertuples(index=False)]
    days = pd.Series([step.lift_days if step and step.round != "none" else np.nan for step in steps], index=zones.index)
    started = anchor + pd.to_timedelta(days, unit="D") + pd.to_timedelta(rng.integers(FIRST_HOUR, LAST_HOUR, len(zones)), unit="h")
    ended = started + pd.Timedelta(hours=HOURS)
    is_done = (rng.random(len(zones)) < DONE_SHARE) | zones["lifted_at"].notna()
    held = zones[is_done & (ended <= zones["lifted_at"].fillna(pd.Timestamp(scene.stopped_at)))]
    rows = pd.DataFrame({
        "screening_id": numbered("SYN-ZR", len(held), 4), "zone_id": held["zone_id"].to_numpy(), "area_id": held["area_id"].to_numpy(),
        "started_at": started[held.index].to_numpy(), "ended_at": ended[held.index].to_numpy(),
        "sampled": held["people"].to_numpy(), "positive": 0, "is_full": True, "source": "synthetic",
    })
    return [Made("screenings", rows.assign(known_at=rows["ended_at"]))] if len(rows) else []


def _ended(made: list[Made]) -> pd.DataFrame:
    """Rows of the zones with lifted_at; null = still closed when the clock stops."""
    zones, events = made[0].rows, made[1].rows
    lifts = events[events["event"] == "lift"].set_index("zone_id")["at"]
    return zones.assign(lifted_at=lifts.reindex(zones["zone_id"]).to_numpy("datetime64[us]"))
