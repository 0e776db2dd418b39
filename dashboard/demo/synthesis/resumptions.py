"""Applications of building sites to go back to work: application, opinions of owner and supervisor, site check, decision."""

from itertools import pairwise

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.draws import between, chosen, later, numbered, spread_out
from dashboard.demo.synthesis.scene import Made, Scene

OPENS, HOURS_OPEN = 8.5, 9
STAGES = ("applied", "owner_supervisor_opinion", "site_check", "approved", "resumed")


def made_resumptions(scene: Scene) -> list[Made]:
    """Table resumptions, as the published chain of approval has them; nothing where the plan foresees none."""
    plan = scene.plan.get("resumptions")
    if not plan:
        return []
    rng, area_ids = scene.rng("resumptions"), spread_out(plan["areas"])
    number, stop = len(area_ids), pd.Timestamp(scene.stopped_at)
    cases = pd.DataFrame({"resumption_id": numbered("SYN-F", number, 3), "area_id": area_ids, "kind": chosen(rng, plan["kinds"], number)})
    cases["applicant"] = [f"{plan['names'][kind]}{n:02d}" for n, kind in enumerate(cases["kind"], 1)]
    cases["applied"] = between(rng, plan["first_at"], stop, number).floor("min")
    for before, stage in pairwise(STAGES):
        cases[stage] = later(cases[before], 24 * np.array(rng.gamma(2.0, plan["days"][stage] / 2, number))).dt.floor("min")
    cases[list(STAGES)] = cases[list(STAGES)].apply(_in_office_hours)
    is_refused = rng.random(number) < plan["refused_share"]
    parts = []
    for stage in STAGES:
        own = cases[~is_refused] if stage == "resumed" else cases
        said = np.where(is_refused, "refused", stage) if stage == "approved" else stage
        parts.append(own[["resumption_id", "area_id", "kind", "applicant"]].assign(stage=said, stage_at=own[stage]))
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["stage_at"] <= stop].sort_values(["stage_at", "resumption_id"], ignore_index=True)
    return [Made("resumptions", rows.assign(actor=plan["actor"], known_at=rows["stage_at"]))]


def _in_office_hours(at: pd.Series) -> pd.Series:
    """Moments of whole days moved into office hours of the same days, in the same order."""
    share = (at - at.dt.normalize()) / pd.Timedelta(days=1)
    return (at.dt.normalize() + pd.to_timedelta(OPENS + HOURS_OPEN * share, unit="h")).dt.floor("min")
