"""The city's close contacts evening by evening, as many as the cases of the list would bring: no page counts them."""

import pandas as pd

from dashboard.demo.synthesis.scene import Made, Scene

TOLD_HOUR = 20


def made_contacts(scene: Scene, persons: pd.DataFrame) -> list[Made]:
    """Table contacts: one row an evening for the whole city, kind close. `persons`: as of `cases.made_persons`.

    Whoever was traced is observed for the plan's days and released then, so released and observed are those traced so far.
    """
    plan, rng = scene.plan["contacts"], scene.rng("contacts")
    days = persons["reported_at"].dt.normalize()
    traced = pd.Series(rng.poisson(plan["per_case"], len(persons))).groupby(days.to_numpy()).sum()
    traced = traced.reindex(pd.date_range(traced.index.min(), pd.Timestamp(scene.stopped_at).normalize()), fill_value=0)
    so_far = traced.cumsum()
    released = so_far.shift(plan["days"], fill_value=0)
    observed = so_far - released
    at_home = (observed * plan["at_home_share"]).round().astype(int)
    rows = pd.DataFrame({
        "at": traced.index + pd.Timedelta(hours=TOLD_HOUR), "kind": "close", "cumulative": so_far, "under_observation": observed,
        "at_home": at_home, "at_centre": observed - at_home, "released": released,
    }).reset_index(drop=True)
    rows = rows[rows["at"] <= scene.stopped_at]
    return [Made("contacts", rows.assign(known_at=rows["at"]))]
