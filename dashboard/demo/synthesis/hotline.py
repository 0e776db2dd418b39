"""Calls to 12345: one by one in the last weeks, by day before that, together as many answered as was published."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from dashboard.demo.synthesis.call_topics import areas_and_topics
from dashboard.demo.synthesis.callers import caller_keys
from dashboard.demo.synthesis.centre import HOURS, between_points, by_weekday, met, seats_of, seconds_of
from dashboard.demo.synthesis.draws import chosen
from dashboard.demo.synthesis.hotline_days import counted_days
from dashboard.demo.synthesis.queueing import ABANDONED, ANSWERED, BLOCKED
from dashboard.demo.synthesis.scene import Made, Scene

DAY_SPREAD, HOUR_SPREAD = 0.04, 0.015
"""How far a day or an hour may lie from what was to be expected, beside the chance that every count has."""
ANNOUNCED_HOURS = 6.0
"""In which the effect of an announcement falls to a third."""
MESSAGE_SHARE = 0.08
"""Of those who give up, who leaves a message."""
RING_SECONDS = (2, 9)
DAY = timedelta(days=1)


def made_calls(scene: Scene, zones: pd.DataFrame) -> list[Made]:
    """Tables hotline_calls and hotline_intervals; nothing for a city whose plan has no hotline. `zones`: as of `zones.open_spells`."""
    if "hotline" not in scene.plan:
        return []
    calls = _calls(scene, zones)
    made = [Made("hotline_calls", calls.assign(known_at=calls["started_at"]))]
    published = published_interval(scene)
    if published is not None:
        answered_singly = int((calls["outcome"] == "answered").sum())
        days = _days_before(scene, int(published["answered"]) - answered_singly)
        made.append(Made("hotline_intervals", days.assign(known_at=days["interval_end"])))
    return made


def published_interval(scene: Scene) -> dict | None:
    """The published count of answered calls over a period; null where the city has none."""
    intervals = scene.facts.get("hotline_intervals")
    return None if intervals is None else intervals.iloc[0].to_dict()


def calls_end(scene: Scene) -> datetime:
    """Calls are made up to the end of the published period, or to the stopped clock where none is published."""
    published = published_interval(scene)
    return scene.stopped_at if published is None else pd.Timestamp(published["interval_end"]).to_pydatetime()


def offered_by_hour(scene: Scene) -> tuple[pd.Series, np.ndarray]:
    """Calls offered by hour, from the plan's history to the end of the last day, whether or not the clock stops before; and `announced`.

    They scatter as counts do; where the plan gives the calls of a week, these add up to it. announced: share of an hour's calls that each
    of the plan's announcements brought, a row an announcement.
    """
    plan, rng = scene.plan["hotline"], scene.rng("hotline volume")
    days = pd.date_range(scene.plan["history_from"], calls_end(scene), freq="D")
    level = between_points(plan["offered"], days) * by_weekday(days) * rng.lognormal(0, DAY_SPREAD, len(days))
    hours = pd.date_range(days[0], periods=24 * len(days), freq="h")
    expected = np.repeat(level, 24) * np.tile(HOURS / HOURS.sum(), len(days)) * rng.lognormal(0, HOUR_SPREAD, len(hours))
    more = np.array([_announced(hours, at, strength) for at, strength, _ in plan["announcements"]])
    expected = expected * (1 + more.sum(axis=0))
    counts = rng.poisson(expected)
    for week in plan.get("weeks", []):
        inside = (hours >= pd.Timestamp(week["from"])) & (hours < pd.Timestamp(week["to"]))
        counts[inside] = rng.multinomial(week["offered"], expected[inside] / expected[inside].sum())
    return pd.Series(counts, hours), more / (1 + more.sum(axis=0))


def _announced(hours: pd.DatetimeIndex, at: datetime, strength: float) -> np.ndarray:
    """How many times more call in each hour, falling off from the hour of the announcement."""
    since = (hours - pd.Timestamp(at)).total_seconds().to_numpy() / 3600
    return np.where(since >= 0, strength * np.exp(-np.clip(since, 0, None) / ANNOUNCED_HOURS), 0)


def _calls(scene: Scene, zones: pd.DataFrame) -> pd.DataFrame:
    plan, rng = scene.plan["hotline"], scene.rng("hotline")
    offered, announced = offered_by_hour(scene)
    seats = seats_of(plan, offered.index)
    offered = offered[offered.index < calls_end(scene)]
    seconds = seconds_of(rng, offered.to_numpy())
    number = len(seconds)
    frame = pd.DataFrame({"started_at": offered.index[0] + pd.to_timedelta(seconds, unit="s")})
    outcome, wait, handling = met(rng, seconds, plan, seats)
    answered = outcome == ANSWERED
    names = np.array(["answered", "abandoned", "blocked"], dtype=object)[outcome]
    frame["outcome"] = np.where((outcome == ABANDONED) & (rng.random(number) < MESSAGE_SHARE), "message", names)
    frame["channel"] = np.where(frame["outcome"].isin(["answered", "message"]), chosen(rng, plan["channels"], number), "phone")
    frame["area_id"], frame["topic"] = areas_and_topics(scene, frame["started_at"], answered, zones, announced[:, seconds // 3600])
    frame["wait_seconds"] = np.where(outcome == BLOCKED, np.nan, np.round(wait + rng.uniform(*RING_SECONDS, number)))
    frame["handle_seconds"] = np.where(answered, np.round(handling), np.nan)
    frame["caller_key"] = caller_keys(scene.rng("callers"), frame)
    frame.insert(0, "call_id", np.char.add("SYN-C", np.char.zfill(np.arange(1, number + 1).astype(str), 6)))
    return frame


def _days_before(scene: Scene, answered: int) -> pd.DataFrame:
    """Whole days from the start of the published period to the first single call, adding up to `answered`."""
    rng, plan = scene.rng("hotline days"), scene.plan["hotline"]
    start = pd.Timestamp(published_interval(scene)["interval_start"])
    days = pd.date_range(start, scene.plan["history_from"], freq="D", inclusive="left")
    months = np.array(plan["year_shape"], dtype=float)
    middles = np.array([date(start.year, m + 1, 15).timetuple().tm_yday for m in range(len(months))])
    level = np.interp(days.day_of_year, middles, months) * by_weekday(days) * rng.normal(1, 0.03, len(days))
    counts = counted_days(rng, pd.Series(level, days), answered, plan).reset_index(drop=True)
    return counts.assign(interval_start=days, interval_end=days + DAY, qualifier="exact", source="synthetic")
